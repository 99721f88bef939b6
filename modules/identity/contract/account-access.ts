import type { Instant } from '@gloact/kernel'

/** An account with its standing roles, as a review of access looks at it: what this module's server tells oversight's. */
export interface AccountAccess {
  readonly staffId: string
  readonly name: string
  readonly agencyName: string
  readonly state: 'invited' | 'active' | 'disabled'
  readonly secondFactor: boolean
  readonly madeAt: Instant
  /** The teams whose files it sees, by name; a team that is no longer used widens nothing. */
  readonly teams: readonly string[]
  /** When a second person last confirmed something that lets it see more; null where nobody has. */
  readonly changedAt: Instant | null
  /** How many roles and teams stand in the tables that the server did not give, or that the log does not know: they open nothing. */
  readonly unproven: number
  readonly roles: readonly {
    readonly role: string
    readonly scope: string
    readonly inForce: boolean
    readonly since: Instant
    readonly grantedBy: string | null
    readonly confirmedBy: string | null
    /** When this grant was last given, confirmed or taken away. */
    readonly changedAt: Instant
  }[]
}
