import { AGENCY_SCOPES, createPolicy, rolesThatMay, type Role, type Rule } from '@gloact/policy'
import { LEGISLATION_ROLES } from './roles.ts'

export const LEGISLATION_ACTIONS = [
  'legislation.read',
  'legislation.edit',
  'legislation.review',
  'legislation.comment',
] as const
export type LegislationAction = (typeof LEGISLATION_ACTIONS)[number]

interface Who {
  readonly agencyId: string
  readonly roles: readonly string[]
}

const conditions = {
  same_agency: (who: Who, what: { readonly agencyId: string }) => who.agencyId === what.agencyId,
} as const

const RULES: readonly Rule<Role, LegislationAction, keyof typeof conditions>[] = [
  {
    id: 'legislation.lawyers_read',
    effect: 'allow',
    roles: ['legal_officer', 'legal_reviewer'],
    actions: ['legislation.read'],
    when: ['same_agency'],
    reason: 'legislation.policy.lawyers_read',
  },
  {
    id: 'legislation.officers_edit',
    effect: 'allow',
    roles: ['legal_officer'],
    actions: ['legislation.edit'],
    when: ['same_agency'],
    reason: 'legislation.policy.officers_edit',
  },
  {
    id: 'legislation.reviewers_review',
    effect: 'allow',
    roles: ['legal_reviewer'],
    actions: ['legislation.review'],
    when: ['same_agency'],
    reason: 'legislation.policy.reviewers_review',
  },
  {
    id: 'legislation.invited_comment',
    effect: 'allow',
    roles: LEGISLATION_ROLES.map(({ id }) => id),
    actions: ['legislation.comment'],
    when: ['same_agency'],
    reason: 'legislation.policy.invited_comment',
  },
]

/** Who may do what with laws and assessments. What nobody is allowed here is denied. */
export const legislationPolicy = createPolicy({ rules: RULES, conditions })

/** Those who find this part in their menu. */
export const READS = rolesThatMay(legislationPolicy, 'legislation.read')

/** Those who find bills in their menu: their agency's own, and those on which it was invited to comment. */
export const COMMENTS = rolesThatMay(legislationPolicy, 'legislation.comment')

/** The same by typical cases, as the page of permissions shows it. */
export const LEGISLATION_PERMISSIONS = {
  policy: legislationPolicy,
  roles: rolesThatMay(legislationPolicy, ...LEGISLATION_ACTIONS),
  actions: LEGISLATION_ACTIONS,
  scopes: AGENCY_SCOPES,
}
