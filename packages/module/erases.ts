import type { ObjectId } from '@gloact/attachments'
import type { ScopedTransaction } from '@gloact/postgres'

/** Whom an erasure is of. */
export interface Erased {
  readonly personId: string
  /** Every case file of theirs. */
  readonly fileIds: readonly string[]
  /** By people, or again after a restored backup brought them back. */
  readonly how: 'asked' | 'after_restore'
}

/**
 * How a module forgets a person. Anyone who keeps a table with a person's or a file's id in it (a column called `person_id` or
 * `file_id`, or that ends so) has one: a test reads the database's catalogue and holds every such table against it.
 */
export interface Erases {
  /** Of these people, those about whom this module holds anything: a restored backup may have brought them back. */
  readonly holds: (trx: ScopedTransaction, personIds: readonly string[]) => Promise<readonly string[]>
  /**
   * Takes away what the module holds about them, in the transaction that destroys their key, in the system's scope: all of it
   * is gone, or nothing is. Gives the sealed attachments that are to be deleted once it has committed.
   */
  readonly erase: (trx: ScopedTransaction, of: Erased) => Promise<readonly ObjectId[]>
  /** Tables in which a row stays, with what stays of it and why that says nothing about anybody. */
  readonly keeps?: Readonly<Record<string, string>>
}
