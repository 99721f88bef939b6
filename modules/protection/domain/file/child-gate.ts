/**
 * What an action on a child's file would record as done that another module has to allow: `decided`, a return under way or given;
 * `returned`, a file closed because the child was returned; `leave_path`, a file that leaves the child path.
 */
export const CHILD_GATES = ['decided', 'returned', 'leave_path'] as const
export type ChildGate = (typeof CHILD_GATES)[number]

/** Codes of a child's return, as a service (`service_type`) and as the reason to close a file (`closure_reason`). */
export const RETURN_SERVICE = 'voluntary_return'
export const RETURN_CLOSURE = 'returned_and_handed_over'

/** Results (`service_result`) by which a service was given. */
export const GIVEN: readonly string[] = ['provided', 'partly_provided', 'ended_early', 'received_elsewhere']
