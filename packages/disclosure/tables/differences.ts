import { failure } from '@gloact/kernel'
import { groupsOf, totalsOf, type AmountsInHand, type Groups, type InHand } from './in-hand.ts'
import type { ReleaseFailure } from './release-register.ts'
import {
  cellsAbove,
  isFigure,
  isReleasedAmounts,
  levelOf,
  shownIn,
  type ReleasedAmounts,
  type ReleasedTable,
} from './releases.ts'
import { requirementOf } from './sensitive-cells.ts'

/** Rows, groups of rows, or cells that were given, by the cells that they are part of. */
export interface Overlap {
  readonly count: number
  /** The cells of each table, in the order of the tables, that an entry is part of. */
  cellsOf(entry: number): readonly (readonly string[])[]
}

/** What tables tell together that none of them tells, and which of them do. */
export interface Telling {
  /** A figure less others leaves too little; or a cell that one hides is shown by another, under another name. */
  readonly kind: 'difference' | 'hidden'
  readonly tables: readonly number[]
}

interface Cell {
  readonly level: string
  readonly isShown: boolean
  /** The tables that have it. */
  readonly tables: readonly number[]
  readonly entries: number[]
}

/**
 * Whether a figure of one table less figures of others, all of what the first contains too, leaves what may not be told: age 0
 * to 17 in one, 0 to 18 in another. Looked for in the data, so that what is so by chance is found as well. Taken away are all
 * cells within that say something of the same columns (they have nobody in common), and the largest within that have nobody in
 * common, whatever columns they are of; what is left where fewer are taken away is that and cells that are shown. What the hidden
 * cells of a total are together follows from the total and counts as a figure. Found as well is a cell that holds the same as one
 * of another table where one of the two is hidden.
 */
export function tellingDifference(
  tables: readonly Readonly<Record<string, string>>[],
  overlap: Overlap,
  isUnsafe: (entries: readonly number[]) => boolean,
): Telling | undefined {
  const together = cellsTogether(tables, overlap)
  const restOf = restsOf(overlap.count)
  addWhatFollows(together, restOf)
  const withinOf = withinEach(together)
  for (const cell of together.cells) {
    const within = withinOf(cell).filter((part) => !part.tables.some((table) => cell.tables.includes(table)))
    const same = within.find(
      ({ entries, isShown }) => entries.length === cell.entries.length && isShown !== cell.isShown,
    )
    if (same) return { kind: 'hidden', tables: [...cell.tables, ...same.tables] }
    if (!cell.isShown) continue
    for (const parts of families(within.filter(({ isShown }) => isShown))) {
      const rest = restOf(cell, parts)
      if (rest.length > 0 && isUnsafe(rest)) {
        return { kind: 'difference', tables: [...cell.tables, ...parts.flatMap((part) => part.tables)] }
      }
    }
  }
  return undefined
}

interface Together {
  readonly cells: Cell[]
  /** The cells that each entry is part of. */
  readonly cellsOf: readonly number[][]
}

/** The entries of a whole that are in none of its parts. */
function restsOf(count: number): (whole: Cell, parts: readonly Cell[]) => number[] {
  const taken = new Uint8Array(count)
  return (whole, parts) => {
    for (const { entries } of parts) for (const entry of entries) taken[entry] = 1
    const rest = whole.entries.filter((entry) => taken[entry] === 0)
    for (const { entries } of parts) for (const entry of entries) taken[entry] = 0
    return rest
  }
}

/** The cells that lie within a cell, it among them. */
function withinEach({ cells, cellsOf }: Together): (cell: Cell) => Cell[] {
  const met = new Int32Array(cells.length)
  return (cell) => {
    const meeting: number[] = []
    for (const entry of cell.entries) {
      for (const other of cellsOf[entry]!) if (met[other]!++ === 0) meeting.push(other)
    }
    return meeting.flatMap((other) => {
      const one = cells[other]!
      const isWithin = met[other] === one.entries.length
      met[other] = 0
      return isWithin ? [one] : []
    })
  }
}

/**
 * What every reader of one table works out of it is a figure, too: a total less its parts that are shown, which is what the hidden
 * ones are together.
 */
function addWhatFollows(together: Together, restOf: ReturnType<typeof restsOf>): void {
  const withinOf = withinEach(together)
  const found: Cell[] = []
  for (const cell of together.cells) {
    if (!cell.isShown) continue
    const within = withinOf(cell).filter((part) => part !== cell && part.isShown)
    for (const table of cell.tables) {
      const parts = within.filter((part) => part.tables.includes(table))
      for (const [level, ofLevel] of Map.groupBy(parts, (part) => part.level)) {
        const entries = restOf(cell, ofLevel)
        if (entries.length > 0) {
          found.push({ level: `${cell.level} less ${level}`, isShown: true, tables: [table], entries })
        }
      }
    }
  }
  for (const cell of found) {
    const place = together.cells.push(cell) - 1
    for (const entry of cell.entries) together.cellsOf[entry]!.push(place)
  }
}

/** The cells of all tables; those of which nobody is part are not among them. */
function cellsTogether(tables: readonly Readonly<Record<string, string>>[], overlap: Overlap): Together {
  const cells: Cell[] = []
  const places = new Map<string, number>()
  const cellsOf = Array.from({ length: overlap.count }, (_, entry) => {
    const own: number[] = []
    for (const name of new Set(overlap.cellsOf(entry).flat())) {
      let place = places.get(name)
      if (place === undefined) {
        const having = [...tables.keys()].filter((table) => tables[table]![name] !== undefined)
        if (having.length === 0) continue
        const isShown = having.some((table) => isFigure(tables[table]![name]!))
        place = cells.push({ level: levelOf(name), isShown, tables: having, entries: [] }) - 1
        places.set(name, place)
      }
      cells[place]!.entries.push(entry)
      own.push(place)
    }
    return own
  })
  return { cells, cellsOf }
}

/** Cells that may be taken away together, since they have nobody in common. */
function families(within: readonly Cell[]): readonly (readonly Cell[])[] {
  const levels = Map.groupBy(within, ({ level }) => level)
  if (levels.size < 2) return [...levels.values()]
  const taken = new Set<number>()
  const largest: Cell[] = []
  for (const cell of within.toSorted((a, b) => b.entries.length - a.entries.length)) {
    if (cell.entries.some((entry) => taken.has(entry))) continue
    for (const entry of cell.entries) taken.add(entry)
    largest.push(cell)
  }
  return [...levels.values(), largest]
}

/**
 * Holds a table that was protected against those of the same data that are out, by what their differences tell. Counts may leave no
 * fewer persons than the threshold (`disclosure.small_difference`). Sums may leave nothing that their own rules would hide: too few
 * contributors, dominance, p% (`disclosure.unsafe_difference`), of all tables the strictest; who contributes nothing counts as none.
 * Where counts and sums are both out, they are held against each other by both rules as if they were one figure: where everybody
 * gets the same, they are. Undefined where nothing is told. The file in hand needs the columns of all tables.
 */
export function differenceTold(
  now: ReleasedTable | ReleasedAmounts,
  earlier: readonly (ReleasedTable | ReleasedAmounts)[],
  inHand: InHand,
): ReleaseFailure | undefined {
  const sums = [now, ...earlier].filter(isReleasedAmounts)
  if (sums.length === 0) {
    for (const other of earlier) {
      const told = smallDifference([now, other], inHand)
      if (told) return told
    }
    return undefined
  }
  const all = [now, ...earlier]
  return unsafeDifference(all, sums, inHand) ?? (sums.length < all.length ? smallDifference(all, inHand) : undefined)
}

type Released = ReleasedTable | ReleasedAmounts

function smallDifference(tables: readonly Released[], inHand: InHand): ReleaseFailure | undefined {
  const groups = groupsOf(inHand, columnsOf(tables))
  const weights = totalsOf(groups, inHand.weightOf)
  const threshold = Math.max(...tables.map((table) => table.threshold))
  const { overlap, groupOf } = overlapOf(tables, inHand, groups, weights)
  const told = tellingDifference(
    tables.map(shownIn),
    overlap,
    (entries) => entries.reduce((sum, entry) => sum + weights[groupOf[entry]!]!, 0) < threshold,
  )
  return told && failureOf(told, tables, 'disclosure.small_difference')
}

function unsafeDifference(
  tables: readonly Released[],
  rules: readonly ReleasedAmounts[],
  inHand: InHand,
): ReleaseFailure | undefined {
  const { amounts } = inHand
  if (!amounts) throw new RangeError('the amounts of the file in hand were not read')
  const groups = groupsOf(inHand, columnsOf(tables))
  const sums = totalsOf(groups, (entry) => amounts.values[entry]!)
  const { overlap, groupOf } = overlapOf(tables, inHand, groups, sums)
  const contributionsOf = contributionsIn(groups, amounts)
  const told = tellingDifference(tables.map(shownIn), overlap, (entries) => {
    const contributions = contributionsOf(entries.map((entry) => groupOf[entry]!))
    const value = contributions.reduce((sum, amount) => sum + amount, 0)
    const cell = { value, contributors: contributions.length, largest: contributions.toSorted((a, b) => b - a) }
    return rules.some((rule) => requirementOf(cell, rule.rules, rule.threshold) > 0)
  })
  return told && failureOf(told, tables, 'disclosure.unsafe_difference')
}

/** What each contributor has in some groups together, without those who have nothing in them. */
function contributionsIn(
  groups: Groups,
  { values, contributors }: AmountsInHand,
): (chosen: readonly number[]) => number[] {
  const entriesOf: number[][] = Array.from({ length: groups.count }, () => [])
  for (const [entry, group] of groups.of.entries()) if (values[entry]! > 0) entriesOf[group]!.push(entry)
  return (chosen) => {
    const own = new Map<number, number>()
    for (const group of chosen) {
      for (const entry of entriesOf[group]!) {
        const whose = contributors ? contributors[entry]! : entry
        own.set(whose, (own.get(whose) ?? 0) + values[entry]!)
      }
    }
    return [...own.values()]
  }
}

const columnsOf = (tables: readonly Released[]): readonly string[] => [
  ...new Set(tables.flatMap(({ dimensions }) => dimensions.flat())),
]

/** The groups in which there is something, and their cells in each table. */
function overlapOf(
  tables: readonly Released[],
  inHand: InHand,
  { first }: Groups,
  totals: Float64Array,
): { readonly overlap: Overlap; readonly groupOf: readonly number[] } {
  const groupOf = [...first.keys()].filter((group) => totals[group]! > 0)
  const overlap = {
    count: groupOf.length,
    cellsOf(entry: number) {
      const row = first[groupOf[entry]!]!
      return tables.map(({ dimensions }) => cellsAbove(dimensions, (column) => inHand.codeOf(row, column)!))
    },
  }
  return { overlap, groupOf }
}

/** Told of the release that is out: the first of the tables is the one that is to go out. */
function failureOf(
  { kind, tables: which }: Telling,
  tables: readonly Released[],
  ofDifference: 'disclosure.small_difference' | 'disclosure.unsafe_difference',
): ReleaseFailure {
  const { release } = tables[which.find((table) => table > 0)!]!
  return failure(kind === 'hidden' ? 'disclosure.hidden_elsewhere' : ofDifference, { params: { release } })
}
