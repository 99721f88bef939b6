import { agencyPermissions, agencyPolicy, rolesThatMay } from '@gloact/policy'

export const VICTIM_ACTIONS = ['victims.read', 'victims.send', 'victims.answer', 'victims.desk'] as const
export type VictimAction = (typeof VICTIM_ACTIONS)[number]

/**
 * Who may do what with referrals of people to and from other countries. What nobody is allowed here is denied.
 * Nobody who works on requests for evidence is among them: the tracks do not mix, and neither do their people.
 */
export const victimPolicy = agencyPolicy<VictimAction>([
  {
    id: 'cooperation.victims_served',
    roles: ['caseworker', 'child_protection_officer', 'supervisor', 'service_provider'],
    actions: ['victims.read', 'victims.answer'],
    when: ['own_agency'],
    reason: 'cooperation.policy.victims_served',
  },
  {
    id: 'cooperation.victims_referred',
    roles: ['caseworker', 'child_protection_officer', 'supervisor'],
    actions: ['victims.send'],
    when: ['own_agency'],
    reason: 'cooperation.policy.victims_referred',
  },
  {
    id: 'cooperation.victims_desk',
    roles: ['supervisor'],
    actions: ['victims.desk'],
    when: ['own_agency'],
    reason: 'cooperation.policy.victims_desk',
  },
])

export const READS_VICTIMS = rolesThatMay(victimPolicy, 'victims.read')
export const SENDS_VICTIMS = rolesThatMay(victimPolicy, 'victims.send')

/** The same by typical cases, as the page of permissions shows it. */
export const VICTIM_PERMISSIONS = agencyPermissions(victimPolicy, VICTIM_ACTIONS)
