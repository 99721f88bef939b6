import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { openDatabase, type Database } from './database.ts'
import { onDatabase, startEmbedded, type Connections } from './embedded.ts'
import { migrate, migrationsDigest, readMigrations } from './migrate.ts'

export interface TestDatabase {
  /** As the application's role: row-level security binds it. */
  readonly db: Database
  /** As the role that owns the tables. Policies are forced, so it is bound by them as well. */
  readonly migrator: Database
  /** As the cluster's owner, past row-level security: for looking at what is really stored. */
  readonly owner: Database
  readonly connections: Connections
}

/** A PostgreSQL for tests, shared by every test file of a run. Data is not made durable. */
export interface TestCluster {
  readonly connections: Connections
  readonly clusterDir: string
  readonly logFile: string
  stop(): Promise<void>
}

/** Names the connections of the cluster that a run shares, as JSON; without it a test file starts its own. */
export const TEST_CLUSTER_VARIABLE = 'GLOACT_TEST_CLUSTER'

export async function startTestCluster(): Promise<TestCluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gloact-test-'))
  // PostgreSQL runs as another user where we are root: let it walk through.
  chmodSync(dataDir, 0o711)
  const cluster = await startEmbedded({ dataDir, durable: false })
  return {
    connections: cluster.connections,
    clusterDir: cluster.clusterDir,
    logFile: cluster.logFile,
    stop: async () => {
      await cluster.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

let cluster: Promise<Connections> | undefined

/** What a test file opened, ended in the reverse order: its databases before the cluster they are on. */
const endings: (() => Promise<void>)[] = []

export function atTheEnd(ending: () => Promise<void>): void {
  if (endings.length === 0) {
    after(async () => {
      for (const end of endings.toReversed()) await end()
    })
  }
  endings.push(ending)
}

async function sharedCluster(): Promise<Connections> {
  const shared = process.env[TEST_CLUSTER_VARIABLE]
  if (shared) return JSON.parse(shared) as Connections
  const own = await startTestCluster()
  atTheEnd(() => own.stop())
  return own.connections
}

/**
 * A migrated database for one test file, cloned from a template that the first file of a run makes. It is dropped when
 * the file's tests end.
 */
export async function testDatabase(): Promise<TestDatabase> {
  return ownDatabase(await ensureTemplate(await (cluster ??= sharedCluster())))
}

/** A database without a table, as a new machine has it. Dropped like the others. */
export const emptyDatabase = (): Promise<TestDatabase> => ownDatabase('template0')

/** What a test waits for a connection at most: one that asks for much at once on a busy machine has a database that is not away. */
export const TEST_WAIT = 120_000

async function ownDatabase(template: string): Promise<TestDatabase> {
  cluster ??= sharedCluster()
  const base = await cluster
  const name = `gloact_test_${randomUUID().replaceAll('-', '')}`
  await asOwner(base, (client) => client.query(`create database ${name} template ${template} owner gloact_migrator`))
  const connections: Connections = {
    owner: onDatabase(base.owner, name),
    migrator: onDatabase(base.migrator, name),
    app: onDatabase(base.app, name),
  }
  const db = openDatabase(connections.app, { max: 5, waitMilliseconds: TEST_WAIT })
  const migrator = openDatabase(connections.migrator, { max: 2, waitMilliseconds: TEST_WAIT })
  const owner = openDatabase(connections.owner, { max: 2, waitMilliseconds: TEST_WAIT })
  atTheEnd(async () => {
    await Promise.all([db.destroy(), migrator.destroy(), owner.destroy()])
    await asOwner(base, (client) => client.query(`drop database if exists ${name} with (force)`))
  })
  return { db, migrator, owner, connections }
}

async function asOwner<Value>(base: Connections, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: onDatabase(base.owner, 'postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** One template a state of the migrations. Two test files that start at once wait for one another. */
async function ensureTemplate(base: Connections): Promise<string> {
  const migrations = readMigrations()
  const template = `gloact_template_${migrationsDigest(migrations)}`
  return asOwner(base, async (client) => {
    await client.query('select pg_advisory_lock(460046)')
    const { rows } = await client.query<{ ready: boolean }>(
      'select datistemplate as ready from pg_database where datname = $1',
      [template],
    )
    if (rows[0]?.ready) return template
    await client.query(`drop database if exists ${template} with (force)`)
    await client.query(`create database ${template} owner gloact_migrator`)
    await migrate(onDatabase(base.migrator, template), migrations)
    await untilUnused(client, template)
    await client.query(`alter database ${template} is_template true`)
    return template
  })
}

/** A template can be cloned only while nobody is connected to it; the server takes a moment to see a connection end. */
async function untilUnused(client: pg.Client, name: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name])
    if (rowCount === 0) return
    await delay(20)
  }
}
