import { logarithm } from '@gloact/kernel'
import type { Interval } from './bca.ts'
import { chiSquareQuantileOne, digamma, logGamma } from './distributions.ts'
import { sumOverlaps, tableOf, type CaptureHistories, type CountTable } from './histories.ts'
import { createSolver, devianceOf, solve, type Solver } from './log-linear.ts'
import type { Model } from './model.ts'

/** A dark figure beyond this is none: the interval then has no upper limit. */
export const LARGEST_DARK_FIGURE = 1e9

export interface ProfileInterval extends Interval {
  /** The N at which the profile likelihood is highest (the multinomial estimate); Infinity where it only ever rises. */
  readonly estimate: number
  /** The highest profile log-likelihood, up to a constant. */
  readonly logLikelihood: number
}

/**
 * The profile-likelihood interval of N under a model (Cormack 1992), with gamma functions in full. The upper limit is
 * Infinity where the likelihood stays within reach up to `LARGEST_DARK_FIGURE`; undefined where the model's estimate is not
 * identifiable, or would not exist if N were known. The interval takes the model as given.
 */
export function profileInterval(histories: CaptureHistories, model: Model, level = 0.95): ProfileInterval | undefined {
  const table = tableOf(histories)
  const solver = createSolver(table.lists)
  solve(solver, table, model)
  if (solver.existence >= 2) return undefined
  const start = solver.existence === 0 ? solver.fitted[0]! : table.overlaps[0]!
  const profile = createProfile(table, model)
  const observed = table.overlaps[0]!
  // Where terms run to infinity though the dark figure is given, there is no fit to profile.
  if (profile.at(1).logLikelihood === -Infinity) return undefined
  const top = highest(profile, start)
  if (top === undefined) return undefined
  const target = top.logLikelihood - chiSquareQuantileOne(level) / 2
  const within = (missing: number): number => profile.at(missing).logLikelihood - target
  const lower = top.missing <= 0 || within(0) >= 0 ? 0 : root(within, 0, top.missing)
  let upper = Math.max(top.missing * 1.5, top.missing + 1)
  while (upper < LARGEST_DARK_FIGURE && within(upper) > 0) upper *= 2
  upper = upper >= LARGEST_DARK_FIGURE && within(LARGEST_DARK_FIGURE) > 0 ? Infinity : root(within, top.missing, upper)
  return {
    level,
    lower: observed + lower,
    upper: observed + upper,
    // So far out the slope is nothing but rounding: the likelihood only ever rises.
    estimate: top.missing >= LARGEST_DARK_FIGURE / 100 ? Infinity : observed + top.missing,
    logLikelihood: top.logLikelihood,
  }
}

interface Point {
  readonly missing: number
  readonly logLikelihood: number
  /** The derivative of the profile log-likelihood by N. */
  readonly slope: number
}

interface Profile {
  readonly at: (missing: number) => Point
}

function createProfile(table: CountTable, model: Model): Profile {
  const observed = table.overlaps[0]!
  const solver = createSolver(table.lists)
  const kept = new Map<number, Point>()
  let fitted = false
  return {
    at: (missing) => {
      const known = kept.get(missing)
      if (known !== undefined) return known
      table.counts[0] = missing
      sumOverlaps(table)
      solve(solver, table, model, { zeroCell: true, warm: fitted })
      if (solver.existence !== 0 && fitted) solve(solver, table, model, { zeroCell: true })
      fitted = solver.existence === 0
      const point = pointOf(solver, table, observed, missing)
      kept.set(missing, point)
      return point
    },
  }
}

/**
 * l(N) = log Γ(N + 1) - N log N - log Γ(n0 + 1) + n0 log n0 - D / 2 with n0 = N - n. By the envelope theorem D / 2 has the
 * derivative log n0 - log mu0, so that the slope is ψ(N + 1) - log N - ψ(n0 + 1) + log mu0.
 */
function pointOf(solver: Solver, table: CountTable, observed: number, missing: number): Point {
  if (solver.existence !== 0) return { missing, logLikelihood: -Infinity, slope: missing === 0 ? Infinity : Number.NaN }
  const total = observed + missing
  return {
    missing,
    logLikelihood:
      logGamma(total + 1) -
      total * logarithm(total) -
      logGamma(missing + 1) +
      (missing > 0 ? missing * logarithm(missing) : 0) -
      devianceOf(solver, table) / 2,
    slope: digamma(total + 1) - logarithm(total) - digamma(missing + 1) + solver.coefficients[0]!,
  }
}

/** The dark figure at which the profile is highest, by bisection of its slope. */
function highest(profile: Profile, start: number): Point | undefined {
  const atZero = profile.at(0)
  if (!Number.isNaN(atZero.slope) && atZero.slope <= 0) return atZero
  let high = Math.max(1, Math.min(start, LARGEST_DARK_FIGURE) * 1.1)
  while (high < LARGEST_DARK_FIGURE && profile.at(high).slope > 0) high *= 2
  if (high >= LARGEST_DARK_FIGURE) {
    const end = profile.at(LARGEST_DARK_FIGURE)
    if (Number.isNaN(end.slope)) return undefined
    if (end.slope > 0) return end
    high = LARGEST_DARK_FIGURE
  }
  const missing = root((trial) => profile.at(trial).slope, 0, high)
  return profile.at(missing)
}

/** Where a function that changes sign between two points is zero: Ridders' method, which always halves the bracket. */
function root(value: (at: number) => number, from: number, to: number): number {
  let low = from
  let high = to
  let atLow = value(low)
  let atHigh = value(high)
  if (atLow === 0) return low
  if (atHigh === 0) return high
  for (let round = 0; round < 200; round++) {
    if (Math.abs(high - low) <= 1e-12 * Math.max(1, Math.abs(high))) break
    const middle = (low + high) / 2
    const atMiddle = value(middle)
    if (atMiddle === 0) return middle
    const reach = Math.sqrt(atMiddle * atMiddle - atLow * atHigh)
    const bent = middle + ((middle - low) * (atLow > atHigh ? 1 : -1) * atMiddle) / reach
    const usable = Number.isFinite(bent) && bent > low && bent < high
    const atBent = usable ? value(bent) : atMiddle
    if (atBent === 0) return bent
    const points: [number, number][] = [
      [low, atLow],
      [middle, atMiddle],
      ...(usable ? [[bent, atBent] satisfies [number, number]] : []),
      [high, atHigh],
    ]
    points.sort((a, b) => a[0] - b[0])
    const change = points.findIndex(([, at], index) => index > 0 && at > 0 !== points[index - 1]![1] > 0)
    if (change < 1) break
    ;[low, atLow] = points[change - 1]!
    ;[high, atHigh] = points[change]!
  }
  return (low + high) / 2
}
