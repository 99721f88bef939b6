import type pg from 'pg'
import type { Migration } from '@gloact/postgres'

export interface TableDescription {
  readonly schema: string
  readonly name: string
  /** Those that hold values of their own: generated ones are computed again. */
  readonly columns: readonly string[]
}

export interface SequenceDescription {
  readonly schema: string
  readonly name: string
  readonly value: string
  readonly called: boolean
}

export interface DatabaseDescription {
  readonly server: string
  readonly migrations: readonly Pick<Migration, 'name' | 'digest'>[]
  readonly tables: readonly TableDescription[]
  readonly sequences: readonly SequenceDescription[]
  /** The versions of the KEK that wrap a person's key here. */
  readonly kekVersions: readonly number[]
}

/** Every schema that is not PostgreSQL's own. */
const OURS = `namespace.nspname !~ '^pg_' and namespace.nspname <> 'information_schema'`

/** How a session writes and reads values as text, whatever the server's own settings are. */
export const SESSION_SETTINGS = [
  `set timezone = 'UTC'`,
  `set datestyle = 'ISO, YMD'`,
  `set intervalstyle = 'postgres'`,
  `set bytea_output = 'hex'`,
  'set extra_float_digits = 1',
  // A large table takes its time; anyone who set these meant requests of people.
  'set statement_timeout = 0',
  'set idle_in_transaction_session_timeout = 0',
].join(';')

/**
 * Whether it is a day of the queue's own figures (`jobs.queue_stats_20261124`). The queue makes such a table every day and
 * drops it some days later: a backup of another day has others, and nothing is lost without them.
 */
export const isOfADay = ({ schema, name }: Pick<TableDescription, 'schema' | 'name'>): boolean =>
  schema === 'jobs' && /^queue_stats_\d{8}$/.test(name)

/** Tables that hold rows: partitions, not what they are partitions of; none that is only of a day. */
export async function tablesOf(client: pg.ClientBase): Promise<readonly TableDescription[]> {
  const { rows } = await client.query<TableDescription>(`
    select namespace.nspname as schema, class.relname as name,
      coalesce((select array_agg(attname::text order by attnum) from pg_attribute
        where attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = ''), '{}') as columns
    from pg_class class join pg_namespace namespace on namespace.oid = class.relnamespace
    where class.relkind = 'r' and class.relpersistence <> 't' and ${OURS}
    order by 1, 2`)
  return rows.filter((table) => !isOfADay(table))
}

async function sequencesOf(client: pg.ClientBase): Promise<readonly SequenceDescription[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select namespace.nspname as schema, class.relname as name
    from pg_class class join pg_namespace namespace on namespace.oid = class.relnamespace
    where class.relkind = 'S' and ${OURS} order by 1, 2`)
  const sequences: SequenceDescription[] = []
  for (const { schema, name } of rows) {
    // As it is now: at least as far as the rows of the snapshot, which is what counts.
    const { rows: found } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted(client, schema, name)}`,
    )
    sequences.push({ schema, name, ...found[0]! })
  }
  return sequences
}

export async function describeDatabase(client: pg.ClientBase): Promise<DatabaseDescription> {
  const { rows: server } = await client.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  const { rows: migrations } = await client.query<Pick<Migration, 'name' | 'digest'>>(
    'select name, digest from migration.applied order by name',
  )
  const { rows: versions } = await client.query<{ version: number }>(
    'select distinct kek_version as version from vault.person_key where wrapped is not null order by 1',
  )
  return {
    server: server[0]!.version,
    migrations,
    tables: await tablesOf(client),
    sequences: await sequencesOf(client),
    kekVersions: versions.map(({ version }) => version),
  }
}

/** A name for a statement. */
export const quoted = (client: pg.ClientBase, ...parts: readonly string[]): string =>
  parts.map((part) => client.escapeIdentifier(part)).join('.')

export const nameOf = ({ schema, name }: Pick<TableDescription, 'schema' | 'name'>): string => `${schema}.${name}`
