import { AGENCY_SCOPES, createPolicy, rolesThatMay, type Role, type Rule } from '@gloact/policy'

export const VICTIM_ACTIONS = ['victims.read', 'victims.send', 'victims.answer', 'victims.desk'] as const
export type VictimAction = (typeof VICTIM_ACTIONS)[number]

interface Who {
  readonly agencyId: string
  readonly roles: readonly string[]
}

const conditions = {
  same_agency: (who: Who, what: { readonly agencyId: string }) => who.agencyId === what.agencyId,
} as const

/** Nobody who works on requests for evidence is among them: the tracks do not mix, and neither do their people. */
const RULES: readonly Rule<Role, VictimAction, keyof typeof conditions>[] = [
  {
    id: 'cooperation.victims_served',
    effect: 'allow',
    roles: ['caseworker', 'child_protection_officer', 'supervisor', 'service_provider'],
    actions: ['victims.read', 'victims.answer'],
    when: ['same_agency'],
    reason: 'cooperation.policy.victims_served',
  },
  {
    id: 'cooperation.victims_referred',
    effect: 'allow',
    roles: ['caseworker', 'child_protection_officer', 'supervisor'],
    actions: ['victims.send'],
    when: ['same_agency'],
    reason: 'cooperation.policy.victims_referred',
  },
  {
    id: 'cooperation.victims_desk',
    effect: 'allow',
    roles: ['supervisor'],
    actions: ['victims.desk'],
    when: ['same_agency'],
    reason: 'cooperation.policy.victims_desk',
  },
]

/** Who may do what with referrals of people to and from other countries. What nobody is allowed here is denied. */
export const victimPolicy = createPolicy({ rules: RULES, conditions })

export const READS_VICTIMS = rolesThatMay(victimPolicy, 'victims.read')
export const SENDS_VICTIMS = rolesThatMay(victimPolicy, 'victims.send')

/** The same by typical cases, as the page of permissions shows it. */
export const VICTIM_PERMISSIONS = {
  policy: victimPolicy,
  roles: rolesThatMay(victimPolicy, ...VICTIM_ACTIONS),
  actions: VICTIM_ACTIONS,
  scopes: AGENCY_SCOPES,
}
