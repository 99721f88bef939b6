import { err, ok, type Result } from '@gloact/kernel'
import { applyWithin, readMigrations, type Migration } from '@gloact/postgres'
import type { KekProvider } from '@gloact/vault'
import pg from 'pg'
import type { ReadPart } from './archive.ts'
import type { BackupKey } from './backup-key.ts'
import { backupError, failureOf, type BackupFailure } from './failures.ts'
import { SESSION_SETTINGS } from './describe-database.ts'
import { loadTables } from './load-tables.ts'
import type { BackupContent, BackupDescription } from './manifest.ts'
import { partsOfFile, verifyBackup } from './read-backup.ts'

export interface RestoreOptions {
  readonly path: string
  readonly key: BackupKey
  /** As the role that is to own the schemas, on a database without any table. */
  readonly migratorUrl: string
  /** Has to open what the backup's keys are wrapped under. */
  readonly kek: Pick<KekProvider, 'get'>
  /** This version's migrations. */
  readonly migrations?: readonly Migration[]
  /** Puts a file where it belongs. May be called again for one that is there. */
  readonly keepFile: (name: string, content: AsyncIterable<Uint8Array>) => Promise<void>
  readonly progress?: (line: string) => void
}

/**
 * Puts a backup into an empty database. The whole file is checked first; then everything is loaded in one transaction, so
 * that a restore that fails or is killed leaves the database as empty as it was, and can be run again. The schemas are made
 * by the very migrations that the backup had; those that came since are for the caller to apply.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Result<BackupContent, BackupFailure>> {
  const { path, key, progress } = options
  const checked = await verifyBackup(path, key, (line) => progress?.(`Checking ${line}`))
  if (!checked.ok) return checked
  const { description } = checked.value
  const migrations = migrationsOf(description, options.migrations ?? readMigrations())
  if (!migrations.ok) return migrations
  const lacking = description.kekVersions.filter((version) => !options.kek.get(version))
  if (lacking.length > 0) return err({ code: 'backup.kek_missing', params: { versions: lacking.join(', ') } })

  const client = new pg.Client({ connectionString: options.migratorUrl, application_name: 'gloact restore' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(SESSION_SETTINGS)
    await client.query('begin')
    if (await hasTables(client)) return err({ code: 'backup.database_not_empty' })
    await applyWithin(client, migrations.value)
    await loadTables(client, checked.value, partsOfFile(path, key), (part) => keep(options, part), progress)
    await client.query('commit')
    await client.query('analyze')
    return checked
  } catch (error) {
    const failed = failureOf(error)
    if (failed) return err(failed)
    throw error
  } finally {
    // The restore is done or has failed already, and that is what is reported; the process ends soon.
    await client.end().catch(() => undefined)
  }
}

const keep = async ({ keepFile, progress }: RestoreOptions, part: ReadPart): Promise<void> => {
  progress?.('Attachments and files …')
  // The name becomes a path: nothing that leads elsewhere.
  if (part.name.split('/').some((step) => step === '' || step === '.' || step === '..'))
    throw backupError('backup.damaged')
  await keepFile(part.name, part.content)
}

/** The migrations that the backup had, as this version has them. */
function migrationsOf(
  { migrations }: BackupDescription,
  known: readonly Migration[],
): Result<readonly Migration[], BackupFailure> {
  const byName = new Map(known.map((migration) => [migration.name, migration]))
  const later = migrations.find(({ name }) => !byName.has(name))
  if (later) return err({ code: 'backup.later_version', params: { migration: later.name } })
  const changed = migrations.find(({ name, digest }) => byName.get(name)!.digest !== digest)
  if (changed) return err({ code: 'backup.migration_differs', params: { migration: changed.name } })
  return ok(migrations.map(({ name }) => byName.get(name)!))
}

async function hasTables(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(`
    select exists (select from pg_class class join pg_namespace namespace on namespace.oid = class.relnamespace
      where class.relkind in ('r', 'p') and class.relpersistence <> 't'
        and namespace.nspname !~ '^pg_' and namespace.nspname <> 'information_schema') as found`)
  return rows[0]!.found
}
