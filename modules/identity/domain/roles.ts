/**
 * What an account may be used for. An account may hold several, with one exception: an administrator holds no role
 * that opens files.
 */
export const ROLES = [
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

export type Role = (typeof ROLES)[number]

/** Which rows a session sees, from narrowest to widest. `none` sees no file at all. */
export const ROW_SCOPES = ['none', 'own', 'team', 'agency'] as const

export type RowScope = (typeof ROW_SCOPES)[number]

interface RoleRules {
  /**
   * The rows it opens. `own` for a competent authority and a service provider means what was shared with their agency: other
   * agencies' files never become visible by role.
   */
  readonly rows: RowScope
  /** Whether a password alone is enough: never where a role opens files, gives others access, or sees figures of others. */
  readonly secondFactor: boolean
}

/** What each role opens and asks for. A new role says both here, or does not compile. */
export const ROLE_RULES: Readonly<Record<Role, RoleRules>> = {
  frontline_worker: { rows: 'own', secondFactor: true },
  caseworker: { rows: 'team', secondFactor: true },
  supervisor: { rows: 'agency', secondFactor: true },
  service_provider: { rows: 'own', secondFactor: true },
  competent_authority: { rows: 'own', secondFactor: true },
  child_protection_officer: { rows: 'agency', secondFactor: true },
  // Sees the figures of all agencies, and designates.
  national_coordinator: { rows: 'none', secondFactor: true },
  // Sees figures of others.
  analyst: { rows: 'none', secondFactor: true },
  // Sees who reads what, and decides on retention and erasure.
  data_protection_officer: { rows: 'none', secondFactor: true },
  // Gives access.
  administrator: { rows: 'none', secondFactor: true },
}

export const rowsOf = (role: Role): RowScope => ROLE_RULES[role].rows

export const opensFiles = (role: Role): boolean => rowsOf(role) !== 'none'

/** A second factor is required as soon as one role asks for it. An account that holds none has nothing to protect. */
export const needsSecondFactor = (roles: readonly Role[]): boolean =>
  roles.some((role) => ROLE_RULES[role].secondFactor)

/** Whether one account may hold these roles together: whoever manages accounts opens no files. */
export const mayHoldTogether = (roles: readonly Role[]): boolean =>
  !(roles.includes('administrator') && roles.some(opensFiles))

/** The widest of the roles' scopes; `none` where they may not be held together, so that a mistake shows nothing. */
export function rowScopeOf(roles: readonly Role[]): RowScope {
  if (!mayHoldTogether(roles)) return 'none'
  return roles.map(rowsOf).reduce<RowScope>((a, b) => (ROW_SCOPES.indexOf(b) > ROW_SCOPES.indexOf(a) ? b : a), 'none')
}
