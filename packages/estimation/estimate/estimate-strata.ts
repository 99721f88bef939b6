import type { Said } from '@gloact/kernel'
import type { EstimationInput } from '../input/read-input.ts'
import { pairsOf } from '../model.ts'
import { replicateWarnings } from '../replicate-warnings.ts'
import {
  assembleStrata,
  estimateModel,
  heldCells,
  runStrataTask,
  strataWork,
  type StrataBootstrap,
  type StrataMethod,
  type StrataPart,
  type StrataPlan,
  type StrataTask,
} from '../strata/bootstrap-strata.ts'
import { checkStrata, type StrataChecks } from '../strata/check-strata.ts'
import { designOf, formatTerms, type StrataDesign } from '../strata/design.ts'
import { solveStrata, type StrataFit } from '../strata/fit-strata.ts'
import { goodnessOfStrata, planModelTables, withModelTables, type StrataGoodness } from '../strata/goodness-strata.ts'
import {
  givesMore,
  publishStrata,
  STRATA_RULE,
  type PublishedStrata,
  type StrataGroup,
  type StrataRule,
} from '../strata/publish-strata.ts'
import type { Residents } from '../strata/residents.ts'
import { assembleTrajectory, planTrajectory, type StrataTrajectory } from '../strata/trajectory-strata.ts'
import { passedOver, refuse, TRUST_RULES, warn, type TrustFinding, type TrustRules } from '../trust/rules.ts'
import { assumptionOf } from '../trust/identification.ts'
import { judgeTrajectory } from '../trust/judge.ts'
import type { Watch } from '../watch.ts'
import { bootstrapFinding } from './bootstrap-finding.ts'
import { IGNORES_SELECTION } from './estimate.ts'
import { judgeStrata, strataDiffer } from './judge-strata.ts'

export const STRATA_INTERVALS = ['wald', 'bca', 'percentile', 'none'] as const

export type StrataIntervalName = (typeof STRATA_INTERVALS)[number]

export interface StrataOptions extends Watch {
  readonly method?: StrataMethod
  /** `wald` where it is not given: one choice of a model among many strata takes seconds, and a bootstrap repeats it. */
  readonly interval?: StrataIntervalName
  readonly level?: number
  readonly replicates?: number
  readonly seed?: number
  readonly rule?: StrataRule
  /** The limits of the checks of the total. */
  readonly trust?: TrustRules
  /** The limits that `rule` and `trust` stand in place of: a finding says where these would refuse or put together more. */
  readonly usual?: { readonly rule: StrataRule; readonly trust: TrustRules } | undefined
  /** Residents by the covariates, for rates of the groups that may be given (`readResidents`). */
  readonly residents?: Residents | undefined
  /** N from the lists alone, to be held beside the total. */
  readonly alone?: number
  /** Told that the model is chosen and what is next. */
  readonly onStage?: (stage: 'checks' | 'replicates') => void
  /** Runs the work on tables that are drawn elsewhere, a part for each task: `strataInThreads` in Node. */
  readonly replicate?: (tasks: readonly StrataTask[], watch: Watch) => Promise<StrataPart[]> | StrataPart[]
}

/** An estimate from lists crossed with covariates: the total, and figures by stratum that add up to it. */
export interface StrataEstimate {
  readonly fit: StrataFit
  /** How the model was chosen; `fixed` where its terms were given. */
  readonly method: 'bic' | 'aic' | 'main' | 'fixed'
  readonly model: string
  /** What makes the total follow from the lists and strata, in words. */
  readonly assumption: Said
  /** The covariate that is a polynomial, and the highest power that the model has of it; undefined where all are categories. */
  readonly trend: { readonly covariate: string; readonly degree: 1 | 2 } | undefined
  readonly estimate: number
  readonly darkFigure: number
  /** How the intervals of the total and of the strata were made. */
  readonly interval: StrataIntervalName
  /** That of its intervals. */
  readonly level: number
  /** The total with its interval; undefined where there is no estimate. */
  readonly total: StrataGroup | undefined
  readonly published: PublishedStrata | undefined
  /** What the replicates were; undefined where there are none. */
  readonly bootstrap: Omit<StrataBootstrap, 'intervalOf'> | undefined
  /** What the total depends on; undefined where there is no estimate. */
  readonly checks: StrataChecks | undefined
  /** How well the model fits what was seen; undefined where there is no estimate. */
  readonly goodness: StrataGoodness | undefined
  /** Undefined where there is no estimate, and where it would take too long. */
  readonly trajectory: StrataTrajectory | undefined
  readonly findings: readonly TrustFinding[]
}

/** The most work that a bootstrap of strata may be, in seconds of one processor. */
export const MOST_STRATA_WORK = 900

/** The work up to which a bootstrap is made where nobody asked for an interval by name. */
const UNASKED_STRATA_WORK = 60

/** About how many seconds of one processor the intervals of strata take, from the sizes of the table alone. */
function secondsOf(
  { histories, strata }: EstimationInput,
  { method = 'bic', interval = 'wald', replicates = 1000 }: StrataOptions,
): number {
  if (!strata || interval === 'wald' || interval === 'none') return 0
  const design = designOf(histories.lists, strata)
  return strataWork(design, strata.counts, method, { replicates, jackknife: interval === 'bca' })
}

/** The interval where nobody asked for one: percentiles of replicates if they take a minute at most, otherwise Wald's. */
export const defaultStrataInterval = (input: EstimationInput, options: StrataOptions): StrataIntervalName =>
  secondsOf(input, { ...options, interval: 'percentile' }) <= UNASKED_STRATA_WORK ? 'percentile' : 'wald'

/** What keeps a bootstrap of these strata from being done in reasonable time, in words; undefined where nothing does. */
export function tooMuchWork(input: EstimationInput, options: StrataOptions): string | undefined {
  const work = secondsOf(input, options)
  if (work <= MOST_STRATA_WORK) return undefined
  const replicates = options.replicates ?? 1000
  const each = secondsOf(input, { ...options, interval: 'percentile' }) / replicates
  const fewer = Math.floor(MOST_STRATA_WORK / each / 50) * 50
  const less = fewer >= 100 ? `--interval percentile --replicates ${fewer}, ` : ''
  return (
    `To choose the model of these strata again in ${replicates} replicates would take about ${Math.ceil(work / 60)} minutes of a ` +
    `processor; ${MOST_STRATA_WORK / 60} are allowed. Use ${less}fewer strata or wider bands, --method main, or --interval wald.`
  )
}

/**
 * Estimates from a table with strata. Throws a TypeError where it has none, a RangeError where a bootstrap would be too much
 * work (`tooMuchWork`), and `Stopped` where the signal asks for it.
 */
export async function estimateStrata(input: EstimationInput, options: StrataOptions = {}): Promise<StrataEstimate> {
  const { histories, strata } = input
  const { method = 'bic', interval = 'wald', level = 0.95, rule = STRATA_RULE, seed = 1 } = options
  if (!strata) throw new TypeError('the table was read without strata')
  const long = tooMuchWork(input, options)
  if (long !== undefined) throw new RangeError(long)
  const watch: Watch = {
    ...(options.signal && { signal: options.signal }),
    ...(options.onProgress && { onProgress: options.onProgress }),
  }
  const design = designOf(histories.lists, strata)
  const chosen = estimateModel(design, strata.counts, method, watch)
  const solved = solveStrata(design, strata.counts, chosen.terms, { covariance: true })
  const { fit } = solved
  const model = formatTerms(design, fit.terms)
  const findings: TrustFinding[] = []
  const head = {
    fit,
    method: typeof method === 'string' ? method : ('fixed' as const),
    model,
    assumption: assumptionOf(histories.lists, omittedPairs(design, fit), { hasStrata: true }),
    trend: trendOf(design, fit),
    interval,
    level,
    findings,
  }
  if (fit.existence !== 0) {
    findings.push(refuse(fit.existence === 1 ? 'no_estimate' : 'not_identifiable', { model }, 'no_estimate_of_strata'))
    const none = { total: undefined, published: undefined, bootstrap: undefined, checks: undefined }
    const drawn = { goodness: undefined, trajectory: undefined }
    return { ...head, estimate: Infinity, darkFigure: Infinity, ...none, ...drawn }
  }
  options.onStage?.('checks')
  const checks = checkStrata(histories.lists, strata, head, watch)
  const { trust = TRUST_RULES, usual, alone } = options
  const differ = alone === undefined ? undefined : strataDiffer(fit.estimate, alone, trust)
  const judged = judgeStrata(fit, checks, trust)
  const passed = usual && passedOver(judged, judgeStrata(fit, checks, usual.trust))
  findings.push(...(passed ? [passed] : []), ...judged, ...(differ ? [differ] : []))
  const plan: StrataPlan = { design, counts: strata.counts, method, seed }
  const { trajectory, deviances } = await drawnChecks(plan, fit, options, watch)
  if (trajectory) findings.push(...judgeTrajectory(trajectory.points, trust, 'total'))
  const made = await bootstrapOf(plan, fit, options, level)
  const intervalOf = made?.intervalOf ?? (interval === 'none' ? () => undefined : undefined)
  const limits = { residents: options.residents, ...(intervalOf && { intervalOf }) }
  const published = publishStrata(strata, fit, histories.lists.length, { level, rule, ...limits })
  if (usual && givesMore(strata, fit, histories.lists.length, { published, rule: usual.rule })) {
    findings.push(warn('strata_below_usual_limits'))
  }
  const fits = goodnessOfStrata(design, strata.counts, solved, published)
  const whole = publishStrata(strata, fit, histories.lists.length, {
    level,
    ...limits,
    rule: { fewestPeople: Infinity, fewestOnList: 0, fewestOverlaps: 0 },
  }).tables[0]!.groups[0]!
  if (fit.seen.some((seen, stratum) => seen > 0 && fit.emptyMargins[stratum] === 1)) {
    findings.push(warn('strata_empty'))
  }
  if (made) findings.push(...replicateFindings(made, model, fit.observed))
  else if (interval === 'wald') findings.push(IGNORES_SELECTION)
  return {
    ...head,
    estimate: fit.estimate,
    darkFigure: fit.darkFigure,
    total: whole,
    published,
    bootstrap: made && withoutFunctions(made),
    checks,
    goodness: fits && deviances ? withModelTables(fits, deviances) : fits,
    trajectory,
  }
}

/** Masks of the pairs of lists that are no term of the model. */
const omittedPairs = ({ lists }: StrataDesign, { terms }: StrataFit): number[] => {
  const held = terms.map(([a, b = a]) => (1 << a) | (1 << b))
  return pairsOf(lists).filter((pair) => !held.includes(pair))
}

function trendOf({ trend, factors }: StrataDesign, { terms }: StrataFit): StrataEstimate['trend'] {
  if (!trend) return undefined
  const degree = terms.some((term) => term.some((factor) => factor === trend.squared)) ? 2 : 1
  return { covariate: factors[trend.linear]!, degree }
}

/** The checks that are made of drawn tables, all at once so that they share the threads. */
async function drawnChecks(
  plan: StrataPlan,
  fit: StrataFit,
  { replicate = strataHere }: StrataOptions,
  watch: Watch,
): Promise<{ readonly trajectory?: StrataTrajectory; readonly deviances?: Float64Array }> {
  const model = planModelTables(plan, fit)
  const moving = planTrajectory(plan, fit)
  const tasks = [...(model ? [model] : []), ...(moving?.tasks ?? [])]
  if (tasks.length === 0) return {}
  const parts = await replicate(tasks, watch)
  return {
    ...(model && { deviances: parts[0]!.deviances }),
    ...(moving && { trajectory: assembleTrajectory(moving, model ? parts.slice(1) : parts, fit) }),
  }
}

/** What can be sent from thread to thread. */
const withoutFunctions = ({ intervalOf: _, ...data }: StrataBootstrap): StrataEstimate['bootstrap'] => data

/** Runs the tasks here, one after the other. */
const strataHere = (tasks: readonly StrataTask[], watch: Watch): StrataPart[] =>
  tasks.map((task) => runStrataTask(task, watch))

async function bootstrapOf(
  plan: StrataPlan,
  fit: StrataFit,
  { interval = 'wald', replicates = 1000, replicate = strataHere, onStage, signal, onProgress }: StrataOptions,
  level: number,
): Promise<StrataBootstrap | undefined> {
  if (interval !== 'bca' && interval !== 'percentile') return undefined
  const watch: Watch = { ...(signal && { signal }), ...(onProgress && { onProgress }) }
  onStage?.('replicates')
  const tasks: StrataTask[] = [{ plan, kind: 'replicates', from: 0, to: replicates }]
  if (interval === 'bca') tasks.push({ plan, kind: 'jackknife', from: 0, to: heldCells(plan.counts).length })
  const [drawn, left] = await replicate(tasks, watch)
  return assembleStrata(plan, fit, { replicates: [drawn!], ...(left && { jackknife: [left] }) }, level)
}

/** The same as is said of replicates without strata. */
function replicateFindings(
  { replicates, infiniteReplicates, modelShares, totals, total }: Omit<StrataBootstrap, 'intervalOf'>,
  model: string,
  observed: number,
): TrustFinding[] {
  const { biasCorrection = 0, reason } = total
  const ownShare = modelShares.find((one) => one.model === model)?.share ?? 0
  const facts = { replicates, infiniteReplicates, replicatesWithEmptyList: 0, biasCorrection, ownShare }
  const warnings = replicateWarnings(facts, { hasBca: reason === undefined, estimates: totals, observed })
  return warnings.map((code) => bootstrapFinding(code, { ...facts, models: modelShares.length }))
}
