import { MISSING } from './fields/field.ts'
import { probabilityOf } from './model.ts'
import type { Scorer } from './scorer.ts'

/** One reason why two records are, or are not, taken for one person's: words and a weight, no value. */
export interface LinkageReason {
  readonly field: string
  /** A sentence that a caseworker can check against the two records. */
  readonly words: string
  /** In bits: each one doubles the odds, or halves them. All of them together are the score. */
  readonly weight: number
}

export interface LinkageExplanation {
  readonly reasons: readonly LinkageReason[]
  /** The sum of all weights. */
  readonly weight: number
  /** log2 odds of any two records before they are compared. */
  readonly prior: number
  /** Of being one person's, by this pair alone. */
  readonly probability: number
}

/** A value that so few share is said to be rare. */
const RARE = 1 / 500

/** A weight in bits, as reasons show it. */
export const signed = (weight: number): string => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`

/** Every term of a pair's score in words, what tells most first. What is missing weighs nothing and says so. */
export function explainPair(scorer: Scorer, a: number, b: number): LinkageExplanation {
  const { fields } = scorer.records
  const terms = new Float64Array(fields.length + 1)
  const levels = new Uint8Array(fields.length)
  const weight = scorer.terms(a, b, terms)
  const crossed = scorer.levels(a, b, levels, new Float32Array(fields.length))
  const reasons = fields.flatMap((field, at): LinkageReason[] => {
    const weight = terms[at]!
    const level = levels[at]!
    if (level === MISSING) {
      // A date that is held against an age is compared once; it is not missing from the other fields.
      if (field.codes[a]! >= 0 && field.codes[b]! >= 0) return []
      return [
        {
          field: field.name,
          words: `${field.name} is not recorded on ${missingOn(field.codes[a]!, field.codes[b]!)}: 0`,
          weight,
        },
      ]
    }
    const rare = level === 0 && scorer.share(at, a) < RARE ? ', and few have it' : ''
    const against =
      crossed && (field.kind === 'given_name' || field.kind === 'family_name')
        ? ' (given and family name taken crosswise)'
        : ''
    return [
      { field: field.name, words: `${field.name} ${field.levels[level]!}${rare}${against}: ${signed(weight)}`, weight },
    ]
  })
  const order = terms[fields.length]!
  if (order !== 0) {
    const words = crossed ? 'given and family name stand in each other’s place' : 'the names stand in the same order'
    reasons.push({ field: 'order of names', words: `${words}: ${signed(order)}`, weight: order })
  }
  return {
    reasons: reasons.toSorted((x, y) => Math.abs(y.weight) - Math.abs(x.weight)),
    weight,
    prior: scorer.priorLogOdds,
    probability: probabilityOf(scorer.priorLogOdds + weight),
  }
}

const missingOn = (a: number, b: number): string => (a < 0 && b < 0 ? 'either' : 'one of them')
