import { withEvent, withNextReview } from '../file-state.ts'
import { bySecondPerson, firstOf, recorded, whileOpen, withinFile, type ActionDefinition } from './action-definition.ts'

/** The support plan, as it stands in its form, was agreed; the next review's clock starts. */
export const planAgreed: ActionDefinition<'plan_agreed'> = {
  type: 'plan_agreed',
  check: (state, payload, circumstances) =>
    firstOf(whileOpen(state), withinFile(state, payload.agreedOn, circumstances)),
  reduce: (state, action) => {
    const { agreedOn, review } = action.payload
    const next = { ...state, plans: [...state.plans, recorded(action)] }
    // Before reviews were recorded by themselves, a plan agreed again was one: it ends one clock and starts the next.
    const by = { by: action.id }
    const reviewed = review
      ? withEvent(
          withNextReview(next, action.id, { of: 'plan', from: agreedOn, on: null }),
          'plan_reviewed',
          agreedOn,
          by,
        )
      : next
    return withEvent(reviewed, 'plan_agreed', agreedOn, by)
  },
}

export const closureRequested: ActionDefinition<'closure_requested'> = {
  type: 'closure_requested',
  check: (state) => {
    if (state.status === 'closure_requested') return { code: 'protection.closure_requested' }
    if (state.awaited) return { code: 'protection.decision_awaited' }
    return whileOpen(state)
  },
  reduce: (state, action) => ({ ...state, status: 'closure_requested', closure: recorded(action) }),
}

/** A second person closes a file: the person who asked for it cannot. */
export const closureApproved: ActionDefinition<'closure_approved'> = {
  type: 'closure_approved',
  check: (state, payload, circumstances) => {
    if (state.status === 'closed') return { code: 'protection.file_closed' }
    if (state.status !== 'closure_requested') return { code: 'protection.closure_not_requested' }
    return firstOf(
      bySecondPerson(state.closure?.actor, circumstances, { code: 'protection.own_closure' }),
      withinFile(state, payload.closedOn, circumstances),
    )
  },
  reduce: (state, { payload, happenedAt }) =>
    withEvent(
      { ...state, status: 'closed', closedOn: payload.closedOn, closedAt: happenedAt },
      'closed',
      payload.closedOn,
    ),
}

export const closureReturned: ActionDefinition<'closure_returned'> = {
  type: 'closure_returned',
  check: (state) => (state.status === 'closure_requested' ? null : { code: 'protection.closure_not_requested' }),
  reduce: (state) => ({ ...state, status: 'open', closure: null }),
}

export const fileReopened: ActionDefinition<'file_reopened'> = {
  type: 'file_reopened',
  check: (state, payload, circumstances) =>
    state.status === 'closed'
      ? withinFile(state, payload.reopenedOn, circumstances)
      : { code: 'protection.file_not_closed' },
  reduce: (state) => ({ ...state, status: 'open', closure: null, closedOn: null, closedAt: null }),
}
