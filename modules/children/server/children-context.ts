import type { AttachmentStore, VirusScanner } from '@gloact/attachments'
import type { WorkingCalendar } from '@gloact/calendar'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import type { Clock, Instant, PlainDate } from '@gloact/kernel'
import type { Database, Scope, ScopedTransaction } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import type { Contacts } from '../domain/contacts.ts'
import type { ChildrenEvent } from '../contract/events.ts'
import type { ChildrenClocks } from '../domain/clocks.ts'
import type { PanelRules } from '../domain/determination.ts'
import type { GuardianRules } from '../domain/guardian.ts'
import type { TrainingCertificate } from '../domain/guardian-training.ts'
import { childrenPolicy, type ChildrenAction } from '../domain/policy.ts'
import type { ReturnRules } from '../domain/solution.ts'
import type { TracingResult } from '../domain/tracing-result.ts'

/** What this module asks of the one that keeps files; answered where the modules are composed. */
export interface ChildFilesPort {
  readonly open: (
    trx: ScopedTransaction,
  ) => Promise<readonly { readonly id: string; readonly number: string; readonly openedOn: PlainDate }[]>
  readonly openByNumber: (trx: ScopedTransaction, typed: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly openIds: (trx: ScopedTransaction) => Promise<readonly string[]>
  readonly numbers: (trx: ScopedTransaction, fileIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly wasErased: (trx: ScopedTransaction, fileId: string) => Promise<boolean>
  readonly hasAttachment: (trx: ScopedTransaction, fileId: string) => Promise<boolean>
  readonly sexes: (trx: ScopedTransaction, fileIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly toWorkOn: (trx: ScopedTransaction, who: Principal, fileId: string) => Promise<string | null>
  readonly onPath: (
    trx: ScopedTransaction,
    fileId: string,
  ) => Promise<{ readonly number: string; readonly agencyId: string; readonly openedOn: PlainDate } | null>
  readonly namedIn: (trx: ScopedTransaction, fileId: string) => Promise<readonly Contacts[]>
  /** Opens a child's file of what another system says, in the name of the person who imports; its number, or null where it may not be. */
  readonly openImported: (
    trx: ScopedTransaction,
    who: Principal,
    imported: {
      readonly fileId: string
      readonly personId: string
      readonly registeredOn: PlainDate
      readonly person: {
        readonly first: string
        readonly middle: string
        readonly last: string
        readonly birthDate: PlainDate | null
        readonly sex: string | null
        readonly nationality: string | null
      }
      readonly notes: readonly string[]
    },
  ) => Promise<string | null>
  readonly recordGuardian: (
    trx: ScopedTransaction,
    fileId: string,
    appointed: {
      readonly id: string
      readonly happenedAt: Instant
      readonly payload: {
        readonly appointedOn: PlainDate
        readonly guardian: string
        readonly noConflictOfInterest: boolean
      }
    },
  ) => Promise<boolean>
}

/** Somebody who holds a role, and of which agency. */
interface Holder {
  readonly id: string
  readonly name: string
  readonly agencyId: string
}

/**
 * Somebody to whom a guardian or an inquirer may be tied, and how they are known: a file names them as a suspect or keeps them away, a
 * child fears them, a review refused their request, they seek a child, or a child lives with them. Of the last three there is no name:
 * many share one, and none of them is suspected for it.
 */
export interface KeptAwayFrom extends Contacts {
  readonly by: 'file' | 'child' | 'refused' | 'inquirer' | 'carer'
}
/** Within a transaction of the system's scope; of every file, or of all but one. */
export type KeptAwayIndex = (trx: ScopedTransaction, butFile: string | null) => Promise<readonly KeptAwayFrom[]>

/** Somebody who seeks a child, and what was found of their relation after both were heard; `rejected` where it was not found. */
export interface TracingFinding {
  readonly name: string
  readonly finding: string
}

/** A certificate of the register of training, and the name to which it was issued. */
export interface CertificateFound extends TrainingCertificate {
  readonly name: string
}

/** A child who was referred to a service: in whose file, and who keeps it. */
export interface ReceivedChild {
  readonly fileId: string
  readonly senderAgencyId: string
}

/** What every use case of this module is given. */
export interface ChildrenContext {
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly country: string
  readonly calendar: WorkingCalendar
  /** What the country decided; what it left out is as the domain says. */
  readonly clocks: ChildrenClocks
  readonly panel: PanelRules
  readonly guardians: GuardianRules
  readonly returns: ReturnRules
  readonly files: ChildFilesPort
  readonly directory: {
    readonly holders: (role: string, within?: Database) => Promise<readonly Holder[]>
    /** The agencies that the country designated to protect children. */
    readonly childProtection: (within: Database) => Promise<readonly { readonly id: string }[]>
    readonly agencyNames: (within?: Database) => Promise<ReadonlyMap<string, string>>
    readonly staffNames: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  }
  /** Where sealed attachments lie, and what looks at them before. */
  readonly attachments: {
    readonly store: AttachmentStore
    readonly maxBytes: number
    readonly scanner?: VirusScanner | null
  }
  /** Tells what happened, in the same transaction; ids only. */
  readonly publish: (
    trx: ScopedTransaction,
    event: ChildrenEvent,
    ids: Readonly<Record<string, string>>,
  ) => Promise<void>
  /** The certificates that the owner of an account holds in the register of training; null where nothing is known of them there. */
  readonly certificatesOf?: (trx: ScopedTransaction, account: string) => Promise<readonly CertificateFound[] | null>
  /** The child of a referral that somebody's service has now; null where there is none such. Asked of the module of referrals. */
  readonly receivedChild?: (trx: ScopedTransaction, who: Principal, referralId: string) => Promise<ReceivedChild | null>
  /** From whom children of all files but this one are kept: told to nobody. */
  readonly keptAwayFrom?: KeptAwayIndex
  /** Whom the child does not want to be found by, and who seeks the child, as family tracing has them. */
  readonly tracedBy?: (trx: ScopedTransaction, fileId: string) => Promise<readonly Contacts[]>
  /** What family tracing found of whom, the latest last; asked in the deciding transaction. */
  readonly findings?: (trx: ScopedTransaction, fileId: string) => Promise<readonly TracingFinding[]>
  /** What family tracing has come to for the child; null where nobody has looked. */
  readonly tracingResult?: (trx: ScopedTransaction, fileId: string) => Promise<TracingResult | null>
}

export const may = ({ agencyId, roles }: Principal, action: ChildrenAction): boolean =>
  childrenPolicy.decide({ agencyId, roles }, action, { agencyId }).allowed

export const scopeOf = (who: Principal): Scope => ({ ...principalScope(who) })

/**
 * In which the records themselves are read. A key is opened to sessions that see some files; anyone who is asked for a guardian or sits on a
 * panel sees none, and is given the narrowest scope that has any: rows of files stay as they are for them, none.
 */
export const recordScope = (who: Principal): Scope => ({
  ...principalScope(who),
  ...(who.scope === 'none' && { 'app.row_scope': 'own' }),
})

/**
 * The server acts for somebody on rows that they do not see (a guardian's other children, a line in the file): every row, and their name
 * in the audit. That the record is theirs was asked before in their own scope.
 */
export const systemFor = (who: Principal): Scope => ({ ...principalScope(who), 'app.row_scope': 'system' })

export const todayIn = ({ clock, calendar }: Pick<ChildrenContext, 'clock' | 'calendar'>): PlainDate =>
  clock.today(calendar.timeZone)
