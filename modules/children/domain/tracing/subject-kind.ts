import { requestKind } from '@gloact/records'

/**
 * What a child says of their family, for anyone who may be looking for them: the child’s side of tracing. It is held against requests only
 * as `entersMatching` says.
 */
export const tracingSubject = requestKind({
  kind: 'children.tracing_subject',
  parties: ['agency'],
  states: {
    // The clocks say whether there is anything to do.
    open: { turn: 'agency', isSettled: true },
    paused: { turn: 'agency' },
    closed: { turn: null },
  },
  clocks: { first_action: { of: 'agency' }, action: { of: 'agency' }, agreement: { of: 'agency' } },
  steps: {
    register: {
      from: 'new',
      to: 'open',
      by: ['agency'],
      needs: 'tracing_subject',
      permission: 'children.trace_for_child',
      starts: ['first_action', 'agreement'],
    },
    // Of a child too young to say: another person than the one who wrote it down agrees, for the protection of the child.
    agree_for_child: {
      from: ['open'],
      to: 'same',
      by: ['agency'],
      needs: 'tracing_basis',
      permission: 'children.agree_for_child',
      notBy: ['register', 'change'],
      stops: ['agreement'],
    },
    change: {
      from: ['open', 'paused'],
      to: 'same',
      by: ['agency'],
      needs: 'tracing_subject',
      permission: 'children.trace_for_child',
      starts: ['agreement'],
    },
    // What was done to find the family, in the file; with each one the next is due.
    act: {
      from: ['open'],
      to: 'same',
      by: ['agency'],
      needs: 'tracing_action',
      permission: 'children.trace_for_child',
      stops: ['first_action'],
      starts: ['action'],
    },
    pause: {
      from: ['open'],
      to: 'paused',
      by: ['agency'],
      permission: 'children.trace_for_child',
      stops: ['first_action', 'action', 'agreement'],
    },
    resume: {
      from: ['paused'],
      to: 'open',
      by: ['agency'],
      permission: 'children.trace_for_child',
      starts: ['action', 'agreement'],
    },
    close: {
      from: ['open', 'paused'],
      to: 'closed',
      by: ['agency'],
      permission: 'children.trace_for_child',
      stops: ['first_action', 'action', 'agreement'],
    },
  },
})
