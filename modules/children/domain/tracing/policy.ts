import { AGENCY_SCOPES, createPolicy, rolesThatMay, type Role, type Rule } from '@gloact/policy'

export const TRACING_ACTIONS = [
  'children.take_requests',
  'children.trace_for_child',
  'children.judge_matches',
  'children.review_holds',
] as const
export type TracingAction = (typeof TRACING_ACTIONS)[number]

interface Who {
  readonly agencyId: string
  readonly roles: readonly string[]
}

const conditions = {
  own_agency: (who: Who, what: { readonly agencyId: string }) => who.agencyId === what.agencyId,
} as const

const JUDGES: readonly Role[] = ['child_protection_officer', 'supervisor']

const RULES: readonly Rule<Role, TracingAction, keyof typeof conditions>[] = [
  {
    id: 'children.desk_takes_requests',
    effect: 'allow',
    roles: ['caseworker', ...JUDGES],
    actions: ['children.take_requests'],
    when: ['own_agency'],
    reason: 'children.policy.desk_takes_requests',
  },
  {
    id: 'children.child_is_traced_for',
    effect: 'allow',
    roles: ['caseworker', ...JUDGES],
    actions: ['children.trace_for_child'],
    when: ['own_agency'],
    reason: 'children.policy.child_is_traced_for',
  },
  {
    id: 'children.officers_judge',
    effect: 'allow',
    roles: JUDGES,
    actions: ['children.judge_matches', 'children.review_holds'],
    when: ['own_agency'],
    reason: 'children.policy.officers_judge',
  },
]

/** Who may do what in tracing. What nobody is allowed here is denied. */
export const tracingPolicy = createPolicy({ rules: RULES, conditions })

export const TAKES_REQUESTS = rolesThatMay(tracingPolicy, 'children.take_requests')
export const JUDGES_MATCHES = rolesThatMay(tracingPolicy, 'children.judge_matches')

/** The same by typical cases, as the page of permissions shows it. */
export const TRACING_PERMISSIONS = {
  policy: tracingPolicy,
  roles: rolesThatMay(tracingPolicy, ...TRACING_ACTIONS),
  actions: TRACING_ACTIONS,
  scopes: AGENCY_SCOPES,
}
