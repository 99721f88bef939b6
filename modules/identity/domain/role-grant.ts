import { refuseSecond, type SecondRefusal } from './access-change.ts'
import type { Role, RoleBook } from './roles.ts'

/** A role as it was given to an account. Rows are never changed back: the history of grants stays. */
export interface RoleGrant {
  readonly role: Role
  readonly needsConfirmation: boolean
  readonly grantedBy: string | null
  readonly confirmedBy: string | null
  readonly revokedAt: string | null
}

export const GRANT_STATES = ['in_force', 'awaiting_confirmation', 'revoked'] as const

export type GrantState = (typeof GRANT_STATES)[number]

export function grantState(grant: RoleGrant): GrantState {
  if (grant.revokedAt !== null) return 'revoked'
  return grant.needsConfirmation && grant.confirmedBy === null ? 'awaiting_confirmation' : 'in_force'
}

/** The roles in force, in the order of the list of roles. */
export const rolesInForce = (grants: readonly RoleGrant[]): readonly Role[] =>
  grants.filter((grant) => grantState(grant) === 'in_force').map((grant) => grant.role)

export type GrantRefusal =
  | SecondRefusal
  | 'identity.role_unknown'
  | 'identity.grant_exists'
  | 'identity.grant_missing'
  | 'identity.roles_exclude_each_other'

/**
 * Whether `by` may give `role` to an account that already holds `grants`. A role about people then waits for a
 * second administrator: one person alone can never let themselves, or a friend, read files.
 */
export function refuseGrant(
  role: Role,
  grants: readonly RoleGrant[],
  by: { readonly userId: string; readonly staffId: string },
  book: RoleBook,
): GrantRefusal | undefined {
  if (!book.has(role)) return 'identity.role_unknown'
  if (by.userId === by.staffId) return 'identity.own_account'
  const standing = grants.filter((grant) => grantState(grant) !== 'revoked').map((grant) => grant.role)
  if (standing.includes(role)) return 'identity.grant_exists'
  if (!book.mayHoldTogether([...standing, role])) return 'identity.roles_exclude_each_other'
  return undefined
}

/**
 * Whether `by` may confirm a grant: another administrator than gave it, not the one whom it is for, and not one who had the giver's
 * account in their hands, or the reverse. What the console gave (`grantedBy` null) any administrator may confirm.
 */
export function refuseConfirmation(
  grant: RoleGrant,
  by: {
    readonly userId: string
    readonly staffId: string
    readonly notIndependentOf: ReadonlyMap<string, string>
  },
): GrantRefusal | undefined {
  if (grantState(grant) !== 'awaiting_confirmation') return 'identity.grant_missing'
  return refuseSecond({ askedBy: grant.grantedBy, staffId: by.staffId }, by)
}
