/** Which rows of case files a session sees, from narrowest to widest. `none` sees no file at all. */
export const ROW_SCOPES = ['none', 'own', 'team', 'agency'] as const

export type RowScope = (typeof ROW_SCOPES)[number]

/** What a role is, wherever it is asked: declared by the module that it belongs to. */
export interface RoleRules {
  /**
   * The rows of case files that it opens. `own` for a competent authority and a service provider means what was shared with
   * their agency: other agencies' files never become visible by role.
   */
  readonly rows: RowScope
  /** Whether a password alone is enough: never where a role opens files, gives others access, or sees figures of others. */
  readonly secondFactor: boolean
  /**
   * Whether it shows something about single people beside case files: a request, a referral, a child's guardian. Like a role
   * that opens files it then waits for a second administrator always, and anybody who gives access does not hold it.
   */
  readonly aboutPeople?: boolean
  /** Whether it gives others access. */
  readonly givesAccess?: boolean
}

export interface RoleDeclaration<Id extends string = string> extends RoleRules {
  /** What accounts, policies, row-level security and the audit log call it. Never renamed. */
  readonly id: Id
}

/**
 * The ids of all roles, for the compiler: each module adds its own where it declares them. An object at run time there is none:
 * which roles an instance has, the platform puts together of its modules.
 */
export interface DeclaredRoles {}

// oxlint-disable-next-line typescript/no-redundant-type-constituents -- a string, whatever modules fill it with
export type Role = keyof DeclaredRoles & string

/** The roles that an instance has, put together. Of a role that is not among them nothing good is believed. */
export interface RoleBook {
  readonly declared: readonly RoleDeclaration[]
  readonly has: (role: string) => boolean
  readonly rowsOf: (role: string) => RowScope
  readonly opensFiles: (role: string) => boolean
  /** Whether it opens files, or shows something else about single people. */
  readonly isAboutPeople: (role: string) => boolean
  /** A second factor is required as soon as one role asks for it. An account that holds none has nothing to protect. */
  readonly needsSecondFactor: (roles: readonly string[]) => boolean
  /** Whether one account may hold these roles together: who gives access sees nothing about people. */
  readonly mayHoldTogether: (roles: readonly string[]) => boolean
  /** The widest of the roles' scopes; `none` where they may not be held together, so that a mistake shows nothing. */
  readonly rowScopeOf: (roles: readonly string[]) => RowScope
}

export function roleBook(declared: readonly RoleDeclaration[]): RoleBook {
  const rules = new Map<string, RoleRules>(declared.map((role) => [role.id, role]))
  const rowsOf = (role: string): RowScope => rules.get(role)?.rows ?? 'none'
  const opensFiles = (role: string): boolean => rowsOf(role) !== 'none'
  const isAboutPeople = (role: string): boolean =>
    opensFiles(role) || !rules.has(role) || rules.get(role)?.aboutPeople === true
  const mayHoldTogether = (roles: readonly string[]): boolean =>
    !(roles.some((role) => rules.get(role)?.givesAccess === true) && roles.some(isAboutPeople))
  return {
    declared,
    has: (role) => rules.has(role),
    rowsOf,
    opensFiles,
    isAboutPeople,
    needsSecondFactor: (roles) => roles.some((role) => rules.get(role)?.secondFactor ?? true),
    mayHoldTogether,
    rowScopeOf: (roles) => {
      if (!mayHoldTogether(roles)) return 'none'
      return roles
        .map(rowsOf)
        .reduce<RowScope>((a, b) => (ROW_SCOPES.indexOf(b) > ROW_SCOPES.indexOf(a) ? b : a), 'none')
    },
  }
}
