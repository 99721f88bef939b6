import type { AttachmentStore, VirusScanner } from '@gloact/attachments'
import type { WorkingCalendar } from '@gloact/calendar'
import type { FormAnswers } from '@gloact/forms'
import type { AnyContract, Handling } from '@gloact/http/server'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import type { Clock, Result } from '@gloact/kernel'
import type { Database, Scope, ScopedTransaction } from '@gloact/postgres'
import type { ServedTo } from '@gloact/records/server'
import type { Vault } from '@gloact/vault'
import type { TracingEvent } from '../../contract/tracing/events.ts'
import { tracingPolicy, type TracingAction } from '../../domain/tracing/policy.ts'
import type { KeptAwayIndex } from '../children-context.ts'
import type { TracingSettings } from './config.ts'

/** What every use case of tracing is given. */
export interface TracingContext {
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly country: string
  readonly calendar: WorkingCalendar
  readonly settings: TracingSettings
  readonly files: {
    /** Which of these files there are within the transaction's scope. */
    readonly filesSeen: (trx: ScopedTransaction, fileIds: readonly string[]) => Promise<ReadonlySet<string>>
    /** The numbers of these files, of those that the transaction's scope sees. */
    readonly numbers: (trx: ScopedTransaction, fileIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
    /** Who the child is, as a file says that somebody works on: opened, and recorded as that; null where it is not theirs. */
    readonly whoIs: (trx: ScopedTransaction, who: Principal, fileId: string) => Promise<FormAnswers | null>
    /** Of these groups, those that may be told now: all of a child's, and of anybody who has turned 18 what they agreed to themselves. */
    readonly stillAgreed: (
      trx: ScopedTransaction,
      fileId: string,
      to: {
        readonly purpose: string
        readonly recipientKind: string
        readonly recipientAgencyId: string
        readonly groups: readonly string[]
      },
    ) => Promise<readonly string[]>
    /** Whether a file that somebody works on is on the child path; not found where it is not theirs to work on. */
    readonly toPassOn: (
      trx: ScopedTransaction,
      who: Principal,
      fileId: string,
      to: {
        readonly purpose: string
        readonly recipientKind: string
        readonly recipientAgencyId: string
        readonly groups: readonly string[]
      },
    ) => Promise<Result<{ readonly child: boolean }, { readonly code: string }>>
  }
  /** Everybody from whom a child is kept, of all files. */
  readonly keptAwayFrom?: KeptAwayIndex
  /** The device that a request comes from, as a keyed digest that is of use here alone; null where it is not known. */
  readonly deviceOf?: (request: Handling<AnyContract, Principal>['request']) => Promise<string | null>
  readonly attachments: {
    readonly store: AttachmentStore
    readonly maxBytes: number
    readonly scanner?: VirusScanner | null
  }
  /** Tells what happened, in the same transaction; ids only. */
  readonly publish: (
    trx: ScopedTransaction,
    event: TracingEvent,
    ids: Readonly<Record<string, string>>,
  ) => Promise<void>
}

export const SCHEMA = 'children'

export const scopeOf = (who: Principal): Scope => ({ ...principalScope(who) })

export const may = ({ agencyId, roles }: Principal, action: TracingAction): boolean =>
  tracingPolicy.decide({ agencyId, roles }, action, { agencyId }).allowed

/** Who takes steps, as the engine of records knows them. */
export const actorOf: ServedTo<Principal>['actorOf'] = (who) => ({
  userId: who.userId,
  agencyId: who.agencyId,
  may: (permission) => may(who, permission as TracingAction),
})

/** Whether the family of somebody's file is still looked for: a child's is, and who has turned 18 says it themselves. */
export const fileAgrees = async (
  { files }: Pick<TracingContext, 'files'>,
  trx: ScopedTransaction,
  fileId: string | null,
  agencyId: string,
): Promise<boolean> =>
  fileId === null ||
  (
    await files.stillAgreed(trx, fileId, {
      purpose: 'family_tracing',
      recipientKind: 'family',
      recipientAgencyId: agencyId,
      groups: ['identity'],
    })
  ).length > 0
