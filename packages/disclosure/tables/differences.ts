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
import { otherTables } from './other-tables.ts'
import { hiddenTogether, restsOf, type ToldSet } from './rests.ts'
import { groupsTaken, rowSpaceOf, type RowSpace, type Vector } from './row-space.ts'
import { requirementOf } from './sensitive-cells.ts'
import { numberOf, smallSetOf, type Holders } from './small-sets.ts'

/** Rows, or groups of rows, by the cells that they are part of. */
export interface Overlap {
  readonly count: number
  /** The cells of each table, in the order of the tables, that an entry is part of. */
  cellsOf(entry: number): readonly (readonly string[])[]
}

/** Whose the entries are, and what may not be told of them. */
export interface Holding {
  /** Fewer than this may not be told. */
  readonly threshold: number
  /** How many persons each entry stands for; nobody is in two. */
  readonly persons?: ArrayLike<number>
  /** Who contributes to each entry, where amounts are summed. */
  readonly contributors?: readonly (readonly number[])[]
  /** Whether a sum of entries may not be told though enough contribute to it. */
  readonly isUnsafe?: (entries: readonly number[]) => boolean
}

/** What a table tells together with others that neither it nor those tell, and the tables that it takes. */
export interface Telling {
  /** Too small a figure follows; or one that is hidden does; or there was too much to look through. */
  readonly kind: 'difference' | 'hidden' | 'unknown'
  readonly tables: readonly number[]
}

/** So much elimination, and so much search, is a few seconds of one processor each. */
const MOST_STEPS = 20_000_000

/**
 * Whether the first of some tables tells with the others what may not be told, by whatever figures are added and subtracted (Cox 1980;
 * Hundepool et al., Statistical Disclosure Control, 2012, chapter 4, on linked tables). Entries that are in the same figures are one
 * group; a figure is a vector of ones over its groups; what follows from figures is the space that their vectors span (`rowSpaceOf`).
 *
 * Hidden cells: none is in that space, unless it follows from the tables alone that hide it. Small figures: no set of groups that
 * fewer than the threshold hold is in it, unless it follows from the first table alone, which was protected by itself, or from the
 * others alone, which are out (`smallSetOf`). Of both, all there are is found. Sums that are unsafe though enough contribute are looked
 * for among the vectors of the reduced form and what is left of nested figures (`restsOf`). Looked for in the data, so that what is so by
 * chance is found as well. What can only be bounded is not looked for. `unknown` where it takes more than `mostSteps`.
 */
export function tellingDifference(
  tables: readonly Readonly<Record<string, string>>[],
  overlap: Overlap,
  holding: Holding,
  mostSteps = MOST_STEPS,
): Telling | undefined {
  const { figures, hidden, entriesOf } = grouped(tables, overlap)
  const size = entriesOf.length
  const basic = withoutSums(figures, size)
  const spaceOf = (has: (table: number) => boolean, last: readonly number[] = []): RowSpace | undefined =>
    rowSpaceOf(
      basic.flatMap(({ groups, tables: having }) => (having.some(has) ? [groups] : [])),
      size,
      last,
      { left: mostSteps },
    )
  const isUnknown: Telling = { kind: 'unknown', tables: [...tables.keys()] }
  const holders = holdersOf(entriesOf, holding)
  const numbers = [...entriesOf.keys()].map((group) => numberOf([group], holders))
  const { large, moves } = otherTables(
    basic.map(({ groups }) => groups),
    holders,
    numbers,
    holding.threshold,
  )
  const small = [...entriesOf.keys()].filter((group) => numbers[group]! < holding.threshold && !large.has(group))
  const space = spaceOf(
    () => true,
    small.toSorted((a, b) => numbers[b]! - numbers[a]!),
  )
  if (!space) return isUnknown
  const isOfFirst = follows(() => spaceOf((table) => table === 0))
  const isOfOthers = follows(() => spaceOf((table) => table > 0))
  /** What was found, unless it was not found out what one side tells alone. */
  const told = (kind: 'difference' | 'hidden', which: readonly number[]): Telling =>
    isOfFirst.isUnknown() || isOfOthers.isUnknown() ? isUnknown : { kind, tables: which }

  /** The first table and as few others as a vector follows from. */
  const tellersOf = (vector: Vector): readonly number[] => {
    let tellers = [...tables.keys()]
    for (const table of tables.keys()) {
      const fewer = tellers.filter((one) => one === 0 || one !== table)
      if (spaceOf((one) => fewer.includes(one))?.has(vector)) tellers = fewer
    }
    return tellers
  }
  for (const { groups, tables: hiding } of hidden) {
    const vector = onesOf(groups)
    if (moves.some((move) => isMoved(groups, move)) || !space.has(vector)) continue
    const isTold =
      (hiding.includes(0) && !isOfFirst.has(vector)) || (hiding.some((table) => table > 0) && !isOfOthers.has(vector))
    if (isTold) return told('hidden', [...new Set([...tellersOf(vector), ...hiding])])
  }
  const isTold = (groups: readonly number[]): boolean => {
    const vector = onesOf(groups)
    return !isOfFirst.has(vector) && !isOfOthers.has(vector)
  }
  const found = smallSetOf(space.reduced, holders, holding.threshold, isTold, { left: mostSteps / 2 })
  if (found === 'unknown') return isUnknown
  if (found) return told('difference', tellersOf(onesOf(found)))
  const { isUnsafe } = holding
  if (!isUnsafe) return undefined
  const byNumber = [...entriesOf.keys()].toSorted((a, b) => numbers[b]! - numbers[a]!)
  const spaces = [() => true, ...[...tables.keys()].map((table) => (one: number) => one === table)].map((which) =>
    spaceOf(which, byNumber),
  )
  if (spaces.includes(undefined)) return isUnknown
  for (const groups of setsToTry(
    spaces.map((one) => one!.reduced),
    figures,
    size,
  )) {
    const vector = onesOf(groups)
    // Sets that were taken away from one that they do not lie apart in leave what does not follow.
    if (isUnsafe(groups.flatMap((group) => entriesOf[group]!)) && space.has(vector) && isTold(groups)) {
      return told('difference', tellersOf(vector))
    }
  }
  return undefined
}

/**
 * Sets that follow from all figures (`reduced` first), from those of each table, and by taking a table's cells from its totals; and what
 * is left of these and of figures.
 */
function* setsToTry(
  reduced: readonly RowSpace['reduced'][],
  figures: readonly ToldSet[],
  size: number,
): Generator<readonly number[]> {
  const follow = reduced.flatMap((basis, at) =>
    basis.flatMap(({ vector }) => {
      const groups = groupsTaken(vector)
      return groups ? [{ groups, tables: at === 0 ? [] : [at - 1], level: null }] : []
    }),
  )
  const all = [...follow, ...hiddenTogether(figures, size)]
  for (const { groups } of all) yield groups
  yield* restsOf([...figures, ...all], size)
}

/** Figures without those that are the sum of others, all of one level, which the same tables tell. */
function withoutSums(figures: readonly ToldSet[], size: number): readonly ToldSet[] {
  const placesOf: number[][] = Array.from({ length: size }, () => [])
  for (const [place, { groups }] of figures.entries()) for (const group of groups) placesOf[group]!.push(place)
  const met = new Int32Array(figures.length)
  return figures.filter((figure, place) => {
    const meeting: number[] = []
    for (const group of figure.groups)
      for (const other of placesOf[group]!) if (met[other]!++ === 0) meeting.push(other)
    const within = new Map<string | null, number>()
    for (const other of meeting) {
      const { groups, tables, level } = figures[other]!
      const isPart =
        met[other] === groups.length &&
        (groups.length < figure.groups.length || other < place) &&
        figure.tables.every((table) => tables.includes(table))
      if (isPart) within.set(level, (within.get(level) ?? 0) + groups.length)
      met[other] = 0
    }
    return ![...within.values()].some((groups) => groups === figure.groups.length)
  })
}

/** Whether a vector follows from some figures, whose space is made when it is first needed; where it cannot be, nothing is said to. */
function follows(make: () => RowSpace | undefined) {
  let space: RowSpace | 'unknown' | undefined
  return {
    has(vector: Vector): boolean {
      space ??= make() ?? 'unknown'
      return space !== 'unknown' && space.has(vector)
    },
    isUnknown: () => space === 'unknown',
  }
}

/** By so much a sum has to differ between tables that agree to a millionth, so that it is sure not to follow. */
const MOVED = 0.25

const isMoved = (groups: readonly number[], move: Float64Array): boolean =>
  Math.abs(groups.reduce((sum, group) => sum + move[group]!, 0)) > MOVED

const onesOf = (groups: readonly number[]): Vector => new Map(groups.map((group) => [group, 1]))

interface Grouped {
  /** Cells of which a figure is shown, and the tables that show it. */
  readonly figures: readonly ToldSet[]
  /** Cells that are hidden, and the tables that hide them; without those that split a group, which no figure splits. */
  readonly hidden: readonly { readonly groups: readonly number[]; readonly tables: readonly number[] }[]
  readonly entriesOf: readonly (readonly number[])[]
}

/** Entries that are in the same figures as one group; those that are in none are in no group. */
function grouped(tables: readonly Readonly<Record<string, string>>[], { count, cellsOf }: Overlap): Grouped {
  const cells = cellsOfAll(tables)
  const groups = new Map<string, number>()
  const entriesOf: number[][] = []
  const groupOf = new Int32Array(count)
  const ownOf = Array.from({ length: count }, (_, entry) => {
    const own = [...new Set(cellsOf(entry).flat())].flatMap((name) => cells.get(name) ?? [])
    const key = own.flatMap(({ place, shown }) => (shown.length > 0 ? [place] : [])).join()
    let group = key === '' ? -1 : groups.get(key)
    if (group === undefined) groups.set(key, (group = entriesOf.push([]) - 1))
    if (group >= 0) entriesOf[group]!.push(entry)
    groupOf[entry] = group
    return own
  })
  const having = new Map<Cell, Map<number, number>>()
  for (const [entry, own] of ownOf.entries()) {
    for (const cell of own) {
      let parts = having.get(cell)
      if (!parts) having.set(cell, (parts = new Map<number, number>()))
      const group = groupOf[entry]!
      parts.set(group, (parts.get(group) ?? 0) + 1)
    }
  }
  const figures: ToldSet[] = []
  const hidden: { groups: readonly number[]; tables: readonly number[] }[] = []
  for (const [{ name, shown, hidden: hiding }, parts] of having) {
    if (shown.length > 0) figures.push({ groups: [...parts.keys()], tables: shown, level: levelOf(name) })
    const isWhole = [...parts].every(([group, entries]) => entriesOf[group]?.length === entries)
    if (hiding.length > 0 && isWhole) hidden.push({ groups: [...parts.keys()], tables: hiding })
  }
  return { figures, hidden, entriesOf }
}

interface Cell {
  readonly name: string
  readonly place: number
  /** The tables that show it, and those that hide it. */
  readonly shown: number[]
  readonly hidden: number[]
}

function cellsOfAll(tables: readonly Readonly<Record<string, string>>[]): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>()
  for (const [table, shown] of tables.entries()) {
    for (const [name, figure] of Object.entries(shown)) {
      let cell = cells.get(name)
      if (!cell) cells.set(name, (cell = { name, place: cells.size, shown: [], hidden: [] }))
      cell[isFigure(figure) ? 'shown' : 'hidden'].push(table)
    }
  }
  return cells
}

function holdersOf(entriesOf: Grouped['entriesOf'], { persons, contributors }: Holding): Holders {
  if (!contributors) {
    const sizes = entriesOf.map((entries) => entries.reduce((sum, entry) => sum + persons![entry]!, 0))
    return { of: sizes.map((_, group) => [group]), sizes }
  }
  const of = entriesOf.map((entries) => [...new Set(entries.flatMap((entry) => contributors[entry]!))])
  const sizes: number[] = []
  for (const one of of.flat()) sizes[one] = 1
  return { of, sizes }
}

/**
 * Holds a table that was protected against those of the same data that are out, by what follows from all of them (`tellingDifference`).
 * From counts nothing may follow of fewer persons than the threshold (`disclosure.small_difference`), from sums nothing that their own
 * rules would hide: too few contributors, dominance, p% (`disclosure.unsafe_difference`), of all tables the strictest; who contributes
 * nothing counts as none. No hidden cell may follow (`disclosure.hidden_elsewhere`). Where that takes too long to find out, nothing goes
 * out (`disclosure.not_searched`). Where counts and sums are both out, they are held against each other by both rules as if they were
 * one figure: where everybody gets the same, they are. Undefined where nothing is told. The file in hand needs the columns of all tables.
 */
export function differenceTold(
  now: ReleasedTable | ReleasedAmounts,
  earlier: readonly (ReleasedTable | ReleasedAmounts)[],
  inHand: InHand,
): ReleaseFailure | undefined {
  if (earlier.length === 0) return undefined
  const all = [now, ...earlier]
  const sums = all.filter(isReleasedAmounts)
  return (
    (sums.length > 0 ? unsafeDifference(all, sums, inHand) : undefined) ??
    (sums.length < all.length ? smallDifference(all, inHand) : undefined)
  )
}

type Released = ReleasedTable | ReleasedAmounts

function smallDifference(tables: readonly Released[], inHand: InHand): ReleaseFailure | undefined {
  const groups = groupsOf(inHand, columnsOf(tables))
  const weights = totalsOf(groups, inHand.weightOf)
  const { overlap, groupOf } = overlapOf(tables, inHand, groups, weights)
  const told = tellingDifference(tables.map(shownIn), overlap, {
    threshold: Math.max(...tables.map(({ threshold }) => threshold)),
    persons: groupOf.map((group) => weights[group]!),
  })
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
  const isUnsafe = (entries: readonly number[]): boolean => {
    const contributions = [...contributionsOf(entries.map((entry) => groupOf[entry]!)).values()]
    const value = contributions.reduce((sum, amount) => sum + amount, 0)
    const cell = { value, contributors: contributions.length, largest: contributions.toSorted((a, b) => b - a) }
    return rules.some((rule) => requirementOf(cell, rule.rules, rule.threshold) > 0)
  }
  const told = tellingDifference(tables.map(shownIn), overlap, {
    threshold: Math.max(...rules.map(({ threshold }) => threshold)),
    contributors: groupOf.map((group) => [...contributionsOf([group]).keys()]),
    ...(rules.some((rule) => rule.rules.dominance ?? rule.rules.closeness) && { isUnsafe }),
  })
  return told && failureOf(told, tables, 'disclosure.unsafe_difference')
}

/** What each contributor has in some groups together, without those who have nothing in them. */
function contributionsIn(
  groups: Groups,
  { values, contributors }: AmountsInHand,
): (chosen: readonly number[]) => ReadonlyMap<number, number> {
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
    return own
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

/** Told of the releases that are out: the first of the tables is the one that is to go out. */
function failureOf(
  { kind, tables: which }: Telling,
  tables: readonly Released[],
  ofDifference: 'disclosure.small_difference' | 'disclosure.unsafe_difference',
): ReleaseFailure {
  const release = which.flatMap((table) => (table > 0 ? [tables[table]!.release] : [])).join(', ')
  const codes = {
    difference: ofDifference,
    hidden: 'disclosure.hidden_elsewhere',
    unknown: 'disclosure.not_searched',
  } as const
  return failure(codes[kind], { params: { release } })
}
