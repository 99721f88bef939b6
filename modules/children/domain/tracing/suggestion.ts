import type { ComparedName } from './lists.ts'
import type { Said } from './compared.ts'

/** How one thing that both sides say stands to each other. */
export const HOW_ALIKE = ['same', 'alike', 'differs', 'unsaid'] as const
export type HowAlike = (typeof HOW_ALIKE)[number]

/** One reason: what is compared, how it stands, and what it weighs in bits. Each bit doubles the odds, or halves them. */
export interface SuggestionReason {
  readonly field: ComparedName | 'siblings_sought'
  readonly how: HowAlike
  readonly weight: number
  /** Few other children agree in it. */
  readonly rare: boolean
}

/** What a suggestion says: sealed whole with the step that made it. */
export interface Suggestion {
  readonly probability: number
  /** That none of the children is the one who is sought. */
  readonly nobody: number
  readonly reasons: readonly SuggestionReason[]
  readonly request: Said
  readonly child: Said
  /** What spoke against the pair when somebody rejected it, and is said otherwise now. */
  readonly again: readonly ComparedName[]
  /** SHA-256 of the model that weighed it; absent of what was suggested before it was kept. */
  readonly model?: string
}

/** From these probabilities on a suggestion is called so. It decides nothing, nor does it order anybody to look. */
export const LIKELY_FROM = 0.9
export const POSSIBLE_FROM = 0.4

/** How sure it is, in a word. */
export const bandOf = (probability: number): 'likely' | 'possible' | 'weak' =>
  probability >= LIKELY_FROM ? 'likely' : probability >= POSSIBLE_FROM ? 'possible' : 'weak'

/** Under this probability nothing is suggested. */
export const SUGGESTED_FROM = 0.05
/** So many children are suggested for a request at most. */
export const MOST_SUGGESTED = 5
