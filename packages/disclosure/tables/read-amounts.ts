import type { Dimension } from './dimension.ts'
import { amountText, isReleasedAmounts, type Measure, type Release } from './releases.ts'
import type { DisclosureRule } from './rule.ts'
import { amountTable } from './table.ts'

/** Amounts in whole units of their last digit, so that their sums are exact. */
export interface ReadAmounts {
  readonly values: Float64Array
  /** How many digits stand after the point. */
  readonly decimals: number
  /** Whose each amount is, by number. */
  readonly contributors: Uint32Array | undefined
}

const AMOUNT = /^(\d{1,12})(?:\.(\d{1,6}))?$/
/** Two contributors at least are kept of each cell: p% needs them. */
const FEWEST_KEPT = 2

/** An amount as the digits that are written, and how many of them stand after the point; undefined where it is none. */
export function readAmount(text: string): { readonly digits: number; readonly places: number } | undefined {
  const match = AMOUNT.exec(text)
  if (!match) return undefined
  const fraction = match[2] ?? ''
  return { digits: Number(`${match[1]}${fraction}`), places: fraction.length }
}

/** Amounts in units of the last digit that any of them has. */
export function inLastDigits(
  digits: Float64Array,
  places: ArrayLike<number>,
): { readonly values: Float64Array; readonly decimals: number } {
  let decimals = 0
  for (let at = 0; at < digits.length; at++) decimals = Math.max(decimals, places[at]!)
  return { values: digits.map((value, at) => value * 10 ** (decimals - places[at]!)), decimals }
}

/** Whether the amounts can be summed exactly. */
export const haveExactSum = (values: Float64Array): boolean =>
  Number.isSafeInteger(values.reduce((sum, value) => sum + value, 0))

/** Of how many contributors the amounts are; who contributes nothing is none. */
export function contributorsOf({ values, contributors }: ReadAmounts): number {
  const contributing = new Set<number>()
  for (const [entry, value] of values.entries()) if (value > 0) contributing.add(contributors?.[entry] ?? entry)
  return contributing.size
}

/** The table of the amounts, with as many of the largest of each cell as the rule looks at. */
export function sumsOf(
  dimensions: readonly Dimension[],
  leaves: readonly ArrayLike<number>[],
  { values, contributors }: ReadAmounts,
  { contributors: rule }: DisclosureRule,
): ReturnType<typeof amountTable> {
  const kept = Math.max(FEWEST_KEPT, rule.dominance?.largest ?? 0)
  return amountTable(dimensions, { leaves, amounts: values, ...(contributors && { contributors }) }, kept)
}

/** A protected table of amounts with its figures as they were written. */
export const inUnits = (
  { figures, shown }: { readonly figures: Float64Array; readonly shown: readonly string[] },
  decimals: number,
): string[] => shown.map((sign, cell) => (Number.isNaN(figures[cell]!) ? sign : amountText(figures[cell]!, decimals)))

/** What is summed, where amounts were asked for. */
export const measureOf = (
  amount: string | null | undefined,
  contributor: string | null | undefined,
): Measure | undefined =>
  typeof amount === 'string' ? { amount, ...(typeof contributor === 'string' && { contributor }) } : undefined

/** The amount of which tables are out already, where the file has it: a table of counts is held against them. */
export function measureThatIsOut(earlier: readonly Release[], columns: readonly string[]): Measure | undefined {
  const { amount, contributor } = earlier.find(isReleasedAmounts) ?? {}
  const measure = measureOf(amount, contributor)
  return measure && [amount, contributor].every((name) => name === undefined || columns.includes(name))
    ? measure
    : undefined
}
