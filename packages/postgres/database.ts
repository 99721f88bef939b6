import type { Clock } from '@gloact/kernel'
import { Kysely, sql } from 'kysely'
import pg from 'pg'
import { pipelinedDialect, type Commits } from './dialect.ts'

/**
 * A connection pool, or a transaction on it, to whatever tables a caller names. Each package and module narrows it to
 * its own (`const tables: Kysely<AuditTables> = db`): no module's types reach another's.
 */
// Kysely is invariant in its tables; this is the one place where they are left open.
// oxlint-disable-next-line typescript/no-explicit-any
export type Database = Kysely<any>

const DATE = 1082
const TIMESTAMP_WITH_ZONE = 1184
const BIGINT = 20
const NUMERIC = 1700

/**
 * How values come back: a `date` as `YYYY-MM-DD`, never a local `Date` that shifts with the time zone; a `timestamptz`
 * as an ISO instant; a `bigint` or `numeric` as a number where it is safe, else an error rather than a wrong number.
 */
const parsers = new Map<number, (text: string) => unknown>([
  [DATE, (text) => text],
  [TIMESTAMP_WITH_ZONE, instantOf],
  [BIGINT, safeNumber],
  [NUMERIC, safeNumber],
])

/** Connections speak UTC: what is written so is only put into another form, which costs a tenth of reading it as a date. */
function instantOf(text: string): string {
  if (text[10] !== ' ' || !text.endsWith('+00')) return new Date(text).toISOString()
  const milliseconds = text.slice(20, -3).slice(0, 3).padEnd(3, '0')
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${milliseconds}Z`
}

function safeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new RangeError('a number from the database is too large to be exact')
  }
  return value
}

export interface PoolOptions {
  readonly max?: number
  /** How long a use case waits for a connection before the database counts as away: 5,000. */
  readonly waitMilliseconds?: number
  /** Whose moment ends what row-level security lets end by itself; PostgreSQL's own where none is given. */
  readonly clock?: Clock
  /** Shown in `pg_stat_activity`. */
  readonly name?: string
  /** Called when an idle connection breaks, such as when the database goes away. */
  readonly onError?: (error: Error) => void
}

/** The driver's own parser of a type; its declaration knows a fixed list of types, PostgreSQL has any number. */
const usualParser = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => (text: string) => unknown

export interface OpenDatabase extends Database {
  readonly pool: pg.Pool
  /**
   * For bulk writing that is acknowledged only at its end: meanwhile no commit of this pool waits for the disk, so nothing else that is
   * acknowledged may be written by it. When this ends all of it is on the disk; where it fails, the last writes may be missing after a
   * crash, never one before a write that is there.
   */
  flushedAtEnd<Value>(write: () => Promise<Value>): Promise<Value>
}

const clocks = new WeakMap<Database, Clock>()

/** The clock that a pool was opened with. */
export const clockOf = (db: Database): Clock | undefined => clocks.get(db)

/** Opens a pool. The connection string holds a password: it is never logged. */
export function openDatabase(connectionString: string, options: PoolOptions = {}): OpenDatabase {
  const pool = new pg.Pool({
    connectionString,
    max: options.max ?? 10,
    application_name: options.name ?? 'gloact',
    connectionTimeoutMillis: options.waitMilliseconds ?? 5_000,
    // A connection knows the tables and has its statements prepared; one that is new has to learn both.
    idleTimeoutMillis: 300_000,
    // A connection whose other side went without a word is found to be dead, instead of waited on for ever.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: '-c timezone=UTC',
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        parsers.get(oid) ?? usualParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  })
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', (error) => options.onError?.(error))
  // The pool listens only while a connection is idle. One that is broken between two statements of a transaction would end
  // the process too; the statement after it says that it is broken.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const commits: Commits = { wait: true }
  const database: Database = new Kysely({ dialect: pipelinedDialect(pool, commits) })
  if (options.clock) clocks.set(database, options.clock)
  const end = database.destroy.bind(database)
  const destroy = async (): Promise<void> => {
    await end()
    // Where no statement went through Kysely it leaves the pool open, and the process waits until its connections are idle
    // no longer.
    if (!pool.ending) await pool.end()
  }
  const flushedAtEnd = async <Value>(write: () => Promise<Value>): Promise<Value> => {
    // A connection that broke while nobody used it: what was committed over it may be lost with the database's memory.
    let lost: Error | undefined
    const broken = (error: Error): void => void (lost = error)
    pool.on('error', broken)
    commits.wait = false
    try {
      const written = await write()
      commits.wait = true
      // A commit that waits is on the disk together with all before it. Only one that wrote something waits.
      await pool.query("select pg_logical_emit_message(true, 'gloact', '')")
      if (lost) throw lost
      return written
    } finally {
      commits.wait = true
      pool.off('error', broken)
    }
  }
  return Object.assign(database, { pool, destroy, flushedAtEnd })
}

// No memory, and no connection left: as if it were away, it passes.
const CONNECTION_STATES = /^(08|57P0|53200|53300)/
const CONNECTION_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'])

/** Whether an error means that the database cannot be reached now, rather than that a statement was wrong. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    CONNECTION_ERRORS.has(code) ||
    CONNECTION_STATES.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    )
  )
}

/** Whether an error means that the database has no room left on its disk. Nothing of the transaction is kept. */
export const isOutOfRoom = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '53100'

/** Whether an error is a violated unique constraint, and of which name. */
export function violatedUnique(error: unknown): string | undefined {
  if (error instanceof pg.DatabaseError && error.code === '23505') return error.constraint
  return undefined
}

/** Whether the role that this pool connects as can look past row-level security. The server refuses to run as such. */
export async function bypassesRowSecurity(db: Database): Promise<boolean> {
  const { rows } = await sql<{ bypasses: boolean }>`
    select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user`.execute(db)
  return rows[0]?.bypasses ?? true
}
