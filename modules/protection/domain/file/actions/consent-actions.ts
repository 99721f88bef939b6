import {
  answer,
  choice,
  code,
  day,
  id,
  list,
  nullable,
  object,
  optionalText,
  record,
  text,
} from '@gloact/records/shape'
import type { FileFailure } from '../../failures.ts'
import type { FileState } from '../file-state.ts'
import type { ConsentGrantPayload, ConsentRecorded, ConsentWithdrawn, RefusalRecorded } from '../payloads.ts'
import { turnedAdultBy } from '../majority.ts'
import { asksConsent, isForChild, speaksAgainst, waitsForSecond } from '../second-person.ts'
import { CONSENT_QUESTIONS } from '../words.ts'
import {
  type ActionDefinition,
  type EntryDefinition,
  firstOf,
  recorded,
  whileOpen,
  withinFile,
} from './action-definition.ts'

/** One purpose, for whom, of which data, for how long. */
export const CONSENT_GRANT = object<ConsentGrantPayload>({
  id: id(),
  purpose: code('consent_purpose'),
  recipientKind: code('recipient_kind'),
  recipientAgencyId: nullable(id()),
  dataGroup: code('data_group'),
  validFrom: day(),
  validUntil: day(),
})

/**
 * An adult consents by themselves. For a child a guardian does, and the child's assent is recorded; where there is no
 * guardian, or the guardian is implicated, a best-interests basis stands in.
 */
function capacityIsSupported(state: FileState, payload: ConsentRecorded): FileFailure | null {
  const incomplete: FileFailure = { code: 'protection.consent_incomplete' }
  // From the 18th birthday on they agree themselves, also where nobody has moved the file to the adult path yet.
  const asChild = state.path === 'child' && !turnedAdultBy(state, payload.consentOn)
  if (isForChild(payload.capacity) !== asChild) return incomplete
  if (payload.capacity === 'child_assent_with_guardian' && !payload.guardian) return incomplete
  if (payload.capacity === 'child_best_interests' && !payload.bestInterestsBasis) return incomplete
  if (payload.form !== 'written' && !payload.witness) return incomplete
  return null
}

const grantsAreSound = (payload: ConsentRecorded): FileFailure | null =>
  payload.grants.some((grant) => grant.validUntil < grant.validFrom || grant.validFrom < payload.consentOn)
    ? { code: 'protection.consent_incomplete' }
    : null

export const consentRecorded: EntryDefinition<'consent_recorded', ConsentRecorded> = {
  type: 'consent_recorded',
  shape: object<ConsentRecorded>({
    consentOn: day(),
    questions: record(CONSENT_QUESTIONS, answer(choice(['yes', 'no']))),
    capacity: code('consent_capacity'),
    form: code('consent_form'),
    explainedBy: text(200),
    language: code('language'),
    interpreter: optionalText(200),
    witness: optionalText(200),
    assent: answer(choice(['yes', 'no'])),
    guardian: optionalText(200),
    bestInterestsBasis: optionalText(2_000),
    grants: list(CONSENT_GRANT, 500, { unique: 'id' }),
  }),
  by: ['contact', 'casework'],
  second: false,
  check: (state, payload, circumstances) =>
    firstOf(
      whileOpen(state),
      payload.consentOn > circumstances.today ? { code: 'protection.date_in_future' } : null,
      capacityIsSupported(state, payload),
      grantsAreSound(payload),
    ),
  reduce: (state, action) => ({
    ...state,
    consents: [...state.consents, recorded(action)],
    grants: [
      ...state.grants,
      ...action.payload.grants.map((grant) => ({
        ...grant,
        consentId: action.id,
        withdrawnOn: null,
        ...(waitsForSecond(state, action.payload.capacity, grant.purpose) && { waits: true }),
      })),
    ],
  }),
  references: ({ grants }) => ({ newGrants: grants.map((grant) => grant.id) }),
  event: null,
  sign: 'check',
  section: 'consent',
  tells: null,
  compared: null,
  entry: {
    entries: ({ consents }) => consents,
    with: ({ consents, grants }, put, struck) => ({
      consents: put(consents),
      // What a consent that was recorded in error had allowed was never allowed: withdrawn from its first day on.
      grants: grants.map((grant) =>
        grant.consentId === struck?.actionId ? { ...grant, withdrawnOn: grant.validFrom } : grant,
      ),
    }),
    day: 'consentOn',
    events: [],
    correctable: ['consentOn', 'explainedBy', 'language', 'interpreter', 'witness', 'guardian', 'bestInterestsBasis'],
    strikable: true,
    // An adult's file rests on their consent to be recorded. The right one is recorded first.
    checkStruck: ({ path, consents }) =>
      path === 'adult' && consents.length === 1 ? { code: 'protection.last_consent' } : null,
    setsReviews: false,
  },
}

/** Withdrawal counts from its day on. What was told before cannot be untold: anyone who was told is named to the person. */
export const consentWithdrawn: ActionDefinition<'consent_withdrawn', ConsentWithdrawn> = {
  type: 'consent_withdrawn',
  shape: object<ConsentWithdrawn>({
    withdrawnOn: day(),
    grantIds: list(id(), 500, { min: 1 }),
    reason: optionalText(2_000),
  }),
  by: ['contact', 'casework'],
  second: false,
  check: (state, payload, circumstances) =>
    firstOf(
      withinFile(state, payload.withdrawnOn, circumstances),
      payload.grantIds.every((id) => state.grants.some((grant) => grant.id === id && grant.withdrawnOn === null))
        ? null
        : { code: 'protection.grant_unknown' },
    ),
  reduce: (state, action) => {
    const { grantIds, withdrawnOn } = action.payload
    return {
      ...state,
      withdrawals: [...state.withdrawals, recorded(action)],
      grants: state.grants.map((grant) =>
        grantIds.includes(grant.id) && grant.withdrawnOn === null ? { ...grant, withdrawnOn } : grant,
      ),
    }
  },
  references: null,
  event: 'protection.consent_withdrawn',
  sign: 'stop',
  section: 'consent',
  tells: null,
  compared: null,
  entry: null,
}

/** An adult declines identification or sharing; services go on. Protection of a child does not depend on consent. */
export const refusalRecorded: EntryDefinition<'refusal_recorded', RefusalRecorded> = {
  type: 'refusal_recorded',
  shape: object<RefusalRecorded>({
    kind: choice(['identification', 'sharing']),
    declinedOn: day(),
    explained: optionalText(2_000),
  }),
  by: ['contact', 'casework'],
  second: false,
  check: (state, payload, circumstances) =>
    firstOf(
      whileOpen(state),
      asksConsent(state) ? null : { code: 'protection.child_cannot_decline' },
      withinFile(state, payload.declinedOn, circumstances),
    ),
  reduce: (state, action) => {
    const { kind, declinedOn } = action.payload
    return {
      ...state,
      refusals: [...state.refusals, recorded(action)],
      awaited: kind === 'identification' ? null : state.awaited,
      grants: state.grants.map((grant) =>
        grant.withdrawnOn === null && speaksAgainst({ kind }, grant.purpose)
          ? { ...grant, withdrawnOn: declinedOn }
          : grant,
      ),
    }
  },
  references: null,
  event: null,
  sign: 'stop',
  section: 'consent',
  tells: { to: 'readers', codes: ({ kind }) => ({ kind }) },
  compared: null,
  entry: {
    entries: ({ refusals }) => refusals,
    with: ({ refusals }, put) => ({ refusals: put(refusals) }),
    day: 'declinedOn',
    events: [],
    correctable: ['declinedOn', 'explained'],
    strikable: true,
    setsReviews: false,
  },
}

/**
 * Whether the person's last word on identification is that they decline it. A later consent to it, confirmed, ends that.
 *
 * What was said last is what the server put last into the file. A refusal withdraws all that stands when it is reduced, so
 * that a grant that stands was given after it. Ids say nothing of it: each device makes its own by its own clock.
 */
export function declinesIdentification(
  state: Pick<FileState, 'path' | 'consentStillAsked' | 'refusals' | 'grants'>,
): boolean {
  if (!asksConsent(state) || !state.refusals.some(({ kind }) => kind === 'identification')) return false
  return !state.grants.some(
    ({ purpose, withdrawnOn, waits }) => purpose === 'identification' && withdrawnOn === null && !waits,
  )
}
