import { createPolicy } from '@gloact/policy'

export const IDENTITY_ACTIONS = [
  'identity.read_directory',
  'identity.read_every_team',
  'identity.manage_agencies',
  'identity.read_accounts',
  'identity.manage_account',
  'identity.grant_role',
  'identity.confirm_role',
  'identity.confirm_change',
  'identity.reset_factor',
] as const

export type IdentityAction = (typeof IDENTITY_ACTIONS)[number]

/** What an action of this module is about: a country's register, and the account where one is meant. */
export interface IdentityResource {
  readonly country: string
  readonly staffId: string | null
}

export interface IdentityPrincipal {
  readonly userId: string
  readonly country: string
  readonly roles: readonly string[]
}

/** Who may do what with agencies and accounts. What nobody is allowed here is denied. */
export const identityPolicy = createPolicy({
  rules: [
    {
      id: 'identity.staff_read_directory',
      effect: 'allow',
      roles: 'any',
      actions: ['identity.read_directory'],
      when: ['same_country', 'holds_a_role'],
      reason: 'identity.policy.staff_read_directory',
    },
    {
      // The teams of other agencies say where people work: for those who give files to teams, oversee them or manage accounts.
      id: 'identity.read_every_team',
      effect: 'allow',
      roles: [
        'administrator',
        'data_protection_officer',
        'frontline_worker',
        'caseworker',
        'supervisor',
        'child_protection_officer',
        'competent_authority',
        'national_coordinator',
      ],
      actions: ['identity.read_every_team'],
      when: ['same_country'],
      reason: 'identity.policy.read_every_team',
    },
    {
      id: 'identity.administrators_manage',
      effect: 'allow',
      roles: ['administrator'],
      actions: [
        'identity.manage_agencies',
        'identity.read_accounts',
        'identity.manage_account',
        'identity.grant_role',
        'identity.confirm_role',
        'identity.confirm_change',
        'identity.reset_factor',
      ],
      when: ['same_country'],
      reason: 'identity.policy.administrators_manage',
    },
    {
      id: 'identity.nobody_manages_themselves',
      effect: 'deny',
      roles: 'any',
      actions: [
        'identity.manage_account',
        'identity.grant_role',
        'identity.confirm_role',
        'identity.confirm_change',
        'identity.reset_factor',
      ],
      when: ['own_account'],
      reason: 'identity.policy.nobody_manages_themselves',
    },
  ] as const,
  conditions: {
    same_country: (principal: IdentityPrincipal, resource: IdentityResource) => principal.country === resource.country,
    /** A session with steps left to do has none. */
    holds_a_role: (principal: IdentityPrincipal) => principal.roles.length > 0,
    own_account: (principal: IdentityPrincipal, resource: IdentityResource) => principal.userId === resource.staffId,
  },
})
