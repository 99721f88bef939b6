import { join } from 'node:path'
import type { AttachmentStore, VirusScanner } from '@gloact/attachments'
import type { WorkingCalendar } from '@gloact/calendar'
import type { CodeLists } from '@gloact/codes'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { dateIn, type Clock, type PlainDate } from '@gloact/kernel'
import { sentencesIn } from '@gloact/messages/server'
import type { ServerModule } from '@gloact/module'
import type { FeedSecrets } from '@gloact/module/calendar-feed'
import type { Database, Scope } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import { strategyPolicy, type StrategyAction } from '../domain/policy.ts'
import type { StrategySettings } from './config.ts'

/** What every use case of this module is given. */
export interface StrategyContext {
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly country: string
  readonly calendar: WorkingCalendar
  /** The agencies of the country, and what staff are called. */
  readonly directory: {
    readonly agencies: () => Promise<
      readonly { readonly id: string; readonly name: string; readonly active: boolean }[]
    >
    readonly staffNames: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  }
  readonly attachments: {
    readonly store: AttachmentStore
    readonly maxBytes: number
    readonly scanner?: VirusScanner | null
  }
  /** For the address that calendar programs subscribe to: the instance's secrets, and who an account is now; null where it is suspended. */
  readonly feeds: {
    readonly secrets: FeedSecrets
    readonly ownerOf: (userId: string) => Promise<Principal | null>
  }
  /** Every module that the country runs, for what each tells of the response. */
  readonly everybody: () => readonly Pick<ServerModule<Principal>, 'id' | 'response'>[]
  /** What the country decided. */
  readonly settings: StrategySettings
  /** From how many people on a count may stand. */
  readonly smallCounts: { readonly threshold: number }
  /** Whose plans the invented country has; nothing is loaded where it is left out. */
  readonly demo?: DemoPeople
}

export interface DemoPeople {
  readonly officer: () => Promise<Principal>
  readonly focalPoint: () => Promise<Principal>
  /** The second of two people in the office. */
  readonly coordinator: () => Promise<Principal>
  /** The agencies of the invented country by what they are called in its configuration. */
  readonly agencies: Readonly<Record<string, string>>
}

/** What the server itself writes, in the language of the asker. */
export const sentence = sentencesIn(join(import.meta.dirname, '..', 'locales'))

export const scopeOf = (who: Principal): Scope => ({ ...principalScope(who) })

/** Asked about nothing in particular, it is asked about one's own agency. */
export const may = (
  { agencyId, roles }: Principal,
  action: StrategyAction,
  about: { readonly agencyId: string } = { agencyId },
): boolean => strategyPolicy.decide({ agencyId, roles }, action, { agencyId: about.agencyId }).allowed

export const todayIn = ({ clock, calendar }: Pick<StrategyContext, 'clock' | 'calendar'>): PlainDate =>
  dateIn(clock.now(), calendar.timeZone)

/** The agencies as a list to choose from: those in use are offered, others are still called by their name. */
export async function agencyLists({ directory }: Pick<StrategyContext, 'directory'>): Promise<CodeLists> {
  const agencies = await directory.agencies()
  return {
    agencies: {
      id: 'agencies',
      version: '1',
      codes: agencies.map(({ id, name }) => ({ code: id, label: { en: name } })),
    },
  }
}
