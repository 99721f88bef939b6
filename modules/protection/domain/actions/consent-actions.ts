import type { FileFailure } from '../failures.ts'
import type { FileState } from '../file-state.ts'
import type { ConsentRecorded } from '../payloads.ts'
import { asksConsent, isForChild, speaksAgainst, waitsForSecond } from '../second-person.ts'
import { firstOf, recorded, whileOpen, withinFile, type ActionDefinition } from './action-definition.ts'

/**
 * An adult consents by themselves. For a child a guardian does, and the child's assent is recorded; where there is no
 * guardian, or the guardian is implicated, a best-interests basis stands in.
 */
function capacityIsSupported(state: FileState, payload: ConsentRecorded): FileFailure | null {
  const incomplete: FileFailure = { code: 'protection.consent_incomplete' }
  if (isForChild(payload.capacity) !== (state.path === 'child')) return incomplete
  if (payload.capacity === 'child_assent_with_guardian' && !payload.guardian) return incomplete
  if (payload.capacity === 'child_best_interests' && !payload.bestInterestsBasis) return incomplete
  if (payload.form !== 'written' && !payload.witness) return incomplete
  return null
}

const grantsAreSound = (payload: ConsentRecorded): FileFailure | null =>
  payload.grants.some((grant) => grant.validUntil < grant.validFrom || grant.validFrom < payload.consentOn)
    ? { code: 'protection.consent_incomplete' }
    : null

export const consentRecorded: ActionDefinition<'consent_recorded'> = {
  type: 'consent_recorded',
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
}

/** Withdrawal counts from its day on. What was told before cannot be untold: anyone who was told is named to the person. */
export const consentWithdrawn: ActionDefinition<'consent_withdrawn'> = {
  type: 'consent_withdrawn',
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
}

/** An adult declines identification or sharing; services go on. Protection of a child does not hang on consent. */
export const refusalRecorded: ActionDefinition<'refusal_recorded'> = {
  type: 'refusal_recorded',
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
}

/**
 * Whether the person's last word on identification is that they decline it. A later consent to it, confirmed, takes it back.
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
