import { migrate, openDatabase, openInstance, pendingMigrations, readMigrations, type Instance } from '@gloact/postgres'
import { type CommandContext, EXIT, type Outcome } from './command.ts'

/** The database of the instance, while a command works on it. */
export interface OpenInstance {
  /** As the application's role: row-level security binds it. */
  readonly db: ReturnType<typeof openDatabase>
  readonly appUrl: string
  readonly migratorUrl: string
  /** Whether PostgreSQL was started for this command and stops with it. */
  readonly startedHere: boolean
  readonly kind: 'embedded' | 'external'
}

/** How the command's connections show in `pg_stat_activity`. */
const NAME = 'gloact cli'

/**
 * Opens the database that the settings name, runs `work` and closes it again. Uses the PostgreSQL that runs on the data
 * folder, or starts it for as long as the command takes. An empty database is migrated first; one that lacks migrations
 * is left as it is and refused, since a server may be running on it.
 */
export async function withInstance(
  context: CommandContext,
  work: (instance: OpenInstance) => Promise<Outcome>,
): Promise<Outcome> {
  return withDatabase(context, async (instance) => {
    const pending = (await missingMigrations(instance.migratorUrl)) ?? []
    if (pending.length > 0 && pending.length === readMigrations().length) {
      context.say('The database is empty; setting it up …')
      await migrate(instance.migratorUrl)
    } else if (pending.length > 0) return lacksMigrations(pending)
    const db = openDatabase(instance.appUrl, { max: 4, name: NAME })
    try {
      return await work({ ...instance, db })
    } finally {
      await db.destroy()
    }
  })
}

/** As `withInstance`, whatever the database holds: for a command that copies it or fills it. */
export async function withDatabase(
  { settings, say }: CommandContext,
  work: (instance: Instance) => Promise<Outcome>,
): Promise<Outcome> {
  const instance = await openInstance({
    dataDir: settings.dataDir,
    databaseUrl: settings.databaseUrl,
    migratorUrl: settings.migratorUrl,
    progress: (message) => say(`${message} …`),
  })
  try {
    return await work(instance)
  } finally {
    if (instance.startedHere && !(await usedByOthers(instance.appUrl))) await instance.stop()
  }
}

/**
 * The migrations that the database lacks; undefined where the role may not see them, as the application's own role on a
 * database whose migrator this machine does not know. Anyone who migrates there looks after them.
 */
export async function missingMigrations(migratorUrl: string): Promise<readonly string[] | undefined> {
  try {
    return await pendingMigrations(migratorUrl)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === INSUFFICIENT_PRIVILEGE) return undefined
    throw error
  }
}

const INSUFFICIENT_PRIVILEGE = '42501'

function lacksMigrations(pending: readonly string[]): Outcome {
  return {
    exit: EXIT.refused,
    text:
      `The database lacks ${pending.length} ${pending.length === 1 ? 'migration' : 'migrations'} of this version. ` +
      'Stop the server, run ./gloact migrate, and try again.',
    json: { ok: false, error: 'migrations_pending', pending },
  }
}

/** A server that was started meanwhile has taken the database over: then it is not ours to stop. */
async function usedByOthers(url: string): Promise<boolean> {
  const db = openDatabase(url, { max: 1, name: NAME })
  try {
    const { rows } = await db.pool.query<{ others: number }>(
      `select count(*) as others from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> $1`,
      [NAME],
    )
    return (rows[0]?.others ?? 0) > 0
  } finally {
    await db.destroy()
  }
}
