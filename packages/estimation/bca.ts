import { normalCumulative, normalQuantile } from './distributions.ts'

/** Estimates that differ by less than this share are equal. */
const TIE = 1e-9

/** Two limits at a level; the upper one may be Infinity: there is none. */
export interface Interval {
  readonly level: number
  readonly lower: number
  readonly upper: number
}

/** Why the bias-corrected and accelerated limits cannot be computed. */
export type NoBcaReason =
  /** All replicates lie on one side of the estimate. */
  | 'all_replicates_on_one_side'
  /** The estimate itself is infinite. */
  | 'infinite_estimate'
  /** Taking one person away makes the estimate infinite. */
  | 'infinite_jackknife'
  /** The acceleration turns the correction over. */
  | 'acceleration_too_strong'

export interface BcaInterval extends Interval {
  /** z0: the normal quantile of the share of replicates below the estimate. */
  readonly biasCorrection: number
  /** a: from the jackknife's skewness; 0 where all its values are equal. */
  readonly acceleration: number
  /** Where it is given the limits are NaN. */
  readonly reason?: NoBcaReason
}

export interface BcaInput {
  readonly estimate: number
  /** The replicates' estimates, in any order; infinite ones count as largest. */
  readonly estimates: Float64Array
  /** The estimate with one person of a history removed, and how many people have that history. */
  readonly jackknife: readonly { readonly count: number; readonly estimate: number }[]
}

/**
 * The bias-corrected and accelerated bootstrap interval (Efron 1987) with the weighted jackknife over histories (Chan,
 * Silverman and Vincent 2021). Quantiles are of type 8 (Hyndman and Fan 1996).
 */
export function bcaInterval({ estimate, estimates, jackknife }: BcaInput, level: number): BcaInterval {
  // Replicates equal to the estimate but for rounding are not below it.
  const floor = estimate * (1 - TIE)
  const below = estimates.reduce((count, value) => count + (value < floor ? 1 : 0), 0)
  const biasCorrection = normalQuantile(below / estimates.length)
  const acceleration = accelerationOf(jackknife)
  const none = (reason: NoBcaReason): BcaInterval => ({
    level,
    lower: Number.NaN,
    upper: Number.NaN,
    biasCorrection,
    acceleration,
    reason,
  })
  if (!Number.isFinite(estimate)) return none('infinite_estimate')
  if (!Number.isFinite(biasCorrection)) return none('all_replicates_on_one_side')
  if (Number.isNaN(acceleration)) return none('infinite_jackknife')
  const sorted = estimates.toSorted()
  const lower = bcaLimit(sorted, { biasCorrection, acceleration }, (1 - level) / 2)
  const upper = bcaLimit(sorted, { biasCorrection, acceleration }, (1 + level) / 2)
  if (Number.isNaN(lower) || Number.isNaN(upper)) return none('acceleration_too_strong')
  return { level, lower, upper, biasCorrection, acceleration }
}

/** One limit from ascending replicates; NaN where the acceleration turns the correction over. */
export function bcaLimit(
  sorted: Float64Array,
  { biasCorrection, acceleration }: Pick<BcaInterval, 'biasCorrection' | 'acceleration'>,
  share: number,
): number {
  const moved = biasCorrection + normalQuantile(share)
  const scale = 1 - acceleration * moved
  return scale > 0 ? quantile(sorted, normalCumulative(biasCorrection + moved / scale)) : Number.NaN
}

/** The jackknife's acceleration; 0 where all values are equal, NaN where one is infinite. */
function accelerationOf(jackknife: BcaInput['jackknife']): number {
  let total = 0
  let sum = 0
  for (const { count, estimate } of jackknife) {
    total += count
    sum += count * estimate
  }
  const mean = sum / total
  if (!Number.isFinite(mean)) return Number.NaN
  let squares = 0
  let cubes = 0
  for (const { count, estimate } of jackknife) {
    const difference = mean - estimate
    squares += count * difference * difference
    cubes += count * difference * difference * difference
  }
  return squares <= 1e-24 * mean * mean * total ? 0 : cubes / (6 * squares * Math.sqrt(squares))
}

/** The plain percentile interval; the upper limit is Infinity where that many replicates are. */
export function percentileInterval(estimates: Float64Array, level: number): Interval {
  const sorted = estimates.toSorted()
  return { level, lower: quantile(sorted, (1 - level) / 2), upper: quantile(sorted, (1 + level) / 2) }
}

/** The quantile of type 8 (Hyndman and Fan 1996) of ascending values. */
export function quantile(sorted: Float64Array, share: number): number {
  const count = sorted.length
  if (count === 0) return Number.NaN
  const third = 1 / 3
  const position = third + share * (count + third)
  const at = Math.floor(position + 1e-12)
  const rest = Math.max(0, position - at)
  const low = sorted[Math.min(Math.max(at, 1), count) - 1]!
  const high = sorted[Math.min(Math.max(at + 1, 1), count) - 1]!
  return rest < 1e-12 || low === high ? low : (1 - rest) * low + rest * high
}
