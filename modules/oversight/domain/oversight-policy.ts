import { createPolicy, type Rule } from '@gloact/policy'

export const OVERSIGHT_ACTIONS = [
  'oversight.read_access',
  'oversight.review_access',
  'oversight.read_use',
  'oversight.verify',
] as const

export type OversightAction = (typeof OVERSIGHT_ACTIONS)[number]

/** The roles of identity, as far as this policy has to be able to name them. */
export const OVERSIGHT_ROLES = [
  'frontline_worker',
  'caseworker',
  'supervisor',
  'service_provider',
  'competent_authority',
  'child_protection_officer',
  'national_coordinator',
  'analyst',
  'data_protection_officer',
  'administrator',
] as const

export type OversightRole = (typeof OVERSIGHT_ROLES)[number]

export interface OversightPrincipal {
  readonly userId: string
  readonly country: string
  readonly roles: readonly string[]
}

const conditions = {
  same_country: (who: OversightPrincipal, what: { readonly country: string }) => who.country === what.country,
} as const

const RULES: readonly Rule<OversightRole, OversightAction, keyof typeof conditions>[] = [
  {
    id: 'oversight.officer',
    effect: 'allow',
    roles: ['data_protection_officer'],
    actions: OVERSIGHT_ACTIONS,
    when: ['same_country'],
    reason: 'oversight.policy.officer',
  },
  {
    id: 'oversight.administrators_read_access',
    effect: 'allow',
    roles: ['administrator'],
    actions: ['oversight.read_access'],
    when: ['same_country'],
    reason: 'oversight.policy.administrators_read_access',
  },
]

/** Who may look over others' shoulders. What nobody is allowed here is denied. */
export const oversightPolicy = createPolicy({ rules: RULES, conditions })
