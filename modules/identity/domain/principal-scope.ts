import type { Role, RowScope } from './roles.ts'

/** The settings that row-level security reads, set for one transaction. Lists are comma separated. */
export interface ScopeSettings {
  readonly 'app.user_id': string
  readonly 'app.agency_id': string
  readonly 'app.country': string
  readonly 'app.team_ids': string
  readonly 'app.row_scope': RowScope
  readonly 'app.roles': string
}

/** What `principalScope` needs to know of who is signed in. */
export interface ScopedAccount {
  readonly userId: string
  readonly agencyId: string
  readonly country: string
  readonly teamIds: readonly string[]
  readonly roles: readonly Role[]
  readonly scope: RowScope
}

/** The row-level-security settings of a signed-in account, for `inScope`. */
export const principalScope = (account: ScopedAccount): ScopeSettings => ({
  'app.user_id': account.userId,
  'app.agency_id': account.agencyId,
  'app.country': account.country,
  'app.team_ids': account.teamIds.join(','),
  'app.row_scope': account.scope,
  'app.roles': account.roles.join(','),
})
