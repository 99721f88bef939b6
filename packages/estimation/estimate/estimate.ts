import type { Interval } from '../bca.ts'
import { bootstrapFinding } from './bootstrap-finding.ts'
import { bootstrap as bootstrapHere, type Bootstrap, type BootstrapOptions, type BootstrapPlan } from '../bootstrap.ts'
import { decomposableAverage } from '../decomposable.ts'
import { fit as fitModel, type Fit } from '../fit.ts'
import { goodnessOfFit, type GoodnessOfFit } from '../goodness-of-fit.ts'
import type { EstimationInput } from '../input/read-input.ts'
import { formatModel, mainEffects } from '../model.ts'
import { profileInterval } from '../profile.ts'
import { rankAllModels } from '../rank.ts'
import { createSelector } from '../selection-rule.ts'
import { tableOf } from '../histories.ts'
import { DEFAULT_THRESHOLD } from '../stepwise.ts'
import { checkLists } from '../trust/lists.ts'
import { identificationOf } from '../trust/identification.ts'
import { judge, type TrustChecks } from '../trust/judge.ts'
import { multiverseOf } from '../trust/multiverse.ts'
import { TRUST_RULES, type TrustFinding, type TrustRules } from '../trust/rules.ts'
import { sparsityOf } from '../trust/sparsity.ts'
import { trajectoryOf } from '../trust/trajectory.ts'
import { waldInterval } from '../wald.ts'
import type { Watch } from '../watch.ts'
import { ruleOf, type Method } from './method.ts'

export const INTERVALS = ['bca', 'wald', 'profile', 'none'] as const

export type IntervalName = (typeof INTERVALS)[number]

/** An interval with how it was made. `posterior` is that of the average over decomposable graphs. */
export interface NamedInterval extends Interval {
  readonly method: Exclude<IntervalName, 'none'> | 'posterior'
}

export interface EstimateOptions extends Watch {
  readonly method?: Method
  readonly interval?: IntervalName
  readonly level?: number
  readonly replicates?: number
  readonly seed?: number
  readonly rules?: TrustRules
  /** Makes the interval of a refused estimate, too. */
  readonly unchecked?: boolean
  /** Runs the replicates elsewhere: `bootstrapInThreads` in Node, workers in a browser. */
  readonly bootstrap?: (plan: BootstrapPlan, options: BootstrapOptions) => Promise<Bootstrap> | Bootstrap
  /** Told what is being done next. */
  readonly onStage?: (stage: EstimateStage) => void
}

export type EstimateStage = 'models' | 'checks' | 'replicates'

/** An estimate with the checks that travel with it. */
export interface Estimate {
  readonly lists: readonly string[]
  readonly observed: number
  readonly method: Method
  /** The model by the lists' names; undefined for the average over graphs. */
  readonly model: string | undefined
  readonly fit: Fit | undefined
  /** Infinity where there is none. */
  readonly estimate: number
  readonly darkFigure: number
  readonly interval: NamedInterval | undefined
  readonly bootstrap: Bootstrap | undefined
  readonly goodness: GoodnessOfFit | undefined
  readonly checks: TrustChecks
  readonly rules: TrustRules
  /** What the checks found, refusals first. */
  readonly findings: readonly TrustFinding[]
  /** Whether a finding refuses the estimate: no number of it may be shown then without a mark. */
  readonly refused: boolean
  readonly seed: number
}

export const IGNORES_SELECTION: TrustFinding = {
  code: 'interval_ignores_selection',
  message: 'The interval takes the model as given: that another could have been chosen is not in it.',
  refuses: false,
}

export const DEFAULT_METHOD: Method = { name: 'stepwise', threshold: DEFAULT_THRESHOLD }

/**
 * Estimates N from capture histories by one method and runs every check of trust (docs/methods/estimation.md). The number
 * is in the result whether it is refused or not: whoever shows it looks at `refused`. Throws `Stopped` where the signal asks
 * for it, and a RangeError for `dga` with fewer than three or more than five lists.
 */
export async function estimate(input: EstimationInput, options: EstimateOptions = {}): Promise<Estimate> {
  const { method = DEFAULT_METHOD, interval: wanted = 'bca', level = 0.95, replicates = 1000, seed = 1 } = options
  const { rules = TRUST_RULES, bootstrap: run = bootstrapHere, onStage, signal, onProgress } = options
  const watch: Watch = { ...(signal && { signal }), ...(onProgress && { onProgress }) }
  const { histories, observed } = input
  const { lists } = histories
  onStage?.('models')
  const ranking = rankAllModels(histories, watch)
  const rule = ruleOf(method, lists.length, ranking)
  const average = rule ? undefined : decomposableAverage(histories, watch)
  const chosen = rule && fitModel(histories, createSelector(lists.length, rule)(tableOf(histories)).model)
  const value = average ? average.quantile(0.5) : (chosen?.estimate ?? Infinity)
  const exists = Number.isFinite(value)
  onStage?.('checks')
  const assumed = chosen?.model ?? ranking.models[0]?.model ?? mainEffects(lists.length)
  const checks: TrustChecks = {
    sparsity: sparsityOf(histories, value),
    identification: identificationOf(histories, assumed),
    multiverse: multiverseOf(histories, ranking, method, watch),
    lists: checkLists(histories, method, watch),
    trajectory: rule && exists ? trajectoryOf(histories, rule, seed, watch) : [],
  }
  const findings = judge({ lists, estimate: value, ...(chosen && { fit: chosen }) }, checks, rules)
  const refused = findings.some(({ refuses }) => refuses)
  let made: NamedInterval | undefined
  let replicated: Bootstrap | undefined
  if (wanted === 'none' || (refused && options.unchecked !== true)) {
    made = undefined
  } else if (exists && average) {
    const tail = (1 - level) / 2
    made = { method: 'posterior', level, lower: average.quantile(tail), upper: average.quantile(1 - tail) }
  } else if (exists && rule && chosen && wanted === 'bca') {
    onStage?.('replicates')
    replicated = await run({ histories, rule, replicates, seed }, { ...watch, level })
    const { bca, percentile } = replicated
    // Where the correction cannot be computed, the plain percentiles stand in, and a warning says so.
    const { lower, upper } = bca.reason === undefined ? bca : percentile
    made = { method: 'bca', level, lower, upper }
    findings.push(...replicated.warnings.map((warning) => bootstrapFinding(warning, replicated!)))
  } else if (exists && chosen && wanted === 'wald') {
    made = { method: 'wald', ...waldInterval(chosen, level) }
    findings.push(IGNORES_SELECTION)
  } else if (exists && chosen && wanted === 'profile') {
    const profile = profileInterval(histories, chosen.model, level)
    made = profile && { method: 'profile', level, lower: profile.lower, upper: profile.upper }
    findings.push(IGNORES_SELECTION)
  }
  return {
    lists,
    observed,
    method,
    model: chosen && formatModel(chosen.model, lists),
    fit: chosen,
    estimate: value,
    darkFigure: value - observed,
    interval: made,
    bootstrap: replicated,
    goodness: chosen && exists ? goodnessOfFit(histories, chosen.model, { replicates: 200, seed }) : undefined,
    checks,
    rules,
    findings,
    refused,
    seed,
  }
}
