import { AGENCY_SCOPES, createPolicy, rolesThatMay, type Role, type Rule } from '@gloact/policy'

export const CHILDREN_ACTIONS = [
  'children.read',
  'children.work',
  'children.approve',
  'children.guardian_register',
  'children.appoint',
  'children.accompany',
  'children.sit',
  'children.figures',
  'children.tell_interview',
] as const
export type ChildrenAction = (typeof CHILDREN_ACTIONS)[number]

interface Who {
  readonly agencyId: string
  readonly roles: readonly string[]
}

const conditions = {
  own_agency: (who: Who, what: { readonly agencyId: string }) => who.agencyId === what.agencyId,
} as const

/** Those who work on children's files. */
const CASEWORK: readonly Role[] = ['caseworker', 'supervisor', 'child_protection_officer']

const RULES: readonly Rule<Role, ChildrenAction, keyof typeof conditions>[] = [
  {
    id: 'children.casework',
    effect: 'allow',
    roles: CASEWORK,
    actions: ['children.read', 'children.work'],
    when: ['own_agency'],
    reason: 'children.policy.casework',
  },
  {
    id: 'children.approving',
    effect: 'allow',
    roles: ['supervisor', 'child_protection_officer'],
    actions: ['children.approve'],
    when: ['own_agency'],
    reason: 'children.policy.approving',
  },
  {
    id: 'children.guardianship',
    effect: 'allow',
    roles: ['guardianship_authority'],
    actions: ['children.read', 'children.guardian_register', 'children.appoint'],
    when: ['own_agency'],
    reason: 'children.policy.guardianship',
  },
  {
    id: 'children.accompanying',
    effect: 'allow',
    roles: ['guardian'],
    actions: ['children.accompany'],
    when: ['own_agency'],
    reason: 'children.policy.accompanying',
  },
  {
    id: 'children.sitting',
    effect: 'allow',
    roles: ['panel_member'],
    actions: ['children.read', 'children.sit'],
    when: ['own_agency'],
    reason: 'children.policy.sitting',
  },
  {
    // Whose referral it is, and whether it goes on, the module of referrals is asked.
    id: 'children.telling_of_interviews',
    effect: 'allow',
    roles: ['service_provider', ...CASEWORK],
    actions: ['children.tell_interview'],
    when: ['own_agency'],
    reason: 'children.policy.telling_of_interviews',
  },
  {
    id: 'children.counting',
    effect: 'allow',
    roles: ['national_coordinator'],
    actions: ['children.figures'],
    reason: 'children.policy.counting',
  },
]

/** Who may do what for children. What nobody is allowed here is denied. */
export const childrenPolicy = createPolicy({ rules: RULES, conditions })

/** Those who find each page in their menu. */
export const WORKS = rolesThatMay(childrenPolicy, 'children.work')
export const APPOINTS = rolesThatMay(childrenPolicy, 'children.appoint')
export const SITS = rolesThatMay(childrenPolicy, 'children.sit')
export const ACCOMPANIES = rolesThatMay(childrenPolicy, 'children.accompany')
export const TELLS_INTERVIEWS = rolesThatMay(childrenPolicy, 'children.tell_interview')
export const COUNTS = rolesThatMay(childrenPolicy, 'children.figures')
export const READS_RECORDS = rolesThatMay(childrenPolicy, 'children.read')

/** The same by typical cases, as the page of permissions shows it. */
export const CHILDREN_PERMISSIONS = {
  policy: childrenPolicy,
  roles: rolesThatMay(childrenPolicy, ...CHILDREN_ACTIONS),
  actions: CHILDREN_ACTIONS,
  scopes: AGENCY_SCOPES,
}
