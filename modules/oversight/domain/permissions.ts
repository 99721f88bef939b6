import {
  OVERSIGHT_ACTIONS,
  OVERSIGHT_ROLES,
  oversightPolicy,
  type OversightPrincipal,
  type OversightRole,
} from './oversight-policy.ts'

/** The policy of this module by typical cases, as the page of permissions shows it. */
export const OVERSIGHT_PERMISSIONS = {
  policy: oversightPolicy,
  roles: OVERSIGHT_ROLES,
  actions: OVERSIGHT_ACTIONS,
  scopes: ['own country', 'another country'].map((id) => ({
    id,
    example: (role: OversightRole): { principal: OversightPrincipal; resource: { country: string } } => ({
      principal: { userId: 'me', country: 'own country', roles: [role] },
      resource: { country: id },
    }),
  })),
}
