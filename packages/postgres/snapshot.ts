import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Scope, ScopedTransaction } from './scope.ts'

/**
 * Reads under one snapshot: every statement sees the database as it was at the first, whatever is recorded meanwhile. For
 * holding one table against another on a server that people work on.
 */
export async function readSnapshot<Value>(
  db: Database,
  scope: Scope,
  read: (transaction: ScopedTransaction) => Promise<Value>,
): Promise<Value> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      const settings = Object.entries(scope).map(([name, value]) => sql`set_config(${name}, ${value}, true)`)
      await sql`select ${sql.join(settings)}`.execute(transaction)
      return read(transaction)
    })
}
