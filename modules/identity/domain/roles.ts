import { roleBook, type Role, type RoleDeclaration, type RowScope } from '@gloact/policy'

export { ROW_SCOPES, roleBook, type Role, type RoleBook, type RoleDeclaration, type RowScope } from '@gloact/policy'

/**
 * The roles of agencies that know one another: who meets people, who works on their files, who watches over both. What a part of the
 * response of its own needs, that module declares beside it; the platform puts all of them together.
 */
export const IDENTITY_ROLES = [
  { id: 'frontline_worker', rows: 'own', secondFactor: true },
  { id: 'caseworker', rows: 'team', secondFactor: true },
  { id: 'supervisor', rows: 'agency', secondFactor: true },
  { id: 'service_provider', rows: 'own', secondFactor: true },
  { id: 'competent_authority', rows: 'own', secondFactor: true },
  { id: 'child_protection_officer', rows: 'agency', secondFactor: true },
  // Sees the figures of all agencies, and designates.
  { id: 'national_coordinator', rows: 'none', secondFactor: true },
  // Sees figures of others.
  { id: 'analyst', rows: 'none', secondFactor: true },
  // Sees who reads what, and decides on retention and erasure.
  { id: 'data_protection_officer', rows: 'none', secondFactor: true },
  { id: 'administrator', rows: 'none', secondFactor: true, givesAccess: true },
] as const satisfies readonly RoleDeclaration[]

declare module '@gloact/policy' {
  interface DeclaredRoles extends Record<(typeof IDENTITY_ROLES)[number]['id'], true> {}
}

/** The roles that this module declares; an instance has more. */
export const ROLES: readonly Role[] = IDENTITY_ROLES.map(({ id }) => id)

/** Those alone, for who works without a platform: a command, a test. What another module declares is unknown to it, and opens nothing. */
export const OWN_ROLES = roleBook(IDENTITY_ROLES)

export const { opensFiles, rowScopeOf } = OWN_ROLES

/** Whether somebody sees the files of teams, and is in none: apart from those assigned to them, they see nobody. */
export const needsTeam = (rows: RowScope, teamIds: readonly string[]): boolean =>
  rows === 'team' && teamIds.length === 0
