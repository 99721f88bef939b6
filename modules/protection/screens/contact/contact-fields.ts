import { rowPath, type Field, type FormAnswers, type FormDefinition } from '@gloact/forms'
import type { Answer, PlainDate } from '@gloact/kernel'
import { NAMES } from '../../domain/file/file-names.ts'
import { ASSESSMENT_FORM } from '../../domain/file/actions/answers.ts'
import type { SafeNow } from './contact-draft.ts'

/** What a first contact knows that the country's forms ask for too. */
export interface KnownFromContact {
  readonly contactOn: PlainDate | null
  readonly language: string | null
  readonly safeNow: SafeNow | null
  readonly urgentNeeds: readonly string[]
}

const fieldOf = (form: FormDefinition, id: string): Field | undefined =>
  form.sections.flatMap(({ fields }) => fields).find((field) => field.id === id)

const isOf = (form: FormDefinition, id: string, type: Field['type']): boolean => fieldOf(form, id)?.type === type

/**
 * Who the person is, as far as the contact says: the language they speak best, and the day of contact as the day on which the
 * age is reckoned, so that a year of birth gives an age band. Only where the country's form asks it.
 */
export function identityFromContact(
  form: FormDefinition | undefined,
  { contactOn, language }: Pick<KnownFromContact, 'contactOn' | 'language'>,
): FormAnswers {
  if (form?.id !== NAMES.form) return {}
  return {
    ...(contactOn !== null && isOf(form, 'age_reckoned_on', 'date') && { age_reckoned_on: { value: contactOn } }),
    ...(language !== null && isOf(form, 'primary_language', 'language') && { primary_language: { value: language } }),
  }
}

/** Needs and safety, as far as the contact says. `rowId` makes the id of a row, the same each time it is asked. */
export function needsFromContact(
  form: FormDefinition | undefined,
  { safeNow, urgentNeeds }: Pick<KnownFromContact, 'safeNow' | 'urgentNeeds'>,
  rowId: (index: number) => string,
): FormAnswers {
  if (form?.id !== ASSESSMENT_FORM) return {}
  const group = fieldOf(form, 'needs')
  const takesNeeds = group?.type === 'group' && group.fields.some(({ id, type }) => id === 'need' && type === 'choice')
  const rows = takesNeeds ? urgentNeeds.slice(0, group.maxRows ?? urgentNeeds.length) : []
  const known: Record<string, Answer> = {}
  if (safeNow !== null && isOf(form, 'safe_now', 'yes_no_unknown')) {
    known['safe_now'] = safeNow === 'not_sure' ? { absent: 'not_known' } : { value: safeNow }
  }
  for (const [index, need] of rows.entries()) {
    known[rowPath('needs', rowId(index))] = { value: true }
    known[rowPath('needs', rowId(index), 'need')] = { value: need }
  }
  return known
}

/** An id for each of some rows, made of one that was drawn: the same rows have the same ids however often they are sent. */
export const rowIdFrom =
  (id: string) =>
  (index: number): string =>
    `${id.slice(0, -2)}${index.toString(16).padStart(2, '0')}`
