import { IDENTITY_ACTIONS, identityPolicy, type IdentityPrincipal, type IdentityResource } from './identity-policy.ts'
import { ROLES, type Role } from './roles.ts'

const scope = (id: string, resource: IdentityResource) => ({
  id,
  example: (role: Role): { principal: IdentityPrincipal; resource: IdentityResource } => ({
    principal: { userId: 'me', country: 'own country', roles: [role] },
    resource,
  }),
})

/** The policy of this module by typical cases, as the page of permissions shows it. */
export const IDENTITY_PERMISSIONS = {
  policy: identityPolicy,
  roles: ROLES,
  actions: IDENTITY_ACTIONS,
  scopes: [
    scope('somebody else', { country: 'own country', staffId: 'somebody else' }),
    scope('oneself', { country: 'own country', staffId: 'me' }),
    scope('another country', { country: 'another country', staffId: 'somebody else' }),
  ],
}
