import { open, realpath } from 'node:fs/promises'
import { neutraliseText } from '@gloact/workbook'
import type { RejectedRow, Rejects } from './run-import.ts'
import { UnreadableFile } from './unreadable-file.ts'

export interface RejectsFile extends Rejects {
  close(): Promise<void>
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/**
 * A CSV file (row, column, value, reason) of what was not taken, for the one person who asked for it. It may hold what
 * somebody's file says: only its owner can read it, an older file of the name is not added to, and formulas in it are
 * inert. Written in UTF-8 with a byte order mark, so that spreadsheets read every script. Throws `UnreadableFile` where
 * it cannot be written, or is the file that is being read.
 */
export async function openRejectsFile(path: string, sourcePath: string | undefined): Promise<RejectsFile> {
  // A path that does not resolve is a new file, and so not the source.
  const isSource = sourcePath !== undefined && (await realpath(path).catch(() => path)) === (await realpath(sourcePath))
  const file = isSource ? undefined : await open(path, 'w', 0o600).catch(() => undefined)
  if (!file) throw new UnreadableFile('protection.import_rejects_not_writable')
  // The mode above counts only where the file is new.
  await file.chmod(0o600)
  await file.write('\uFEFFrow,column,value,reason\r\n')
  return {
    add: async ({ row, rejections }: RejectedRow) => {
      const lines = rejections.map(({ column, value, reason }) =>
        [String(row), column, neutraliseText(value), reason].map(quoted).join(','),
      )
      await file.write(`${lines.join('\r\n')}\r\n`)
    },
    close: () => file.close(),
  }
}
