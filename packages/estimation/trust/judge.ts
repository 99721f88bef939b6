import type { DecomposableAverage } from '../decomposable.ts'
import type { Fit } from '../fit.ts'
import { formatModel, formatTerm } from '../model.ts'
import type { Identification } from './identification.ts'
import type { ListChecks } from './lists.ts'
import type { Multiverse } from './multiverse.ts'
import type { MissedInput } from './missed-links.ts'
import type { TrustFinding, TrustRules } from './rules.ts'
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
    { code: 'identifying_assumption', message: checks.identification.assumption, refuses: false },
  ]
  return byWeight(findings)
}

const refuse = (code: TrustFinding['code'], message: string): TrustFinding => ({ code, message, refuses: true })
const warn = (code: TrustFinding['code'], message: string): TrustFinding => ({ code, message, refuses: false })

function judgeExistence({ lists, fit, estimate }: Judged): TrustFinding[] {
  if (Number.isFinite(estimate)) return []
  const model = fit ? formatModel(fit.model, lists) : ''
  const which = model === '' ? 'There' : `For the model ${model} there`
  return fit && fit.existence >= 2
    ? [
        refuse(
          'not_identifiable',
          `${which} are as many unknowns as facts, or more: any number fits equally well. Take a simpler model.`,
        ),
      ]
    : [
        refuse(
          'no_estimate',
          `${which} is no estimate: the lists that would have to share people share none, and the likelihood only ever rises.`,
        ),
      ]
}

function judgeSparsity({ lists }: Judged, sparsity: Sparsity, rules: TrustRules): TrustFinding[] {
  const { emptyPairs, thinPairs, overlapping, darkShare } = sparsity
  const findings: TrustFinding[] = []
  if (lists.length < rules.fewestLists) {
    findings.push(
      refuse(
        'too_few_lists',
        `There are ${lists.length} lists; ${rules.fewestLists} are needed. With two, their independence is assumed, and nothing ` +
          'in the data can tell whether it holds.',
      ),
    )
  }
  if (overlapping < rules.fewestOverlapping) {
    findings.push(
      refuse(
        'too_few_overlaps',
        `Fewer than ${rules.fewestOverlapping} people are on two lists or more: what the lists say of each other is chance.`,
      ),
    )
  }
  if (emptyPairs.length > 0) {
    findings.push(warn('empty_pairs', `Lists that share nobody: ${pairNames(emptyPairs, lists)}.`))
  }
  if (thinPairs.length > 0) {
    findings.push(warn('thin_pairs', `Lists that share fewer than 5 people: ${pairNames(thinPairs, lists)}.`))
  }
  if (darkShare > rules.largestDarkShare) {
    const message = `More than ${percent(rules.largestDarkShare)} of the estimate were never seen: it is mostly the model’s.`
    findings.push(warn('mostly_unseen', message))
  }
  return findings
}

function judgeModels({ estimate, fit, average }: Judged, multiverse: Multiverse, rules: TrustRules): TrustFinding[] {
  const findings: TrustFinding[] = []
  const range = rangeWithin(multiverse, rules.rangeUnits)
  const units = `${rules.rangeUnits} BIC units of the best`
  if (range && range.highest / range.lowest > rules.largestRange) {
    findings.push(
      refuse(
        'models_disagree',
        `Models that fit about as well (within ${units}) differ by a factor of ${factor(range.highest / range.lowest)}; ` +
          `${rules.largestRange} is allowed. The data do not choose between them.`,
      ),
    )
  }
  const error = fit?.existence === 0 ? fit.standardError / fit.estimate : average && spreadOf(average) / estimate
  if (error !== undefined && error > rules.largestError) {
    const what = average ? 'Half of the middle 68 % of the posterior' : 'The standard error'
    findings.push(
      refuse(
        'error_too_large',
        `${what} is ${percent(error)} of the estimate; ${percent(rules.largestError)} is allowed.`,
      ),
    )
  }
  if (!Number.isFinite(estimate)) return findings
  const best = multiverse.models[0]
  if (fit && best && fit.bic - best.bic >= rules.bicBehind) {
    const message = `Another model fits much better: the one chosen is ${(fit.bic - best.bic).toFixed(1)} BIC units behind it`
    const apart = factor(Math.max(best.estimate / estimate, estimate / best.estimate))
    const good = rangeWithin(multiverse, rules.bicBehind)
    findings.push(
      good && isOutside(estimate, good)
        ? refuse(
            'far_from_best',
            `${message}, and no model within ${rules.bicBehind} BIC units of the best gives such a number. Take --method bic.`,
          )
        : warn('far_from_best', `${message} (${apart} times apart). See --method bic.`),
    )
  }
  if (range && isOutside(estimate, range)) {
    findings.push(warn('outside_range', `The estimate lies outside those of all models within ${units}.`))
  }
  const steps = multiverse.thresholds.map((one) => one.estimate).filter(Number.isFinite)
  const spread = Math.max(...steps) / Math.min(...steps)
  if (spread > 1.5) {
    const message = `Thresholds of stepwise selection from 0.001 to 0.1 give estimates that differ by a factor of ${factor(spread)}.`
    findings.push(warn('threshold_matters', message))
  }
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
      .map(({ lists }) => `without “${lists[0]}”`),
    ...merged
      .filter(({ estimate: other, listsLeft }) => listsLeft >= 3 && apart(other) > rules.largestChange)
      .map(({ lists }) => `with “${lists[0]}” and “${lists[1]}” as one`),
  ]
  if (far.length > 0 && Number.isFinite(estimate)) {
    const message = `The estimate changes by more than a factor of ${rules.largestChange}, or is gone, ${far.join(', ')}.`
    findings.push(warn('list_matters', message))
  }
  const off = consistency.filter(
    ({ known, estimate: other }) => !(other <= known * rules.largestChange && other >= known / rules.largestChange),
  )
  if (off.length > 0) {
    findings.push(
      warn(
        'lists_inconsistent',
        `Taken as populations of known size, lists are not found again by the others within a factor of ${rules.largestChange}: ` +
          `${off.map(({ list }) => `“${list}”`).join(', ')}.`,
      ),
    )
  }
  if (
    consistency.length > 0 &&
    consistency.every(({ known, estimate: other }) => other < known * rules.smallestFound)
  ) {
    findings.push(
      warn(
        'lists_found_small',
        'Taken as populations of known size, every list is found too small by the others. That is the mark of people who are ' +
          'more visible than others to all lists: the estimate is then too low, and its interval does not tell. Read it as a ' +
          'lower bound.',
      ),
    )
  }
  return findings
}

/** Whether N still moves with the people seen; `what` is it that is estimated, in words. */
export function judgeTrajectory(
  trajectory: readonly TrajectoryPoint[],
  rules: TrustRules,
  what = 'The estimate',
): TrustFinding[] {
  const all = trajectory.at(-1)?.estimate
  const half = trajectory.find(({ share }) => share >= 0.5)?.estimate
  if (all === undefined || half === undefined || !Number.isFinite(all)) return []
  const change = Math.max(all / half, half / all)
  if (change <= Math.sqrt(rules.largestChange)) return []
  const how = Number.isFinite(half) ? `differs by a factor of ${factor(change)}` : 'is not there'
  return [warn('still_moving', `${what} from half of the people seen ${how}: with more people it would move on.`)]
}

const pairNames = (pairs: readonly number[], lists: readonly string[]): string =>
  pairs.map((pair) => formatTerm(pair, lists)).join(', ')

const percent = (share: number): string => `${Math.round(share * 100)} %`
const factor = (value: number): string => (Number.isFinite(value) ? value.toPrecision(2) : 'any size')
