import { agencyPermissions, agencyPolicy, rolesThatMay } from '@gloact/policy'

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

/** Who may do what with requests to and from other countries. What nobody is allowed here is denied. */
export const cooperationPolicy = agencyPolicy<CooperationAction>([
  {
    id: 'cooperation.authority_reads',
    roles: ['cooperation_officer', 'central_authority_approver', 'liaison_officer'],
    actions: ['cooperation.read'],
    when: ['own_agency'],
    reason: 'cooperation.policy.authority_reads',
  },
  {
    id: 'cooperation.officers_write',
    roles: ['cooperation_officer'],
    actions: ['cooperation.write', 'cooperation.answer'],
    when: ['own_agency'],
    reason: 'cooperation.policy.officers_write',
  },
  {
    id: 'cooperation.second_approves',
    roles: ['central_authority_approver'],
    actions: ['cooperation.approve'],
    when: ['own_agency'],
    reason: 'cooperation.policy.second_approves',
  },
  {
    id: 'cooperation.progress_is_asked',
    roles: ['cooperation_officer', 'liaison_officer'],
    actions: ['cooperation.enquire'],
    when: ['own_agency'],
    reason: 'cooperation.policy.progress_is_asked',
  },
  {
    id: 'cooperation.directory_read',
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
    roles: ['cooperation_officer', 'liaison_officer', 'intelligence_officer'],
    actions: ['directory.edit'],
    when: ['own_agency'],
    reason: 'cooperation.policy.directory_kept',
  },
  {
    // Supervisors: what was agreed is carried out by agencies that have no other part in cooperation.
    id: 'cooperation.meetings_read',
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
    roles: ['cooperation_officer', 'liaison_officer', 'national_coordinator'],
    actions: ['meetings.edit'],
    when: ['own_agency'],
    reason: 'cooperation.policy.meetings_kept',
  },
  {
    id: 'cooperation.peers_read',
    roles: ['cooperation_officer', 'central_authority_approver', 'liaison_officer'],
    actions: ['peers.read'],
    reason: 'cooperation.policy.peers_read',
  },
  {
    // Which two of them it is, is not the role's to say: the database takes no second word from the same person.
    id: 'cooperation.peers_entered',
    roles: ['cooperation_officer', 'central_authority_approver'],
    actions: ['peers.enter'],
    when: ['own_agency'],
    reason: 'cooperation.policy.peers_entered',
  },
  {
    // Anyone who notices may stop it: a stop costs a delay, and a stolen key somebody's life.
    id: 'cooperation.peers_stopped',
    roles: ['cooperation_officer', 'central_authority_approver', 'liaison_officer'],
    actions: ['peers.stop'],
    when: ['own_agency'],
    reason: 'cooperation.policy.peers_stopped',
  },
])

/** Those who find requests in their menu, and those who find the directory. */
export const READS = rolesThatMay(cooperationPolicy, 'cooperation.read')
export const WRITES = rolesThatMay(cooperationPolicy, 'cooperation.write')
export const READS_PEERS = rolesThatMay(cooperationPolicy, 'peers.read')
export const ENTERS_PEERS = rolesThatMay(cooperationPolicy, 'peers.enter')
export const READS_MEETINGS = rolesThatMay(cooperationPolicy, 'meetings.read')
export const READS_DIRECTORY = rolesThatMay(cooperationPolicy, 'directory.read')

/** The same by typical cases, as the page of permissions shows it. */
export const COOPERATION_PERMISSIONS = agencyPermissions(cooperationPolicy, COOPERATION_ACTIONS)
