import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { err, ok, type Clock, type Result } from '@gloact/kernel'
import pg from 'pg'
import { writePart, type WholePart } from './archive.ts'
import type { BackupKey } from './backup-key.ts'
import { copyOut } from './copy.ts'
import { describeDatabase, nameOf, quoted, SESSION_SETTINGS, type TableDescription } from './describe-database.ts'
import { backupError, failureOf, type BackupFailure } from './failures.ts'
import type { BackupContent, BackupDescription, ListedPart } from './manifest.ts'
import { sealStream } from './sealed-stream.ts'

/** A file that goes into a backup beside the database. */
export interface BackupFile {
  /** Where it belongs, relative: `attachments/…`. */
  readonly name: string
  readonly content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

export interface BackupOptions {
  /** As a role that sees every row: a superuser, or one with BYPASSRLS that may read all tables. */
  readonly databaseUrl: string
  readonly key: BackupKey
  /** The file to make; nothing may be there. */
  readonly out: string
  readonly clock: Clock
  readonly about: Pick<BackupDescription, 'software' | 'country' | 'kind' | 'erasures'>
  /** Asked for once the database is written: whatever its rows name was stored before. */
  readonly files: () => AsyncIterable<BackupFile>
  readonly progress?: (line: string) => void
  /** Ends it early; nothing is left. */
  readonly signal?: AbortSignal
}

/**
 * Writes one sealed file with everything: each table as one snapshot has it (REPEATABLE READ), sequences, files. People go
 * on working meanwhile. The file appears under its name only when it is whole and on the disk; where it cannot be, nothing
 * is left.
 */
export async function writeBackup(
  options: BackupOptions,
): Promise<Result<BackupContent & { readonly bytes: number }, BackupFailure>> {
  const { out, signal } = options
  if (existsSync(out)) return err({ code: 'backup.file_exists' })
  const partial = `${out}.${process.pid}.part`
  const client = new pg.Client({ connectionString: options.databaseUrl, application_name: 'gloact backup' })
  // A connection that breaks also fails the statement that runs on it.
  client.on('error', () => undefined)
  try {
    await mkdir(dirname(out), { recursive: true, mode: 0o700 })
    await client.connect()
    await beginSnapshot(client)
    const content: { found?: BackupContent } = {}
    await pipeline(
      Readable.from(
        archiveOf(client, options, (found) => (content.found = found)),
        { objectMode: false },
      ),
      createGzip({ level: 1 }),
      (pieces: AsyncIterable<Uint8Array>) => sealStream(pieces, options.key, options.clock.now()),
      createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }),
      ...(signal ? [{ signal }] : []),
    )
    const { size } = await stat(partial)
    await rename(partial, out)
    await syncFolder(dirname(out))
    return ok({ ...content.found!, bytes: size })
  } catch (error) {
    const failed = failureOf(error)
    if (failed) return err(failed)
    throw error
  } finally {
    await rm(partial, { force: true })
    // The backup is written or has failed already, and that is what is reported; the process ends soon.
    await client.end().catch(() => undefined)
  }
}

/** One state of the whole database for everything that follows. */
async function beginSnapshot(client: pg.Client): Promise<void> {
  await client.query(SESSION_SETTINGS)
  const { rows } = await client.query<{ all: boolean }>(
    'select rolsuper or rolbypassrls as all from pg_roles where rolname = current_user',
  )
  // Policies would leave rows out without a word; a backup that lacks some is none.
  if (!rows[0]?.all) throw backupError('backup.sees_too_little')
  await client.query('set row_security = off')
  await client.query('begin isolation level repeatable read read only')
}

async function* archiveOf(
  client: pg.Client,
  options: BackupOptions,
  done: (content: BackupContent) => void,
): AsyncGenerator<Buffer> {
  const { about, clock, progress } = options
  const database = await describeDatabase(client)
  const description: BackupDescription = { createdAt: clock.now(), ...about, ...database }
  const parts: ListedPart[] = []
  const list = (part: WholePart): void => void parts.push(part)
  yield* writePart({ kind: 'description', name: 'description' }, [asBytes(description)], list)
  for (const table of database.tables) {
    progress?.(`${nameOf(table)} …`)
    let rows = 0
    const copied = copyOut(client, copyStatement(client, table), (count) => (rows = count))
    yield* writePart({ kind: 'table', name: nameOf(table) }, copied, (part) => list({ ...part, rows } as WholePart))
  }
  await client.query('commit')
  for await (const { name, content } of options.files()) {
    progress?.('Attachments and files …')
    yield* writePart({ kind: 'file', name }, content, list)
  }
  const manifest = { parts: [...parts] }
  yield* writePart({ kind: 'manifest', name: 'manifest' }, [asBytes(manifest)], () => undefined)
  done({ description, manifest })
}

const asBytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value), 'utf8')

const copyStatement = (client: pg.ClientBase, table: TableDescription): string =>
  `copy ${quoted(client, table.schema, table.name)} (${table.columns.map((name) => quoted(client, name)).join(', ')}) to stdout`

/** A renamed file is there after a power cut only once its folder is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
