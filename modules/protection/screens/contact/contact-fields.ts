import { inStandingRows, rowPath, type Field, type FormAnswers, type FormDefinition } from '@gloact/forms'
import { type Answer, type PlainDate, valueOf } from '@gloact/kernel'
import { NAMES } from '../../domain/file/file-names.ts'
import { ASSESSMENT_FORM } from '../../domain/file/actions/answers.ts'
import { numberInText } from '../search/number-in-text.ts'
import type { ContactDraft, SafeNow } from './contact-draft.ts'

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

const SEARCHED = new Set<ContactDraft['search']>(['none', 'no_signal'])

/**
 * The name that was looked for, where no file has it: nobody types it again. The last of several words is taken for the family name; who
 * asks sees it before it is sent, and corrects it. `rowId` is the same each time.
 */
export function nameFromSearch(
  form: FormDefinition | undefined,
  { search, searched = '', identity }: Pick<ContactDraft, 'search' | 'searched' | 'identity'>,
  rowId: string,
): FormAnswers {
  const words = searched.trim().split(/\s+/u).filter(Boolean)
  const [first] = words
  if (form?.id !== NAMES.form || first === undefined || !SEARCHED.has(search) || numberInText(searched)) return {}
  const group = fieldOf(form, NAMES.group)
  const row = rowPath(NAMES.group, rowId)
  const removed = identity[row]
  if (group?.type !== 'group' || (removed !== undefined && valueOf(removed) === false)) return {}
  const parts = { given: words.length === 1 ? first : words.slice(0, -1).join(' '), family: words.slice(1).at(-1) }
  const known: Record<string, Answer> = { [row]: { value: true } }
  for (const [part, text] of Object.entries(parts)) {
    if (text !== undefined && group.fields.some(({ id, type }) => id === part && type === 'text'))
      known[rowPath(NAMES.group, rowId, part)] = { value: text }
  }
  return known
}

/**
 * Who the person is as far as a contact says, by itself or in so many words: what was typed last counts. What was typed into a row that
 * does not stand any more went with it.
 */
export const identityOf = (form: FormDefinition | undefined, draft: ContactDraft): FormAnswers =>
  inStandingRows({
    ...identityFromContact(form, draft),
    ...(draft.ids && nameFromSearch(form, draft, rowIdFrom(draft.ids.identity)(0))),
    ...draft.identity,
  })

/** Whether a name was typed, to search by or among the answers: it would be deleted by saying that none was given. */
export const hasName = (form: FormDefinition | undefined, draft: ContactDraft): boolean =>
  (draft.searched ?? '').trim() !== '' ||
  Object.keys(identityOf(form, draft)).some((path) => path.startsWith(`${NAMES.group}/`))

/** The draft after somebody confirmed that the person gave no name: none of one is left. */
export const withoutName = ({
  identity,
}: Pick<ContactDraft, 'identity'>): Pick<ContactDraft, 'identity' | 'searched'> => ({
  searched: '',
  identity: Object.fromEntries(Object.entries(identity).filter(([path]) => !path.startsWith(`${NAMES.group}/`))),
})

/** Whether the name that stands there was taken from the search. */
export const isNamedBySearch = (form: FormDefinition, draft: ContactDraft): boolean =>
  draft.ids !== null && Object.keys(nameFromSearch(form, draft, rowIdFrom(draft.ids.identity)(0))).length > 0

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
