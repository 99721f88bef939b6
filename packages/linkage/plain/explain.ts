import { scriptOf, weighNames } from '@gloact/names'
import { MISSING } from './fields/field.ts'
import { probabilityOf } from './model.ts'
import { isNameKind } from './schema.ts'
import type { Scorer } from './scorer.ts'

/** One reason why two records are, or are not, taken for one person's: words and a weight, no value. */
export interface LinkageReason {
  readonly field: string
  /** A sentence that a caseworker can check against the two records. */
  readonly words: string
  /** In bits: each one doubles the odds, or halves them. All of them together are the score. */
  readonly weight: number
  /**
   * Where two names are written in different scripts, which letters stand for which (`خ ~ kh`). It carries letters of both
   * names: it is for anyone who may read them, and stands in no log.
   */
  readonly letters?: string
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
    const alike = level < field.levels.length - 1
    const letters = alike ? lettersOf(scorer, at, crossed, a, b) : ''
    return [
      {
        field: field.name,
        words: `${field.name} ${field.levels[level]!}${rare}${against}: ${signed(weight)}`,
        weight,
        ...(letters !== '' && { letters }),
      },
    ]
  })
  const order = terms[fields.length]!
  if (order !== 0) {
    const words = crossed ? 'given and family name are swapped' : 'the names are in the same order'
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

/** How the letters of two names in different scripts stand beside one another; empty where they are of one script. */
function lettersOf(scorer: Scorer, at: number, crossed: boolean, a: number, b: number): string {
  const { fields } = scorer.records
  const field = fields[at]!
  if (!isNameKind(field.kind)) return ''
  const other = field.kind === 'given_name' ? 'family_name' : field.kind === 'family_name' ? 'given_name' : undefined
  const beside = crossed && other ? fields.find(({ kind }) => kind === other)! : field
  const [first, second] = [field.values[field.codes[a]!], beside.values[beside.codes[b]!]]
  if (first === undefined || second === undefined || scriptOf(first) === scriptOf(second)) return ''
  return weighNames(first, second)
    .alignment.map(({ pieces }) => pieces.map(([left, right]) => `${left || '–'} ~ ${right || '–'}`).join(' '))
    .filter((part) => part !== '')
    .join(' · ')
}
