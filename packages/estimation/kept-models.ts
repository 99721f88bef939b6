import { randomSource } from '@gloact/kernel'
import { bcaInterval, percentileInterval, type BcaInterval, type Interval } from './bca.ts'
import { emptyTable, sumOverlaps, tableOf, type CaptureHistories, type CountTable } from './histories.ts'
import type { RankedModel, Ranking } from './rank.ts'
import { createResampler, withoutOneEach } from './resample.ts'
import { createScorer } from './selection-rule.ts'
import { report, type Watch } from './watch.ts'

export interface KeptModelsPlan {
  readonly histories: CaptureHistories
  readonly ranking: Ranking
  /** How many of the best models are kept, ascending: 5, 10, 20, 50, 100. */
  readonly kept: readonly number[]
  readonly replicates: number
  readonly seed: number
}

/** The intervals where that many models are kept. */
export interface KeptModelsInterval {
  readonly kept: number
  readonly bca: BcaInterval
  readonly percentile: Interval
}

/**
 * Intervals of the best model by a criterion against the number of models that each replicate chooses among (Silverman,
 * Chan and Vincent 2024): enough are kept where more of them change nothing. One pass over the replicates serves all
 * numbers; each result is that of `bootstrap` with the rule `best` and as many models.
 */
export function intervalsByKeptModels(
  { histories, ranking, kept, replicates, seed }: KeptModelsPlan,
  { level = 0.95, ...watch }: Watch & { readonly level?: number } = {},
): KeptModelsInterval[] {
  const table = tableOf(histories)
  const steps = kept.map((count) => Math.min(count, ranking.models.length))
  const best = bestByKept(table, ranking, steps)
  const draw = createResampler(table.counts)
  const resample = emptyTable(table.lists)
  const estimates = steps.map(() => new Float64Array(replicates))
  for (let replicate = 0; replicate < replicates; replicate++) {
    if (replicate % 16 === 0) report(watch, replicate, replicates)
    draw(resample.counts, randomSource(seed, replicate))
    sumOverlaps(resample)
    best(resample).forEach((estimate, step) => {
      estimates[step]![replicate] = estimate
    })
  }
  const jackknife = steps.map((): { count: number; estimate: number }[] => [])
  withoutOneEach(table, (reduced, _, count) => {
    best(reduced).forEach((estimate, step) => jackknife[step]!.push({ count, estimate }))
  })
  report(watch, replicates, replicates)
  return best(table).map((estimate, step) => ({
    kept: steps[step]!,
    bca: bcaInterval({ estimate, estimates: estimates[step]!, jackknife: jackknife[step]! }, level),
    percentile: percentileInterval(estimates[step]!, level),
  }))
}

/** The best model's estimate among the first so many, for each number of them. */
function bestByKept(table: CountTable, ranking: Ranking, steps: readonly number[]): (table: CountTable) => number[] {
  const most = Math.max(0, ...steps)
  const models = ranking.models.slice(0, most).map(({ model }: RankedModel) => model)
  const score = createScorer(table.lists, models, table)
  return (counts) => {
    const scores = score(counts)
    return steps.map((count) => {
      let least = Infinity
      let estimate = Infinity
      for (let at = 0; at < count; at++) {
        const value = scores[at]![ranking.criterion]
        if (value >= least) continue
        least = value
        ;({ estimate } = scores[at]!)
      }
      return estimate
    })
  }
}
