import type { Holders } from './small-sets.ts'

/** How often other tables are looked for, and how often in vain before it is given up; less often where the figures are large. */
const MOST_TABLES = 40
const MOST_IN_VAIN = 6
const MOST_GROUPS = 10_000_000
/** How many large groups there have to be for each figure. */
const ENOUGH = 4
/** How unlike each other groups are at the beginning: by up to e^16. */
const SKEW = 16
const MOST_MOVES = 4
const SWEEPS = 100
const CORRECTIONS = 300
/** What may be wrong with a figure of a table that is to agree, and with what is concluded from it. */
const EXACT = 1e-7
const SLACK = 0.25

/** What is known from other tables that agree with all figures. */
export interface OtherTables {
  /** Groups that are in no set which fewer than the threshold hold and which follows. One that is missing may be in none, too. */
  readonly large: ReadonlySet<number>
  /** By how much the groups of some differ; what follows differs by nothing. */
  readonly moves: readonly Float64Array[]
}

/**
 * Looks for other tables that agree with all figures. A number that follows is the same in each. So where one that has nothing below 0
 * holds the threshold in some group, no set with this group is smaller. (The least that hold a set with a group, and the most that the
 * group can be, are dual linear programs.) Tables are made by iterative proportional fitting from starts that are as good as random, and
 * corrected by conjugate gradients until they agree.
 *
 * @param figures the groups of each figure
 * @param numbers how many hold each group
 */
export function otherTables(
  figures: readonly (readonly number[])[],
  holders: Holders,
  numbers: readonly number[],
  threshold: number,
): OtherTables {
  const small = [...numbers.keys()].filter((group) => numbers[group]! < threshold)
  const from = Int32Array.of(0, ...figures.map(({ length }) => length))
  for (let figure = 1; figure < from.length; figure++) from[figure]! += from[figure - 1]!
  const flat = { from, groups: Int32Array.from(figures.flat()) }
  const large = new Set<number>()
  const moves: Float64Array[] = []
  let inVain = 0
  // Of so many that are large, hardly anything is left that follows from the figures without them.
  const enough = Math.min(small.length, ENOUGH * figures.length)
  const mostTables = Math.min(MOST_TABLES, Math.ceil(MOST_GROUPS / (flat.groups.length + 1)))
  for (let table = 0; table < mostTables && inVain < MOST_IN_VAIN && large.size < enough; table++) {
    const start = numbers.map((number, group) =>
      Math.exp(SKEW * (fraction(group, table) - Number(number >= threshold || large.has(group)))),
    )
    const counts = sharedOut(small, holders, numbers, start)
    const other = agreeing(flat, counts, start)
    const before = large.size
    if (other) {
      if (moves.length < MOST_MOVES) moves.push(other.map((count, group) => count - counts[group]!))
      let missing = 0
      for (const count of other) missing += Math.max(0, -count)
      for (const group of small) if (other[group]! - missing >= threshold - 1 + SLACK) large.add(group)
    }
    inVain = large.size > before ? 0 : inVain + 1
  }
  return { large, moves }
}

/** Anyone who is in several small groups, shared out among them in proportion to a start. */
function sharedOut(
  small: readonly number[],
  { of, sizes }: Holders,
  numbers: readonly number[],
  start: readonly number[],
): number[] {
  const weights = new Float64Array(sizes.length)
  for (const group of small) for (const one of of[group]!) weights[one]! += start[group]!
  const counts = [...numbers]
  for (const group of small) {
    counts[group] = of[group]!.reduce((sum, one) => sum + (sizes[one]! * start[group]!) / weights[one]!, 0)
  }
  return counts
}

/** A table that agrees with all figures, as near to a start as the figures let it be; undefined where it does not come near enough. */
function agreeing(figures: Figures, counts: readonly number[], start: readonly number[]): Float64Array | undefined {
  const wanted = sumsOf(figures, counts)
  const table = Float64Array.from(start)
  const { from, groups } = figures
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let figure = 0; figure < wanted.length; figure++) {
      let sum = 0
      for (let at = from[figure]!; at < from[figure + 1]!; at++) sum += table[groups[at]!]!
      const factor = wanted[figure]! / sum
      for (let at = from[figure]!; at < from[figure + 1]!; at++) table[groups[at]!]! *= factor
    }
  }
  // The least correction, in proportion to what is there, that makes the sums what they have to be.
  const room = table.map((value) => Math.max(value, 1e-12))
  const sums = sumsOf(figures, table)
  const rest = wanted.map((sum, figure) => sum - sums[figure]!)
  const along = rest.slice()
  let size = dot(rest, rest)
  for (let step = 0; step < CORRECTIONS && size > EXACT * EXACT; step++) {
    const moved = new Float64Array(table.length)
    for (let figure = 0; figure < along.length; figure++) {
      for (let at = from[figure]!; at < from[figure + 1]!; at++) moved[groups[at]!]! += along[figure]!
    }
    for (let group = 0; group < moved.length; group++) moved[group]! *= room[group]!
    const change = sumsOf(figures, moved)
    const far = size / dot(along, change)
    if (!Number.isFinite(far)) return undefined
    for (let group = 0; group < moved.length; group++) table[group]! += far * moved[group]!
    for (let figure = 0; figure < rest.length; figure++) rest[figure]! -= far * change[figure]!
    const next = dot(rest, rest)
    for (let figure = 0; figure < rest.length; figure++) along[figure] = rest[figure]! + (next / size) * along[figure]!
    size = next
  }
  const reached = sumsOf(figures, table)
  return reached.every((sum, figure) => Math.abs(sum - wanted[figure]!) < 1e-6) ? table : undefined
}

/** The groups of all figures, one after the other, and where those of each begin. */
interface Figures {
  readonly from: Int32Array
  readonly groups: Int32Array
}

function sumsOf({ from, groups }: Figures, values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(from.length - 1)
  for (let figure = 0; figure < sums.length; figure++) {
    let sum = 0
    for (let at = from[figure]!; at < from[figure + 1]!; at++) sum += values[groups[at]!]!
    sums[figure] = sum
  }
  return sums
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!
  return sum
}
/** A fraction that looks like chance and is always the same. */
function fraction(group: number, table: number): number {
  let bits = Math.imul(group + 1, 0x9e37_79b1) ^ Math.imul(table + 1, 0x85eb_ca6b)
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b_3c6d)
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a_2d39)
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32
}
