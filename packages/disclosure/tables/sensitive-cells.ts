import { isSmallCount, type ContributorRule, type DisclosureRule } from './rule.ts'
import type { AmountTable, Table } from './table.ts'

/** How far from the truth what can be worked out of a hidden cell has to reach. */
export interface Requirement {
  readonly above: number
  readonly below: number
  /** How far apart the least and the most have to lie. */
  readonly spread: number
}

/** The sensitive cells of a table, totals among them, each with what its protection has to reach. */
export type SensitiveCells = ReadonlyMap<number, Requirement>

/**
 * Primary suppression by frequency: counts from 1 to below the threshold; zeros where the rule says so. With a threshold of 4
 * and zeros not sensitive these are the cells that `maxN = 3`, the usual default of statistical offices' software, finds.
 */
export function smallCounts(
  { values }: Pick<Table, 'values'>,
  rule: Pick<DisclosureRule, 'threshold' | 'zerosSensitive' | 'protection'>,
): SensitiveCells {
  const found = new Map<number, Requirement>()
  for (let cell = 0; cell < values.length; cell++) {
    if (isSmallCount(rule, values[cell]!)) found.set(cell, { above: 0, below: 0, spread: rule.protection })
  }
  return found
}

/**
 * Primary suppression of amounts (Hundepool et al., Statistical Disclosure Control, 2012, chapter 4.2): too few contributors;
 * (n,k), where the n largest hold over k % of the cell; p%, where the cell less its two largest is under p % of the largest.
 * The protection that each asks for is that of the same chapter (4.3): until the rule would let it pass.
 */
export function dominatedCells(
  table: AmountTable,
  { dominance, closeness }: ContributorRule,
  threshold: number,
): SensitiveCells {
  const { values, contributors, largest, kept } = table
  if ((dominance?.largest ?? 0) > kept || (closeness && kept < 2)) {
    throw new RangeError('the table keeps too few of the largest contributions for this rule')
  }
  const found = new Map<number, Requirement>()
  for (let cell = 0; cell < values.length; cell++) {
    const value = values[cell]!
    const held = { value, contributors: contributors[cell]!, largest: largest.subarray(cell * kept, (cell + 1) * kept) }
    const reach = requirementOf(held, { dominance, closeness }, threshold)
    if (reach > 0) found.set(cell, { above: reach, below: Math.min(reach, value), spread: 0 })
  }
  return found
}

/** A sum, of how many it is, and the largest contributions to it, in order; those that are missing are none. */
export interface Contributed {
  readonly value: number
  readonly contributors: number
  readonly largest: ArrayLike<number>
}

/** How far a sum has to be uncertain by the rules for amounts, in its own unit; 0 where they let it be shown. */
export function requirementOf(
  { value, contributors, largest }: Contributed,
  { dominance, closeness }: ContributorRule,
  threshold: number,
): number {
  let reach = 0
  if (contributors > 0 && contributors < threshold) reach = largest[0] ?? 0
  if (dominance) {
    let held = 0
    for (let at = 0; at < dominance.largest; at++) held += largest[at] ?? 0
    if (held * 100 > value * dominance.percent) reach = Math.max(reach, (held * 100) / dominance.percent - value)
  }
  if (closeness) {
    const [first, second] = [largest[0] ?? 0, largest[1] ?? 0]
    const missing = (first * closeness.percent) / 100 - (value - first - second)
    if (first > 0 && missing > 0) reach = Math.max(reach, missing)
  }
  return reach
}
