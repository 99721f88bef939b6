import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import {
  amountText,
  cellNames,
  isFigure,
  isReleasedAmounts,
  isReleasedTable,
  isSameFigure,
  shownIn,
  type Candidate,
  type Release,
  type ReleasedAmounts,
  type ReleasedTable,
} from './releases.ts'
import { cellsInHand, type InHand } from './in-hand.ts'
import type { RoundedBefore } from './round.ts'
import { findsAllOf } from './rule.ts'
import type { KnownElsewhere } from './suppress.ts'
import type { Table } from './table.ts'

export type ReleaseFailure = Failure<
  | 'disclosure.hidden_elsewhere'
  | 'disclosure.methods_mixed'
  | 'disclosure.tables_interlock'
  | 'disclosure.small_difference'
  | 'disclosure.unsafe_difference'
  | 'disclosure.not_searched'
  | 'disclosure.records_out'
  | 'disclosure.other_amount'
  | 'disclosure.rounded_beside_amounts'
  | 'disclosure.counted_beside_amounts'
  | 'disclosure.cannot_compare'
  | 'disclosure.data_changed'
>

/** What the releases before a table ask of it. */
export type Bearing =
  | { readonly kind: 'repeats'; readonly release: ReleasedTable | ReleasedAmounts }
  | {
      readonly kind: 'new'
      readonly known: KnownElsewhere
      readonly before: RoundedBefore
      /** Releases of the same data, whose differences have to be looked for in the data (`differenceTold`). */
      readonly sameData: readonly (ReleasedTable | ReleasedAmounts)[]
    }

/**
 * Holds a table against what is out, before it is protected. Beside records none goes out (`disclosure.records_out`): the difference
 * would tell who was left out of them.
 *
 * On the same data (every figure that both have agrees): one whose every cell is out already repeats that release. A total that
 * both have has to be shown by both (`disclosure.hidden_elsewhere`), for then what is hidden in one cannot be worked out with the
 * other; rounded ones are rounded around it. Columns that come round in a circle (sex by age, age by region, region by sex) fix
 * more than any two tables (`disclosure.tables_interlock`). The file in hand has to have the columns of both, so that their
 * differences can be looked for (`disclosure.cannot_compare`); without one, who calls has to see to that.
 *
 * On data that changed since, no cell that both show may differ by fewer than the threshold (`disclosure.small_difference`), and
 * what was hidden stays hidden. A rounded figure stays while it is one of the two multiples beside its count: drawn again each time,
 * the mean of a series would tell the count. Whatever the data, all tables keep to one method and base (`disclosure.methods_mixed`).
 *
 * A table of amounts, and any table beside one, is held more strictly: see `bearingOfAmounts`.
 */
export function bearingOf(
  candidate: Candidate,
  releases: readonly Release[],
  inHand?: InHand,
): Result<Bearing, ReleaseFailure> {
  const { table, columns, rule } = candidate
  const records = releases.find((release) => 'digest' in release)
  if (records) return err(failure('disclosure.records_out', { params: { release: records.release } }))
  if (candidate.measure || releases.some(isReleasedAmounts)) {
    return bearingOfAmounts(
      candidate,
      releases.filter((release) => isReleasedTable(release) || isReleasedAmounts(release)),
      inHand,
    )
  }
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
  const unlike = rule.method === 'suppress' && inHand && same.find((release) => !hasColumnsOf(inHand, release))
  if (unlike) return err(cannotCompare(unlike))
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
  { values }: Pick<Table, 'values'>,
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

const figureOf = (shown: string): number | undefined => (isFigure(shown) ? Number(shown) : undefined)

/**
 * Whether a release may be of these data: every figure that it shows of a cell of the table is that cell's count, or rounded
 * from it. Told by the figures, since a file that was only saved again is no other population.
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

/**
 * Holds a table of amounts against tables that are out, and a table of counts against amounts. Whose the amounts between two sums are
 * shows in the data alone, never in the sums. So all of it has to be of the file in hand: it has the columns of every table
 * (`disclosure.cannot_compare`), and each figure that is out is what the file gives (`disclosure.data_changed`). A register that
 * holds amounts takes nothing of other data any more.
 *
 * One register holds one amount of the same contributors (`disclosure.other_amount`), for how two amounts hang together cannot be
 * told from their sums. Counts and sums are held against each other as if they were one figure (where everybody gets the same, they
 * are): a total that two tables have is shown by both (`disclosure.hidden_elsewhere`), columns form no circle
 * (`disclosure.tables_interlock`), and rounded counts stand beside no sums (`disclosure.rounded_beside_amounts`), nor do counts of a
 * file whose rows stand for several persons: a row with an amount is one (`disclosure.counted_beside_amounts`).
 */
function bearingOfAmounts(
  { table, columns, rule, measure, counted }: Candidate,
  earlier: readonly (ReleasedTable | ReleasedAmounts)[],
  inHand: InHand | undefined,
): Result<Bearing, ReleaseFailure> {
  const rounded = earlier.find((release) => isReleasedTable(release) && release.method === 'round')
  const beside = rounded ?? (rule.method === 'round' ? earlier.find(isReleasedAmounts) : undefined)
  if (beside) {
    return err(failure('disclosure.rounded_beside_amounts', { params: { release: beside.release } }))
  }
  const ofCounts = earlier.find((release) => isReleasedTable(release) && release.counted !== undefined)
  const apart = ofCounts ?? (counted === undefined ? undefined : earlier.find(isReleasedAmounts))
  if (apart) {
    return err(failure('disclosure.counted_beside_amounts', { params: { release: apart.release } }))
  }
  const ofRegister = measure ?? earlier.find(isReleasedAmounts)
  for (const release of earlier) {
    if (!isReleasedAmounts(release)) continue
    const { amount, contributor } = release
    if (amount === ofRegister?.amount && contributor === ofRegister.contributor) continue
    const params = { release: release.release, amount, ...(contributor !== undefined && { contributor }) }
    return err(failure('disclosure.other_amount', { params }))
  }
  const unlike = earlier.find((release) => !inHand || !hasColumnsOf(inHand, release))
  if (unlike) return err(cannotCompare(unlike))
  const changed = inHand && earlier.find((release) => !isOfFile(release, inHand))
  if (changed) return err(failure('disclosure.data_changed', { params: { release: changed.release } }))
  const names = cellNames(table, columns)
  const repeated = earlier.findLast(
    (release) =>
      isReleasedAmounts(release) === (measure !== undefined) &&
      release.threshold >= rule.threshold &&
      (!isReleasedAmounts(release) || findsAllOf(release.rules, rule.contributors)) &&
      names.every((name) => shownIn(release)[name] !== undefined),
  )
  if (repeated) return ok({ kind: 'repeats', release: repeated })
  if (!isAcyclic([...earlier.map(({ dimensions }) => dimensions.flat()), columns.flat()])) {
    return err(failure('disclosure.tables_interlock'))
  }
  const shown = new Set<number>()
  for (const release of earlier) {
    const cells = shownIn(release)
    for (const [cell, name] of names.entries()) {
      const before = cells[name]
      if (before === undefined) continue
      if (!isFigure(before))
        return err(failure('disclosure.hidden_elsewhere', { params: { release: release.release } }))
      shown.add(cell)
    }
  }
  return ok({ kind: 'new', known: { shown }, before: { ...NOTHING_ROUNDED, fixed: new Map() }, sameData: earlier })
}

/** Whether the file in hand has what a release was made of. */
const hasColumnsOf = ({ has, amounts }: InHand, release: ReleasedTable | ReleasedAmounts): boolean =>
  release.dimensions.flat().every(has) &&
  (!isReleasedAmounts(release) ||
    (amounts !== undefined && amounts.amount === release.amount && amounts.contributor === release.contributor))

function cannotCompare(release: ReleasedTable | ReleasedAmounts): ReleaseFailure {
  const measure = isReleasedAmounts(release) ? [release.amount, release.contributor ?? []].flat() : []
  const columns = [...release.dimensions.flat(), ...measure].join(', ')
  return failure('disclosure.cannot_compare', { params: { release: release.release, columns } })
}

/**
 * Whether a release is of the file in hand: each figure that it shows is what the file gives, what it hides is there and agrees with
 * its sign, and nobody is in a cell that it does not have.
 */
function isOfFile(release: ReleasedTable | ReleasedAmounts, inHand: InHand): boolean {
  const { amounts, weightOf } = inHand
  const isSums = isReleasedAmounts(release)
  const cells = cellsInHand(inHand, release.dimensions, isSums ? (entry) => amounts!.values[entry]! : weightOf)
  const shown = shownIn(release)
  const isAsShown = Object.entries(shown).every(([name, figure]) => {
    const value = cells.get(name) ?? 0
    if (isFigure(figure)) return isSameFigure(figure, isSums ? amountText(value, amounts!.decimals) : String(value))
    return isSums ? value > 0 : !figure.startsWith('<') || value < release.threshold
  })
  return isAsShown && [...cells].every(([name, value]) => value === 0 || shown[name] !== undefined)
}
