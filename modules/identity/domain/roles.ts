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

/**
 * The rows each role opens. `own` for a competent authority and a service provider means what was shared with their
 * agency: other agencies' files never become visible by role.
 */
export const ROW_SCOPE_OF_ROLE: Readonly<Record<Role, RowScope>> = {
  frontline_worker: 'own',
  caseworker: 'team',
  supervisor: 'agency',
  service_provider: 'own',
  competent_authority: 'own',
  child_protection_officer: 'agency',
  national_coordinator: 'none',
  analyst: 'none',
  data_protection_officer: 'none',
  administrator: 'none',
}

export const opensFiles = (role: Role): boolean => ROW_SCOPE_OF_ROLE[role] !== 'none'

/** A second factor is required as soon as one role opens files. */
export const needsSecondFactor = (roles: readonly Role[]): boolean => roles.some(opensFiles)

/** Whether one account may hold these roles together: whoever manages accounts opens no files. */
export const mayHoldTogether = (roles: readonly Role[]): boolean =>
  !(roles.includes('administrator') && roles.some(opensFiles))

/** The widest of the roles' scopes; `none` where they may not be held together, so that a mistake shows nothing. */
export function rowScopeOf(roles: readonly Role[]): RowScope {
  if (!mayHoldTogether(roles)) return 'none'
  return roles
    .map((role) => ROW_SCOPE_OF_ROLE[role])
    .reduce<RowScope>((a, b) => (ROW_SCOPES.indexOf(b) > ROW_SCOPES.indexOf(a) ? b : a), 'none')
}
