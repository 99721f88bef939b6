import { agencyPermissions, agencyPolicy, rolesThatMay } from '@gloact/policy'

export const INTELLIGENCE_ACTIONS = ['intelligence.read', 'intelligence.write', 'intelligence.approve'] as const
export type IntelligenceAction = (typeof INTELLIGENCE_ACTIONS)[number]

/**
 * Who may do what with intelligence to and from other countries. What nobody is allowed here is denied.
 * Nobody who works on requests for evidence or on people's files is among them by their role: the tracks do not mix, nor do their people.
 */
export const intelligencePolicy = agencyPolicy<IntelligenceAction>([
  {
    id: 'cooperation.intelligence_written',
    roles: ['intelligence_officer'],
    actions: ['intelligence.read', 'intelligence.write'],
    when: ['own_agency'],
    reason: 'cooperation.policy.intelligence_written',
  },
  {
    id: 'cooperation.intelligence_approved',
    roles: ['intelligence_approver'],
    actions: ['intelligence.read', 'intelligence.approve'],
    when: ['own_agency'],
    reason: 'cooperation.policy.intelligence_approved',
  },
])

export const READS_INTELLIGENCE = rolesThatMay(intelligencePolicy, 'intelligence.read')
export const WRITES_INTELLIGENCE = rolesThatMay(intelligencePolicy, 'intelligence.write')

/** The same by typical cases, as the page of permissions shows it. */
export const INTELLIGENCE_PERMISSIONS = agencyPermissions(intelligencePolicy, INTELLIGENCE_ACTIONS)
