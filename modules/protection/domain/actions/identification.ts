import type { FileFailure } from '../failures.ts'
import { groupsNotConsented, IDENTIFICATION_DATA_GROUPS } from '../consent.ts'
import { asksConsent, consentsWaiting } from '../second-person.ts'
import { standingDecision, withEvent, type FileState } from '../file-state.ts'
import type { DecisionRecorded, IdentificationRequested } from '../payloads.ts'
import type { DecisionKind } from '../words.ts'
import {
  firstOf,
  recorded,
  whileOpen,
  withinFile,
  type ActionDefinition,
  type Circumstances,
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
  if (!asksConsent(state)) return null
  const waiting = state.consentStillAsked || consentsWaiting(state).length > 0
  if (declinesIdentification(state))
    return { code: waiting ? 'protection.second_person_awaited' : 'protection.identification_declined' }
  const missing = groupsNotConsented(state, {
    purpose: 'identification',
    recipientKind: 'competent_authority',
    recipientAgencyId: payload.bodyAgencyId,
    dataGroups: IDENTIFICATION_DATA_GROUPS,
    on: today,
  })
  if (missing.length > 0 && waiting) return { code: 'protection.second_person_awaited' }
  return missing.length > 0 ? { code: 'protection.consent_missing', params: { groups: missing.join(', ') } } : null
}

export const identificationRequested: ActionDefinition<'identification_requested'> = {
  type: 'identification_requested',
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
}

function wasAsked(state: FileState, payload: DecisionRecorded, { agencyId }: Circumstances): FileFailure | null {
  if (payload.body.agencyId !== agencyId) return { code: 'protection.not_the_body_asked' }
  const awaited = state.awaited
  if (!awaited || awaited.kind !== payload.kind) return { code: 'protection.decision_not_awaited' }
  if (awaited.bodyAgencyId !== agencyId) return { code: 'protection.not_the_body_asked' }
  return awaited.reconsiders === payload.reconsiders ? null : { code: 'protection.decision_unknown' }
}

/** A decision with its body, date, basis and evidence. The earlier ones stay; the last of a kind stands. */
export const decisionRecorded: ActionDefinition<'decision_recorded'> = {
  type: 'decision_recorded',
  check: (state, payload, circumstances) =>
    firstOf(
      whileOpen(state),
      withinFile(state, payload.decidedOn, circumstances),
      wasAsked(state, payload, circumstances),
      inOrder(state, payload.kind),
    ),
  reduce: (state, action) => {
    const { kind, outcome, decidedOn } = action.payload
    const by = { by: action.id }
    const next: FileState = { ...state, awaited: null, decisions: [...state.decisions, recorded(action)] }
    if (kind === 'conclusive_grounds') return withEvent(next, 'conclusive_grounds_decided', decidedOn, by)
    return withEvent(
      withEvent(next, 'reasonable_grounds_decided', decidedOn, by),
      `reasonable_grounds_${outcome}`,
      decidedOn,
      by,
    )
  },
}

/** Any decision may be looked at again, by the body that made it, once somebody asks with reasons. */
export const reconsiderationRequested: ActionDefinition<'reconsideration_requested'> = {
  type: 'reconsideration_requested',
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
}
