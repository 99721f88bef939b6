import { signed } from '../explain.ts'
import { MISSING } from '../fields/field.ts'
import { agreementOf, type TracingComparison } from './comparisons.ts'
import { compareRecords, termsOf, weightsOf } from './scorer.ts'
import type { TracedRecord } from './tables.ts'
import type { Tracing } from './trace.ts'

/** One reason why a child is, or is not, taken for the one who is sought: words and a weight, no value. */
export interface TracingReason {
  /** What is compared. */
  readonly name: string
  /** A sentence that can be checked against the request and the case. */
  readonly words: string
  /** In bits: each one doubles the odds, or halves them. All of them together are the score. */
  readonly weight: number
}

/** A level that so few cases reach is said to be rare. */
const RARE = 1 / 100

/** Whether the two agree in it, and few others do with the request. */
export const isRare = (comparison: TracingComparison, level: number, chances: readonly number[] | undefined): boolean =>
  agreementOf(comparison, level) === 'same' && (chances?.[level] ?? 1) < RARE

/** What the weights of one case are called, in the order of `traceTerms`. */
export const traceTermNames = ({ comparisons }: Pick<Tracing, 'comparisons'>): readonly string[] => [
  ...comparisons.map(({ name }) => name),
  'brothers and sisters',
]

// Cases are explained request by request: the weights of the last one are kept with the tracing.
const last = new WeakMap<Tracing, { readonly request: TracedRecord; readonly weights: ReturnType<typeof weightsOf> }>()

function weightsFor(tracing: Tracing, request: TracedRecord): ReturnType<typeof weightsOf> {
  const known = last.get(tracing)
  if (known?.request === request) return known.weights
  const weights = weightsOf(tracing.chances.get(request)!, tracing.model)
  last.set(tracing, { request, weights })
  return weights
}

function weigh(tracing: Tracing, request: TracedRecord, found: TracedRecord) {
  const { comparisons, model, siblingWeight } = tracing
  const compared = compareRecords(comparisons, request, found)
  const terms = new Float64Array(comparisons.length)
  termsOf(compared, weightsFor(tracing, request), terms)
  return { ...compared, terms: [...terms, siblingWeight(model, request, found)] }
}

/** The weight of each comparison, and of brothers and sisters, in bits; 0 where something is missing. They sum to the score. */
export const traceTerms = (tracing: Tracing, request: TracedRecord, found: TracedRecord): readonly number[] =>
  weigh(tracing, request, found).terms

/** Every term of a case’s score in words, what tells most first. What is not recorded weighs nothing and says so. */
export function explainTrace(tracing: Tracing, request: TracedRecord, found: TracedRecord): readonly TracingReason[] {
  const { levels: reached, repeated, terms } = weigh(tracing, request, found)
  const chances = tracing.chances.get(request)!
  const once = repeated.map(([one, two]) => (terms[one] === 0 ? one : two))
  const reasons = tracing.comparisons.flatMap((comparison, at): TracingReason[] => {
    const { name, levels, recorded } = comparison
    const weight = terms[at]!
    const level = reached[at]!
    if (level === MISSING) {
      const [sought, held] = [recorded(request), recorded(found)]
      // Recorded on both, and told by another comparison: an age by a date, a carer as a parent.
      if (sought && held) return []
      const where = sought ? 'in the case' : held ? 'in the request' : 'on either side'
      return [{ name, words: `${name} is not recorded ${where}: 0`, weight }]
    }
    if (once.includes(at)) return [{ name, words: `${name} says what is counted already: 0`, weight }]
    const rare = isRare(comparison, level, chances.u[at]) ? ' and with few other cases' : ''
    return [{ name, words: `${name} ${levels[level]!}${rare}: ${signed(weight)}`, weight }]
  })
  const siblings = terms.at(-1)!
  if (siblings !== 0) {
    const words = `children who travelled with the child are like the others whom the inquirer seeks: ${signed(siblings)}`
    reasons.push({ name: 'brothers and sisters', words, weight: siblings })
  }
  return reasons.toSorted((x, y) => Math.abs(y.weight) - Math.abs(x.weight))
}
