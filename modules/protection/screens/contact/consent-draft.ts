import { addMonths, newId, type Answer, type PlainDate } from '@gloact/kernel'
import type { ConsentGrantPayload, ConsentRecorded } from '../../domain/file/payloads.ts'
import { CONSENT_QUESTIONS, type ConsentQuestion, type FilePath } from '../../domain/file/words.ts'

/** Somebody who may be told: every agency of a kind, or one. */
export type Recipient = {
  readonly id: string
  readonly kind: string
  readonly agencyId: string | null
}

/** What one recipient may be told for one purpose. Each data group is a grant of its own, with its own id. */
export type Allowance = {
  readonly recipientId: string
  readonly purpose: string
  readonly groups: readonly { readonly code: string; readonly grantId: string }[]
  /** The last day; null for as long as is usual. */
  readonly until: PlainDate | null
}

/** Consent as it is being recorded. It starts with nothing allowed and nothing answered. */
export type ConsentDraft = {
  readonly consentOn: PlainDate | null
  readonly language: string | null
  readonly explainedBy: string
  readonly interpreter: string
  readonly questions: Readonly<Record<string, Answer<'yes' | 'no'>>>
  readonly capacity: string | null
  readonly form: string | null
  readonly witness: string
  readonly assent: Answer<'yes' | 'no'>
  readonly guardian: string
  readonly bestInterestsBasis: string
  readonly recipients: readonly Recipient[]
  readonly allowances: readonly Allowance[]
}

export const EMPTY_CONSENT: ConsentDraft = {
  consentOn: null,
  language: null,
  explainedBy: '',
  interpreter: '',
  questions: {},
  capacity: null,
  form: null,
  witness: '',
  assent: { absent: 'not_asked' },
  guardian: '',
  bestInterestsBasis: '',
  recipients: [],
  allowances: [],
}

/** A draft to go on from: an earlier consent is shown as it was given, and what is allowed is asked again. */
export const consentFrom = (initial: Partial<ConsentRecorded> | undefined): ConsentDraft => ({
  ...EMPTY_CONSENT,
  language: initial?.language ?? null,
  explainedBy: initial?.explainedBy ?? '',
  interpreter: initial?.interpreter ?? '',
  capacity: initial?.capacity ?? null,
  form: initial?.form ?? null,
  guardian: initial?.guardian ?? '',
  bestInterestsBasis: initial?.bestInterestsBasis ?? '',
})

export const answerTo = (draft: ConsentDraft, question: ConsentQuestion): Answer<'yes' | 'no'> =>
  draft.questions[question] ?? { absent: 'not_asked' }

/** What the country and the circumstances say. */
export interface ConsentCircumstances {
  readonly path: FilePath
  readonly today: PlainDate
  readonly consentMonths: number
}

export const consentDay = (draft: ConsentDraft, { today }: Pick<ConsentCircumstances, 'today'>): PlainDate =>
  draft.consentOn ?? today

/** The last day that an allowance is offered until. */
export const usualEnd = (draft: ConsentDraft, circumstances: ConsentCircumstances): PlainDate =>
  addMonths(consentDay(draft, circumstances), circumstances.consentMonths)

export const allowanceOf = (draft: ConsentDraft, recipientId: string, purpose: string): Allowance | undefined =>
  draft.allowances.find((entry) => entry.recipientId === recipientId && entry.purpose === purpose)

export function addRecipient(draft: ConsentDraft, kind: string, agencyId: string | null): ConsentDraft {
  const there = draft.recipients.some((recipient) => recipient.kind === kind && recipient.agencyId === agencyId)
  return there ? draft : { ...draft, recipients: [...draft.recipients, { id: newId(), kind, agencyId }] }
}

export const removeRecipient = (draft: ConsentDraft, recipientId: string): ConsentDraft => ({
  ...draft,
  recipients: draft.recipients.filter(({ id }) => id !== recipientId),
  allowances: draft.allowances.filter((allowance) => allowance.recipientId !== recipientId),
})

/** Ticks or clears one cell of purposes × recipients. Nothing is told until data groups are chosen too. */
export function allowPurpose(draft: ConsentDraft, recipientId: string, purpose: string, on: boolean): ConsentDraft {
  const others = draft.allowances.filter((entry) => entry.recipientId !== recipientId || entry.purpose !== purpose)
  const kept = allowanceOf(draft, recipientId, purpose) ?? { recipientId, purpose, groups: [], until: null }
  return { ...draft, allowances: on ? [...others, kept] : others }
}

const changeAllowance = (draft: ConsentDraft, changed: Allowance, made: Partial<Allowance>): ConsentDraft => ({
  ...draft,
  allowances: draft.allowances.map((entry) => (entry === changed ? { ...entry, ...made } : entry)),
})

/** The data groups of one allowance. A group that was there keeps its grant's id. */
export const allowGroups = (draft: ConsentDraft, allowance: Allowance, codes: readonly string[]): ConsentDraft =>
  changeAllowance(draft, allowance, {
    groups: codes.map((code) => allowance.groups.find((group) => group.code === code) ?? { code, grantId: newId() }),
  })

export const allowUntil = (draft: ConsentDraft, allowance: Allowance, until: PlainDate | null): ConsentDraft =>
  changeAllowance(draft, allowance, { until })

/** What a person who declines sharing, or identification, allows: nothing, or nothing for identification. */
export function withoutDeclined(draft: ConsentDraft, declined: readonly string[]): ConsentDraft {
  if (declined.includes('sharing')) return { ...draft, recipients: [], allowances: [] }
  if (!declined.includes('identification')) return draft
  return { ...draft, allowances: draft.allowances.filter(({ purpose }) => purpose !== 'identification') }
}

export function grantsOf(draft: ConsentDraft, circumstances: ConsentCircumstances): readonly ConsentGrantPayload[] {
  const from = consentDay(draft, circumstances)
  return draft.allowances.flatMap((allowance) => {
    const recipient = draft.recipients.find(({ id }) => id === allowance.recipientId)
    if (!recipient) return []
    return allowance.groups.map((group) => ({
      id: group.grantId,
      purpose: allowance.purpose,
      recipientKind: recipient.kind,
      recipientAgencyId: recipient.agencyId,
      dataGroup: group.code,
      validFrom: from,
      validUntil: allowance.until ?? usualEnd(draft, circumstances),
    }))
  })
}

/** The capacities that a path takes: a child's own, or an adult's. */
export const capacitiesFor = (path: FilePath, codes: readonly string[]): readonly string[] =>
  codes.filter((code) => code.startsWith('child_') === (path === 'child'))

// Keyboards that write from right to left put in marks that nobody sees; what is recorded does without.
const HIDDEN = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

const visible = (text: string): string => text.replaceAll(HIDDEN, '').trim()

const wordsOrNull = (text: string): string | null => visible(text) || null

/** What is still needed before consent can be recorded, each with the page that it stands on. */
export const CONSENT_GAPS = {
  in_future: 'consent.given',
  no_explainer: 'consent.given',
  no_language: 'consent.given',
  no_form: 'consent.given',
  no_witness: 'consent.given',
  no_capacity: 'consent.given',
  no_guardian: 'consent.given',
  no_basis: 'consent.given',
  says_no: 'consent.questions',
  not_asked: 'consent.questions',
  no_groups: 'consent.told',
  ends_early: 'consent.told',
} as const
export type ConsentGap = keyof typeof CONSENT_GAPS

export function consentGaps(draft: ConsentDraft, circumstances: ConsentCircumstances): readonly ConsentGap[] {
  const { path, today } = circumstances
  const day = consentDay(draft, circumstances)
  const recorded = answerTo(draft, 'consents_to_interview')
  const adult = path === 'adult'
  const holds: Readonly<Record<ConsentGap, boolean>> = {
    in_future: day > today,
    no_explainer: visible(draft.explainedBy) === '',
    no_language: draft.language === null,
    no_form: draft.form === null,
    no_witness: draft.form !== null && draft.form !== 'written' && visible(draft.witness) === '',
    no_capacity: draft.capacity === null || draft.capacity.startsWith('child_') === adult,
    no_guardian: draft.capacity === 'child_assent_with_guardian' && visible(draft.guardian) === '',
    no_basis: draft.capacity === 'child_best_interests' && visible(draft.bestInterestsBasis) === '',
    says_no: adult && 'value' in recorded && recorded.value === 'no',
    not_asked: adult && !('value' in recorded),
    no_groups: draft.allowances.some(({ groups }) => groups.length === 0),
    ends_early: draft.allowances.some(({ until }) => until !== null && until < day),
  }
  return (Object.keys(holds) as ConsentGap[]).filter((gap) => holds[gap])
}

/** What is recorded. Call it once `consentGaps` is empty; null where it is not. */
export function consentPayload(draft: ConsentDraft, circumstances: ConsentCircumstances): ConsentRecorded | null {
  const { capacity, form, language } = draft
  if (consentGaps(draft, circumstances).length > 0 || !capacity || !form || !language) return null
  return {
    consentOn: consentDay(draft, circumstances),
    questions: Object.fromEntries(
      CONSENT_QUESTIONS.map((question) => [question, answerTo(draft, question)]),
    ) as ConsentRecorded['questions'],
    capacity,
    form,
    explainedBy: visible(draft.explainedBy),
    language,
    interpreter: wordsOrNull(draft.interpreter),
    witness: form === 'written' ? null : wordsOrNull(draft.witness),
    assent: circumstances.path === 'child' ? draft.assent : { absent: 'not_applicable' },
    guardian: circumstances.path === 'child' ? wordsOrNull(draft.guardian) : null,
    bestInterestsBasis: circumstances.path === 'child' ? wordsOrNull(draft.bestInterestsBasis) : null,
    grants: grantsOf(draft, circumstances),
  }
}
