import type { FormAnswers } from '@gloact/forms'
import { COMPARED_FIELDS, type ComparedName } from './lists.ts'
import { textOf } from './said.ts'

/** What of one side is compared, as it was said; nothing else of that side is in a suggestion. */
export type Said = Readonly<Partial<Record<ComparedName, string>>>

export const COMPARED_NAMES = Object.keys(COMPARED_FIELDS) as readonly ComparedName[]

/** What a form says of what is compared. What only the family knows, and where the child lives now, is in none of these fields. */
export const saidIn = (answers: FormAnswers): Said =>
  Object.fromEntries(
    COMPARED_NAMES.flatMap((name) => {
      // Anyone who asks is often reached by the telephone that the child knows by heart.
      const text = textOf(answers, name) || (name === 'family_telephone' ? textOf(answers, 'telephone') : '')
      return text === '' ? [] : [[name, text]]
    }),
  )

/** Two sayings of one thing that differ in nothing but how they are written down. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** The fields in which one side says something else now. */
export const changedBetween = (before: Said, now: Said): readonly ComparedName[] =>
  COMPARED_NAMES.filter((name) => fold(before[name] ?? '') !== fold(now[name] ?? ''))
