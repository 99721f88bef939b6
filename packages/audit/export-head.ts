import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { ok, unwrap, type Clock } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import { lastHead, type BlockHead } from './block.ts'
import { tables } from './tables.ts'

/**
 * Writes the head of the last block to the end of a file outside the database; to be called hourly. Keep the file (or a
 * copy) where who administers the database cannot write: cutting the end of the log then shows. One JSON line a head.
 * Undefined where no block has been closed yet.
 */
export async function exportHead(db: Database, path: string, clock: Clock): Promise<BlockHead | undefined> {
  return unwrap(
    await inScope(db, systemScope(''), async (trx) => {
      const head = await lastHead(trx)
      if (!head) return ok(undefined)
      const exportedAt = clock.now()
      await tables(trx)
        .insertInto('audit.head_export')
        .values({ number: head.number, exported_at: exportedAt })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      appendLine(path, JSON.stringify({ ...head, exportedAt }))
      return ok(head)
    }),
  )
}

function appendLine(path: string, line: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = openSync(path, 'a', 0o600)
  try {
    writeSync(file, `${line}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** The heads of a file, by block number; undefined where a line is none. A file that is not there has none. */
export function readHeads(path: string): ReadonlyMap<number, string> | undefined {
  const heads = new Map<number, string>()
  if (!existsSync(path)) return heads
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.trim() === '') continue
    const head = parseHead(line)
    // Two heads of one number that differ are two histories.
    if (!head || (heads.get(head.number) ?? head.hash) !== head.hash) return undefined
    heads.set(head.number, head.hash)
  }
  return heads
}

function parseHead(line: string): { readonly number: number; readonly hash: string } | undefined {
  try {
    const { number, hash } = JSON.parse(line) as { number: unknown; hash: unknown }
    return Number.isInteger(number) && typeof hash === 'string' ? { number: Number(number), hash } : undefined
  } catch {
    return undefined
  }
}
