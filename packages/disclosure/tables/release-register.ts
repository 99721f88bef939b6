import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { ReleasedRecords } from '../records/released-records.ts'
import type { Dimension } from './dimension.ts'
import type { ProtectedTable } from './protect-table.ts'
import type { RoundedBefore } from './round.ts'
import type { DisclosureRule } from './rule.ts'
import type { KnownElsewhere } from './suppress.ts'
import { nodesOf, type Table } from './table.ts'

/**
 * A table that is out, as it was shown. One register holds the releases of one population; no count that was hidden is in it.
 * A cell is known by what it says: `[["region","North"],["sex","F"]]`, columns in the order of their names.
 */
export interface ReleasedTable {
  readonly release: string
  readonly at: string
  readonly method: DisclosureRule['method']
  readonly threshold: number
  readonly base: number
  /** The columns of each dimension, one within the other. */
  readonly dimensions: readonly (readonly string[])[]
  readonly cells: Readonly<Record<string, string>>
}

/** What one register holds: tables, or records. */
export type Release = ReleasedTable | ReleasedRecords

export const isReleasedTable = (release: Release): release is ReleasedTable => 'cells' in release

/** A table that is to go out: its dimensions with the columns that they were made of. */
export interface Candidate {
  readonly table: Table
  readonly columns: readonly (readonly string[])[]
  readonly rule: DisclosureRule
}

export type ReleaseFailure = Failure<
  | 'disclosure.hidden_elsewhere'
  | 'disclosure.methods_mixed'
  | 'disclosure.tables_interlock'
  | 'disclosure.small_difference'
  | 'disclosure.records_out'
>

/** What the releases before a table ask of it. */
export type Bearing =
  | { readonly kind: 'repeats'; readonly release: ReleasedTable }
  | {
      readonly kind: 'new'
      readonly known: KnownElsewhere
      readonly before: RoundedBefore
      /** Releases of the same data, whose differences have to be looked for in the data. */
      readonly sameData: readonly ReleasedTable[]
    }

/** The name of each cell of a table: the same in every table, however its rows and columns are laid out. */
export function cellNames(table: Pick<Table, 'dimensions' | 'strides'>, columns: Candidate['columns']): string[] {
  const conditions = table.dimensions.map((dimension, at) => conditionsOf(dimension, columns[at]!))
  const cells = table.dimensions.reduce((product, { labels }) => product * labels.length, 1)
  return Array.from({ length: cells }, (_, cell) => {
    const said = nodesOf({ ...table, values: NOTHING }, cell).flatMap((node, at) => conditions[at]![node]!)
    return JSON.stringify(said.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

const NOTHING = new Float64Array(0)

/** What each node of a dimension says: for a district its region, too. */
function conditionsOf(dimension: Dimension, columns: readonly string[]): (readonly [column: string, code: string])[][] {
  const conditions: (readonly [string, string])[][] = []
  for (const [node, label] of dimension.labels.entries()) {
    const parent = dimension.parents[node]!
    conditions.push(parent < 0 ? [] : [...conditions[parent]!, [columns[dimension.depths[node]! - 1]!, label]])
  }
  return conditions
}

/**
 * Holds a table against what is out, before it is protected. Beside records none goes out (`disclosure.records_out`): the difference
 * would tell who was left out of them.
 *
 * On the same data (every figure that both have agrees): one whose every cell is out already repeats that release. A total that
 * both have has to be shown by both (`disclosure.hidden_elsewhere`), for then what is hidden in one cannot be worked out with the
 * other; rounded ones are rounded around it. Columns that come round in a circle (sex by age, age by region, region by sex) fix
 * more than any two tables (`disclosure.tables_interlock`).
 *
 * On data that changed since, no cell that both show may differ by fewer than the threshold (`disclosure.small_difference`), and
 * what was hidden stays hidden. A rounded figure stays while it is one of the two multiples beside its count: drawn anew each time,
 * the mean of a series would tell the count. Whatever the data, all tables keep to one method and base (`disclosure.methods_mixed`).
 */
export function bearingOf(
  { table, columns, rule }: Candidate,
  releases: readonly Release[],
): Result<Bearing, ReleaseFailure> {
  const records = releases.find((release) => !isReleasedTable(release))
  if (records) return err(failure('disclosure.records_out', { params: { release: records.release } }))
  const earlier = releases.filter(isReleasedTable)
  const mixed = earlier.find(({ method, base }) => method !== rule.method || (method === 'round' && base !== rule.base))
  if (mixed) return err(failure('disclosure.methods_mixed', { params: { release: mixed.release } }))
  const names = cellNames(table, columns)
  const same = earlier.filter((release) => isOfSameData(release, names, table))
  const repeated = same.findLast(
    ({ threshold, cells }) =>
      (rule.method === 'round' || threshold >= rule.threshold) && names.every((name) => cells[name] !== undefined),
  )
  if (repeated) return ok({ kind: 'repeats', release: repeated })
  const edges = [...same.map(({ dimensions }) => dimensions.flat()), columns.flat()]
  if (!isAcyclic(edges)) return err(failure('disclosure.tables_interlock'))
  const shown = new Set<number>()
  const kept = new Set<number>()
  const fixed = new Map<number, number>()
  for (const release of earlier) {
    const { cells, method, threshold } = release
    const isSame = same.includes(release)
    for (const [cell, name] of names.entries()) {
      const before = cells[name]
      if (before === undefined) continue
      const figure = figureOf(before)
      if (isSame) {
        if (figure === undefined)
          return err(failure('disclosure.hidden_elsewhere', { params: { release: release.release } }))
        if (method === 'round') fixed.set(cell, figure)
        else shown.add(cell)
      } else if (method === 'suppress') {
        const count = table.values[cell]!
        if (figure === undefined) {
          if (count > 0) kept.add(cell)
        } else if (isSmallDifference(count - figure, Math.max(threshold, rule.threshold)) && count >= rule.threshold) {
          return err(failure('disclosure.small_difference', { params: { release: release.release } }))
        }
      }
    }
  }
  const before = rule.method === 'round' ? keptFigures(table, names, earlier, fixed) : NOTHING_ROUNDED
  return ok({ kind: 'new', known: { shown, kept }, before: { ...before, fixed }, sameData: same })
}

const NOTHING_ROUNDED = { kept: new Map<number, number>(), bound: new Set<number>() }

/** What each cell was shown as last, of figures that are beside its count; and those of which both multiples were. */
function keptFigures(
  { values }: Table,
  names: readonly string[],
  earlier: readonly ReleasedTable[],
  fixed: ReadonlyMap<number, number>,
): Pick<RoundedBefore, 'kept' | 'bound'> {
  const kept = new Map<number, number>()
  const bound = new Set<number>()
  for (const [cell, name] of names.entries()) {
    if (fixed.has(cell)) continue
    for (const { cells, base } of earlier) {
      const figure = figureOf(cells[name] ?? '')
      if (figure === undefined || Math.abs(figure - values[cell]!) >= base) continue
      if (kept.has(cell) && kept.get(cell) !== figure) bound.add(cell)
      kept.set(cell, figure)
    }
  }
  return { kept, bound }
}

const figureOf = (shown: string): number | undefined => (/^\d+$/.test(shown) ? Number(shown) : undefined)

/**
 * Whether a release may be of these data: every figure that it shows of a cell of the table is that cell's count, or rounded
 * from it. Told by the figures, since a file that was only saved anew is no other population.
 */
function isOfSameData({ method, base, cells }: ReleasedTable, names: readonly string[], { values }: Table): boolean {
  return names.every((name, cell) => {
    const figure = figureOf(cells[name] ?? '')
    return figure === undefined || Math.abs(figure - values[cell]!) < (method === 'round' ? base : 1)
  })
}

const isSmallDifference = (difference: number, threshold: number): boolean =>
  difference !== 0 && Math.abs(difference) < threshold

/**
 * Whether sets of columns form no circle (Graham's reduction: columns in one set alone, and sets within others, fall away until
 * nothing is left). Then tables that agree on what each two share are together possible.
 */
function isAcyclic(sets: readonly (readonly string[])[]): boolean {
  let left = sets.map((set) => new Set(set))
  for (let before = -1; before !== sizeOf(left);) {
    before = sizeOf(left)
    left = left.map((set) => new Set([...set].filter((column) => left.filter((other) => other.has(column)).length > 1)))
    const isWithin = (set: ReadonlySet<string>, other: ReadonlySet<string>) =>
      [...set].every((column) => other.has(column))
    left = left.filter(
      (set, at) =>
        !left.some((other, place) => place !== at && isWithin(set, other) && (other.size > set.size || place < at)),
    )
  }
  return sizeOf(left) === 0
}

const sizeOf = (sets: readonly ReadonlySet<string>[]): number => sets.reduce((sum, { size }) => sum + size + 1, 0) - 1

/** Persons, or cells that were given, by what each says in every column of both tables. */
export interface Overlap {
  readonly count: number
  /** The cells of the new table, and of the earlier one, that an entry is part of. */
  cellsOf(entry: number): { readonly now: readonly string[]; readonly before: readonly string[] }
  weightOf(entry: number): number
}

/**
 * Whether a figure of one table less figures of the other, all of persons that the first counts too, leaves fewer than the
 * threshold: age 0 to 17 in one, 0 to 18 in the other. Looked for in the data, so that what is so by chance is refused as well.
 */
export function hasSmallDifference(
  now: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
  overlap: Overlap,
  threshold: number,
): boolean {
  const together = new Map<string, Map<string, number>>()
  const sizes = { now: new Map<string, number>(), before: new Map<string, number>() }
  const add = (to: Map<string, number>, key: string, weight: number) => to.set(key, (to.get(key) ?? 0) + weight)
  for (let entry = 0; entry < overlap.count; entry++) {
    const weight = overlap.weightOf(entry)
    const cells = overlap.cellsOf(entry)
    for (const name of cells.before) add(sizes.before, name, weight)
    for (const name of cells.now) {
      add(sizes.now, name, weight)
      let row = together.get(name)
      if (!row) together.set(name, (row = new Map<string, number>()))
      for (const other of cells.before) add(row, other, weight)
    }
  }
  const back = new Map<string, Map<string, number>>()
  for (const [name, row] of together) {
    for (const [other, weight] of row) {
      let column = back.get(other)
      if (!column) back.set(other, (column = new Map<string, number>()))
      column.set(name, weight)
    }
  }
  const leaves = (
    shown: Readonly<Record<string, string>>,
    others: Readonly<Record<string, string>>,
    meet: ReadonlyMap<string, ReadonlyMap<string, number>>,
    size: { readonly own: ReadonlyMap<string, number>; readonly others: ReadonlyMap<string, number> },
  ): boolean =>
    [...meet].some(([name, row]) => {
      if (figureOf(shown[name] ?? '') === undefined || others[name] !== undefined) return false
      // Cells that say the same number of things of the same columns have nobody in common.
      const inside = new Map<string, number>()
      for (const [other, weight] of row) {
        if (figureOf(others[other] ?? '') === undefined || shown[other] !== undefined) continue
        if (weight === size.others.get(other)) add(inside, levelOf(other), weight)
      }
      const own = size.own.get(name)!
      return [...inside.values()].some((sum) => isSmallDifference(own - sum, threshold))
    })
  return (
    leaves(now, before, together, { own: sizes.now, others: sizes.before }) ||
    leaves(before, now, back, { own: sizes.before, others: sizes.now })
  )
}

const levelOf = (name: string): string =>
  JSON.stringify((JSON.parse(name) as [string, string][]).map(([column]) => column))

/** What is entered into the register of a table that was protected. */
export function releasedTable(
  { columns, rule }: Omit<Candidate, 'table'>,
  protectedTable: ProtectedTable,
  { release, at }: { readonly release: string; readonly at: Date },
): ReleasedTable {
  const names = cellNames(protectedTable, columns)
  const { method, threshold, base } = rule
  const cells = Object.fromEntries(names.map((name, cell) => [name, protectedTable.shown[cell]!]))
  return { release, at: at.toISOString(), method, threshold, base, dimensions: columns, cells }
}
