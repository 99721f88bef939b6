import type { FormDefinition } from '@gloact/forms'
import { asInstant, dateIn, type Instant, type PlainDate } from '@gloact/kernel'
import type { NewActionInput } from '../../contract/file/actions.ts'
import type { IndicatorSet } from '@gloact/standards/indicators'
import type { RefusalRecorded, ScreeningRecorded } from '../../domain/file/payloads.ts'
import { consentDay, consentPayload, withoutDeclined, type ConsentCircumstances } from './consent-draft.ts'
import { identityOf, needsFromContact, rowIdFrom } from './contact-fields.ts'
import { pathOf, profileOf, type ContactDraft, type ContactIds, type Declined } from './contact-draft.ts'

/** A draft that may be sent: begun, with what a file cannot do without. */
export type ReadyContact = ContactDraft & {
  readonly ids: ContactIds
  readonly startedAt: Instant
  readonly contactOn: PlainDate
  readonly sentAt: Instant
}

export interface SendingCircumstances {
  readonly indicatorSet: IndicatorSet
  readonly identityForm: FormDefinition | undefined
  readonly assessmentForm?: FormDefinition | undefined
  readonly timeZone: string
  readonly consentMonths: number
  /** Who sends it: anyone who takes a file on does so themselves. */
  readonly userId: string | null
  /** What was said to a person who declines, in words; recorded where it was explained. */
  readonly explained: (kind: Declined) => string
}

/**
 * When the contact was: the moment it began, where that is on the day of contact. A contact that is entered later has
 * no time of its own: noon of its day, UTC.
 */
export function contactMoment(draft: Pick<ReadyContact, 'startedAt' | 'contactOn'>, timeZone: string): Instant {
  return dateIn(draft.startedAt, timeZone) === draft.contactOn
    ? draft.startedAt
    : asInstant(`${draft.contactOn}T12:00:00.000Z`)
}

/** The screening as it is recorded. What was not asked about is not sent; it means the same. */
export function screeningPayload(draft: ReadyContact, set: IndicatorSet): ScreeningRecorded {
  const child = pathOf(draft) === 'child'
  const elsewhere = draft.screening === 'elsewhere' ? (draft.elsewhere ?? '').trim() : ''
  return {
    set: set.id,
    setVersion: set.version,
    profile: profileOf(draft),
    observed:
      elsewhere === ''
        ? Object.fromEntries(Object.entries(draft.observed).filter(([, said]) => said !== 'not_asked'))
        : {},
    act: child && elsewhere === '' ? draft.act : 'not_asked',
    intendedExploitation: child && elsewhere === '' ? draft.intendedExploitation : 'not_asked',
    safeNow: draft.safeNow ?? 'not_asked',
    urgentNeeds: draft.urgentNeeds,
    language: draft.language,
    screenedOn: draft.contactOn,
    ...(elsewhere === '' ? {} : { elsewhere }),
    ...(draft.suspicions?.length ? { suspicions: draft.suspicions } : {}),
    ...(draft.suspected === 'smuggling'
      ? { smuggled: { asylum: draft.asylum ?? 'not_asked', dangers: draft.dangers ?? [] } }
      : {}),
  }
}

export const consentCircumstances = (
  draft: Pick<ReadyContact, 'age' | 'sentAt'>,
  { timeZone, consentMonths }: Pick<SendingCircumstances, 'timeZone' | 'consentMonths'>,
): ConsentCircumstances => ({ path: pathOf(draft), today: dateIn(draft.sentAt, timeZone), consentMonths })

/**
 * The actions that open a file, in one request: all of them are recorded or none. Made from the draft alone, so that
 * sending again sends the same. Null where the draft cannot be sent yet.
 */
export function openingActions(
  draft: ReadyContact,
  circumstances: SendingCircumstances,
): readonly NewActionInput[] | null {
  const { ids, age, channel, contactOn, sentAt } = draft
  if (age === null || channel === null) return null
  const child = pathOf(draft) === 'child'
  const base = { deviceTime: sentAt }
  const contact = { ...base, happenedAt: contactMoment(draft, circumstances.timeZone) }
  const actions: NewActionInput[] = [
    {
      ...contact,
      id: ids.opened,
      type: 'file_opened',
      payload: {
        age,
        contactOn,
        channel,
        teamId: draft.teamId,
        assignedTo: draft.takesOn ? circumstances.userId : null,
        ...(draft.search === 'no_signal' && { searchOwed: true }),
      },
    },
    screeningAction(draft, circumstances),
  ]
  if (!child || draft.consentWhen === 'now') {
    const consent = consentActions(draft, circumstances)
    if (!consent) return null
    actions.push(...consent)
  }
  const { identityForm, assessmentForm } = circumstances
  const identity = identityOf(identityForm, draft)
  if (identityForm && Object.keys(identity).length > 0) {
    actions.push({
      ...base,
      happenedAt: sentAt,
      id: ids.identity,
      type: 'answers_recorded',
      payload: { form: identityForm.id, version: identityForm.version, edits: identity },
    })
  }
  const needs = ids.assessment === undefined ? {} : needsFromContact(assessmentForm, draft, rowIdFrom(ids.assessment))
  if (assessmentForm && ids.assessment !== undefined && Object.keys(needs).length > 0) {
    actions.push({
      ...contact,
      id: ids.assessment,
      type: 'answers_recorded',
      payload: { form: assessmentForm.id, version: assessmentForm.version, edits: needs },
    })
  }
  return actions
}

/** What is recorded on a file that the person already has: that they were met again, and what was seen. */
export function screeningAction(
  draft: ReadyContact,
  { indicatorSet, timeZone }: Pick<SendingCircumstances, 'indicatorSet' | 'timeZone'>,
): NewActionInput {
  return {
    id: draft.ids.screening,
    type: 'screening_recorded',
    payload: screeningPayload(draft, indicatorSet),
    happenedAt: contactMoment(draft, timeZone),
    deviceTime: draft.sentAt,
  }
}

/** Consent, and after it what an adult declines: the last word is theirs. */
function consentActions(draft: ReadyContact, circumstances: SendingCircumstances): readonly NewActionInput[] | null {
  const { ids, sentAt } = draft
  const around = consentCircumstances(draft, circumstances)
  const declined = around.path === 'adult' ? draft.declined : []
  const payload = consentPayload(withoutDeclined(draft.consent, declined), around)
  if (!payload) return null
  const base = { happenedAt: sentAt, deviceTime: sentAt }
  const consentOn = consentDay(draft.consent, around)
  const refusal = (kind: Declined): RefusalRecorded => ({
    kind,
    declinedOn: consentOn < draft.contactOn ? draft.contactOn : consentOn,
    explained: draft.declinedExplained ? circumstances.explained(kind) : null,
  })
  return [
    { ...base, id: ids.consent, type: 'consent_recorded', payload },
    ...(declined.includes('identification')
      ? [
          {
            ...base,
            id: ids.declinedIdentification,
            type: 'refusal_recorded' as const,
            payload: refusal('identification'),
          },
        ]
      : []),
    ...(declined.includes('sharing')
      ? [{ ...base, id: ids.declinedSharing, type: 'refusal_recorded' as const, payload: refusal('sharing') }]
      : []),
  ]
}
