import { decomposableAverage, FEWEST_GRAPH_LISTS, MOST_GRAPH_LISTS } from '../decomposable.ts'
import { fit } from '../fit.ts'
import type { CaptureHistories } from '../histories.ts'
import { mainEffects, modelOf, type Model } from '../model.ts'
import { rankAllModels, rankModels, type Ranking } from '../rank.ts'
import type { SelectionRule } from '../selection-rule.ts'
import { selectStepwise } from '../stepwise.ts'
import type { Watch } from '../watch.ts'

export const METHODS = ['stepwise', 'bic', 'aic', 'main', 'fixed', 'dga'] as const

/**
 * How the model is chosen: pairs added by p-value; the best of all by BIC or AIC; independence; a model that is given; the
 * average over all decomposable graphs.
 */
export type MethodName = (typeof METHODS)[number]

export interface Method {
  readonly name: MethodName
  /** Of `stepwise`: the p-value below which a pair is added. */
  readonly threshold: number
  /** Of `fixed`: the model. */
  readonly model?: Model
}

/** What a method makes of a table; `model` is missing where it has none (`dga`). */
export interface Estimated {
  /** N; Infinity where there is no estimate. */
  readonly estimate: number
  readonly model?: Model
}

/** Models kept for choosing again on resampled tables (Silverman, Chan and Vincent 2024): more of them change nothing. */
const KEPT = { few: 20, many: 100, fewLists: 4 }

/** The rule that every replicate goes through; undefined for `dga`, whose interval needs no replicate. */
export function ruleOf(method: Method, lists: number, ranking: Ranking): SelectionRule | undefined {
  switch (method.name) {
    case 'stepwise':
      return { kind: 'stepwise', threshold: method.threshold }
    case 'main':
      return { kind: 'fixed', model: mainEffects(lists) }
    case 'fixed':
      return { kind: 'fixed', model: method.model ?? mainEffects(lists) }
    case 'bic':
    case 'aic': {
      const models = byCriterion(ranking, method.name).slice(0, lists <= KEPT.fewLists ? KEPT.few : KEPT.many)
      return { kind: 'best', criterion: method.name, models: models.map(({ model }) => model) }
    }
    case 'dga':
      return undefined
  }
}

/** The ranking's models in order of a criterion. */
export const byCriterion = (ranking: Ranking, criterion: 'bic' | 'aic') =>
  ranking.criterion === criterion ? ranking.models : ranking.models.toSorted((a, b) => a[criterion] - b[criterion])

/**
 * Applies a method to a table that has fewer or other lists than the one it was made for. `place` takes a mask of the old
 * lists to one of the new, for a model that is given. Where two lists are left, they are taken as independent.
 */
export function estimateAgain(
  method: Method,
  histories: CaptureHistories,
  place: (mask: number) => number = (mask) => mask,
  watch: Watch = {},
): Estimated {
  const lists = histories.lists.length
  if (lists < 3) return fit(histories, mainEffects(lists))
  const saturated = 2 ** lists - 1
  switch (method.name) {
    case 'stepwise':
      return selectStepwise(histories, { threshold: method.threshold }).fit
    case 'main':
      return fit(histories, mainEffects(lists))
    case 'fixed': {
      const terms = (method.model ?? []).map(place).filter((term) => term !== saturated)
      return fit(histories, modelOf(lists, terms))
    }
    case 'bic':
    case 'aic': {
      const best = byCriterion(rankAllModels(histories, { ...watch, criterion: method.name }), method.name)[0]
      return best ?? { estimate: Infinity }
    }
    case 'dga':
      return lists < FEWEST_GRAPH_LISTS || lists > MOST_GRAPH_LISTS
        ? (rankModels(histories, [mainEffects(lists)]).models[0] ?? { estimate: Infinity })
        : { estimate: decomposableAverage(histories, watch).quantile(0.5) }
  }
}
