import { sendAlong, type Database, type ScopedTransaction } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import { sql } from 'kysely'

/**
 * The keys of requests, each of its own. Those who work here open no case file, and row-level security of the vault shows their scope no
 * key at all. Whether a request is theirs was asked of its own row before, in their scope; for the one statement that fetches its key the
 * transaction reads as the system.
 */
export const requestKeys = (vault: Vault): Vault => ({
  ...vault,
  personKey: (trx, requestId) => asSystem(trx, () => vault.personKey(trx, requestId)),
  createPersonKey: (trx, owner) => asSystem(trx, () => vault.createPersonKey(trx, owner)),
})

/** Runs something as the system and takes that back. Where it fails, the transaction is over anyway. */
export async function asSystem<Value>(trx: Database | ScopedTransaction, run: () => Promise<Value>): Promise<Value> {
  const { rows } = await sql<{ before: string | null }>`
    select current_setting('app.row_scope', true) as before`.execute(trx)
  // Each goes with the statement after it, and before it: the key is asked for as the system, what follows as before.
  await sendAlong(trx, sql`select set_config('app.row_scope', 'system', true)`.compile(trx))
  const value = await run()
  await sendAlong(trx, sql`select set_config('app.row_scope', ${rows[0]?.before ?? ''}, true)`.compile(trx))
  return value
}
