import { rowScopeOf, type Role } from '@gloact/identity/contract/principal'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'

/**
 * Runs a question with the rows that the person who acts sees, within a transaction that the server runs for them: their roles stand in its
 * settings still. For what must not be told to somebody who sees one of two files.
 */
export const asThemselves = <Value>(trx: ScopedTransaction, run: () => Promise<Value>): Promise<Value> =>
  within(trx, (roles) => rowScopeOf(roles.split(',').filter((role): role is Role => role !== '')), run)

/** Runs a question with every row, within a transaction of somebody who sees fewer: for a count that does not say of which. */
export const asPlatform = <Value>(trx: ScopedTransaction, run: () => Promise<Value>): Promise<Value> =>
  within(trx, () => 'system', run)

async function within<Value>(
  trx: ScopedTransaction,
  scopeOf: (roles: string) => string,
  run: () => Promise<Value>,
): Promise<Value> {
  const set = (scope: string) => sql`select set_config('app.row_scope', ${scope}, true)`.execute(trx)
  const { rows } = await sql<{ roles: string; scope: string }>`
    select current_setting('app.roles', true) as roles, current_setting('app.row_scope', true) as scope`.execute(trx)
  const [{ roles, scope } = { roles: '', scope: 'none' }] = rows
  await set(scopeOf(roles))
  try {
    return await run()
  } finally {
    await set(scope)
  }
}
