import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import pg from 'pg'

export interface Migration {
  /** `20261124T1600-create-identity`: the time orders them across all modules. */
  readonly name: string
  readonly sql: string
  readonly digest: string
}

/** The folder that holds `packages/`, `modules/` and `apps/`. */
export function repositoryRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'packages', 'kernel')) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}

/** All migrations of packages and modules, in the order of their names. */
export function readMigrations(root: string = repositoryRoot()): Migration[] {
  return globSync('{packages,modules}/*/migrations/*.sql', { cwd: resolve(root) })
    .map((path) => {
      const sql = readFileSync(join(root, path), 'utf8')
      return { name: basename(path, '.sql'), sql, digest: createHash('sha256').update(sql).digest('hex') }
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** One digest over all migrations, to name a template database by. */
export const migrationsDigest = (migrations: readonly Migration[]): string =>
  createHash('sha256')
    .update(migrations.map((migration) => migration.digest).join())
    .digest('hex')
    .slice(0, 12)

/**
 * Applies what is missing, each migration in a transaction of its own, under a lock that lets two servers start at once.
 * A migration that was applied and has since changed on disk is refused: forward only.
 */
export async function migrate(
  migratorUrl: string,
  migrations: readonly Migration[] = readMigrations(),
  progress?: (name: string) => void,
): Promise<{ readonly applied: readonly string[] }> {
  const client = new pg.Client({ connectionString: migratorUrl, application_name: 'gloact migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    // Only where it is not there: granting again at each start meets the database's own upkeep ("tuple concurrently updated").
    if (!(await hasRegister(client))) await client.query(REGISTER)
    const applied = new Map(await appliedMigrations(client))
    const missing = migrations.filter(({ name, digest }) => {
      const before = applied.get(name)
      if (before !== undefined && before !== digest)
        throw new Error(`Migration ${name} was changed after it had been applied. Add a new one instead.`)
      return before === undefined
    })
    // The commit of the last one waits until all are on the disk: none is reported as applied before that.
    if (missing.length > 1) await client.query('set synchronous_commit to off')
    for (const [at, migration] of missing.entries()) {
      if (at === missing.length - 1) await client.query('reset synchronous_commit')
      progress?.(migration.name)
      await apply(client, migration)
    }
    return { applied: missing.map(({ name }) => name) }
  } finally {
    await client.end()
  }
}

/** The names of the migrations that the database lacks. */
export async function pendingMigrations(
  url: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await pendingIn(client, migrations)
  } finally {
    await client.end()
  }
}

/** The same, asked on a connection that is there: a server asks it at each look at whether it is ready. */
export async function pendingIn(
  client: pg.Client | pg.Pool,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const applied = (await hasRegister(client)) ? new Map(await appliedMigrations(client)) : new Map<string, string>()
  return migrations.filter((migration) => !applied.has(migration.name)).map((migration) => migration.name)
}

async function hasRegister(client: pg.Client | pg.Pool): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('migration.applied') is not null as there`,
  )
  return rows[0]?.there === true
}

const LOCK = 4_600_460_046

const REGISTER = `
  create schema if not exists migration;
  create table if not exists migration.applied (
    name text primary key,
    digest text not null,
    applied_at timestamptz not null default now()
  );
  comment on table migration.applied is 'Which migrations this database has had; written by the migrator only.';
  grant usage on schema migration to gloact_app;
  grant select on migration.applied to gloact_app`

/** Applies migrations to a database that has none, within the caller's transaction: all of them or, with it, none. */
export async function applyWithin(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  await client.query(REGISTER)
  for (const migration of migrations) {
    await client.query(migration.sql)
    await client.query(RECORD, [migration.name, migration.digest])
  }
}

const RECORD = 'insert into migration.applied (name, digest) values ($1, $2)'

async function appliedMigrations(client: pg.Client | pg.Pool): Promise<[string, string][]> {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from migration.applied')
  return rows.map((row) => [row.name, row.digest])
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query(RECORD, [migration.name, migration.digest])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}
