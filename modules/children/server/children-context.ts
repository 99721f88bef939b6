import type { WorkingCalendar } from '@gloact/calendar'
import type { Clock } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'

/** What every use case of this module is given. */
export interface ChildrenContext {
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly country: string
  readonly calendar: WorkingCalendar
}
