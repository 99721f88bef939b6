import { agencyPermissions, agencyPolicy, rolesThatMay, type Role } from '@gloact/policy'

export const REFERRAL_ACTIONS = [
  'referral.read',
  'referral.send',
  'referral.answer',
  'referral.copy',
  'referral.lead',
  'directory.read',
  'directory.keep_capacity',
  'referral.measure',
  'referral.measure_country',
  'directory.keep_channels',
  'directory.propose',
  'directory.approve',
  'directory.approve_safety',
  'referral.late',
  'referral.late_recalls',
  'referral.assess_incident',
] as const
export type ReferralAction = (typeof REFERRAL_ACTIONS)[number]

/** Those who work on people's files, and may refer them. */
const CASEWORK: readonly Role[] = ['caseworker', 'supervisor', 'child_protection_officer']
/** Those who answer for a service. */
const INTAKE: readonly Role[] = ['service_provider', ...CASEWORK]

/** Who may do what with referrals and the directory. What nobody is allowed here is denied. */
export const referralPolicy = agencyPolicy<ReferralAction>([
  {
    id: 'referral.directory',
    roles: ['frontline_worker', 'national_coordinator', ...INTAKE],
    actions: ['directory.read'],
    reason: 'referral.policy.directory',
  },
  {
    id: 'referral.sending',
    roles: CASEWORK,
    actions: ['referral.read', 'referral.send', 'directory.keep_channels'],
    when: ['own_agency'],
    reason: 'referral.policy.sending',
  },
  {
    // Who meets people hands them over: of a file that is theirs, which protection asks.
    id: 'referral.handing_over',
    roles: ['frontline_worker'],
    actions: ['referral.read', 'referral.send'],
    when: ['own_agency'],
    reason: 'referral.policy.handing_over',
  },
  {
    id: 'referral.answering',
    roles: INTAKE,
    actions: ['referral.read', 'referral.answer', 'directory.keep_capacity', 'directory.propose'],
    when: ['own_agency'],
    reason: 'referral.policy.answering',
  },
  {
    // Those who keep files of their own.
    id: 'referral.copying',
    roles: CASEWORK,
    actions: ['referral.copy'],
    when: ['own_agency'],
    reason: 'referral.policy.copying',
  },
  {
    id: 'referral.approving',
    roles: ['supervisor', 'national_coordinator'],
    actions: ['directory.approve'],
    reason: 'referral.policy.approving',
  },
  {
    id: 'referral.approving_safety',
    roles: ['national_coordinator'],
    actions: ['directory.approve_safety'],
    reason: 'referral.policy.approving_safety',
  },
  {
    id: 'referral.leading',
    roles: ['supervisor'],
    actions: ['referral.lead'],
    when: ['own_agency'],
    reason: 'referral.policy.leading',
  },
  {
    id: 'referral.measuring',
    roles: ['supervisor'],
    actions: ['referral.measure'],
    when: ['own_agency'],
    reason: 'referral.policy.measuring',
  },
  {
    id: 'referral.measuring_country',
    roles: ['national_coordinator', 'analyst'],
    actions: ['referral.measure_country'],
    reason: 'referral.policy.measuring_country',
  },
  {
    id: 'referral.late',
    roles: ['national_coordinator'],
    actions: ['referral.late'],
    reason: 'referral.policy.late',
  },
  {
    id: 'referral.late_recalls',
    roles: ['data_protection_officer'],
    actions: ['referral.late_recalls'],
    reason: 'referral.policy.late_recalls',
  },
  {
    id: 'referral.incidents',
    roles: ['data_protection_officer'],
    actions: ['referral.assess_incident'],
    reason: 'referral.policy.incidents',
  },
])

/** Those who find this part in their menu. */
export const READS = rolesThatMay(referralPolicy, 'referral.read')

/** Those who may begin a referral. */
export const SENDS = rolesThatMay(referralPolicy, 'referral.send')

/** Those who decide what is proposed for the directory. */
export const APPROVES = rolesThatMay(referralPolicy, 'directory.approve')

/** Those who find the directory in their menu. */
export const READS_DIRECTORY = rolesThatMay(referralPolicy, 'directory.read')

/** Those who decide between agencies: a transfer, joint work, an exception. */
export const LEADS = rolesThatMay(referralPolicy, 'referral.lead')

/** Those who see the outcome of their agency’s referrals, and of the whole country’s. */
export const MEASURES_OWN = rolesThatMay(referralPolicy, 'referral.measure')
export const MEASURES_COUNTRY = rolesThatMay(referralPolicy, 'referral.measure_country')

/** Those who see what was opened by the wrong agency. */
export const SEES_INCIDENTS = rolesThatMay(referralPolicy, 'referral.assess_incident', 'referral.lead')

/** Those who see what of the country is far overdue. */
export const SEES_LATE = rolesThatMay(referralPolicy, 'referral.late', 'referral.late_recalls')

/** The same by typical cases, as the page of permissions shows it. */
export const REFERRAL_PERMISSIONS = agencyPermissions(referralPolicy, REFERRAL_ACTIONS)
