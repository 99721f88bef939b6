import { messageIdsIn } from '@gloact/kernel'
import {
  choice,
  code,
  day,
  id,
  list,
  nullable,
  number,
  object,
  optional,
  optionalText,
  text,
  words,
} from '@gloact/records/shape'
import { IDENTIFICATION_DATA_GROUPS, groupsNotConsented } from '../consent.ts'
import type { FileFailure } from '../../failures.ts'
import { type FileState, standingDecision, withEvent } from '../file-state.ts'
import { asksConsentOn, standingGrants } from '../majority.ts'
import type { DecisionRecorded, Evidence, IdentificationRequested, ReconsiderationRequested } from '../payloads.ts'
import type { Recorded } from '../recorded.ts'
import { consentsWaiting } from '../second-person.ts'
import {
  DECISION_KINDS,
  DECISION_OUTCOMES,
  type DecisionKind,
  EVIDENCE_KINDS,
  RECONSIDERATION_ASKERS,
} from '../words.ts'
import {
  type ActionDefinition,
  type Circumstances,
  type EntryDefinition,
  firstOf,
  recorded,
  whileOpen,
  withinFile,
} from './action-definition.ts'
import { declinesIdentification } from './consent-actions.ts'

/** A conclusive decision follows reasonable grounds that stand: two decisions, each by itself. */
const inOrder = (state: FileState, kind: DecisionKind): FileFailure | null =>
  kind === 'conclusive_grounds' && standingDecision(state, 'reasonable_grounds')?.outcome !== 'positive'
    ? { code: 'protection.reasonable_grounds_missing' }
    : null

/**
 * An adult's file goes to a competent body only with consent; a child's goes without (national referral forms; the UK's
 * asks for none below 18 or where age is not sure), once a second person has confirmed that an adult is taken for a child.
 */
function mayBeAsked(state: FileState, payload: IdentificationRequested, { today }: Circumstances): FileFailure | null {
  if (!asksConsentOn(state, today)) return null
  const waiting = state.consentStillAsked || consentsWaiting(state).length > 0
  if (declinesIdentification(state))
    return { code: waiting ? 'protection.second_person_awaited' : 'protection.identification_declined' }
  const missing = groupsNotConsented(
    { grants: standingGrants(state) },
    {
      purpose: 'identification',
      recipientKind: 'competent_authority',
      recipientAgencyId: payload.bodyAgencyId,
      dataGroups: IDENTIFICATION_DATA_GROUPS,
      on: today,
    },
  )
  if (missing.length > 0 && waiting) return { code: 'protection.second_person_awaited' }
  return missing.length > 0 ? { code: 'protection.consent_missing', params: { groups: missing.join(', ') } } : null
}

export const identificationRequested: ActionDefinition<'identification_requested', IdentificationRequested> = {
  type: 'identification_requested',
  shape: object<IdentificationRequested>({
    kind: choice(DECISION_KINDS),
    bodyAgencyId: id(),
    requestedOn: day(),
  }),
  by: ['contact', 'casework'],
  second: false,
  check: (state, payload, circumstances) =>
    firstOf(
      whileOpen(state),
      withinFile(state, payload.requestedOn, circumstances),
      state.awaited ? { code: 'protection.decision_awaited' } : null,
      standingDecision(state, payload.kind) ? { code: 'protection.already_decided' } : null,
      inOrder(state, payload.kind),
      mayBeAsked(state, payload, circumstances),
    ),
  reduce: (state, { payload }) => {
    const next: FileState = { ...state, awaited: { ...payload, reconsiders: null } }
    return payload.kind === 'reasonable_grounds'
      ? withEvent(next, 'identification_requested', payload.requestedOn)
      : next
  },
  references: ({ bodyAgencyId }) => ({ bodyAgencyId }),
  event: 'protection.decision_requested',
  sign: 'send',
  section: 'decisions',
  tells: { to: 'readers', codes: ({ kind, bodyAgencyId }) => ({ kind, body: bodyAgencyId }) },
  compared: null,
  entry: null,
}

function wasAsked(state: FileState, payload: DecisionRecorded, { agencyId }: Circumstances): FileFailure | null {
  if (payload.body.agencyId !== agencyId) return { code: 'protection.not_the_body_asked' }
  const awaited = state.awaited
  if (!awaited || awaited.kind !== payload.kind) return { code: 'protection.decision_not_awaited' }
  if (awaited.bodyAgencyId !== agencyId) return { code: 'protection.not_the_body_asked' }
  return awaited.reconsiders === payload.reconsiders ? null : { code: 'protection.decision_unknown' }
}

/** A letter to the person holds words, never the ids of sentences that could not be loaded. */
const inWords = ({ notice }: Pick<DecisionRecorded, 'notice'>): FileFailure | null =>
  notice !== null && messageIdsIn(notice, 'protection').length > 0 ? { code: 'protection.letter_incomplete' } : null

/** The decision takes effect: on the day that it says, whichever member agreed last. */
export function decided(state: FileState, decision: Recorded<DecisionRecorded>): FileState {
  const { kind, outcome, decidedOn } = decision
  const by = { by: decision.actionId }
  const next: FileState = { ...state, awaited: null, decisionWaits: null, decisions: [...state.decisions, decision] }
  if (kind === 'conclusive_grounds') return withEvent(next, 'conclusive_grounds_decided', decidedOn, by)
  return withEvent(
    withEvent(next, 'reasonable_grounds_decided', decidedOn, by),
    `reasonable_grounds_${outcome}`,
    decidedOn,
    by,
  )
}

/** A decision with its body, date, basis and evidence. The earlier ones stay; the last of a kind stands. */
export const decisionRecorded: EntryDefinition<'decision_recorded', DecisionRecorded> = {
  type: 'decision_recorded',
  shape: object<DecisionRecorded>({
    kind: choice(DECISION_KINDS),
    outcome: choice(DECISION_OUTCOMES),
    decidedOn: day(),
    body: object<DecisionRecorded['body']>({ agencyId: id(), name: text(200), type: code(null) }),
    legalBasis: text(1_000),
    reasons: text(20_000),
    evidence: list(object<Evidence>({ kind: choice(EVIDENCE_KINDS), source: text(300), note: words(4_000) }), 100, {
      min: 1,
    }),
    notice: optionalText(10_000),
    reconsiders: nullable(id()),
    members: optional(number(1, 9)),
  }),
  by: ['deciding'],
  second: false,
  check: (state, payload, circumstances) =>
    firstOf(
      whileOpen(state),
      withinFile(state, payload.decidedOn, circumstances),
      wasAsked(state, payload, circumstances),
      inWords(payload),
      state.decisionWaits ? { code: 'protection.decision_waits' } : null,
      (payload.members ?? 1) === circumstances.decisionMembers ? null : { code: 'protection.members_differ' },
      inOrder(state, payload.kind),
    ),
  reduce: (state, action) => {
    const decision = recorded(action)
    return (decision.members ?? 1) > 1
      ? { ...state, decisionWaits: { decision, agreedBy: [action.actor] } }
      : decided(state, decision)
  },
  references: null,
  event: 'protection.decision_recorded',
  sign: 'decision',
  section: 'decisions',
  // What it will be is told once the other members have agreed.
  tells: {
    to: 'readers',
    codes: ({ kind, outcome, members = 1 }) => ({ kind, outcome: members > 1 ? 'with_others' : outcome }),
  },
  compared: null,
  entry: {
    entries: ({ decisions }) => decisions,
    with: ({ decisions }, put) => ({ decisions: put(decisions) }),
    day: 'decidedOn',
    events: [
      'reasonable_grounds_decided',
      'reasonable_grounds_positive',
      'reasonable_grounds_negative',
      'conclusive_grounds_decided',
    ],
    correctable: ['decidedOn', 'legalBasis', 'reasons', 'notice'],
    // Only the body that decided corrects how its decision is written. What it decided is reconsidered, not corrected.
    checkCorrected: (state, decision, circumstances) =>
      firstOf(
        whileOpen(state),
        withinFile(state, decision.decidedOn, circumstances),
        inWords(decision),
        decision.body.agencyId === circumstances.agencyId ? null : { code: 'protection.not_the_body_asked' },
      ),
    // Its body reconsiders it.
    strikable: false,
    setsReviews: false,
  },
}

/** Any decision may be looked at again, by the body that made it, once somebody asks with reasons. */
export const reconsiderationRequested: ActionDefinition<'reconsideration_requested', ReconsiderationRequested> = {
  type: 'reconsideration_requested',
  shape: object<ReconsiderationRequested>({
    decisionId: id(),
    requestedOn: day(),
    requestedBy: choice(RECONSIDERATION_ASKERS),
    reasons: text(10_000),
  }),
  by: ['casework'],
  second: false,
  check: (state, payload, circumstances) => {
    const decision = state.decisions.find((entry) => entry.actionId === payload.decisionId)
    return firstOf(
      whileOpen(state),
      withinFile(state, payload.requestedOn, circumstances),
      decision && standingDecision(state, decision.kind) === decision ? null : { code: 'protection.decision_unknown' },
      state.awaited ? { code: 'protection.decision_awaited' } : null,
    )
  },
  reduce: (state, action) => {
    const decision = state.decisions.find((entry) => entry.actionId === action.payload.decisionId)
    return {
      ...state,
      reconsiderations: [...state.reconsiderations, recorded(action)],
      awaited: decision
        ? {
            kind: decision.kind,
            bodyAgencyId: decision.body.agencyId,
            requestedOn: action.payload.requestedOn,
            reconsiders: decision.actionId,
          }
        : state.awaited,
    }
  },
  references: null,
  event: 'protection.decision_requested',
  sign: 'refresh',
  section: 'decisions',
  tells: null,
  compared: null,
  entry: null,
}
