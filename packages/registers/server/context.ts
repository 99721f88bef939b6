import type { Intake } from '@gloact/attachments'
import type { CodeLists } from '@gloact/codes'
import type { FormAnswers } from '@gloact/forms'
import type { Clock, FieldFailure, PlainDate } from '@gloact/kernel'
import type { Database, Scope, ScopedTransaction } from '@gloact/postgres'
import type { Register } from '../register.ts'
import type { RegisterKey, StoredRow } from './stored-row.ts'

/** What a register knows of the person asking. */
export interface RegisterUser {
  readonly userId: string
  readonly agencyId: string
  readonly country: string
}

/** What the routes of a register are given. */
export interface RegisterContext<User extends RegisterUser> {
  readonly db: Database
  readonly clock: Clock
  /** The day in the country. */
  readonly today: () => PlainDate
  readonly scopeOf: (who: User) => Scope
  /** By the module's policy. Asked about no row in particular (may they read the list, may they add), and about each. */
  readonly may: (who: User, action: 'read' | 'edit', row?: { readonly agencyId: string }) => boolean
  /** Needed where the register has fields that are not open. */
  readonly key?: () => Promise<RegisterKey>
  /** Needed where the register keeps documents. */
  readonly files?: RegisterFiles
  /** The registers that fields refer to. */
  readonly references?: readonly Register[]
  /** Lists that are not written down in code: agencies, regions. Asked for before a transaction is opened. */
  readonly codeLists?: () => Promise<CodeLists>
  /** What staff are called, for the history. */
  readonly staffNames?: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** What else has to hold, of the module's own: failures with their pointers below `/answers`. In the writing transaction. */
  readonly check?: (trx: ScopedTransaction, proposed: ProposedRow<User>) => Promise<readonly FieldFailure[]>
  /** How much of what counts rests on the row: while anything does, it is not archived. In the writing transaction, the row locked. */
  readonly restedOn?: (trx: ScopedTransaction, row: StoredRow) => Promise<number>
  /** Follows each row that was recorded, in the same transaction: an event, a row derived from it. */
  readonly recorded?: (trx: ScopedTransaction, row: StoredRow, who: User) => Promise<void>
}

/** Where documents lie, and what seals their bytes there, whatever the answer's own sensitivity. */
export interface RegisterFiles extends Intake {
  readonly key: () => Promise<{
    sealStream(place: string, source: Iterable<Uint8Array>): AsyncIterable<Uint8Array>
    unsealStream(place: string, source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
  }>
}

export interface ProposedRow<User extends RegisterUser> {
  readonly id: string
  readonly answers: FormAnswers
  /** Null where it is added. */
  readonly before: StoredRow | null
  readonly who: User
}
