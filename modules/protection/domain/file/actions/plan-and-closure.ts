import { RETURN_CLOSURE } from '../child-gate.ts'
import { code, day, object, optionalText, text, yesOrNo } from '@gloact/records/shape'
import { withEvent, withNextReview } from '../file-state.ts'
import type { ClosureApproved, ClosureRequested, ClosureReturned, FileReopened, PlanAgreed } from '../payloads.ts'
import {
  type ActionDefinition,
  type EntryDefinition,
  bySecondPerson,
  firstOf,
  recorded,
  whileOpen,
  withinFile,
} from './action-definition.ts'

/** The support plan, as it stands in its form, was agreed; the next review's clock starts. */
export const planAgreed: EntryDefinition<'plan_agreed', PlanAgreed> = {
  type: 'plan_agreed',
  shape: object<PlanAgreed>({
    agreedOn: day(),
    agreedWithPerson: yesOrNo(),
    reasons: optionalText(4_000),
    review: yesOrNo(),
  }),
  by: ['casework'],
  second: false,
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
  references: null,
  event: null,
  sign: 'support',
  section: 'plan',
  tells: null,
  compared: null,
  entry: {
    entries: ({ plans }) => plans,
    with: ({ plans }, put) => ({ plans: put(plans) }),
    day: 'agreedOn',
    events: ['plan_agreed', 'plan_reviewed'],
    correctable: ['agreedOn', 'agreedWithPerson', 'reasons'],
    strikable: true,
    setsReviews: true,
  },
}

export const closureRequested: ActionDefinition<'closure_requested', ClosureRequested> = {
  type: 'closure_requested',
  shape: object<ClosureRequested>({ reason: code('closure_reason'), summary: text(10_000) }),
  by: ['casework'],
  second: false,
  check: (state) => {
    if (state.status === 'closure_requested') return { code: 'protection.closure_requested' }
    if (state.awaited) return { code: 'protection.decision_awaited' }
    return whileOpen(state)
  },
  reduce: (state, action) => ({ ...state, status: 'closure_requested', closure: recorded(action) }),
  gate: (_state, { reason }) => (reason === RETURN_CLOSURE ? 'returned' : null),
  references: null,
  event: null,
  sign: 'folder',
  section: 'closure',
  tells: { to: 'agency', codes: ({ reason }) => ({ reason }), untold: true },
  compared: null,
  entry: null,
}

/** A second person closes a file: the person who asked for it cannot. */
export const closureApproved: ActionDefinition<'closure_approved', ClosureApproved> = {
  type: 'closure_approved',
  shape: object<ClosureApproved>({ closedOn: day() }),
  by: ['supervision'],
  second: true,
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
  gate: ({ closure }) => (closure?.reason === RETURN_CLOSURE ? 'returned' : null),
  references: null,
  event: 'protection.case_file_closed',
  sign: 'done',
  section: 'closure',
  tells: null,
  compared: null,
  entry: null,
}

export const closureReturned: ActionDefinition<'closure_returned', ClosureReturned> = {
  type: 'closure_returned',
  shape: object<ClosureReturned>({ reasons: text(4_000) }),
  by: ['supervision'],
  second: false,
  check: (state) => (state.status === 'closure_requested' ? null : { code: 'protection.closure_not_requested' }),
  reduce: (state) => ({ ...state, status: 'open', closure: null }),
  references: null,
  event: null,
  sign: 'undo',
  section: 'closure',
  tells: null,
  compared: { reason: ({ reasons }) => reasons, reasonTo: 'agency' },
  entry: null,
}

export const fileReopened: ActionDefinition<'file_reopened', FileReopened> = {
  type: 'file_reopened',
  shape: object<FileReopened>({ reopenedOn: day(), reasons: text(4_000) }),
  by: ['supervision'],
  second: false,
  check: (state, payload, circumstances) =>
    state.status === 'closed'
      ? withinFile(state, payload.reopenedOn, circumstances)
      : { code: 'protection.file_not_closed' },
  reduce: (state) => ({ ...state, status: 'open', closure: null, closedOn: null, closedAt: null }),
  references: null,
  event: 'protection.case_file_reopened',
  sign: 'folder',
  section: 'closure',
  tells: null,
  compared: { reason: ({ reasons }) => reasons, reasonTo: 'agency' },
  entry: null,
}
