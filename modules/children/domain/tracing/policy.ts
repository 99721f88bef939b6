import { agencyPermissions, agencyPolicy, rolesThatMay, type Role } from '@gloact/policy'

export const TRACING_ACTIONS = [
  'children.take_requests',
  'children.trace_for_child',
  'children.judge_matches',
  'children.review_holds',
  'children.agree_for_child',
] as const
export type TracingAction = (typeof TRACING_ACTIONS)[number]

const JUDGES: readonly Role[] = ['child_protection_officer', 'supervisor']

/** Who may do what in tracing. What nobody is allowed here is denied. */
export const tracingPolicy = agencyPolicy<TracingAction>([
  {
    id: 'children.desk_takes_requests',
    roles: ['caseworker', ...JUDGES],
    actions: ['children.take_requests'],
    when: ['own_agency'],
    reason: 'children.policy.desk_takes_requests',
  },
  {
    id: 'children.child_is_traced_for',
    roles: ['caseworker', ...JUDGES],
    actions: ['children.trace_for_child'],
    when: ['own_agency'],
    reason: 'children.policy.child_is_traced_for',
  },
  {
    id: 'children.officers_judge',
    roles: JUDGES,
    actions: ['children.judge_matches', 'children.review_holds'],
    when: ['own_agency'],
    reason: 'children.policy.officers_judge',
  },
  {
    id: 'children.supervisors_agree_for_child',
    roles: ['supervisor'],
    actions: ['children.agree_for_child'],
    when: ['own_agency'],
    reason: 'children.policy.supervisors_agree_for_child',
  },
])

export const TAKES_REQUESTS = rolesThatMay(tracingPolicy, 'children.take_requests')
export const JUDGES_MATCHES = rolesThatMay(tracingPolicy, 'children.judge_matches')

/** The same by typical cases, as the page of permissions shows it. */
export const TRACING_PERMISSIONS = agencyPermissions(tracingPolicy, TRACING_ACTIONS)
