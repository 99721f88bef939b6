import { requestKind } from '@gloact/records'

/** Steps by which a request says the whole of what the inquirer says; anyone who took one has entered it. */
export const SAYING_STEPS = ['register', 'take_over', 'amend'] as const
export const isSaying = (step: string): boolean => SAYING_STEPS.some((one) => one === step)

/**
 * A relative seeks a child. The desk writes down what they say; the platform looks at it for signs of fishing, and whatever shows one waits
 * for a person. Suggestions are records of their own, with the agency that keeps the child’s file: nothing of them comes back here until
 * contact is allowed.
 */
export const tracingRequest = requestKind({
  kind: 'children.tracing_request',
  parties: ['desk'],
  states: {
    received: { turn: 'system' },
    held: { turn: 'desk' },
    searching: { turn: 'system' },
    to_tell: { turn: 'desk' },
    closed: { turn: null },
  },
  clocks: { hold: { of: 'desk' } },
  steps: {
    register: {
      from: 'new',
      to: 'received',
      by: ['desk'],
      needs: 'tracing_request',
      permission: 'children.take_requests',
    },
    // As another system had it: nothing of who the inquirer is, or of what they agree to, comes in with it.
    take_over: {
      from: 'new',
      to: 'received',
      by: ['desk'],
      needs: 'tracing_request_taken_over',
      permission: 'children.take_requests',
    },
    hold: { from: ['received', 'searching'], to: 'held', by: ['system'], starts: ['hold'] },
    search: { from: ['received'], to: 'searching', by: ['system'] },
    clear: {
      from: ['held'],
      to: 'searching',
      by: ['desk'],
      needs: 'hold_review',
      permission: 'children.review_holds',
      notBy: SAYING_STEPS,
      stops: ['hold'],
    },
    refuse: {
      from: ['held'],
      to: 'closed',
      by: ['desk'],
      needs: 'hold_review',
      permission: 'children.review_holds',
      notBy: SAYING_STEPS,
    },
    // What the inquirer says now, in full: what they said before can still be read.
    amend: {
      from: ['received', 'held', 'searching'],
      to: 'received',
      by: ['desk'],
      needs: 'tracing_request',
      permission: 'children.take_requests',
      stops: ['hold'],
    },
    allow: { from: ['searching'], to: 'to_tell', by: ['system'] },
    tell: {
      from: ['to_tell'],
      to: 'closed',
      by: ['desk'],
      needs: 'request_told',
      permission: 'children.take_requests',
    },
    close: {
      from: ['held', 'searching', 'to_tell'],
      to: 'closed',
      by: ['desk'],
      needs: 'request_closing',
      permission: 'children.judge_matches',
    },
    withdraw: {
      from: ['received', 'held', 'searching', 'to_tell'],
      to: 'closed',
      by: ['desk'],
      permission: 'children.take_requests',
    },
  },
})

/** States that anyone who takes requests at a desk is shown as one: whether a request is looked at, or held, is not theirs to tell. */
export const ONE_TO_THE_DESK: readonly string[] = ['received', 'held', 'searching']

/** Steps that the desk sees: its own. */
export const SEEN_AT_THE_DESK: readonly string[] = [...SAYING_STEPS, 'allow', 'tell', 'withdraw']
