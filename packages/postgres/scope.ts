import { err, type Clock, type Result } from '@gloact/kernel'
import { traced } from '@gloact/telemetry'
import { CompiledQuery, type Transaction } from 'kysely'
import { clockOf, type Database } from './database.ts'
import { refusalOf, sendAlong } from './dialect.ts'

/** What row-level security is told of who is asking: ids and codes; lists are comma separated. */
export interface Scope {
  readonly 'app.user_id': string
  readonly 'app.agency_id': string
  readonly 'app.country': string
  readonly 'app.team_ids': string
  /** `none`, `own`, `team`, `agency`, or `system` for a worker of the server itself. */
  readonly 'app.row_scope': string
  readonly 'app.roles': string
}

/** The scope of a named worker of the server itself. As explicit as a person's: nothing runs without a scope. */
export const systemScope = (country: string): Scope => ({
  'app.user_id': '',
  'app.agency_id': '',
  'app.country': country,
  'app.team_ids': '',
  'app.row_scope': 'system',
  'app.roles': '',
})

// oxlint-disable-next-line typescript/no-explicit-any
export type ScopedTransaction = Transaction<any>

/**
 * Runs one use case in one transaction whose rows are limited to `scope`. A result that is a failure rolls everything
 * back, as an exception does: a use case that fails leaves nothing behind.
 */
export async function inScope<Value, Failed>(
  db: Database,
  scope: Scope,
  run: (transaction: ScopedTransaction) => Promise<Result<Value, Failed>>,
): Promise<Result<Value, Failed>> {
  return traced(
    'transaction',
    spanOf(scope, 'write'),
    async () => {
      try {
        return await db.transaction().execute(async (transaction) => {
          await applyScope(transaction, scope, clockOf(db))
          const result = await run(transaction)
          if (!result.ok) throw new RolledBack(result)
          return result
        })
      } catch (error) {
        if (error instanceof RolledBack) return error.result as Result<Value, Failed>
        const refused = refusalOf(error)
        if (refused) return err(refused.failure as Failed)
        throw error
      }
    },
    (result) => ({ 'gloact.outcome': result.ok ? 'ok' : codeOf(result.error) }),
  )
}

const spanOf = (scope: Scope, kind: 'write' | 'read') =>
  ({ 'gloact.row_scope': scope['app.row_scope'], 'gloact.transaction': kind }) as const

/** A failure's code; whatever else a use case answers with is only said to have been refused. */
const codeOf = (failed: unknown): string =>
  typeof failed === 'object' && failed !== null && 'code' in failed && typeof failed.code === 'string'
    ? failed.code
    : 'refused'

/** Reads in one transaction whose rows are limited to `scope`, and which may not write. */
export async function readInScope<Value>(
  db: Database,
  scope: Scope,
  read: (transaction: ScopedTransaction) => Promise<Value>,
): Promise<Value> {
  return traced(
    'transaction',
    spanOf(scope, 'read'),
    () =>
      db
        .transaction()
        .setAccessMode('read only')
        .execute(async (transaction) => {
          await applyScope(transaction, scope, clockOf(db))
          return read(transaction)
        }),
    () => ({ 'gloact.outcome': 'ok' }),
  )
}

/**
 * Reads under one snapshot: every statement sees the database as it was at the first, whatever is recorded meanwhile. For
 * holding one table against another on a server that people work on.
 */
export const readSnapshot = <Value>(
  db: Database,
  scope: Scope,
  read: (transaction: ScopedTransaction) => Promise<Value>,
): Promise<Value> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      await applyScope(transaction, scope, clockOf(db))
      return read(transaction)
    })

/**
 * Sets the scope for the rest of the transaction; after it the settings read as an empty string, which matches no row. It goes
 * with `begin` and the first statement: where it could not be set, the server passes over that statement.
 */
const applyScope = (transaction: ScopedTransaction, scope: Scope, clock: Clock | undefined): Promise<void> =>
  sendAlong(
    transaction,
    CompiledQuery.raw(SET_SCOPE, [...SETTINGS.map((name) => scope[name]), clock ? clock.now() : '']),
  )

const SETTINGS = [
  'app.user_id',
  'app.agency_id',
  'app.country',
  'app.team_ids',
  'app.row_scope',
  'app.roles',
] as const satisfies readonly (keyof Scope)[]

/** The moment by which row-level security ends what ends by itself: `app.moment()`. */
const MOMENT = 'app.moment'

const SET_SCOPE = `select ${[...SETTINGS, MOMENT].map((name, index) => `set_config('${name}', $${index + 1}, true)`).join(', ')}`

class RolledBack extends Error {
  readonly result: Result<unknown, unknown>
  constructor(result: Result<unknown, unknown>) {
    super('rolled back')
    this.result = result
  }
}
