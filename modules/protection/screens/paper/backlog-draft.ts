import { rowPath, type FormAnswers, type FormDefinition } from '@gloact/forms'
import { newId, type Instant, type PlainDate } from '@gloact/kernel'
import type { NewActionInput } from '../../contract/file/actions.ts'
import { namesIn, NAMES } from '../../domain/file/file-names.ts'
import { pathFor, type AgeStatement } from '../../domain/file/words.ts'
import { identityFromContact } from '../contact/contact-fields.ts'
import { consentGaps, consentPayload, EMPTY_CONSENT, type ConsentDraft } from '../contact/consent-draft.ts'
import { dayProblem, momentOn } from '../panel/entered-day.ts'

/** What one paper file has in common with the next: kept from the last. */
export type CommonValues = {
  readonly contactOn: string | null
  readonly channel: string | null
  readonly teamId: string | null
  /** Who explained consent, and in which language. */
  readonly explainedBy: string
  readonly language: string | null
  /** The forms of the country that these papers hold, by id. */
  readonly forms: readonly string[]
}

/** A paper file as it is being entered; sealed on the device until it is recorded. */
export type BacklogDraft = {
  readonly common: CommonValues
  readonly fileId: string
  readonly personId: string
  readonly ids: { readonly opened: string; readonly consent: string; readonly forms: Readonly<Record<string, string>> }
  readonly touched: boolean
  readonly age: AgeStatement | null
  /** Whether the paper says that the person agreed to be recorded. */
  readonly agreed: 'yes' | 'no' | null
  /** Null: the day of contact. */
  readonly consentOn: string | null
  readonly guardian: string
  readonly answers: Readonly<Record<string, FormAnswers>>
  /** What was typed and does not fit yet, by form. */
  readonly unfit: Readonly<Record<string, FormAnswers>>
  /** The name that was looked for before a file is opened; null where it was not. */
  readonly searchedFor: string | null
  /** It could not be looked for: the file is opened with the search owed. */
  readonly searchOwed?: boolean
  /** It was sent and no answer came: sent again as it is, it is recorded once. */
  readonly sentAt: Instant | null
}

export const FIRST_COMMON: CommonValues = {
  contactOn: null,
  channel: null,
  teamId: null,
  explainedBy: '',
  language: null,
  forms: [NAMES.form],
}

/** A paper file to begin with: what it has in common with the last, and one empty name to write into. */
export function newBacklogDraft(common: CommonValues): BacklogDraft {
  return {
    common,
    fileId: newId(),
    personId: newId(),
    // In the order of the actions, so that their ids are too.
    ids: { opened: newId(), consent: newId(), forms: {} },
    touched: false,
    age: null,
    agreed: null,
    consentOn: null,
    guardian: '',
    answers: { [NAMES.form]: { [rowPath(NAMES.group, newId())]: { value: true } } },
    unfit: {},
    searchedFor: null,
    sentAt: null,
  }
}

/** The first name that was typed, to look for an earlier file by; empty where there is none. */
export const nameOf = (draft: Pick<BacklogDraft, 'answers'>): string =>
  namesIn(draft.answers[NAMES.form] ?? {})[0] ?? ''

/** The forms to be entered, in the country's order: that of the paper. */
export const formsOf = (draft: Pick<BacklogDraft, 'common'>, forms: readonly FormDefinition[]) =>
  forms.filter(({ id }) => draft.common.forms.includes(id))

export interface BacklogCircumstances {
  readonly today: PlainDate
  readonly timeZone: string
  readonly forms: readonly FormDefinition[]
  readonly now: Instant
}

/** What is still missing, each by the field that it is about. Empty: it can be recorded. */
export const BACKLOG_GAPS = [
  'contact_on',
  'age',
  'channel',
  'agreed',
  'declined',
  'explainer',
  'language',
  'consent_on',
  'unfit',
] as const
export type BacklogGap = (typeof BACKLOG_GAPS)[number]

export function backlogGaps(
  draft: BacklogDraft,
  { today }: Pick<BacklogCircumstances, 'today'>,
): readonly BacklogGap[] {
  const adult = draft.age !== null && pathFor(draft.age) === 'adult'
  const consented = adult || hasConsent(draft)
  const holds: Readonly<Record<BacklogGap, boolean>> = {
    contact_on: dayProblem(draft.common.contactOn, { from: null, today }) !== null,
    age: draft.age === null,
    channel: draft.common.channel === null,
    agreed: adult && draft.agreed === null,
    declined: adult && draft.agreed === 'no',
    explainer: consented && draft.agreed !== 'no' && draft.common.explainedBy.trim() === '',
    language: consented && draft.agreed !== 'no' && draft.common.language === null,
    consent_on: consented && draft.consentOn !== null && dayProblem(draft.consentOn, { from: null, today }) !== null,
    unfit: Object.values(draft.unfit).some((form) => Object.keys(form).length > 0),
  }
  return BACKLOG_GAPS.filter((gap) => holds[gap])
}

/** On the child path consent is recorded where the paper names the guardian who gave it; nothing waits for it. */
export const hasConsent = (draft: BacklogDraft): boolean =>
  draft.age !== null && (pathFor(draft.age) === 'adult' || draft.guardian.trim() !== '')

function paperConsent(draft: BacklogDraft): ConsentDraft {
  const adult = draft.age !== null && pathFor(draft.age) === 'adult'
  return {
    ...EMPTY_CONSENT,
    consentOn: (draft.consentOn ?? draft.common.contactOn) as PlainDate | null,
    language: draft.common.language,
    explainedBy: draft.common.explainedBy,
    questions: adult ? { consents_to_interview: { value: 'yes' } } : {},
    capacity: adult ? 'adult' : 'child_assent_with_guardian',
    form: 'written',
    guardian: draft.guardian,
  }
}

/**
 * The actions that open the file, in one request. Made from the draft alone: sent again after a lost reply it is recorded
 * once. Null where something is missing.
 */
export function backlogActions(draft: BacklogDraft, around: BacklogCircumstances): readonly NewActionInput[] | null {
  const { age, common, ids } = draft
  const { today, timeZone, now } = around
  if (backlogGaps(draft, around).length > 0 || age === null || common.channel === null) return null
  const contactOn = common.contactOn as PlainDate
  const base = { deviceTime: draft.sentAt ?? now }
  const contact = { ...base, happenedAt: momentAt(contactOn, today, timeZone, draft.sentAt ?? now) }
  const actions: NewActionInput[] = [
    {
      ...contact,
      id: ids.opened,
      type: 'file_opened',
      payload: {
        age,
        contactOn,
        channel: common.channel,
        teamId: common.teamId,
        assignedTo: null,
        backlog: true,
        ...(draft.searchOwed && { searchOwed: true }),
      },
    },
  ]
  if (hasConsent(draft)) {
    const circumstances = { path: pathFor(age), today, consentMonths: 0 }
    const consent = paperConsent(draft)
    const payload = consentGaps(consent, circumstances).length === 0 ? consentPayload(consent, circumstances) : null
    if (!payload) return null
    const happenedAt = momentAt(payload.consentOn, today, timeZone, draft.sentAt ?? now)
    actions.push({ ...base, happenedAt, id: ids.consent, type: 'consent_recorded', payload })
  }
  for (const form of formsOf(draft, around.forms)) {
    const typed = draft.answers[form.id] ?? {}
    const id = ids.forms[form.id]
    if (id === undefined || !Object.values(typed).some((answer) => 'value' in answer && answer.value !== true)) continue
    // The age is reckoned on the day of contact, where nothing else was said.
    const edits = { ...identityFromContact(form, { contactOn, language: null }), ...typed }
    actions.push({ ...contact, id, type: 'answers_recorded', payload: { form: form.id, version: form.version, edits } })
  }
  return actions
}

const momentAt = (day: PlainDate, today: PlainDate, timeZone: string, now: Instant): Instant =>
  day === today ? now : momentOn(day, today, timeZone)

/** How fast it goes: files of today, and whole minutes for each. */
export type Pace = { readonly on: string; readonly count: number; readonly firstAt: number; readonly lastAt: number }

export function withOneMore(pace: Pace | null, on: string, begunAt: number, at: number): Pace {
  if (pace?.on !== on) return { on, count: 1, firstAt: begunAt, lastAt: at }
  return { ...pace, count: pace.count + 1, lastAt: at }
}

export const minutesEach = ({ count, firstAt, lastAt }: Pace): number =>
  Math.max(1, Math.round((lastAt - firstAt) / 60_000 / count))
