import { signed } from '../explain.ts'
import { MISSING } from '../fields/field.ts'
import { agreementOf } from './comparisons.ts'
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

/** What the weights of one case are called, in the order of `traceTerms`. */
export const traceTermNames = ({ comparisons }: Pick<Tracing, 'comparisons'>): readonly string[] => [
  ...comparisons.map(({ name }) => name),
  'brothers and sisters',
]

function weigh({ comparisons, chances, model, siblingWeight }: Tracing, request: TracedRecord, found: TracedRecord) {
  const compared = compareRecords(comparisons, request, found)
  const terms = new Float64Array(comparisons.length)
  termsOf(compared, weightsOf(chances.get(request)!, model), terms)
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
    const isRare = agreementOf(comparison, level) === 'same' && (chances.u[at]?.[level] ?? 1) < RARE
    const rare = isRare ? ' and with few other cases' : ''
    return [{ name, words: `${name} ${levels[level]!}${rare}: ${signed(weight)}`, weight }]
  })
  const siblings = terms.at(-1)!
  if (siblings !== 0) {
    const words = `children who travelled along are like the others whom the inquirer seeks: ${signed(siblings)}`
    reasons.push({ name: 'brothers and sisters', words, weight: siblings })
  }
  return reasons.toSorted((x, y) => Math.abs(y.weight) - Math.abs(x.weight))
}
