import { agencyPermissions, agencyPolicy, rolesThatMay } from '@gloact/policy'
import { LEGISLATION_ROLES } from './roles.ts'

export const LEGISLATION_ACTIONS = [
  'legislation.read',
  'legislation.edit',
  'legislation.review',
  'legislation.comment',
] as const
export type LegislationAction = (typeof LEGISLATION_ACTIONS)[number]

/** Who may do what with laws and assessments. What nobody is allowed here is denied. */
export const legislationPolicy = agencyPolicy<LegislationAction>([
  {
    id: 'legislation.lawyers_read',
    roles: ['legal_officer', 'legal_reviewer'],
    actions: ['legislation.read'],
    when: ['own_agency'],
    reason: 'legislation.policy.lawyers_read',
  },
  {
    id: 'legislation.officers_edit',
    roles: ['legal_officer'],
    actions: ['legislation.edit'],
    when: ['own_agency'],
    reason: 'legislation.policy.officers_edit',
  },
  {
    id: 'legislation.reviewers_review',
    roles: ['legal_reviewer'],
    actions: ['legislation.review'],
    when: ['own_agency'],
    reason: 'legislation.policy.reviewers_review',
  },
  {
    id: 'legislation.invited_comment',
    roles: LEGISLATION_ROLES.map(({ id }) => id),
    actions: ['legislation.comment'],
    when: ['own_agency'],
    reason: 'legislation.policy.invited_comment',
  },
])

/** Those who find this part in their menu. */
export const READS = rolesThatMay(legislationPolicy, 'legislation.read')

/** Those who find bills in their menu: their agency's own, and those on which it was invited to comment. */
export const COMMENTS = rolesThatMay(legislationPolicy, 'legislation.comment')

/** The same by typical cases, as the page of permissions shows it. */
export const LEGISLATION_PERMISSIONS = agencyPermissions(legislationPolicy, LEGISLATION_ACTIONS)
