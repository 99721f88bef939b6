import type { Scene } from '../course/course.ts'

/** Text with the format that GIFT names in brackets; `moodle` where it names none. */
export interface GiftText {
  readonly format: GiftFormat
  readonly text: string
}

export const GIFT_FORMATS = ['moodle', 'plain', 'html', 'markdown'] as const
export type GiftFormat = (typeof GIFT_FORMATS)[number]

export interface GiftChoice {
  readonly text: GiftText
  readonly correct: boolean
  /** In per cent of the question's mark, may be negative; null where the file gives none. */
  readonly weight: number | null
  readonly feedback: GiftText | null
}

/** A number that counts as right, with what is still near enough. */
export interface GiftRange {
  readonly low: number
  readonly high: number
  readonly weight: number | null
  readonly feedback: GiftText | null
}

export interface GiftPair {
  readonly left: GiftText
  readonly right: string
}

export type GiftAnswers =
  | { readonly type: 'choice'; readonly choices: readonly GiftChoice[]; readonly several: boolean }
  | { readonly type: 'short'; readonly choices: readonly GiftChoice[] }
  | { readonly type: 'true_false'; readonly isTrue: boolean; readonly feedbacks: readonly (GiftText | null)[] }
  | { readonly type: 'numeric'; readonly ranges: readonly GiftRange[]; readonly otherwise: GiftText | null }
  | { readonly type: 'matching'; readonly pairs: readonly GiftPair[] }
  /** In the right order. */
  | { readonly type: 'ordering'; readonly items: readonly GiftText[] }
  /** Marked by two people. */
  | { readonly type: 'essay' }
  /** Choices that lead on from scene to scene. GIFT has no such type: it stands in a block of our own. */
  | { readonly type: 'scenario'; readonly scenes: readonly Scene[] }

export type GiftType = GiftAnswers['type']

export interface GiftQuestion {
  readonly kind: 'question'
  /** The line of the file on which it begins, from 1. */
  readonly line: number
  readonly id: string | null
  readonly tags: readonly string[]
  readonly title: string | null
  readonly stem: GiftText
  /** The answer stands within the sentence: `_____` marks the place. */
  readonly embedded: boolean
  readonly category: string | null
  readonly answers: GiftAnswers
  readonly generalFeedback: GiftText | null
}

/** What a file holds, in order: text between questions is no question, and is kept. */
export type GiftItem =
  | GiftQuestion
  | { readonly kind: 'category'; readonly line: number; readonly path: string }
  | { readonly kind: 'description'; readonly line: number; readonly title: string | null; readonly text: GiftText }

/**
 * What is odd about a line. `refused`: the question cannot be used and is left out. `tolerated`: it was read, in the way that the
 * finding says.
 */
export interface GiftFinding {
  readonly line: number
  readonly weight: 'refused' | 'tolerated'
  readonly code: GiftFindingCode
  /** The words of the file that it is about, cut short. */
  readonly found: string
}

export const GIFT_FINDINGS = [
  'answers_not_closed',
  'bad_number',
  'braces_in_text',
  'equals_in_text',
  'feedback_as_answer',
  'line_break_in_answers',
  'mixed_pairs',
  'name_twice',
  'no_question_text',
  'empty_answer',
  'no_right_answer',
  'one_pair',
  'same_answer_twice',
  'scenario_broken',
  'too_many_questions',
  'type_not_known',
  'weights_not_hundred',
  'xml_broken',
  'xml_declares_a_type',
] as const
export type GiftFindingCode = (typeof GIFT_FINDINGS)[number]

/** What somebody sees in a list: the title, or the beginning of the question. */
export function giftName({ title, stem }: Pick<GiftQuestion, 'title' | 'stem'>): string {
  if (title !== null && title !== '') return title
  const text = stem.text
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return text.length <= NAME_LENGTH ? text : `${text.slice(0, NAME_LENGTH - 1).trimEnd()}…`
}

const NAME_LENGTH = 60
