import { averageModels } from '../average.ts'
import { decomposableAverage, FEWEST_GRAPH_LISTS, MOST_GRAPH_LISTS } from '../decomposable.ts'
import { byCriterion, type MethodName } from '../estimate/method.ts'
import { fit } from '../fit.ts'
import { tableOf, type CaptureHistories } from '../histories.ts'
import { mainEffects, type Model } from '../model.ts'
import type { Ranking } from '../rank.ts'
import { selectStepwise } from '../stepwise.ts'
import type { Watch } from '../watch.ts'
import { sampleCoverageOf, type SampleCoverage } from './sample-coverage.ts'
import { fromTwoLists, type TwoLists } from './two-lists.ts'

/** A model whose estimate exists. */
export interface UniverseModel {
  readonly model: Model
  readonly estimate: number
  readonly aic: number
  readonly bic: number
}

/** The least and greatest N of the models within so many BIC units of the best. */
export interface UniverseRange {
  readonly units: number
  readonly models: number
  readonly lowest: number
  readonly highest: number
}

/** Every admissible model, and what N depends on which of them is taken. */
export interface Multiverse {
  /** Which models were fitted: all hierarchical ones, all sets of pairs and what a search met, or what a search met. */
  readonly covers: 'all' | 'pairs_and_search' | 'search'
  /** Best by BIC first. */
  readonly models: readonly UniverseModel[]
  /** How many models were left out, since their estimate does not exist or cannot be told. */
  readonly leftOut: number
  readonly ranges: readonly UniverseRange[]
  /** N by stepwise selection at several thresholds. */
  readonly thresholds: readonly { readonly threshold: number; readonly estimate: number; readonly model: Model }[]
  /** N by each way of choosing, and as the average of all models by BIC; Infinity where there is none. */
  readonly methods: readonly { readonly method: MethodName | 'average'; readonly estimate: number }[]
  /** N from every two lists alone, and by sample coverage: neither chooses a model. */
  readonly pairs: readonly TwoLists[]
  readonly coverage: SampleCoverage | undefined
}

/** What ranges are told within, besides that by which models are judged. */
const UNITS = [2, 6, 10]
const THRESHOLDS = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1]

/** N over all the models that were ranked, over thresholds, and over ways of choosing side by side. */
export function multiverseOf(
  histories: CaptureHistories,
  ranking: Ranking,
  { threshold, rangeUnits }: { readonly threshold: number; readonly rangeUnits: number },
  watch: Watch = {},
): Multiverse {
  const lists = histories.lists.length
  const models = byCriterion(ranking, 'bic')
  const best = models[0]
  const told = [...new Set([...UNITS, rangeUnits])].toSorted((a, b) => a - b)
  const ranges = told.map((units): UniverseRange => {
    const within = best ? models.filter(({ bic }) => bic <= best.bic + units) : []
    return {
      units,
      models: within.length,
      lowest: within.reduce((least, { estimate }) => Math.min(least, estimate), Infinity),
      highest: within.reduce((most, { estimate }) => Math.max(most, estimate), -Infinity),
    }
  })
  const table = tableOf(histories)
  const stepwise = (at: number) => selectStepwise(histories, { threshold: at }).fit
  const graphs = lists >= FEWEST_GRAPH_LISTS && lists <= MOST_GRAPH_LISTS
  return {
    covers: ranking.method,
    models,
    pairs: fromTwoLists(table),
    coverage: sampleCoverageOf(table),
    leftOut: ranking.codes[1] + ranking.codes[2] + ranking.codes[3],
    ranges,
    thresholds: THRESHOLDS.map((at) => {
      const { estimate, model } = stepwise(at)
      return { threshold: at, estimate, model }
    }),
    methods: [
      { method: 'main', estimate: fit(histories, mainEffects(lists)).estimate },
      { method: 'stepwise', estimate: stepwise(threshold).estimate },
      { method: 'bic', estimate: best?.estimate ?? Infinity },
      { method: 'aic', estimate: byCriterion(ranking, 'aic')[0]?.estimate ?? Infinity },
      { method: 'average', estimate: averageModels(ranking, table.overlaps[0]!)?.estimate ?? Infinity },
      ...(graphs ? [{ method: 'dga' as const, estimate: decomposableAverage(histories, watch).quantile(0.5) }] : []),
    ],
  }
}
