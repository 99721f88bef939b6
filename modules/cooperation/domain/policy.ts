import { AGENCY_SCOPES, createPolicy, rolesThatMay, type Role, type Rule } from '@gloact/policy'

export const COOPERATION_ACTIONS = [
  'cooperation.read',
  'cooperation.write',
  'cooperation.approve',
  'cooperation.answer',
  'cooperation.enquire',
  'directory.read',
  'directory.edit',
  'meetings.read',
  'meetings.edit',
  'peers.read',
  'peers.enter',
  'peers.stop',
] as const
export type CooperationAction = (typeof COOPERATION_ACTIONS)[number]

interface Who {
  readonly agencyId: string
  readonly roles: readonly string[]
}

const conditions = {
  same_agency: (who: Who, what: { readonly agencyId: string }) => who.agencyId === what.agencyId,
} as const

const RULES: readonly Rule<Role, CooperationAction, keyof typeof conditions>[] = [
  {
    id: 'cooperation.authority_reads',
    effect: 'allow',
    roles: ['cooperation_officer', 'central_authority_approver', 'liaison_officer'],
    actions: ['cooperation.read'],
    when: ['same_agency'],
    reason: 'cooperation.policy.authority_reads',
  },
  {
    id: 'cooperation.officers_write',
    effect: 'allow',
    roles: ['cooperation_officer'],
    actions: ['cooperation.write', 'cooperation.answer'],
    when: ['same_agency'],
    reason: 'cooperation.policy.officers_write',
  },
  {
    id: 'cooperation.second_approves',
    effect: 'allow',
    roles: ['central_authority_approver'],
    actions: ['cooperation.approve'],
    when: ['same_agency'],
    reason: 'cooperation.policy.second_approves',
  },
  {
    id: 'cooperation.progress_is_asked',
    effect: 'allow',
    roles: ['cooperation_officer', 'liaison_officer'],
    actions: ['cooperation.enquire'],
    when: ['same_agency'],
    reason: 'cooperation.policy.progress_is_asked',
  },
  {
    id: 'cooperation.directory_read',
    effect: 'allow',
    roles: [
      'cooperation_officer',
      'central_authority_approver',
      'liaison_officer',
      'national_coordinator',
      'intelligence_officer',
      'intelligence_approver',
    ],
    actions: ['directory.read'],
    reason: 'cooperation.policy.directory_read',
  },
  {
    id: 'cooperation.directory_kept',
    effect: 'allow',
    roles: ['cooperation_officer', 'liaison_officer', 'intelligence_officer'],
    actions: ['directory.edit'],
    when: ['same_agency'],
    reason: 'cooperation.policy.directory_kept',
  },
  {
    // Supervisors: what was agreed is carried out by agencies that have no other part in cooperation.
    id: 'cooperation.meetings_read',
    effect: 'allow',
    roles: [
      'cooperation_officer',
      'central_authority_approver',
      'liaison_officer',
      'national_coordinator',
      'supervisor',
    ],
    actions: ['meetings.read'],
    reason: 'cooperation.policy.meetings_read',
  },
  {
    id: 'cooperation.meetings_kept',
    effect: 'allow',
    roles: ['cooperation_officer', 'liaison_officer', 'national_coordinator'],
    actions: ['meetings.edit'],
    when: ['same_agency'],
    reason: 'cooperation.policy.meetings_kept',
  },
  {
    id: 'cooperation.peers_read',
    effect: 'allow',
    roles: ['cooperation_officer', 'central_authority_approver', 'liaison_officer'],
    actions: ['peers.read'],
    reason: 'cooperation.policy.peers_read',
  },
  {
    // Which two of them it is, is not the role's to say: the database takes no second word from the same person.
    id: 'cooperation.peers_entered',
    effect: 'allow',
    roles: ['cooperation_officer', 'central_authority_approver'],
    actions: ['peers.enter'],
    when: ['same_agency'],
    reason: 'cooperation.policy.peers_entered',
  },
  {
    // Anyone who notices may stop it: a stop costs a delay, and a stolen key somebody's life.
    id: 'cooperation.peers_stopped',
    effect: 'allow',
    roles: ['cooperation_officer', 'central_authority_approver', 'liaison_officer'],
    actions: ['peers.stop'],
    when: ['same_agency'],
    reason: 'cooperation.policy.peers_stopped',
  },
]

/** Who may do what with requests to and from other countries. What nobody is allowed here is denied. */
export const cooperationPolicy = createPolicy({ rules: RULES, conditions })

/** Those who find requests in their menu, and those who find the directory. */
export const READS = rolesThatMay(cooperationPolicy, 'cooperation.read')
export const WRITES = rolesThatMay(cooperationPolicy, 'cooperation.write')
export const READS_PEERS = rolesThatMay(cooperationPolicy, 'peers.read')
export const ENTERS_PEERS = rolesThatMay(cooperationPolicy, 'peers.enter')
export const READS_MEETINGS = rolesThatMay(cooperationPolicy, 'meetings.read')
export const READS_DIRECTORY = rolesThatMay(cooperationPolicy, 'directory.read')

/** The same by typical cases, as the page of permissions shows it. */
export const COOPERATION_PERMISSIONS = {
  policy: cooperationPolicy,
  roles: rolesThatMay(cooperationPolicy, ...COOPERATION_ACTIONS),
  actions: COOPERATION_ACTIONS,
  scopes: AGENCY_SCOPES,
}
