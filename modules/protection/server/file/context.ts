import type { AuditAction } from '@gloact/audit'
import type { Principal } from '@gloact/identity/contract/principal'
import type { Notice as ModuleNotice } from '@gloact/module'
import type { DisclosureRules } from '@gloact/disclosure'
import type { Clock } from '@gloact/kernel'
import type { Database, ScopedTransaction } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import type { ProtectionEvent } from '../../contract/events.ts'
import type { ChildGate } from '../../domain/file/child-gate.ts'
import type { FileRules } from '../../domain/file/file-rules.ts'
import type { KeptViews } from './kept-views.ts'
import type { FileNameIndex } from './name-index.ts'

/** An agency that the country has designated to decide on identification. */
export interface CompetentBody {
  readonly id: string
  readonly name: string
  readonly type: string
}

/**
 * What this module has to know of agencies and staff; the identity module answers, wired where the server is composed. Within a
 * transaction it is asked on that transaction's connection: one that waits for a second holds up all who wait for the first.
 */
export interface StaffDirectory {
  competentBodies(trx: ScopedTransaction): Promise<readonly CompetentBody[]>
  /** The agencies that the country designated to protect children, each of which is told of every child. */
  childProtection(trx: ScopedTransaction): Promise<readonly CompetentBody[]>
  /** Whether there is such an agency in the country. */
  isAgency(trx: ScopedTransaction, agencyId: string): Promise<boolean>
  /** Whether the country designated the agency to coordinate its response. */
  coordinatesCountry(agencyId: string): Promise<boolean>
  /** The names of members of staff, by id; those not known are left out. Of whatever agency: for a file's readers alone. */
  staffNames(ids: readonly string[], trx?: ScopedTransaction): Promise<ReadonlyMap<string, string>>
  /** The names of the country's agencies, by id. */
  agencyNames(trx?: ScopedTransaction): Promise<ReadonlyMap<string, string>>
  /** The names of the country's teams, by id. */
  teamNames(trx?: ScopedTransaction): Promise<ReadonlyMap<string, string>>
  /** Whether the team is the agency's, and the person a member of its staff who may hold files. */
  mayHoldFiles(
    trx: ScopedTransaction,
    agencyId: string,
    who: { readonly teamId: string | null; readonly userIds: readonly string[] },
  ): Promise<boolean>
  /** With whom somebody does not make two people for now: one of the two had the other's account in their hands. */
  notIndependentOf(userId: string, trx?: ScopedTransaction): Promise<ReadonlySet<string>>
}

/** What is missing for something to be recorded about a child, asked in the transaction that would record it; nothing: it may be. */
export type AskChildGate = (
  trx: ScopedTransaction,
  asked: { readonly fileId: string; readonly gate: ChildGate },
) => Promise<readonly string[]>

export type AskOpenElsewhere = (trx: ScopedTransaction, fileId: string) => Promise<number>

/** What every use case of this module is given. */
export interface ProtectionContext {
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly rules: FileRules
  /** By which counts of persons leave their agency, on a screen, in a file and over the interface. */
  readonly disclosure: DisclosureRules
  readonly directory: StaffDirectory
  readonly names: FileNameIndex
  /** What files were presented as a moment ago. Where nothing is kept, as in a command, each is presented every time. */
  readonly views?: KeptViews | undefined
  /** What another module has to allow of a child's file. Nobody is asked where there is no such module, as in a test of this one alone. */
  readonly childGate?: AskChildGate | undefined
  /** How many of what was sent elsewhere of a file goes on. Nobody is asked where no module sends anything. */
  readonly openElsewhere?: AskOpenElsewhere | undefined
  /** What others did elsewhere that somebody wants to hear of: steps in requests of other modules. Nobody is asked where there are none. */
  readonly noticesElsewhere?: ((who: Principal, since: string) => Promise<readonly ModuleNotice[]>) | undefined
  /** The audit words of other modules by which somebody read something of a person. */
  readonly readingsElsewhere?: (() => readonly AuditAction[]) | undefined
  /** Whether this is the training sandbox: what leaves it says that everybody in it is invented. */
  readonly training?: boolean
  /** Tells other modules what happened, in the same transaction; ids only. */
  readonly publish: (
    trx: ScopedTransaction,
    event: ProtectionEvent,
    ids: Readonly<Record<string, string>>,
  ) => Promise<void>
}

export { SYSTEM_ACTOR } from '../../domain/file/system-actor.ts'
