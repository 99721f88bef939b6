import { said, type Said, type SaidList } from '@gloact/kernel'
import type { DecomposableAverage } from '../decomposable.ts'
import type { Fit } from '../fit.ts'
import { formatModel, listsOf } from '../model.ts'
import type { Identification } from './identification.ts'
import type { ListChecks } from './lists.ts'
import type { Multiverse } from './multiverse.ts'
import type { MissedInput } from './missed-links.ts'
import { factor, refuse, warn, type TrustFinding, type TrustRules } from './rules.ts'
import { judgeStated, type Stated } from './stated.ts'
import type { Sparsity } from './sparsity.ts'
import type { TrajectoryPoint } from './trajectory.ts'
import { byWeight } from './weights.ts'

/** Everything that was looked at. */
export interface TrustChecks {
  readonly sparsity: Sparsity
  readonly identification: Identification
  readonly multiverse: Multiverse
  readonly lists: ListChecks
  readonly trajectory: readonly TrajectoryPoint[]
}

/** What is judged: the estimate, and the model or the average it is from. */
export interface Judged {
  readonly lists: readonly string[]
  readonly estimate: number
  readonly fit?: Fit
  readonly average?: DecomposableAverage
  readonly stated?: Stated | undefined
  /** What is known of links that were missed between the lists, with the tables drawn from the linkage. */
  readonly missed?: Pick<MissedInput, 'missedLinks' | 'histories' | 'draws'> | undefined
}

/**
 * What the checks find, refusals first and then by weight. They name factors and lists but never N or the dark figure, so that a refused
 * estimate cannot be read from the reasons.
 */
export function judge(judged: Judged, checks: TrustChecks, rules: TrustRules): TrustFinding[] {
  const findings: TrustFinding[] = [
    ...judgeExistence(judged),
    ...judgeSparsity(judged, checks.sparsity, rules),
    ...judgeStated(judged, rules),
    ...judgeModels(judged, checks.multiverse, rules),
    ...judgeLists(judged, checks.lists, rules),
    ...judgeTrajectory(checks.trajectory, rules),
    { code: 'identifying_assumption', said: checks.identification.assumption, refuses: false },
  ]
  return byWeight(findings)
}

function judgeExistence({ lists, fit, estimate }: Judged): TrustFinding[] {
  if (Number.isFinite(estimate)) return []
  const code = fit && fit.existence >= 2 ? 'not_identifiable' : 'no_estimate'
  const model = fit ? formatModel(fit.model, lists) : ''
  return [model === '' ? refuse(code) : refuse(code, { model }, `${code}_of_model`)]
}

function judgeSparsity({ lists }: Judged, sparsity: Sparsity, rules: TrustRules): TrustFinding[] {
  const { emptyPairs, thinPairs, overlapping, darkShare } = sparsity
  const findings: TrustFinding[] = []
  if (lists.length < rules.fewestLists) {
    findings.push(refuse('too_few_lists', { count: lists.length, needed: rules.fewestLists }))
  }
  if (overlapping < rules.fewestOverlapping) {
    findings.push(refuse('too_few_overlaps', { count: rules.fewestOverlapping }))
  }
  if (emptyPairs.length > 0) findings.push(warn('empty_pairs', { pairs: pairNames(emptyPairs, lists) }))
  if (thinPairs.length > 0) findings.push(warn('thin_pairs', { pairs: pairNames(thinPairs, lists) }))
  if (darkShare > rules.largestDarkShare)
    findings.push(warn('mostly_unseen', { what: 'estimate', share: rules.largestDarkShare }))
  return findings
}

function judgeModels({ estimate, fit, average }: Judged, multiverse: Multiverse, rules: TrustRules): TrustFinding[] {
  const findings: TrustFinding[] = []
  const units = rules.rangeUnits
  const range = rangeWithin(multiverse, units)
  if (range && range.highest / range.lowest > rules.largestRange) {
    const apart = factor(range.highest / range.lowest)
    findings.push(refuse('models_disagree', { units, factor: apart, allowed: rules.largestRange }))
  }
  const error = fit?.existence === 0 ? fit.standardError / fit.estimate : average && spreadOf(average) / estimate
  if (error !== undefined && error > rules.largestError) {
    const id = average ? 'error_too_large_posterior' : 'error_too_large'
    findings.push(refuse('error_too_large', { error, allowed: rules.largestError }, id))
  }
  if (!Number.isFinite(estimate)) return findings
  const best = multiverse.models[0]
  if (fit && best && fit.bic - best.bic >= rules.bicBehind) {
    const behind = fit.bic - best.bic
    const apart = factor(Math.max(best.estimate / estimate, estimate / best.estimate))
    const good = rangeWithin(multiverse, rules.bicBehind)
    findings.push(
      good && isOutside(estimate, good)
        ? refuse('far_from_best', { behind, units: rules.bicBehind }, 'far_from_best_and_others')
        : warn('far_from_best', { behind, apart }),
    )
  }
  if (range && isOutside(estimate, range)) findings.push(warn('outside_range', { units }))
  const steps = multiverse.thresholds.map((one) => one.estimate).filter(Number.isFinite)
  const spread = Math.max(...steps) / Math.min(...steps)
  if (spread > 1.5) findings.push(warn('threshold_matters', { factor: factor(spread) }))
  return findings
}

/** What a standard error is to a normal distribution: half of what its middle 68.27 % span. */
const spreadOf = (average: DecomposableAverage): number => (average.quantile(0.84134) - average.quantile(0.15866)) / 2

const isOutside = (estimate: number, { lowest, highest }: { readonly lowest: number; readonly highest: number }) =>
  estimate < lowest * 0.999 || estimate > highest * 1.001

export function rangeWithin(
  { models }: Multiverse,
  units: number,
): { readonly lowest: number; readonly highest: number; readonly models: number } | undefined {
  const best = models[0]
  if (!best) return undefined
  const within = models.filter(({ bic }) => bic <= best.bic + units).map(({ estimate }) => estimate)
  return { lowest: Math.min(...within), highest: Math.max(...within), models: within.length }
}

function judgeLists(
  { estimate }: Judged,
  { leaveOneOut, merged, consistency }: ListChecks,
  rules: TrustRules,
): TrustFinding[] {
  const findings: TrustFinding[] = []
  const apart = (other: number) =>
    Number.isFinite(other) && Number.isFinite(estimate) ? Math.max(other / estimate, estimate / other) : Infinity
  const far = [
    ...leaveOneOut
      .filter(({ estimate: other, listsLeft }) => listsLeft >= 3 && apart(other) > rules.largestChange)
      .map(({ lists }) => withoutList(lists[0]!)),
    ...merged
      .filter(({ estimate: other, listsLeft }) => listsLeft >= 3 && apart(other) > rules.largestChange)
      .map(({ lists }) => said('finding.joined_lists', { one: lists[0]!, other: lists[1]! })),
  ]
  if (far.length > 0 && Number.isFinite(estimate)) {
    findings.push(
      warn('list_matters', { what: 'estimate', factor: rules.largestChange, lists: { as: 'items', of: far } }),
    )
  }
  const off = consistency.filter(
    ({ known, estimate: other }) => !(other <= known * rules.largestChange && other >= known / rules.largestChange),
  )
  if (off.length > 0) {
    const lists: SaidList = { as: 'and', of: off.map(({ list }) => list) }
    findings.push(warn('lists_inconsistent', { factor: rules.largestChange, lists }))
  }
  if (
    consistency.length > 0 &&
    consistency.every(({ known, estimate: other }) => other < known * rules.smallestFound)
  ) {
    findings.push(warn('lists_found_small'))
  }
  return findings
}

/** That an estimate is looked at without one of its lists. */
export const withoutList = (list: string): Said => said('finding.without_list', { list })

/** Whether N still moves with the people seen; `what` is it that is estimated. */
export function judgeTrajectory(
  trajectory: readonly TrajectoryPoint[],
  rules: TrustRules,
  what: 'estimate' | 'total' = 'estimate',
): TrustFinding[] {
  const all = trajectory.at(-1)?.estimate
  const half = trajectory.find(({ share }) => share >= 0.5)?.estimate
  if (all === undefined || half === undefined || !Number.isFinite(all)) return []
  const change = Math.max(all / half, half / all)
  if (change <= Math.sqrt(rules.largestChange)) return []
  return [
    Number.isFinite(half)
      ? warn('still_moving', { what, factor: factor(change) })
      : warn('still_moving', { what }, 'still_moving_none'),
  ]
}

/** Pairs of lists by their names. */
export const pairNames = (pairs: readonly number[], lists: readonly string[]): SaidList => ({
  as: 'items',
  of: pairs.map((pair) => listsOf(pair).map((list) => lists[list]!)),
})
