import { createHash } from 'node:crypto'
import type { LedgerContext, LedgerLine } from '../accounting/privacy-ledger.ts'
import { lineFile } from './line-file.ts'

/**
 * A privacy ledger in a file, one JSON line a fact. Lines are only appended, and on the disk before anything goes on; a lock file
 * beside it keeps a second writer waiting.
 */
export function ledgerFile(path: string): LedgerContext {
  return { store: lineFile<LedgerLine>(path, 'privacy ledger'), digest: sha256, now: () => new Date() }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
