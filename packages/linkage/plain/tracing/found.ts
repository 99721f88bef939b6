import { MISSING } from '../fields/field.ts'
import { agreementOf } from './comparisons.ts'
import { isRare, traceTermNames, traceTerms } from './explain.ts'
import type { TracedCase, TracedRequest, Tracing } from './trace.ts'

/** One reason without words: what is compared, how the two stand, what it weighs in bits, and whether few other cases agree in it. */
export interface TracedReason {
  /** As `traceTermNames` calls it. */
  readonly name: string
  readonly how: 'same' | 'alike' | 'differs' | 'unsaid'
  readonly weight: number
  readonly rare: boolean
}

export interface FoundCase {
  readonly id: string
  readonly probability: number
  /** The heaviest first; none where the case is less probable than what is explained. */
  readonly reasons: readonly TracedReason[]
}

/** What was found for a request, as it is told to others: ids and figures, no value. */
export interface FoundForRequest {
  readonly request: string
  /** That none of the cases is the child. */
  readonly nobody: number
  /** The best first. */
  readonly cases: readonly FoundCase[]
}

/** @param explainFrom from this probability on a case comes with its reasons */
export const foundFor = (
  tracing: Tracing,
  { request, nobody, cases }: TracedRequest,
  explainFrom: number,
): FoundForRequest => ({
  request: request.id,
  nobody,
  cases: cases.map((one) => ({
    id: one.found.id,
    probability: one.probability,
    reasons: one.probability < explainFrom ? [] : reasonsOf(tracing, one),
  })),
})

function reasonsOf(tracing: Tracing, { request, found }: TracedCase): readonly TracedReason[] {
  const terms = traceTerms(tracing, request, found).map((term) => Math.round(term * 10) / 10)
  const chances = tracing.chances.get(request)!
  const reasons = tracing.comparisons.map((comparison, at): TracedReason => {
    const { name } = comparison
    const level = comparison.level(request, found)
    if (level === MISSING) return { name, how: 'unsaid', weight: 0, rare: false }
    const weight = terms[at]!
    const how = weight < 0 ? 'differs' : agreementOf(comparison, level)
    return { name, how, weight, rare: isRare(comparison, level, chances.u[at]) }
  })
  const along = terms.at(-1)!
  if (along !== 0) reasons.push({ name: traceTermNames(tracing).at(-1)!, how: 'same', weight: along, rare: false })
  return reasons.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
}
