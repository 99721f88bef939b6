import type { Answer } from '@gloact/kernel'
import type { FormDefinition } from '@gloact/forms'

/**
 * What the person agreed that the sender hears back: that it is over and nothing else, the outcome by its code, or what the service has to say
 * as well. Decided with the person before it is sent.
 */
export const FEEDBACK_LEVELS = ['none', 'coded', 'words'] as const
export type FeedbackLevel = (typeof FEEDBACK_LEVELS)[number]

/** Of a referral from before this was asked, what was told then: its form said that the sender reads it. */
export const feedbackOf = (facts: Readonly<Record<string, unknown>>): FeedbackLevel =>
  FEEDBACK_LEVELS.find((level) => level === facts['feedback']) ?? 'words'

/** The steps by which an outcome is told, and the field of each that is words. */
const WORDS_OF: Readonly<Record<string, string>> = { complete: 'feedback', not_deliver: 'note' }

/** Steps that this level of feedback does not allow: with `none` the sender learns that it has ended, and no more. */
export const closedByFeedback = (level: FeedbackLevel): readonly string[] =>
  level === 'none' ? Object.keys(WORDS_OF) : ['end']

/** Whether a step tells its sender more than was agreed. */
export function tellsTooMuch(level: FeedbackLevel, step: string, answers: Readonly<Record<string, Answer>>): boolean {
  if (closedByFeedback(level).includes(step)) return true
  const field = WORDS_OF[step]
  const said = field === undefined ? undefined : answers[field]
  return level === 'coded' && said !== undefined && 'value' in said
}

/** The forms of a referral, without a field for what is not to be told. */
export function formsAt(
  level: FeedbackLevel,
  forms: Readonly<Record<string, FormDefinition>>,
): Readonly<Record<string, FormDefinition>> {
  if (level === 'words') return forms
  const cut = (id: string, field: string): Record<string, FormDefinition> => {
    const form = forms[id]
    if (!form) return {}
    const sections = form.sections.map((section) => ({
      ...section,
      fields: section.fields.filter((each) => each.id !== field),
    }))
    return { [id]: { ...form, sections } }
  }
  return { ...forms, ...cut('outcome', 'feedback'), ...cut('not_delivered', 'note') }
}
