import type { Failure } from '@gloact/kernel'

/**
 * Why there is no backup, or no restore: nothing at that place; not one of ours; of a later version; its bytes were
 * changed or are not all there; another key; no room; the place cannot be written; a file is there already; the database
 * is not empty; the backup is of another or a later version of the software; a key-encryption key that it needs is
 * missing; the database role does not see every row, so that the backup would lack some.
 */
export const BACKUP_FAILURES = [
  'backup.missing',
  'backup.not_a_backup',
  'backup.unknown_format',
  'backup.damaged',
  'backup.other_key',
  'backup.no_room',
  'backup.not_writable',
  'backup.file_exists',
  'backup.database_not_empty',
  'backup.later_version',
  'backup.migration_differs',
  'backup.kek_missing',
  'backup.sees_too_little',
] as const

export type BackupFailureCode = (typeof BACKUP_FAILURES)[number]
export type BackupFailure = Failure<BackupFailureCode>

type Params = NonNullable<BackupFailure['params']>

/** Carries a failure out of a stream, where results cannot be handed on. Caught where the stream ends: `failureOf`. */
export const backupError = (code: BackupFailureCode, params?: Params): Error =>
  Object.assign(new Error(code), { backupFailure: { code, ...(params && { params }) } satisfies BackupFailure })

/** The failure that an error carries or stands for; undefined where it is a bug. */
export function failureOf(error: unknown): BackupFailure | undefined {
  if (!(error instanceof Error)) return undefined
  if ('backupFailure' in error) return error.backupFailure as BackupFailure
  const code = 'code' in error ? String(error.code) : ''
  if (NO_ROOM.has(code)) return { code: 'backup.no_room' }
  if (code === 'ENOENT') return { code: 'backup.missing' }
  if (NOT_WRITABLE.has(code)) return { code: 'backup.not_writable' }
  return undefined
}

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EIO'])
