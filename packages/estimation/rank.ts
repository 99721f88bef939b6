import { enumerateModels, neighboursOf } from './enumerate.ts'
import { saturatedLogLikelihood, summarise, type FitSummary } from './fit.ts'
import { tableOf, type CaptureHistories, type CountTable } from './histories.ts'
import { createSolver, solve, type Solver } from './log-linear.ts'
import { mainEffects, order, type Model } from './model.ts'
import { selectStepwise } from './stepwise.ts'
import { report, type Watch } from './watch.ts'

export type Criterion = 'aic' | 'bic'

/** A model whose estimate exists, with its estimate and criteria. */
export interface RankedModel extends FitSummary {
  readonly model: Model
  /** Standard error of N within the model. */
  readonly standardError: number
  /** Variance of the logarithm of the dark figure within the model. */
  readonly interceptVariance: number
}

/** Models in order of a criterion. */
export interface Ranking {
  readonly criterion: Criterion
  /** How the models were found: all of those asked for, a search from neighbour to neighbour, or all of pairs and a search. */
  readonly method: 'all' | 'pairs_and_search' | 'search'
  /** The models whose estimate exists, best first. */
  readonly models: readonly RankedModel[]
  /** How many models were left out, by existence code; entry 0 is the number that were not. */
  readonly codes: readonly [number, number, number, number]
}

export interface RankOptions extends Watch {
  readonly criterion?: Criterion
}

/** Fits each of the models and ranks those whose estimate exists by BIC (or AIC); ties keep the order given. */
export function rankModels(
  histories: CaptureHistories,
  models: readonly Model[],
  { criterion = 'bic', ...watch }: RankOptions = {},
): Ranking {
  const ranker = createRanker(histories)
  const codes: [number, number, number, number] = [0, 0, 0, 0]
  const ranked: RankedModel[] = []
  models.forEach((model, at) => {
    if (at % 256 === 0) report(watch, at, models.length)
    const entry = rank(ranker, model)
    codes[entry.existence]++
    if (entry.existence === 0) ranked.push(entry)
  })
  report(watch, models.length, models.length)
  return { criterion, method: 'all', models: ranked.toSorted((a, b) => a[criterion] - b[criterion]), codes }
}

export interface SearchOptions extends RankOptions {
  /** Where the search starts, besides main effects. */
  readonly start?: Model
  /** The highest order of a term; 3 where it is not given. */
  readonly maximumOrder?: number
  /** Models that the search goes through and leaves out of what it ranks. */
  readonly passedOver?: (model: Model) => boolean
}

/**
 * Searches downhill for the best model by adding or removing one term at a time, always the best of all neighbours: for
 * more lists than can be enumerated. All models met on the way are ranked; the best is a local optimum.
 */
export function searchModels(
  histories: CaptureHistories,
  { criterion = 'bic', start, maximumOrder = 3, passedOver = () => false, ...watch }: SearchOptions = {},
): Ranking {
  const ranker = createRanker(histories)
  const { lists } = ranker.table
  const met = new Map<string, RankedModel>()
  const codes: [number, number, number, number] = [0, 0, 0, 0]
  const meet = (model: Model): RankedModel => {
    const key = model.join(' ')
    const known = met.get(key)
    if (known !== undefined) return known
    const entry = rank(ranker, model)
    met.set(key, entry)
    if (!passedOver(model)) codes[entry.existence]++
    return entry
  }
  for (const first of start === undefined ? [mainEffects(lists)] : [mainEffects(lists), start]) {
    let here = meet(first)
    for (;;) {
      report(watch, met.size, met.size)
      const best = neighboursOf(here.model, lists, maximumOrder)
        .map(meet)
        .reduce((least, entry) => (entry[criterion] < least[criterion] ? entry : least), here)
      if (best === here) break
      here = best
    }
  }
  const models = [...met.values()].filter(({ existence, model }) => existence === 0 && !passedOver(model))
  return { criterion, method: 'search', models: models.toSorted((a, b) => a[criterion] - b[criterion]), codes }
}

/**
 * Ranks what can be ranked: every hierarchical model for up to five lists; for six every set of pairs, and with three lists
 * in a term those that a search from main effects and from the best set of pairs meets; beyond those that a search from main
 * effects and from the stepwise selection meets.
 */
export function rankAllModels(histories: CaptureHistories, options: RankOptions = {}): Ranking {
  const lists = histories.lists.length
  if (lists <= 5) return rankModels(histories, enumerateModels(lists), options)
  if (lists === 6) return rankSixLists(histories, options)
  return searchModels(histories, { ...options, start: selectStepwise(histories).fit.model })
}

function rankSixLists(histories: CaptureHistories, options: RankOptions): Ranking {
  const pairs = rankModels(histories, enumerateModels(6, { maximumOrder: 2 }), options)
  const best = pairs.models[0]
  const met = searchModels(histories, { ...options, ...(best && { start: best.model }), passedOver: isOfPairs })
  const { criterion } = pairs
  return {
    criterion,
    method: 'pairs_and_search',
    models: [...pairs.models, ...met.models].toSorted((a, b) => a[criterion] - b[criterion]),
    codes: [
      pairs.codes[0] + met.codes[0],
      pairs.codes[1] + met.codes[1],
      pairs.codes[2] + met.codes[2],
      pairs.codes[3] + met.codes[3],
    ],
  }
}

const isOfPairs = (model: Model): boolean => model.every((term) => order(term) <= 2)

interface Ranker {
  readonly table: CountTable
  readonly solver: Solver
  readonly saturated: number
}

function createRanker(histories: CaptureHistories): Ranker {
  const table = tableOf(histories)
  return { table, solver: createSolver(table.lists), saturated: saturatedLogLikelihood(table) }
}

function rank({ table, solver, saturated }: Ranker, model: Model): RankedModel {
  solve(solver, table, model)
  const summary = summarise(solver, table, model.length, saturated)
  const darkFigure = solver.fitted[0]!
  const { interceptVariance } = solver
  const exists = summary.existence === 0
  return {
    model,
    ...summary,
    interceptVariance: exists ? interceptVariance : Number.NaN,
    standardError: exists ? Math.sqrt(darkFigure + darkFigure * darkFigure * interceptVariance) : Infinity,
  }
}
