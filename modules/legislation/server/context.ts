import type { Principal } from '@gloact/identity/contract/principal'
import type { WorkingCalendar } from '@gloact/calendar'
import { err, failure, type Clock } from '@gloact/kernel'
import type { ServerModule } from '@gloact/module'
import type { Database } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import { legislationPolicy, type LegislationAction } from '../domain/policy.ts'
import type { LEGISLATION_ROLES } from '../domain/roles.ts'

/** What every use case of this module is given. */
export interface LegislationContext {
  readonly db: Database
  readonly clock: Clock
  readonly vault: Vault
  readonly country: string
  readonly calendar: WorkingCalendar
  /** The agencies of the country: those that are invited to comment on a draft. */
  readonly agencies: () => Promise<readonly { readonly id: string; readonly name: string; readonly active: boolean }[]>
  /** Names of colleagues by id, for history. */
  readonly staffNames: (ids: readonly string[], within?: Database) => Promise<ReadonlyMap<string, string>>
  /** Somebody of the invented country who holds a role of this module, to load its part in their name. */
  readonly demoPrincipal: (
    role: (typeof LEGISLATION_ROLES)[number]['id'],
    of: Pick<ServerModule<never>, 'id' | 'roles' | 'demoStaff'>,
    /** Of several who hold it, the one with this address. */
    address?: string,
  ) => Principal
}

export const may = ({ agencyId, roles }: Principal, action: LegislationAction): boolean =>
  legislationPolicy.decide({ agencyId, roles }, action, { agencyId }).allowed

export const notAllowed = err(failure('legislation.not_allowed'))
export const unknown = err(failure('legislation.unknown'))
