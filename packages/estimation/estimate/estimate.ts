import type { Interval } from '../bca.ts'
import { bootstrapFinding, factsOf } from './bootstrap-finding.ts'
import {
  assembleBootstrap,
  replicateHere,
  type Bootstrap,
  type ReplicatePart,
  type ReplicateTask,
} from '../bootstrap.ts'
import { decomposableAverage, type DecomposableAverage } from '../decomposable.ts'
import { fit as fitModel, type Fit } from '../fit.ts'
import { goodnessOfFit, type GoodnessOfFit } from '../goodness-of-fit.ts'
import type { EstimationInput } from '../input/read-input.ts'
import {
  linkageByPosteriors,
  linkageByReplicates,
  linkageByRubin,
  type LinkageUncertainty,
} from '../linked/linkage-uncertainty.ts'
import { formatModel, mainEffects, type Model } from '../model.ts'
import { profileInterval } from '../profile.ts'
import { rankAllModels } from '../rank.ts'
import { createSelector, type SelectionRule } from '../selection-rule.ts'
import { historiesOf, tableOf, type CaptureHistories, type CountTable } from '../histories.ts'
import { DEFAULT_THRESHOLD } from '../stepwise.ts'
import { checkLists } from '../trust/lists.ts'
import { identificationOf } from '../trust/identification.ts'
import { judge, type TrustChecks } from '../trust/judge.ts'
import { multiverseOf } from '../trust/multiverse.ts'
import { passedOver, TRUST_RULES, warn, type TrustFinding, type TrustRules } from '../trust/rules.ts'
import { sparsityOf } from '../trust/sparsity.ts'
import type { Stated } from '../trust/stated.ts'
import { trajectoryOf, type TrajectoryPoint } from '../trust/trajectory.ts'
import { byWeight } from '../trust/weights.ts'
import { waldInterval } from '../wald.ts'
import type { Watch } from '../watch.ts'
import { judgeLinkage, linkageUnknown } from './linkage-finding.ts'
import { ruleOf, type Method } from './method.ts'

export const INTERVALS = ['bca', 'percentile', 'wald', 'profile', 'none'] as const

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
  /** The limits that `rules` stand in place of: a finding says where these would refuse what those let through. */
  readonly usualRules?: TrustRules
  /** What the analyst says of the population that the lists cannot. */
  readonly stated?: Stated | undefined
  /** Makes the interval of a refused estimate, too. */
  readonly unchecked?: boolean
  /** Runs the replicates elsewhere, a part for each task: `replicateInThreads` in Node, workers in a browser. */
  readonly replicate?: (tasks: readonly ReplicateTask[], watch: Watch) => Promise<ReplicatePart[]> | ReplicatePart[]
  /** Told what is being done next, and waited for. */
  readonly onStage?: (stage: EstimateStage) => void | Promise<void>
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
  /** What the tables drawn from the linkage say; undefined where the input has none, or fewer than two have an estimate. */
  readonly linkage: LinkageUncertainty | undefined
  readonly goodness: GoodnessOfFit | undefined
  readonly checks: TrustChecks
  readonly rules: TrustRules
  readonly stated: Stated | undefined
  /** What the checks found, refusals first, and of both the weightiest first. */
  readonly findings: readonly TrustFinding[]
  /** Whether a finding refuses the estimate: no number of it may be shown then without a mark. */
  readonly refused: boolean
  readonly seed: number
}

export const IGNORES_SELECTION = warn('interval_ignores_selection')
const NO_PROFILE = warn('no_profile')

export const DEFAULT_METHOD: Method = { name: 'stepwise', threshold: DEFAULT_THRESHOLD }

/**
 * Estimates N from capture histories by one method and runs every check of trust (docs/methods/estimation.md). The number
 * is in the result whether it is refused or not: anyone who shows it looks at `refused`. Where the input has draws of a linkage the
 * interval has their differences in it. Throws `Stopped` where the signal asks for it, and a RangeError for `dga` with fewer
 * than three or more than five lists, and for a profile interval of a table with draws.
 */
export async function estimate(input: EstimationInput, options: EstimateOptions = {}): Promise<Estimate> {
  const { method = DEFAULT_METHOD, interval: wanted = 'bca', level = 0.95, seed = 1, rules = TRUST_RULES } = options
  const { onStage, signal, onProgress } = options
  const watch: Watch = { ...(signal && { signal }), ...(onProgress && { onProgress }) }
  const { histories, observed, draws } = input
  const { lists } = histories
  if (draws && wanted === 'profile')
    throw new RangeError('profile limits have no variance that draws could be added to')
  await onStage?.('models')
  const ranking = rankAllModels(histories, watch)
  const rule = ruleOf(method, lists.length, ranking)
  const average = rule ? undefined : decomposableAverage(histories, watch)
  const chosen = rule && fitModel(histories, createSelector(lists.length, rule)(tableOf(histories)).model)
  const value = average ? average.quantile(0.5) : (chosen?.estimate ?? Infinity)
  const exists = Number.isFinite(value)
  await onStage?.('checks')
  const assumed = chosen?.model ?? ranking.models[0]?.model ?? mainEffects(lists.length)
  const checks: TrustChecks = {
    sparsity: sparsityOf(histories, value),
    identification: identificationOf(histories, assumed, { hasDraws: draws !== undefined }),
    multiverse: multiverseOf(histories, ranking, { threshold: method.threshold, rangeUnits: rules.rangeUnits }, watch),
    lists: checkLists(histories, method, watch),
    trajectory: exists ? trajectoryBy(histories, rule, { seed, ...watch }) : [],
  }
  const { stated } = options
  const judged = {
    lists,
    estimate: value,
    ...(chosen && { fit: chosen }),
    ...(average && { average }),
    stated,
    missed: input.missedLinks && { missedLinks: input.missedLinks, histories, draws },
  }
  const findings = judge(judged, checks, rules)
  const linkage = exists && draws ? linkageOf(histories, draws, chosen?.model, { level, watch }) : undefined
  if (linkage) findings.push(...judgeLinkage(linkage, value, observed, rules))
  else if (exists && draws) findings.push(linkageUnknown(draws.length))
  const { usualRules } = options
  if (usualRules) {
    const byLinkage = linkage ? judgeLinkage(linkage, value, observed, usualRules) : []
    const passed = passedOver(findings, [...judge(judged, checks, usualRules), ...byLinkage])
    if (passed) findings.unshift(passed)
  }
  const refused = findings.some(({ refuses }) => refuses)
  const settings = { wanted, level, seed, replicates: options.replicates ?? 1000, replicate: options.replicate, watch }
  let made: MadeInterval = { linkage }
  if (exists && wanted !== 'none' && (!refused || options.unchecked === true)) {
    if (average) made = posteriorInterval(average, linkage, level)
    else if (rule && chosen) {
      if (wanted === 'bca' || wanted === 'percentile') {
        await onStage?.('replicates')
        made = await replicatedInterval(input, rule, linkage, settings)
      } else made = intervalOfModel(histories, chosen, linkage, settings)
    }
    findings.push(...(made.findings ?? []))
  }
  return {
    lists,
    observed,
    method,
    model: chosen && formatModel(chosen.model, lists),
    fit: chosen,
    estimate: value,
    darkFigure: value - observed,
    interval: made.interval,
    bootstrap: made.bootstrap,
    linkage: made.linkage,
    goodness:
      chosen && exists
        ? goodnessOfFit(histories, chosen.model, { replicates: 200, seed, ...(signal && { signal }) })
        : undefined,
    checks,
    rules,
    stated,
    findings: byWeight(findings),
    refused,
    seed,
  }
}

/** The average over graphs takes long: of it there are fewer draws. */
function trajectoryBy(
  histories: CaptureHistories,
  rule: SelectionRule | undefined,
  options: Watch & { readonly seed: number },
): TrajectoryPoint[] {
  const { lists } = histories
  if (rule) {
    const select = createSelector(lists.length, rule)
    return trajectoryOf(histories, (table) => select(table).estimate, options)
  }
  const { signal } = options
  const average = (table: CountTable): number =>
    decomposableAverage(historiesOf(lists, table.counts), { ...(signal && { signal }) }).quantile(0.5)
  return trajectoryOf(histories, average, { ...options, draws: 8 })
}

/** What the draws of a linkage say of the chosen model, or of the average over graphs where there is none. */
function linkageOf(
  histories: CaptureHistories,
  draws: readonly CaptureHistories[],
  model: Model | undefined,
  { level, watch }: { readonly level: number; readonly watch: Watch },
): LinkageUncertainty | undefined {
  if (model) return linkageByRubin(histories, draws, model, level)
  const averages = draws.map((draw) => decomposableAverage(draw, watch))
  return linkageByPosteriors(histories, draws, averages, level)
}

/** An interval with what it was made from, and what there is to know of it. */
interface MadeInterval {
  readonly interval?: NamedInterval | undefined
  readonly bootstrap?: Bootstrap
  readonly linkage: LinkageUncertainty | undefined
  readonly findings?: readonly TrustFinding[]
}

interface IntervalSettings {
  readonly wanted: IntervalName
  readonly level: number
  readonly seed: number
  readonly replicates: number
  readonly replicate: EstimateOptions['replicate']
  readonly watch: Watch
}

function posteriorInterval(
  average: DecomposableAverage,
  linkage: LinkageUncertainty | undefined,
  level: number,
): MadeInterval {
  const tail = (1 - level) / 2
  const own = { level, lower: average.quantile(tail), upper: average.quantile(1 - tail) }
  return { interval: { method: 'posterior', ...(linkage?.interval ?? own) }, linkage }
}

/** Wald's or the profile's, which take the model as given. */
function intervalOfModel(
  histories: CaptureHistories,
  chosen: Fit,
  linkage: LinkageUncertainty | undefined,
  { wanted, level }: IntervalSettings,
): MadeInterval {
  const findings = [IGNORES_SELECTION]
  if (wanted === 'wald') {
    return { interval: { method: 'wald', ...(linkage?.interval ?? waldInterval(chosen, level)) }, linkage, findings }
  }
  const profile = profileInterval(histories, chosen.model, level)
  if (!profile) return { linkage, findings: [NO_PROFILE] }
  const { lower, upper } = profile
  return { interval: { method: 'profile', level, lower, upper }, linkage, findings }
}

async function replicatedInterval(
  { histories, draws }: EstimationInput,
  rule: SelectionRule,
  known: LinkageUncertainty | undefined,
  { wanted, level, ...run }: IntervalSettings,
): Promise<MadeInterval> {
  const { bootstrap, linkage } = await replicateAll(histories, draws, known, { ...run, rule, level })
  const { bca, percentile } = bootstrap
  // Where the correction cannot be computed, the plain percentiles stand in, and a warning says so.
  const corrects = wanted === 'bca' && !draws
  const corrected = corrects && bca.reason === undefined
  const { lower, upper } = corrected ? bca : percentile
  const passedOver = [...(corrects ? [] : ['no_bca']), ...(draws ? ['strong_bias_correction'] : [])]
  const warnings = bootstrap.warnings.filter((warning) => !passedOver.includes(warning))
  const facts = factsOf(bootstrap)
  return {
    interval: { method: corrected ? 'bca' : 'percentile', level, lower, upper },
    bootstrap,
    linkage,
    findings: warnings.map((warning) => bootstrapFinding(warning, facts)),
  }
}

interface Replicating extends Omit<IntervalSettings, 'wanted'> {
  readonly rule: SelectionRule
}

/** The replicates of the table, or of all draws of its linkage, each of them with as many. */
async function replicateAll(
  histories: CaptureHistories,
  draws: readonly CaptureHistories[] | undefined,
  linkage: LinkageUncertainty | undefined,
  { rule, level, seed, replicates, replicate = replicateHere, watch }: Replicating,
): Promise<{ readonly bootstrap: Bootstrap; readonly linkage: LinkageUncertainty | undefined }> {
  const tables = draws ?? [histories]
  const each = Math.ceil(replicates / tables.length)
  const plan = { histories, rule, replicates: each * tables.length, seed }
  const tasks = tables.map((table, at) => ({
    plan: { ...plan, histories: table },
    from: at * each,
    to: (at + 1) * each,
  }))
  const parts = await replicate(tasks, watch)
  const bootstrap = assembleBootstrap(plan, parts, level)
  if (!draws) return { bootstrap, linkage }
  const select = createSelector(histories.lists.length, rule)
  const estimates = Float64Array.from(draws, (draw) => select(tableOf(draw)).estimate)
  return { bootstrap, linkage: linkageByReplicates(histories, draws, { parts, estimates, level }) }
}
