import { id, object, text } from '@gloact/records/shape'
import type { FileFailure } from '../../failures.ts'
import type { FileState } from '../file-state.ts'
import type { DecisionAgreed, DecisionSentBack } from '../payloads.ts'
import { type ActionDefinition, bySecondPerson, type Circumstances, firstOf, whileOpen } from './action-definition.ts'
import { decided } from './identification.ts'

/** The decision that waits for other members, to a member of the authority that was asked. */
const waitsWith = (state: FileState, decisionId: string, { agencyId }: Circumstances): FileFailure | null => {
  if (state.decisionWaits?.decision.actionId !== decisionId) return { code: 'protection.nothing_waits' }
  return state.decisionWaits.decision.body.agencyId === agencyId ? null : { code: 'protection.not_the_body_asked' }
}

/** Another member agrees. With the last that the country asks for, the decision takes effect. */
export const decisionAgreed: ActionDefinition<'decision_agreed', DecisionAgreed> = {
  type: 'decision_agreed',
  shape: object<DecisionAgreed>({ decisionId: id() }),
  by: ['deciding'],
  second: true,
  check: (state, { decisionId }, circumstances) =>
    firstOf(
      whileOpen(state),
      waitsWith(state, decisionId, circumstances),
      ...(state.decisionWaits?.agreedBy ?? []).map((member) =>
        bySecondPerson(member, circumstances, { code: 'protection.own_request' }),
      ),
    ),
  reduce: (state, { actor }) => {
    if (!state.decisionWaits) return state
    const { decision } = state.decisionWaits
    const agreedBy = [...new Set([...state.decisionWaits.agreedBy, actor])]
    return agreedBy.length < (decision.members ?? 1)
      ? { ...state, decisionWaits: { decision, agreedBy } }
      : decided(state, decision)
  },
  references: null,
  event: null,
  sign: 'decision',
  section: 'decisions',
  tells: null,
  compared: null,
  entry: null,
}

/** The authority goes on deciding: what was asked of it is still asked. Why stays with the authority. */
export const decisionSentBack: ActionDefinition<'decision_sent_back', DecisionSentBack> = {
  type: 'decision_sent_back',
  shape: object<DecisionSentBack>({ decisionId: id(), reasons: text(4_000) }),
  by: ['deciding'],
  second: false,
  check: (state, { decisionId }, circumstances) =>
    firstOf(whileOpen(state), waitsWith(state, decisionId, circumstances)),
  reduce: (state) => ({ ...state, decisionWaits: null }),
  references: null,
  event: null,
  sign: 'undo',
  section: 'decisions',
  tells: null,
  compared: null,
  entry: null,
}
