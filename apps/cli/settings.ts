import { join, resolve } from 'node:path'

/** What the environment says of the instance that a command works on. The server reads the same variables. */
export interface Settings {
  /** The folder of this clone. */
  readonly root: string
  readonly dataDir: string
  /** Keys that are kept in files: of the audit log's signatures, of sessions, and in a demonstration the KEK. */
  readonly keysDir: string
  /** The heads of the audit log's blocks, as the server writes them. */
  readonly headsFile: string
  /** A PostgreSQL of one's own, as the application's role. */
  readonly databaseUrl: string | undefined
  /** The same database as the role that owns the schemas. */
  readonly migratorUrl: string | undefined
  /** The folder of the country's configuration. */
  readonly countryDir: string
  readonly port: number
  readonly publicUrl: string
  readonly environment: NodeJS.ProcessEnv
}

/** Reads the settings. Relative folders are meant from where the command is called. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const root = resolve(import.meta.dirname, '..', '..')
  const dataDir = resolve(environment['GLOACT_DATA_DIR'] ?? join(root, 'data'))
  const port = Number(environment['GLOACT_PORT'] ?? 4600)
  return {
    root,
    dataDir,
    keysDir: join(dataDir, 'keys'),
    headsFile: join(dataDir, 'audit-heads.jsonl'),
    databaseUrl: environment['DATABASE_URL'],
    migratorUrl: environment['GLOACT_MIGRATOR_DATABASE_URL'],
    countryDir: resolve(root, environment['GLOACT_COUNTRY_DIR'] ?? join('countries', 'demoland')),
    port,
    publicUrl: environment['GLOACT_PUBLIC_URL'] ?? `http://localhost:${port}`,
    environment,
  }
}
