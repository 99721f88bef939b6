import { err, ok, said, type Failure, type Result, type Said } from '@gloact/kernel'
import { likelyFrom } from './bands.ts'
import { tracingComparisons, type TracingComparison } from './comparisons.ts'
import { estimateTracing, modelFor } from './estimate.ts'
import { familiesOf, type PreparedTracing } from './prepared.ts'
import { takeRegionsOff } from './region-excess.ts'
import { findRegions } from './regions.ts'
import { countChances, type RequestChances, type TracingModel } from './scorer.ts'
import { shareChildren } from './share-children.ts'
import { shortlistCases } from './shortlist.ts'
import { createSiblingWeight } from './sibling-weight.ts'
import type { TracedRecord, TracingTables } from './tables.ts'
import { ranked, weighShortlist, type SiblingWeight, type WeighedShortlist } from './weigh.ts'

/** What a person is told to do with a case: it is never a decision. */
export type TracingBand = 'likely' | 'possible' | 'not'

/** Under this probability a case is not proposed. */
const POSSIBLE_FROM = 0.05

export interface TraceOptions {
  /** How many cases are given for each request, the best first. */
  readonly top?: number
  /** `required`: cases whose tracing was not agreed to are left out. `any`: they are ranked, for anyone who may ask again. */
  readonly consent?: 'required' | 'any'
  /** From so many pairs on, requests are held against cases alone that have something in common with them (30 million). */
  readonly comparedAll?: number | undefined
  /** What was learned from more requests before; learned from these alone where it is left out. */
  readonly model?: TracingModel | undefined
  /** What was worked out of all records before: a new one is held against those alone that have something in common with it. */
  readonly prepared?: PreparedTracing | undefined
  readonly signal?: { readonly aborted: boolean }
  readonly onProgress?: (step: TraceStep, done: number, total: number) => void
  /** Awaited now and then, so that anyone who waits can draw or cancel. */
  readonly pause?: () => Promise<void>
}

export type TraceStep = 'chance' | 'compare' | 'estimate'

export interface TracedCase {
  readonly request: TracedRecord
  readonly found: TracedRecord
  /** The sum of all weights, in bits. */
  readonly score: number
  /** That the child is the one who is sought, against all other cases, brothers and sisters, and nobody. */
  readonly probability: number
  readonly band: TracingBand
}

export interface TracedRequest {
  readonly request: TracedRecord
  /** The best first. */
  readonly cases: readonly TracedCase[]
  /** That none of the cases is the child. */
  readonly nobody: number
}

export interface TracingWarning {
  readonly code: 'few_cases' | 'few_requests' | 'no_consent_column' | 'nothing_likely'
  readonly said: Said
}

export interface Tracing {
  /** In the order of the file. */
  readonly requests: readonly TracedRequest[]
  readonly comparisons: readonly TracingComparison[]
  readonly chances: ReadonlyMap<TracedRecord, RequestChances>
  readonly model: TracingModel
  readonly siblingWeight: SiblingWeight
  /** From this probability on a case is likely. */
  readonly likelyFrom: number
  /** Requests whose child is expected to be among the cases. */
  readonly expectedMatches: number
  /** Cases that were left out, since their tracing was not agreed to. */
  readonly withoutConsent: number
  readonly warnings: readonly TracingWarning[]
}

export type TracingProblem = Failure<
  'tracing.cancelled' | 'tracing.no_cases' | 'tracing.no_requests' | 'tracing.no_consent' | 'tracing.nothing_in_common'
> & { readonly message: string }

const problem = (code: TracingProblem['code'], message: string): Result<never, TracingProblem> => err({ code, message })

class Cancelled extends Error {}
/** Requests between two pauses. */
const BETWEEN = 20

/**
 * Ranks for each relative’s request the cases of children that may be the one who is sought: directed Fellegi–Sunter
 * weights, learned without labels, and a probability against all other cases, brothers and sisters, and nobody
 * (docs/methods/linkage.md). Nothing is matched: two people confirm before an inquirer is told anything. The same for
 * the same rows in any order.
 */
export async function traceChildren(
  tables: TracingTables,
  options: TraceOptions = {},
): Promise<Result<Tracing, TracingProblem>> {
  const { top = 10, consent = 'required', pause = () => Promise.resolve(), onProgress = () => undefined } = options
  if (tables.requests.length === 0) return problem('tracing.no_requests', 'There is no request.')
  if (tables.cases.length === 0) return problem('tracing.no_cases', 'There is no case.')
  const cases = consent === 'any' ? tables.cases : tables.cases.filter((record) => record.consent !== false)
  if (cases.length === 0)
    return problem('tracing.no_consent', 'In none of the cases was tracing agreed to: there is nothing to compare.')
  const step =
    (name: TraceStep, total: number, every = 1) =>
    async (done: number): Promise<void> => {
      if (done % every !== 0) return
      onProgress(name, done, total)
      await pause()
      if (options.signal?.aborted === true) throw new Cancelled()
    }
  try {
    const regions = options.prepared?.regions ?? findRegions(tables)
    const comparisons = tracingComparisons(tables, regions.ofNationality).filter(
      ({ recorded }) => tables.requests.some(recorded) && tables.cases.some(recorded),
    )
    if (comparisons.length < 2)
      return problem(
        'tracing.nothing_in_common',
        'Fewer than two things are recorded both in requests and in cases: nothing can be compared.',
      )
    const requests = tables.requests.length
    const chances = await countChances(tables, comparisons, regions, step('chance', requests, BETWEEN))
    const near = await shortlistCases(tables, cases, comparisons, chances, {
      pause: step('compare', requests, BETWEEN),
      comparedAll: options.comparedAll,
      index: options.prepared?.cases,
    })
    const compared = step('compare', requests)
    const shortlists = await takeRegionsOff(tables, comparisons, regions, near, (done) =>
      done % BETWEEN === 0 ? compared(requests) : Promise.resolve(),
    )
    const siblingWeight = createSiblingWeight(
      options.prepared?.families ?? familiesOf(tables),
      cases,
      comparisons,
      chances,
    )
    const model = options.model
      ? modelFor(comparisons, options.model)
      : await estimateTracing(shortlists, comparisons, siblingWeight, cases.length, (done, total) =>
          step('estimate', total)(done),
        )
    const alone = shortlists.map((shortlist) => weighShortlist(shortlist, model, comparisons, siblingWeight))
    const weighed = shareChildren(alone, cases.length)
    const from = likelyFrom(weighed)
    const found = weighed.map((one) => asTraced(one, from, top)).toSorted((a, b) => a.request.row - b.request.row)
    return ok({
      requests: found,
      comparisons,
      chances,
      model,
      siblingWeight,
      likelyFrom: from,
      expectedMatches: weighed.reduce(
        (sum, { probabilities }) => sum + probabilities.reduce((all, probability) => all + probability, 0),
        0,
      ),
      withoutConsent: tables.cases.length - cases.length,
      warnings: warningsOf(tables, cases.length, found),
    })
  } catch (thrown) {
    if (thrown instanceof Cancelled) return problem('tracing.cancelled', 'Cancelled.')
    throw thrown
  }
}

function asTraced(one: WeighedShortlist, from: number, top: number): TracedRequest {
  const { shortlist, scores, probabilities, nobody } = one
  const { request, candidates } = shortlist
  return {
    request,
    nobody,
    cases: ranked(one)
      .slice(0, top)
      .map((place) => {
        const probability = probabilities[place]!
        return {
          request,
          found: candidates.found[place]!,
          score: scores[place]!,
          probability,
          band: probability >= from ? 'likely' : probability >= POSSIBLE_FROM ? 'possible' : 'not',
        }
      }),
  }
}

function warningsOf(tables: TracingTables, cases: number, found: readonly TracedRequest[]): TracingWarning[] {
  const warnings: TracingWarning[] = []
  if (cases < 100) warnings.push({ code: 'few_cases', said: said('trace.few_cases', { cases }) })
  if (found.length < 30)
    warnings.push({ code: 'few_requests', said: said('trace.few_requests', { requests: found.length }) })
  if (tables.cases[0]!.consent === undefined)
    warnings.push({ code: 'no_consent_column', said: said('trace.no_consent_column') })
  if (!found.some(({ cases: [best] }) => best?.band === 'likely'))
    warnings.push({ code: 'nothing_likely', said: said('trace.nothing_likely') })
  return warnings
}
