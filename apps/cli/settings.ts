import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { instanceKind } from './instance-files.ts'

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
  /** The same database past a pooler in transaction mode, for notifications. */
  readonly directUrl: string | undefined
  /** The same database as the role that owns the schemas. */
  readonly migratorUrl: string | undefined
  /** The same database as a role that sees every row, for backups of a PostgreSQL of one's own. */
  readonly backupUrl: string | undefined
  /** Who was erased: kept with the KEK, apart from the data and its backups. */
  readonly erasureList: string
  /** How many days a backup is kept; erasure certificates count on it. */
  readonly backupDays: number
  /** The folder of the country's configuration. */
  readonly countryDir: string
  /** What people read is written in it, unless a command is told otherwise; undefined where nothing says which. */
  readonly language: string | undefined
  readonly port: number
  readonly publicUrl: string
  readonly environment: NodeJS.ProcessEnv
}

/** Reads the settings. Relative folders are meant from where the command is called. */
export function readSettings(given: NodeJS.ProcessEnv = process.env): Settings {
  const root = resolve(import.meta.dirname, '..', '..')
  const dataDir = resolve(given['GLOACT_DATA_DIR'] ?? join(root, 'data'))
  const environment = instanceKind(dataDir) === 'training' ? withinItsFolder(given) : given
  const port = Number(environment['GLOACT_PORT'] ?? 4600)
  return {
    root,
    dataDir,
    keysDir: join(dataDir, 'keys'),
    headsFile: join(dataDir, 'audit-heads.jsonl'),
    databaseUrl: environment['DATABASE_URL'],
    directUrl: environment['DATABASE_DIRECT_URL'],
    migratorUrl: environment['DATABASE_MIGRATOR_URL'],
    backupUrl: environment['DATABASE_BACKUP_URL'],
    erasureList: erasureListPath(environment, join(dataDir, 'keys')),
    backupDays: wholeDays(environment['GLOACT_BACKUP_DAYS']),
    countryDir: resolve(root, environment['GLOACT_COUNTRY_DIR'] ?? join('countries', 'demoland')),
    language: languageOf(environment, root),
    port,
    publicUrl: environment['GLOACT_PUBLIC_URL'] ?? `http://localhost:${port}`,
    environment,
  }
}

/**
 * The environment for a training sandbox: its database, key and attachments lie in its folder, as its server has it, and
 * nothing leads to those of the instance beside it, nor to a collector.
 */
const withinItsFolder = (given: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(given).filter(([name]) => !/^(OTEL_|DATABASE_|GLOACT_(KEK_|ATTACHMENTS|ERASURE_LIST))/.test(name)),
  )

/** As the server finds it: beside the KEK's file, unless it is told where. */
function erasureListPath(environment: NodeJS.ProcessEnv, keysDir: string): string {
  const told = environment['GLOACT_ERASURE_LIST']
  if (told) return resolve(told)
  const kek = environment['GLOACT_KEK_CREDENTIAL'] === '1' ? undefined : environment['GLOACT_KEK_FILE']
  return join(kek ? dirname(resolve(kek)) : keysDir, 'erasures.jsonl')
}

/** The first language of the country that was configured, otherwise that of the terminal: `fr_FR.UTF-8` is `fr-FR`. */
function languageOf(environment: NodeJS.ProcessEnv, root: string): string | undefined {
  const country = environment['GLOACT_COUNTRY_DIR']
  const first = country ? firstLanguageIn(join(resolve(root, country), 'country.json')) : undefined
  if (first !== undefined) return first
  const terminal = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG']
  return terminal?.replace(/[.@].*$/, '').replace('_', '-')
}

function firstLanguageIn(path: string): string | undefined {
  try {
    const { languages } = JSON.parse(readFileSync(path, 'utf8')) as { readonly languages?: readonly unknown[] }
    return typeof languages?.[0] === 'string' ? languages[0] : undefined
  } catch {
    // A country that cannot be read is reported by the commands that need it.
    return undefined
  }
}

export const DEFAULT_BACKUP_DAYS = 90

function wholeDays(text: string | undefined): number {
  const days = Number(text ?? DEFAULT_BACKUP_DAYS)
  return Number.isSafeInteger(days) && days >= 1 ? days : DEFAULT_BACKUP_DAYS
}
