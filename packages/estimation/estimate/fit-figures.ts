import { tableOf, type CaptureHistories } from '../histories.ts'
import { formatTerm } from '../model.ts'
import { rangeWithin } from '../trust/judge.ts'
import type { Estimate } from './estimate.ts'
import { isSmall, type SmallCounts } from './small-counts.ts'

/** A coefficient as it is printed: null where the lists of its term share nobody. */
export interface ToldCoefficient {
  /** The names of its lists; the intercept is called so. */
  readonly term: string
  readonly value: number | null
  readonly standardError: number | null
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/**
 * The coefficients of the chosen model. All of them, or none where a term’s lists share a small number of people: the sums of the
 * fitted counts are those that were observed, so that the coefficients tell them.
 */
export function coefficientsOf(
  { fit, lists }: Pick<Estimate, 'fit' | 'lists'>,
  histories: CaptureHistories,
  rule: SmallCounts,
): readonly ToldCoefficient[] | undefined {
  if (fit?.existence !== 0) return undefined
  const { overlaps } = tableOf(histories)
  if (fit.coefficients.some(({ term }) => isSmall(rule, overlaps[term]!))) return undefined
  return fit.coefficients.map(({ term, value, standardError }) => ({
    term: term === 0 ? '(intercept)' : formatTerm(term, lists),
    value: finite(value),
    standardError: finite(standardError),
  }))
}

/** What the models that fit well say, where no number is given only because the chosen one lies far from all of them. */
export function rangeInPlaceOf({ findings, checks, rules }: Estimate) {
  const refusals = findings.filter(({ refuses }) => refuses)
  if (refusals.length === 0 || refusals.some(({ code }) => code !== 'far_from_best')) return undefined
  const range = rangeWithin(checks.multiverse, rules.bicBehind)
  return range && { units: rules.bicBehind, ...range }
}
