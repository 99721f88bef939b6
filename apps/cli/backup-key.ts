import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyFromKek, keyFromPassphrase, type BackupFailure, type BackupKey } from '@gloact/backup'
import type { KekProvider } from '@gloact/vault'
import { type CommandContext, EXIT, type Outcome } from './command.ts'
import { openKek } from './keys.ts'
import type { Settings } from './settings.ts'

export const PASSPHRASE_OPTION = {
  'passphrase-file': {
    type: 'string',
    value: 'FILE',
    description: 'Seal with the passphrase in this file instead of the KEK. What is sealed inside still needs the KEK',
  },
} as const

export interface OpenKeys {
  readonly kek: KekProvider
  readonly key: BackupKey
}

/** The instance's KEK, which has to be there already, and what a backup is sealed with. */
export function openKeys({ settings, text }: CommandContext): OpenKeys | Outcome {
  // Opening a KEK that is not there makes one, which would open nothing of what is there.
  if (!kekIsThere(settings)) return noKek('vault.kek_missing')
  const kek = openKek(settings)
  if (!kek.ok) return noKek(kek.error.code)
  const file = text('passphrase-file')
  if (file === undefined) return { kek: kek.value, key: keyFromKek(kek.value) }
  const passphrase = textOf(file)
  if (passphrase === undefined) {
    return failed('passphrase_missing', `The file ${file} does not exist, or you may not read it.`, EXIT.usage)
  }
  if (passphrase.length < 12)
    return failed('passphrase_short', 'The passphrase needs at least 12 characters.', EXIT.usage)
  return { kek: kek.value, key: keyFromPassphrase(passphrase) }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}

export const isOutcome = (value: OpenKeys | Outcome): value is Outcome => 'exit' in value

function kekIsThere({ environment, keysDir }: Settings): boolean {
  if (environment['GLOACT_KEK_CREDENTIAL'] === '1') return true
  return existsSync(environment['GLOACT_KEK_FILE'] ?? join(keysDir, 'kek.json'))
}

const noKek = (code: string): Outcome =>
  failed(
    code,
    `The key that opens the keys is not available (${code}). Give it as the server has it: GLOACT_KEK_FILE, ` +
      'GLOACT_KEK_PASSPHRASE or a systemd credential (deploy/gloact-run gives it to a command). Without it nothing in a ' +
      'backup can be read.',
  )

const failed = (error: string, text: string, exit: Outcome['exit'] = EXIT.refused): Outcome => ({
  exit,
  text,
  json: { ok: false, error },
})

const WORDS: Readonly<Record<BackupFailure['code'], string>> = {
  'backup.missing': 'There is no such file.',
  'backup.not_a_backup': 'The file is not a GloACT backup.',
  'backup.unknown_format': 'The backup was made by a later version of GloACT. Restore it with that version.',
  'backup.damaged': 'The backup is damaged: bytes have changed or are missing. Use another copy; nothing was changed.',
  'backup.other_key':
    'The key does not open this backup. Give the KEK of that time (its version may have been destroyed), or the ' +
    'passphrase it was made with: --passphrase-file.',
  'backup.no_room':
    'There is not enough space for the backup. Free some space, or name another disk with --out; nothing was left there.',
  'backup.not_writable': 'The backup cannot be written or read there. Check the folder and its permissions.',
  'backup.file_exists': 'A file with that name exists already. Choose another name, or a folder.',
  'backup.database_not_empty':
    'The database is not empty, and nothing in it is overwritten. Restore into a new data folder (GLOACT_DATA_DIR) or a new database.',
  'backup.later_version':
    'The backup was made by a later version of GloACT. Install that version, and restore with it.',
  'backup.migration_differs':
    'The backup’s tables do not match this version’s migrations. Restore with the version that made it.',
  'backup.kek_missing':
    'The KEK given here lacks versions that the backup’s keys are wrapped under. Give the KEK’s file as it was when the backup was made, or later.',
  'backup.sees_too_little':
    'The database role does not see every row, so the backup would be incomplete. Set DATABASE_BACKUP_URL to a role with ' +
    'BYPASSRLS and pg_read_all_data: docs/guides/back-up-and-restore.md.',
}

/** Why there is no backup, or no restore, as the outcome of a command. */
export function backupRefusal({ code, params }: BackupFailure): Outcome {
  const details = Object.entries(params ?? {}).map(([name, value]) => `${name}: ${value}`)
  return {
    exit: EXIT.refused,
    text: `${WORDS[code]}${details.length > 0 ? ` (${details.join(', ')})` : ''}`,
    json: { ok: false, error: code, ...(params && { params }) },
  }
}
