import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { recordAudit } from '@gloact/audit'
import { filesIn, rowsIn, verifyBackup, writeBackup, type BackupContent } from '@gloact/backup'
import { ok, systemClock } from '@gloact/kernel'
import { inScope, openDatabase, systemScope } from '@gloact/postgres'
import { fileErasureList } from '@gloact/vault'
import { attachments, attachmentStore, smallFiles } from '../backup-files.ts'
import { backupRefusal, isOutcome, openKeys, PASSPHRASE_OPTION, type OpenKeys } from '../backup-key.ts'
import { type Command, type CommandContext, EXIT, type Outcome } from '../command.ts'
import { readCountry } from '@gloact/platform/country'
import { instanceKind } from '../instance-files.ts'
import type { Settings } from '../settings.ts'
import { withDatabase } from '../with-instance.ts'

/** Backups of a folder that this command made. */
const OURS = /^gloact-[A-Z]{2}-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.gloact$/

/** Writes everything but the KEK into one sealed file. */
export const backup: Command = {
  description:
    'People can go on working: the file holds the state at one moment. It is sealed with a key derived from the KEK, or with\n' +
    'a passphrase. The KEK itself is never in it: keep it, and the list of erasures with it, in another place.\n' +
    'A backup is kept for as long as erasure certificates state: GLOACT_BACKUP_DAYS, 90 unless set.',
  options: {
    out: { type: 'string', value: 'PLACE', description: 'A folder, or the file to make' },
    verify: { type: 'string', value: 'FILE', description: 'Only check a backup, from its first byte to its last' },
    'without-attachments': {
      type: 'boolean',
      description: 'Leave attachments out, where their bucket is copied by other means',
    },
    expire: {
      type: 'boolean',
      description: 'Afterwards delete backups in the folder that are older than GLOACT_BACKUP_DAYS',
    },
    ...PASSPHRASE_OPTION,
  },
  examples: [
    ['backup --out /backups', 'Make one, named after country and time'],
    ['backup --out /backups --expire', 'As a nightly job does: make one, and delete old ones'],
    ['backup --verify /backups/gloact-DL-20261124T020000Z.gloact', 'Check that it is intact and opens'],
  ],
  exits: { refused: 'There is not enough space, a file with that name exists, or a key is missing. Nothing was left.' },
  async run(context) {
    const keys = openKeys(context)
    if (isOutcome(keys)) return keys
    const file = context.text('verify')
    if (file !== undefined) return verify(context, keys, resolve(file))
    const place = context.text('out')
    if (place === undefined) {
      return { exit: EXIT.usage, text: 'Name a place: --out FOLDER', json: { ok: false, error: 'usage' } }
    }
    return withDatabase(context, (instance) => make(context, keys, resolve(place), instance))
  },
}

async function make(
  { settings, flag, progress }: CommandContext,
  { key }: OpenKeys,
  place: string,
  instance: { readonly appUrl: string; readonly migratorUrl: string; readonly ownerUrl?: string },
): Promise<Outcome> {
  const kind = instanceKind(settings.dataDir)
  const { code: country } = await readCountry(settings.countryDir)
  const folder = existsSync(place) && statSync(place).isDirectory() ? place : undefined
  const out = folder ? join(folder, nameOf(country, systemClock.now())) : place
  const small = smallFiles(settings)
  const store = attachmentStore(settings)
  const stopped = new AbortController()
  const stop = (): void => stopped.abort()
  for (const signal of SIGNALS) process.once(signal, stop)
  try {
    const made = await writeBackup({
      databaseUrl: settings.backupUrl ?? instance.ownerUrl ?? instance.migratorUrl,
      key,
      out,
      clock: systemClock,
      about: {
        software: softwareVersion(settings),
        country,
        kind: kind === 'none' ? 'production' : kind,
        erasures: fileErasureList(settings.erasureList).personIds().size,
      },
      async *files() {
        yield* small
        if (!flag('without-attachments')) yield* attachments(store)
      },
      progress,
      signal: stopped.signal,
    })
    if (!made.ok) return backupRefusal(made.error)
    await recordMade(instance.appUrl, country)
    writeFileSync(
      lastBackupFile(settings),
      `${JSON.stringify({ at: made.value.description.createdAt, file: out })}\n`,
      {
        mode: 0o600,
      },
    )
    const expired = folder && flag('expire') ? expire(folder, settings.backupDays) : []
    return told(made.value, {
      out,
      bytes: made.value.bytes,
      expired,
      text: `Written to ${out} (${megabytes(made.value.bytes)}).`,
    })
  } catch (error) {
    if (!stopped.signal.aborted) throw error
    return { exit: EXIT.failed, text: 'Stopped. Nothing was left.', json: { ok: false, error: 'stopped' } }
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop)
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

async function verify({ progress }: CommandContext, { key, kek }: OpenKeys, file: string): Promise<Outcome> {
  const verified = await verifyBackup(file, key, progress)
  if (!verified.ok) return backupRefusal(verified.error)
  const lacking = verified.value.description.kekVersions.filter((version) => !kek.get(version))
  if (lacking.length > 0) {
    return backupRefusal({ code: 'backup.kek_missing', params: { versions: lacking.join(', ') } })
  }
  return told(verified.value, { file, text: 'The backup is intact, and this KEK opens it.' })
}

function told(
  { description, manifest }: BackupContent,
  {
    text,
    expired = [],
    ...more
  }: { readonly text: string; readonly expired?: readonly string[]; readonly [key: string]: unknown },
): Outcome {
  const { createdAt, software, country, kind, kekVersions, migrations, tables } = description
  const lines = [
    text,
    `  of ${createdAt}, version ${software}, ${country} (${kind})`,
    `  ${rowsIn(manifest)} rows in ${tables.length} tables, ${filesIn(manifest)} files`,
    `  needs the KEK’s ${kekVersions.length === 1 ? 'version' : 'versions'} ${kekVersions.join(', ') || '– none –'}`,
    ...expired.map((name) => `  ${name} has expired and was deleted`),
  ]
  return {
    exit: EXIT.ok,
    text: lines.join('\n'),
    json: {
      ok: true,
      ...more,
      ...(expired.length > 0 && { expired }),
      createdAt,
      software,
      country,
      kind,
      kekVersions,
      migrations: migrations.length,
      rows: rowsIn(manifest),
      files: filesIn(manifest),
    },
  }
}

const nameOf = (country: string, at: string): string =>
  `gloact-${country}-${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z.gloact`

/** Deletes the backups of a folder whose time, by their name, is past. */
function expire(folder: string, days: number): string[] {
  const before = Date.now() - days * 86_400_000
  const old = readdirSync(folder).filter((name) => {
    const [, year, month, day, hour, minute, second] = OURS.exec(name)?.map(Number) ?? []
    return year !== undefined && Date.UTC(year, month! - 1, day, hour, minute, second) < before
  })
  for (const name of old) rmSync(join(folder, name))
  return old
}

/** When the last backup was made, for `doctor`. */
export const lastBackupFile = ({ dataDir }: Pick<Settings, 'dataDir'>): string => join(dataDir, 'last-backup.json')

export const softwareVersion = ({ root }: Settings): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version

async function recordMade(appUrl: string, country: string): Promise<void> {
  const db = openDatabase(appUrl, { max: 1, name: 'gloact cli' })
  try {
    await inScope(db, systemScope(country), async (trx) => {
      await recordAudit(trx, { action: 'backup.made', country })
      return ok(undefined)
    })
  } finally {
    await db.destroy()
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`
