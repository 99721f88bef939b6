import { id, object, text } from '@gloact/records/shape'
import type { ConsentConfirmed, PathConfirmed, PathReturned } from '../payloads.ts'
import { consentsWaiting, isForChild, refusalsHeld, speaksAgainst } from '../second-person.ts'
import { type ActionDefinition, bySecondPerson, firstOf, whileOpen } from './action-definition.ts'
import { withoutConsentStillAsked } from './opening.ts'

/** A second person confirms a change of path: a child's path then needs no consent, and only now does anybody leave it. */
export const pathConfirmed: ActionDefinition<'path_confirmed', PathConfirmed> = {
  type: 'path_confirmed',
  shape: object<PathConfirmed>({ changeId: id() }),
  by: ['supervision', 'child_protection'],
  second: true,
  check: (state, { changeId }, circumstances) =>
    firstOf(
      whileOpen(state),
      state.pathWaits?.actionId === changeId ? null : { code: 'protection.nothing_waits' },
      bySecondPerson(state.pathWaits?.actor, circumstances, { code: 'protection.own_request' }),
    ),
  reduce: (state) => {
    if (!state.pathWaits) return state
    const confirmed = withoutConsentStillAsked(state, state.pathWaits)
    const given = new Set(confirmed.consents.flatMap((each) => (isForChild(each.capacity) ? [each.actionId] : [])))
    return state.pathWaits.to === 'adult'
      ? confirmed
      : {
          ...confirmed,
          grants: confirmed.grants.map((grant) =>
            grant.waits && given.has(grant.consentId) ? { ...grant, waits: false } : grant,
          ),
        }
  },
  gate: ({ pathWaits }) => (pathWaits?.to === 'adult' ? 'leave_path' : null),
  references: null,
  event: 'protection.path_changed',
  sign: 'check',
  section: 'age',
  tells: null,
  compared: null,
  entry: null,
}

/**
 * A change of path is not confirmed, or the person who asked withdraws it. The file stays on the child path either way: people who
 * differ about an age are in doubt about it. What leaves goes on asking for consent where it did.
 */
export const pathReturned: ActionDefinition<'path_returned', PathReturned> = {
  type: 'path_returned',
  shape: object<PathReturned>({ changeId: id(), reasons: text(4_000) }),
  by: ['supervision', 'child_protection'],
  second: false,
  check: (state, { changeId }) =>
    firstOf(whileOpen(state), state.pathWaits?.actionId === changeId ? null : { code: 'protection.nothing_waits' }),
  reduce: (state) => ({ ...state, pathWaits: null }),
  references: null,
  event: null,
  sign: 'undo',
  section: 'age',
  tells: null,
  compared: { reason: ({ reasons }) => reasons, reasonTo: 'agency' },
  entry: null,
}

/** A second person confirms that the person, who had declined, agreed after all. The refusals that this answers end. */
export const consentConfirmed: ActionDefinition<'consent_confirmed', ConsentConfirmed> = {
  type: 'consent_confirmed',
  shape: object<ConsentConfirmed>({ consentId: id() }),
  by: ['supervision'],
  second: true,
  check: (state, { consentId }, circumstances) => {
    const waiting = consentsWaiting(state).find((each) => each.consentId === consentId)
    return firstOf(
      whileOpen(state),
      waiting ? null : { code: 'protection.nothing_waits' },
      bySecondPerson(waiting?.actor, circumstances, { code: 'protection.own_request' }),
    )
  },
  reduce: (state, { payload: { consentId } }) => {
    const purposes = state.grants.flatMap((grant) =>
      grant.consentId === consentId && grant.waits && grant.withdrawnOn === null ? [grant.purpose] : [],
    )
    const answered = refusalsHeld(state).filter((refusal) =>
      purposes.some((purpose) => speaksAgainst(refusal, purpose)),
    )
    return {
      ...state,
      refusalsTakenBack: [...state.refusalsTakenBack, ...answered.map(({ actionId }) => actionId)],
      grants: state.grants.map((grant) => (grant.consentId === consentId ? { ...grant, waits: false } : grant)),
    }
  },
  references: null,
  event: null,
  sign: 'check',
  section: 'consent',
  tells: null,
  compared: null,
  entry: null,
}
