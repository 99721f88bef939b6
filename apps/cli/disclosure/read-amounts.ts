import { amountTable, type AmountTable, type Dimension, type DisclosureRule } from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import type { Problem } from '../outcome.ts'
import type { ReadCodes } from './code-rows.ts'

/** Amounts in whole units of their last digit, so that their sums are exact. */
export interface ReadAmounts {
  readonly values: Float64Array
  /** How many digits stand after the point. */
  readonly decimals: number
  /** Whose each amount is. */
  readonly contributors: Uint16Array | undefined
}

const AMOUNT = /^(\d{1,12})(?:\.(\d{1,6}))?$/
/** Two contributors at least are kept of each cell: p% needs them. */
const FEWEST_KEPT = 2

/** The amounts of a file, and whose they are. */
export function amountsOf(read: ReadCodes, column: number, whose: number | undefined): Result<ReadAmounts, Problem> {
  const { codes } = read.columns[column]!
  const rows = read.records.values[column]!
  const parsed = codes.map((code) => AMOUNT.exec(code))
  const at = rows.findIndex((code) => !parsed[code])
  if (at >= 0) {
    return refusal(
      'disclosure.not_an_amount',
      `Row ${at + 2} has no amount in its column: digits and at most one point, no sign, no currency, no separators of thousands.`,
    )
  }
  let decimals = 0
  for (const match of parsed) decimals = Math.max(decimals, match?.[2]?.length ?? 0)
  const units = parsed.map((match) => Number(`${match?.[1] ?? 0}${(match?.[2] ?? '').padEnd(decimals, '0')}`))
  const values = Float64Array.from(rows, (code) => units[code]!)
  if (!Number.isSafeInteger(values.reduce((sum, value) => sum + value, 0))) {
    return refusal('disclosure.amounts_too_large', 'The amounts are too large to be summed exactly: round them first.')
  }
  if (whose === undefined) return ok({ values, decimals, contributors: undefined })
  const missing = read.columns[whose]!.codes.indexOf('')
  const contributors = read.records.values[whose]!
  const nobody = missing < 0 ? -1 : contributors.indexOf(missing)
  if (nobody >= 0) {
    return refusal('disclosure.contributor_missing', `Row ${nobody + 2} does not say whose its amount is.`)
  }
  return ok({ values, decimals, contributors })
}

/** Of how many contributors the amounts are. */
export const contributorsOf = ({ values, contributors }: ReadAmounts): number =>
  contributors ? new Set(contributors).size : values.length

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
): string[] =>
  shown.map((sign, cell) => (Number.isNaN(figures[cell]!) ? sign : (figures[cell]! / 10 ** decimals).toFixed(decimals)))

export const isAmountTable = (table: object): table is AmountTable => 'contributors' in table

const refusal = (code: string, message: string): { readonly ok: false; readonly error: Problem } =>
  err({ code, message })
