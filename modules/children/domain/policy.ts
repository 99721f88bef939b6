import { agencyPermissions, agencyPolicy, rolesThatMay, type Role } from '@gloact/policy'

export const CHILDREN_ACTIONS = [
  'children.read',
  'children.work',
  'children.approve',
  'children.guardian_register',
  'children.read_carers',
  'children.keep_carers',
  'children.appoint',
  'children.stand_in',
  'children.accompany',
  'children.sit',
  'children.figures',
  'children.tell_interview',
] as const
export type ChildrenAction = (typeof CHILDREN_ACTIONS)[number]

/** Those who work on children's files. */
const CASEWORK: readonly Role[] = ['caseworker', 'supervisor', 'child_protection_officer']

/** Who may do what for children. What nobody is allowed here is denied. */
export const childrenPolicy = agencyPolicy<ChildrenAction>([
  {
    id: 'children.casework',
    roles: CASEWORK,
    actions: ['children.read', 'children.work', 'children.read_carers'],
    when: ['own_agency'],
    reason: 'children.policy.casework',
  },
  {
    id: 'children.approving',
    roles: ['supervisor', 'child_protection_officer'],
    actions: ['children.approve', 'children.keep_carers'],
    when: ['own_agency'],
    reason: 'children.policy.approving',
  },
  {
    id: 'children.guardianship',
    roles: ['guardianship_authority'],
    actions: [
      'children.read',
      'children.guardian_register',
      'children.appoint',
      'children.read_carers',
      'children.keep_carers',
    ],
    when: ['own_agency'],
    reason: 'children.policy.guardianship',
  },
  {
    id: 'children.standing_in',
    roles: ['child_protection_officer'],
    actions: ['children.stand_in'],
    when: ['own_agency'],
    reason: 'children.policy.standing_in',
  },
  {
    id: 'children.accompanying',
    roles: ['guardian'],
    actions: ['children.accompany'],
    when: ['own_agency'],
    reason: 'children.policy.accompanying',
  },
  {
    id: 'children.sitting',
    roles: ['panel_member'],
    actions: ['children.read', 'children.sit'],
    when: ['own_agency'],
    reason: 'children.policy.sitting',
  },
  {
    // Whose referral it is, and whether it goes on, the module of referrals is asked.
    id: 'children.telling_of_interviews',
    roles: ['service_provider', ...CASEWORK],
    actions: ['children.tell_interview'],
    when: ['own_agency'],
    reason: 'children.policy.telling_of_interviews',
  },
  {
    id: 'children.counting',
    roles: ['national_coordinator'],
    actions: ['children.figures'],
    reason: 'children.policy.counting',
  },
])

/** Those who find each page in their menu. */
export const WORKS = rolesThatMay(childrenPolicy, 'children.work')
export const APPOINTS = rolesThatMay(childrenPolicy, 'children.appoint')
export const READS_CARERS = rolesThatMay(childrenPolicy, 'children.read_carers')
export const SITS = rolesThatMay(childrenPolicy, 'children.sit')
export const ACCOMPANIES = rolesThatMay(childrenPolicy, 'children.accompany')
export const TELLS_INTERVIEWS = rolesThatMay(childrenPolicy, 'children.tell_interview')
export const COUNTS = rolesThatMay(childrenPolicy, 'children.figures')
export const READS_RECORDS = rolesThatMay(childrenPolicy, 'children.read')

/** The same by typical cases, as the page of permissions shows it. */
export const CHILDREN_PERMISSIONS = agencyPermissions(childrenPolicy, CHILDREN_ACTIONS)
