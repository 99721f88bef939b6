import type { WorkingCalendar } from '@gloact/calendar'
import type { DisclosureRule } from '@gloact/disclosure'
import type { CodeLists } from '@gloact/codes'
import type { FormAnswers, FormDefinition } from '@gloact/forms'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import type { Clock, Instant, PlainDate } from '@gloact/kernel'
import type { Mailer } from '@gloact/mail'
import type { Database, Scope, ScopedTransaction } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import type { ReferralEvent } from '../contract/events.ts'
import type { LinkLimits } from '../domain/by-link.ts'
import type { ConfirmationRule } from '../domain/directory-entry.ts'
import type { FreshHours } from '../domain/directory.ts'
import { referralPolicy, type ReferralAction } from '../domain/policy.ts'
import type { ReferralClocks } from '../domain/referral-kind.ts'

interface PassedTo {
  readonly purpose: string
  readonly recipientKind: string
  readonly recipientAgencyId: string
  readonly groups: readonly string[]
  /** Of these, those that go without consent. */
  readonly without?: readonly string[]
}

interface PassedForm {
  readonly form: string
  readonly version: string
  readonly answers: Readonly<Record<string, unknown>>
  /** Questions with two answers between which nobody has chosen. */
  readonly unsettled: readonly string[]
}

type FileResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: { readonly code: string } }

/** What this module asks of the module that keeps files; answered where the modules are composed. */
export interface FilesPort {
  readonly filesSeen: (trx: ScopedTransaction, fileIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** Judged under the file's lock, until the transaction ends. */
  readonly toPassOn: (
    trx: ScopedTransaction,
    who: Principal,
    fileId: string,
    to: PassedTo,
  ) => Promise<
    FileResult<{
      readonly child: boolean
      readonly sequence: number
      readonly groups: readonly {
        readonly group: string
        readonly grantId: string | null
        readonly forms: readonly PassedForm[]
      }[]
    }>
  >
  readonly stillAgreed: (trx: ScopedTransaction, fileId: string, to: PassedTo) => Promise<readonly string[]>
  readonly agreement: (
    trx: ScopedTransaction,
    fileId: string,
    to: PassedTo,
  ) => Promise<{
    readonly groups: readonly string[]
    readonly sequence: number
    readonly until: PlainDate | null
    readonly ofAge: boolean
  }>
  readonly movedOn: (
    trx: ScopedTransaction,
    known: readonly { readonly fileId: string; readonly sequence: number }[],
  ) => Promise<ReadonlySet<string>>
  readonly recordService: (trx: ScopedTransaction, fileId: string, line: ServiceLine) => Promise<boolean>
  /** Another agency answers for the person from now on. False where the file takes no closing: something in it is awaited. */
  readonly handOver: (
    trx: ScopedTransaction,
    fileId: string,
    handed: Handed & { readonly by: string },
  ) => Promise<boolean>
  readonly takeBack: (trx: ScopedTransaction, fileId: string, handed: Handed) => Promise<boolean>
  /** No matter who asks: what is found is reported to nobody. */
  readonly fileByNumber: (
    trx: ScopedTransaction,
    number: string,
  ) => Promise<{ readonly fileId: string; readonly agencyId: string } | null>
  /** Whether the file names one of these as having had part in it: who gives a service, and what it is called. */
  readonly namesAmong: (
    trx: ScopedTransaction,
    fileId: string,
    givenBy: { readonly staff: readonly string[]; readonly called: readonly string[] },
  ) => Promise<boolean>
  /** The number of a file within the transaction's scope. */
  readonly numberOf: (trx: ScopedTransaction, fileId: string) => Promise<string | null>
  /** Into a file of the asker's own, which says of each answer where it came from. Gives how many were new. */
  readonly copyInto: (
    trx: ScopedTransaction,
    who: Principal,
    fileId: string,
    copied: { readonly from: string; readonly forms: ReadonlyMap<string, FormAnswers> },
  ) => Promise<FileResult<number>>
}

/** That a file went to another agency, or came back, as the file itself says it. */
interface Handed {
  readonly on: PlainDate
  readonly happenedAt: Instant
  readonly words: string
}

/** A line about a service in the person's file. */
export type ServiceLine = { readonly id: string; readonly happenedAt: Instant } & (
  | {
      readonly type: 'service_recorded'
      readonly payload: {
        readonly type: string
        readonly providerAgencyId: string
        readonly provider: null
        readonly plannedOn: PlainDate | null
        readonly startedOn: PlainDate | null
        readonly endedOn: null
        readonly goalId: null
        readonly note: null
        readonly corrects: string | null
      }
    }
  | {
      readonly type: 'service_result_recorded'
      readonly payload: {
        readonly serviceId: string
        readonly result: string
        readonly resultOn: PlainDate
        readonly reason: null
      }
    }
)

export interface DirectoryRules {
  readonly confirmation: ConfirmationRule
  readonly freshHours: FreshHours
}

/** What every use case of this module is given. */
export interface ReferralContext {
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly country: string
  readonly calendar: WorkingCalendar
  /** How long clocks run, as far as the country decided. */
  readonly clocks: ReferralClocks
  /** What the country decided of links to services without accounts, and of its directory. */
  readonly linkLimits: LinkLimits
  readonly directoryRules: DirectoryRules
  /** Outlines of areas, as far as the country has drawn any. */
  readonly map: readonly { readonly area: string; readonly points: readonly [number, number][] }[]
  readonly files: FilesPort
  /** The rule by which counts leave an agency. */
  readonly smallCounts: DisclosureRule
  /** The country's forms and lists: what goes by link is shown in them to people who may not ask for them. */
  readonly forms: readonly FormDefinition[]
  readonly codeLists: CodeLists
  readonly publicUrl: string
  /** The instance's own mail server; without one no link is sent. */
  readonly mailer?: Mailer | undefined
  /** People are invented: without a mail server their sender is shown the link itself. */
  readonly invented: boolean
  readonly agencyNames: (trx?: ScopedTransaction) => Promise<ReadonlyMap<string, string>>
  /** The names of an agency's staff who can sign in. */
  readonly staffOf: (trx: ScopedTransaction, agencyId: string) => Promise<readonly string[]>
  /** The agency of the country's data-protection officer; null where nobody is. */
  readonly officerAgency: (trx: ScopedTransaction) => Promise<string | null>
  /** Those that take no part in the response any more: nobody is sent there. */
  readonly agencies: (trx: ScopedTransaction) => Promise<{ readonly closed: ReadonlySet<string> }>
  /** Tells other modules what happened, in the same transaction; ids only. */
  readonly publish: (
    trx: ScopedTransaction,
    event: ReferralEvent,
    ids: Readonly<Record<string, string>>,
  ) => Promise<void>
}

export const may = ({ agencyId, roles }: Principal, action: ReferralAction): boolean =>
  referralPolicy.decide({ agencyId, roles }, action, { agencyId }).allowed

export const scopeOf = (who: Principal): Scope => ({ ...principalScope(who) })

/**
 * The server acts for somebody on rows that they do not see (the other side's file, a key that is destroyed): every row, and
 * their name in the audit. That the referral is theirs was asked before in their own scope.
 */
export const systemFor = (who: Principal): Scope => ({ ...principalScope(who), 'app.row_scope': 'system' })
