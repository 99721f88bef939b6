import type { GoodnessOfFit } from '../goodness-of-fit.ts'
import type { Limits } from '../strata/publish-strata.ts'
import type { StrataEstimate } from './estimate-strata.ts'
import { isSmall, type SmallCounts } from './small-counts.ts'

/** A number of people, whole and with separators; “none” where there is none. */
export const count = (value: number | null): string =>
  value === null || !Number.isFinite(value) ? 'none' : Math.round(value).toLocaleString('en')

/** The same, or that it is below what a country's rule of disclosure lets out. */
export const people = (value: number, rule: SmallCounts): string =>
  isSmall(rule, value) ? `fewer than ${rule.threshold}` : count(value)

/** A limit of an interval; “no limit” where there is none. */
export const limit = (value: number | null): string =>
  value === null || !Number.isFinite(value) ? 'no limit' : count(value)

/** An interval; “none” where there is none. */
export const span = (limits: Limits | undefined): string =>
  limits ? `${limit(limits.lower)} to ${limit(limits.upper)}` : 'none'

/** A share, to one place below a tenth. */
export const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`

/** A p-value, to three places. */
export const probability = (value: number): string =>
  Number.isNaN(value) ? 'none' : value < 0.001 ? 'below 0.001' : value.toFixed(3)

/** People for each 100,000 residents: to one place, and to two figures where that would show none. */
export const rate = (value: number): string =>
  value < 1 ? value.toPrecision(2) : value.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** The p-value of a deviance by tables drawn from the model, with how many they were; undefined where none were drawn. */
export const drawnProbability = (
  goodness: Pick<GoodnessOfFit, 'replicates' | 'devianceBootstrap'>,
): string | undefined =>
  goodness.devianceBootstrap === undefined
    ? undefined
    : `p ${probability(goodness.devianceBootstrap)} by ${count(goodness.replicates)} tables drawn from the model`

/** What model the draws of a trajectory of strata were estimated by. */
export const drawnModel = ({ trajectory, method }: Pick<StrataEstimate, 'trajectory' | 'method'>): string => {
  if (trajectory?.choosesAnew === true) return 'the model chosen again in each'
  return method === 'bic' || method === 'aic'
    ? 'the chosen model fitted to each, not chosen again'
    : 'the model that was given fitted to each'
}
