import { exponential, logarithm } from '@gloact/kernel'
import { percentileInterval, type Interval } from '../bca.ts'
import type { ReplicatePart } from '../bootstrap.ts'
import type { DecomposableAverage } from '../decomposable.ts'
import { studentQuantile } from '../distributions.ts'
import { fit } from '../fit.ts'
import type { CaptureHistories } from '../histories.ts'
import type { Model } from '../model.ts'
import { poolByRubin } from './rubin.ts'

/*
 * Who is who across lists is itself estimated. A linkage hands over several tables drawn from what it leaves open, and what N
 * differs by between them is added to what it may differ by within each. Variances are those of the logarithm of N less a
 * floor, the fewest people seen in any of the tables: the dark figure, with those seen allowed to differ between tables too.
 */

/** What the tables drawn from a linkage say. */
export interface LinkageUncertainty {
  /** By Rubin's rules; from the replicates of all tables; from the posteriors of all tables. */
  readonly pooled: 'rubin' | 'replicates' | 'posterior'
  readonly draws: number
  /** N by table, in their order; Infinity where a table has none. */
  readonly estimates: Float64Array
  readonly drawsWithoutEstimate: number
  /** N at the centre of what is pooled. */
  readonly estimate: number
  /** Variances of the logarithm within tables and between them. */
  readonly within: number
  readonly between: number
  /** How much of the variance is the linkage's. */
  readonly share: number
  /** Of Student's distribution, where Rubin's rules were used. */
  readonly degreesOfFreedom?: number
  readonly interval: Interval
}

/** The people seen in the table that has the fewest, the estimate's own among them. */
const floorOf = (tables: readonly CaptureHistories[]): number => Math.min(...tables.map(seenIn))
const seenIn = ({ counts }: CaptureHistories): number => counts.reduce((sum, count) => sum + count, 0)

/**
 * A model's estimate over all draws by Rubin's rules, with Student's limits on the logarithm. A draw without an estimate takes
 * the upper limit away. Undefined where fewer than two draws have an estimate.
 */
export function linkageByRubin(
  histories: CaptureHistories,
  draws: readonly CaptureHistories[],
  model: Model,
  level = 0.95,
): LinkageUncertainty | undefined {
  const floor = floorOf([histories, ...draws])
  const fits = draws.map((draw) => fit(draw, model))
  const finite = fits.filter(({ existence, estimate }) => existence === 0 && estimate > floor)
  if (finite.length < 2) return undefined
  const logs = finite.map(({ estimate }) => logarithm(estimate - floor))
  const variances = finite.map(({ estimate, darkFigure, interceptVariance }) => {
    const share = darkFigure / (estimate - floor)
    return share * share * interceptVariance
  })
  const people = Math.max(1, seenIn(histories) - model.length)
  const { mean, within, between, total, share, degreesOfFreedom } = poolByRubin(logs, variances, people)
  const reach = studentQuantile((1 + level) / 2, degreesOfFreedom) * Math.sqrt(total)
  const drawsWithoutEstimate = fits.length - finite.length
  return {
    pooled: 'rubin',
    draws: draws.length,
    estimates: Float64Array.from(fits, ({ estimate }) => estimate),
    drawsWithoutEstimate,
    estimate: floor + exponential(mean),
    within,
    between,
    share,
    degreesOfFreedom,
    interval: {
      level,
      lower: floor + exponential(mean - reach),
      upper: drawsWithoutEstimate > 0 ? Infinity : floor + exponential(mean + reach),
    },
  }
}

/**
 * The replicates of all draws as one distribution, each draw with as many: the limits are its plain percentiles, so that they
 * have in them the sample, the choice of the model and the linkage. `parts` holds each draw's replicates.
 */
export function linkageByReplicates(
  histories: CaptureHistories,
  draws: readonly CaptureHistories[],
  {
    parts,
    estimates,
    level = 0.95,
  }: { readonly parts: readonly ReplicatePart[]; readonly estimates: Float64Array; readonly level?: number },
): LinkageUncertainty {
  const floor = floorOf([histories, ...draws])
  const all = Float64Array.from(parts.flatMap((part) => [...part.estimates]))
  const groups = parts.map((part) => [...part.estimates].filter((value) => Number.isFinite(value) && value > floor))
  const { within, between } = varianceParts(groups.map((group) => group.map((value) => logarithm(value - floor))))
  return {
    pooled: 'replicates',
    draws: draws.length,
    estimates,
    drawsWithoutEstimate: estimates.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0),
    estimate: percentileInterval(all, 0).lower,
    within,
    between,
    share: within + between > 0 ? between / (within + between) : 0,
    interval: percentileInterval(all, level),
  }
}

/** The variance within groups, and that between their means with what chance within them adds taken off; 0 where less is left. */
export function varianceParts(groups: readonly (readonly number[])[]): {
  readonly within: number
  readonly between: number
} {
  const used = groups.filter(({ length }) => length > 1)
  if (used.length < 2) return { within: 0, between: 0 }
  const means = used.map((group) => group.reduce((sum, value) => sum + value, 0) / group.length)
  const variances = used.map(
    (group, at) => group.reduce((sum, value) => sum + square(value - means[at]!), 0) / (group.length - 1),
  )
  const within = variances.reduce((sum, value) => sum + value, 0) / used.length
  const middle = means.reduce((sum, value) => sum + value, 0) / used.length
  const spread = means.reduce((sum, value) => sum + square(value - middle), 0) / (used.length - 1)
  const chance = used.reduce((sum, { length }, at) => sum + variances[at]! / length, 0) / used.length
  return { within, between: Math.max(0, spread - chance) }
}

/** The mixture of the draws' posteriors, each with the same weight: the exact posterior over both. */
export function linkageByPosteriors(
  histories: CaptureHistories,
  draws: readonly CaptureHistories[],
  averages: readonly DecomposableAverage[],
  level = 0.95,
): LinkageUncertainty {
  const floor = floorOf([histories, ...draws])
  const weights = new Map<number, number>()
  const means: number[] = []
  const variances: number[] = []
  for (const { observed, darkFigures, probabilities } of averages) {
    let mean = 0
    let squares = 0
    darkFigures.forEach((dark, at) => {
      const total = observed + dark
      const weight = probabilities[at]!
      weights.set(total, (weights.get(total) ?? 0) + weight / averages.length)
      if (weight === 0) return
      const log = logarithm(Math.max(1, total - floor))
      mean += weight * log
      squares += weight * log * log
    })
    means.push(mean)
    variances.push(Math.max(0, squares - mean * mean))
  }
  const totals = [...weights.keys()].toSorted((a, b) => a - b)
  const quantile = (share: number): number => {
    let sum = 0
    // The last total takes what rounding leaves.
    return totals.find((total) => (sum += weights.get(total)!) >= share - 1e-12) ?? totals.at(-1)!
  }
  const within = variances.reduce((sum, value) => sum + value, 0) / averages.length
  const middle = means.reduce((sum, value) => sum + value, 0) / averages.length
  const between = means.reduce((sum, value) => sum + square(value - middle), 0) / averages.length
  return {
    pooled: 'posterior',
    draws: draws.length,
    estimates: Float64Array.from(averages, (average) => average.quantile(0.5)),
    drawsWithoutEstimate: 0,
    estimate: quantile(0.5),
    within,
    between,
    share: within + between > 0 ? between / (within + between) : 0,
    interval: { level, lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2) },
  }
}

/** `**` may differ in the last bit between engines. */
const square = (x: number): number => x * x
