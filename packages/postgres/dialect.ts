import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { Flight, type Answer, type Sent } from './flight.ts'

/** What a use case answers with where a statement meets what is there already: the failure for each unique constraint. */
export type RefusedBy<Failed> = Readonly<Record<string, Failed>>

/** Queries whose answer nobody needs: they go with the next that somebody waits for, at the latest with the commit. */
const sentAlong = new WeakMap<object, RefusedBy<unknown>>()

/** Errors that are answers: what they say, instead of being thrown on. */
const refusals = new WeakMap<object, { readonly failure: unknown }>()

/**
 * Sends a statement along with the transaction's next one, or with its commit: it costs no round trip of its own. That it
 * failed is told by what it went with, and nothing of the transaction is kept. Where it violates a unique constraint that `refusedBy`
 * names, `inScope` answers with that failure. Outside a transaction it is sent at once.
 */
export async function sendAlong(
  // Kysely is invariant in its tables, and this looks at none.
  // oxlint-disable-next-line typescript/no-explicit-any
  transaction: Kysely<any>,
  query: CompiledQuery,
  refusedBy: RefusedBy<unknown> = {},
): Promise<void> {
  sentAlong.set(query, refusedBy)
  await transaction.executeQuery(query)
}

/** The failure that an error stands for, where it is one that a statement was sent along with. */
export const refusalOf = (error: unknown): { readonly failure: unknown } | undefined =>
  typeof error === 'object' && error !== null ? refusals.get(error) : undefined

function noteRefusal(error: Error, refusedBy: RefusedBy<unknown>): void {
  const { code, constraint } = error as Error & { readonly code?: unknown; readonly constraint?: unknown }
  if (code === UNIQUE_VIOLATION && typeof constraint === 'string' && Object.hasOwn(refusedBy, constraint))
    refusals.set(error, { failure: refusedBy[constraint] })
}

const UNIQUE_VIOLATION = '23505'

/** Queries that stand for several, which go together: Kysely itself lets a transaction ask one after the other. */
const several = new WeakMap<object, readonly CompiledQuery[]>()

/** Asks several things in one round trip, in their order; where one fails, those after it are not run. The rows of each. */
export async function together<Rows extends readonly unknown[]>(
  // oxlint-disable-next-line typescript/no-explicit-any
  transaction: Kysely<any>,
  ...queries: { [Index in keyof Rows]: CompiledQuery<Rows[Index]> }
): Promise<{ [Index in keyof Rows]: readonly Rows[Index][] }> {
  const asked = CompiledQuery.raw('')
  several.set(asked, queries)
  // A connection of another driver's knows nothing of this, and answers nothing: there it is one after the other.
  const { rows: answers } = await transaction.executeQuery<unknown>(asked)
  if (answers.length === 0) for (const query of queries) answers.push((await transaction.executeQuery(query)).rows)
  return answers as unknown as { [Index in keyof Rows]: readonly Rows[Index][] }
}

/**
 * PostgreSQL as Kysely speaks it, with fewer round trips: what opens a transaction goes with its first statement, what nobody
 * waits for goes with the next or with the commit, and a statement is prepared once a connection.
 */
export function pipelinedDialect(pool: pg.Pool, commits: Commits = { wait: true }): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createDriver: () => driverOf(pool, commits),
  }
}

/** Whether a commit is answered only once it is on the disk, as it is unless `flushedAtEnd` says otherwise for a while. */
export interface Commits {
  wait: boolean
}

/**
 * Bulk writing repeats the same statements. PostgreSQL would plan each for its values at least five times a connection, and one that
 * takes a list every time; with the policies of rows planning costs more than running. Here each is planned once.
 */
const UNHURRIED =
  "select set_config('synchronous_commit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)"

interface Connection extends DatabaseConnection {
  begin(text: string): void
  commit(): Promise<string>
  rollback(): Promise<void>
  release(): void
}

function driverOf(pool: pg.Pool, commits: Commits): Driver {
  return {
    init: async () => undefined,
    acquireConnection: async () => connectionOf(await pool.connect()),
    beginTransaction: async (connection, settings) => {
      const begun = connection as Connection
      begun.begin(beginningOf(settings))
      if (!commits.wait) begun.begin(UNHURRIED)
    },
    commitTransaction: async (connection) => {
      // PostgreSQL answers a commit of what has failed with a rollback: anyone who went on past the failure must not think it kept.
      if ((await (connection as Connection).commit()) === 'ROLLBACK') throw new RolledBackAtCommit()
    },
    rollbackTransaction: (connection) => (connection as Connection).rollback(),
    releaseConnection: async (connection) => (connection as Connection).release(),
    destroy: () => pool.end(),
  }
}

class RolledBackAtCommit extends Error {
  constructor() {
    super('a statement of the transaction had failed: it was rolled back')
  }
}

const beginningOf = ({ isolationLevel, accessMode }: TransactionSettings): string =>
  isolationLevel || accessMode
    ? `start transaction${isolationLevel ? ` isolation level ${isolationLevel}` : ''}${accessMode ? ` ${accessMode}` : ''}`
    : 'begin'

/** A prepared statement whose table has changed since, as by a migration of another server's: the connection is given up. */
const isOutdated = (error: Error): boolean =>
  'code' in error && error.code === '0A000' && /cached plan must not change/.test(error.message)

function connectionOf(client: pg.PoolClient): Connection {
  /** Between `begin` and `commit` or `rollback`, as the caller sees it; and whether the server has heard of it. */
  let within = false
  let isOpen = false
  let waiting: Sent[] = []
  let isFlying = false
  let isAboutToFly = false
  let isBroken = false

  const fly = (): void => {
    isAboutToFly = false
    if (isFlying || waiting.length === 0) return
    const statements = waiting
    waiting = []
    isFlying = true
    if (within) isOpen = true
    client.query(
      new Flight(client, statements, () => {
        if (!isFlying) return
        isFlying = false
        // Asked for meanwhile.
        if (waiting.some(({ answered }) => answered)) fly()
      }),
    )
  }
  /** Whatever else is asked for before the process turns to something else goes with it. */
  const ask = (text: string, values: readonly unknown[]): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const failed = (error: Error): void => {
        if (isOutdated(error)) isBroken = true
        reject(error)
      }
      waiting.push({ text, values, answered: resolve, failed })
      if (isAboutToFly) return
      isAboutToFly = true
      process.nextTick(fly)
    })

  return {
    begin(text) {
      within = true
      waiting.push({ text, values: [] })
    },
    async commit() {
      if (!isOpen && waiting.every(({ text }) => isOpening(text))) {
        waiting = []
        within = false
        return 'COMMIT'
      }
      const { command } = await ask('commit', [])
      within = false
      isOpen = false
      return command
    },
    async rollback() {
      within = false
      // What was only to be sent along is not sent.
      waiting = []
      if (!isOpen) return
      isOpen = false
      try {
        await ask('rollback', [])
      } catch (error) {
        isBroken = true
        throw error
      }
    },
    release() {
      client.release(isBroken || isOpen || isFlying)
    },
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const refusedBy = within ? sentAlong.get(query) : undefined
      if (refusedBy) {
        const failed = (error: Error) => noteRefusal(error, refusedBy)
        waiting.push({ text: query.sql, values: query.parameters, failed })
        return { rows: [] }
      }
      const queries = several.get(query)
      if (queries) {
        const answers = await Promise.all(queries.map(({ sql, parameters }) => ask(sql, parameters)))
        return { rows: answers.map(({ rows }) => rows) as Row[] }
      }
      if (isScript(query)) {
        // Several commands in one text, as only the protocol's simple form takes them; what waits goes before.
        if (waiting.length > 0) await ask('select', [])
        await client.query(query.sql)
        return { rows: [] }
      }
      const { command, count, rows } = await ask(query.sql, query.parameters)
      return {
        rows: rows as Row[],
        ...(WRITING.has(command) && { numAffectedRows: BigInt(count) }),
      }
    },
    streamQuery() {
      throw new Error('a query is read whole: there is no cursor here')
    },
  }
}

/** Commands one after the other, without parameters: a semicolon that is not the end, of a text that has no dollar quotes. */
const isScript = ({ sql, parameters }: CompiledQuery): boolean =>
  parameters.length === 0 && /;\s*\S/.test(sql.replaceAll(/'(?:[^']|'')*'/g, '')) && !/\$\w*\$/.test(sql)

const WRITING = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/** What opens a transaction and does nothing else; a transaction of these alone need not be. */
const isOpening = (text: string): boolean => /^(begin|start transaction|set local|select set_config\()/.test(text)
