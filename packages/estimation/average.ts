import { exponential, logarithm } from '@gloact/kernel'
import type { Interval } from './bca.ts'
import { normalCumulative } from './distributions.ts'
import type { RankedModel, Ranking } from './rank.ts'

/** A model's part in an average. */
export interface WeightedModel extends RankedModel {
  readonly weight: number
}

/** The average over models by their criterion. */
export interface ModelAverage {
  readonly estimate: number
  /** From the variance within models plus that between them. */
  readonly standardError: number
  /** The mixture of the models' log-normal distributions of N, cut at both ends. */
  readonly interval: Interval
  /** The models with a weight of at least 0.001, heaviest first. */
  readonly models: readonly WeightedModel[]
}

/**
 * Averages N over ranked models with weights exp(-Δ/2), Δ being a model's distance to the best by BIC (or AIC): total
 * variance is within plus between (Buckland, Burnham and Augustin 1997). Undefined where no model has an estimate.
 */
export function averageModels(ranking: Ranking, observed: number, level = 0.95): ModelAverage | undefined {
  const best = ranking.models[0]
  if (best === undefined) return undefined
  const { criterion } = ranking
  const weights = ranking.models.map((model) => exponential((best[criterion] - model[criterion]) / 2))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const models = ranking.models.map((model, at): WeightedModel => ({ ...model, weight: weights[at]! / total }))
  const estimate = models.reduce((sum, model) => sum + model.weight * model.estimate, 0)
  const variance = models.reduce((sum, model) => {
    const difference = model.estimate - estimate
    return sum + model.weight * (model.standardError * model.standardError + difference * difference)
  }, 0)
  const counted = models.filter(({ weight }) => weight > 1e-9)
  const below = (logDark: number): number =>
    counted.reduce((sum, model) => {
      const deviation = Math.sqrt(model.interceptVariance)
      const distance = logDark - logarithm(model.estimate - observed)
      return sum + model.weight * (deviation > 0 ? normalCumulative(distance / deviation) : Number(distance >= 0))
    }, 0)
  return {
    estimate,
    standardError: Math.sqrt(variance),
    interval: {
      level,
      lower: observed + exponential(bisect(below, (1 - level) / 2)),
      upper: observed + exponential(bisect(below, (1 + level) / 2)),
    },
    models: models.filter(({ weight }) => weight >= 0.001),
  }
}

/** Where an increasing function reaches a value, between the smallest and the greatest dark figure there is. */
function bisect(increasing: (at: number) => number, value: number): number {
  let low = -20
  let high = 60
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (increasing(middle) < value) low = middle
    else high = middle
  }
  return (low + high) / 2
}
