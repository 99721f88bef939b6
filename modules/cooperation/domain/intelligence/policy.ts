import { AGENCY_SCOPES, createPolicy, rolesThatMay, type Role, type Rule } from '@gloact/policy'

export const INTELLIGENCE_ACTIONS = ['intelligence.read', 'intelligence.write', 'intelligence.approve'] as const
export type IntelligenceAction = (typeof INTELLIGENCE_ACTIONS)[number]

interface Who {
  readonly agencyId: string
  readonly roles: readonly string[]
}

const conditions = {
  same_agency: (who: Who, what: { readonly agencyId: string }) => who.agencyId === what.agencyId,
} as const

/** Nobody who works on requests for evidence or on people's files is among them by their role: the tracks do not mix, nor do their people. */
const RULES: readonly Rule<Role, IntelligenceAction, keyof typeof conditions>[] = [
  {
    id: 'cooperation.intelligence_written',
    effect: 'allow',
    roles: ['intelligence_officer'],
    actions: ['intelligence.read', 'intelligence.write'],
    when: ['same_agency'],
    reason: 'cooperation.policy.intelligence_written',
  },
  {
    id: 'cooperation.intelligence_approved',
    effect: 'allow',
    roles: ['intelligence_approver'],
    actions: ['intelligence.read', 'intelligence.approve'],
    when: ['same_agency'],
    reason: 'cooperation.policy.intelligence_approved',
  },
]

/** Who may do what with intelligence to and from other countries. What nobody is allowed here is denied. */
export const intelligencePolicy = createPolicy({ rules: RULES, conditions })

export const READS_INTELLIGENCE = rolesThatMay(intelligencePolicy, 'intelligence.read')
export const WRITES_INTELLIGENCE = rolesThatMay(intelligencePolicy, 'intelligence.write')

/** The same by typical cases, as the page of permissions shows it. */
export const INTELLIGENCE_PERMISSIONS = {
  policy: intelligencePolicy,
  roles: rolesThatMay(intelligencePolicy, ...INTELLIGENCE_ACTIONS),
  actions: INTELLIGENCE_ACTIONS,
  scopes: AGENCY_SCOPES,
}
