import { createHash } from 'node:crypto'
import { canonicalJson, ok, unwrap, type Clock, type Instant } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { entriesOf, type RecordedEntry } from './record-audit.ts'
import type { AuditSigner } from './signer.ts'
import { tables } from './tables.ts'

/** What a block's hash covers and its signature signs, as canonical JSON. */
export interface BlockContent {
  readonly number: number
  readonly sequences: readonly number[]
  readonly entryCount: number
  readonly entriesHash: string
  readonly previousHash: string
  readonly closedAt: Instant
  readonly keyId: string
}

/** The last word on everything up to a block: its number and hash. */
export interface BlockHead {
  readonly number: number
  readonly hash: string
  readonly closedAt: Instant
  readonly keyId: string
}

/** What the first block names as the one before it. */
export const NO_BLOCK = '0'.repeat(64)

const MOST_ENTRIES = 5_000
const CLOSING_LOCK = 460_048

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/**
 * One hash over entries, in the order of their sequence numbers. How often a reading was repeated is no part of it: it is
 * counted beside the entry for ten minutes, and its block may close before that.
 */
export const hashEntries = (entries: readonly RecordedEntry[]): string =>
  hashOf(entries.map(({ times: _times, lastAt: _lastAt, ...entry }) => entry))

/**
 * The hashes that a block of these entries may have. The first blocks covered the counts too, as they stood when the block
 * closed: none yet, or those that were not raised since.
 */
export const hashesOf = (entries: readonly RecordedEntry[]): readonly string[] => [
  hashEntries(entries),
  hashOf(entries.map((entry) => ({ ...entry, times: 1, lastAt: entry.at }))),
  hashOf(entries),
]

const hashOf = (entries: readonly object[]): string =>
  sha256(canonicalJson(entries.map((entry) => sha256(canonicalJson(entry)))))

/**
 * Closes what is open into signed blocks of at most 5000 entries; to be called every minute. Of two servers that close at
 * once the second waits. An entry that was removed before its block closed is named in the block all the same, so that
 * verification finds it missing. Gives the heads of the blocks that were closed: none where nothing was open.
 */
export async function closeBlock(db: Database, signer: AuditSigner, clock: Clock): Promise<readonly BlockHead[]> {
  const heads: BlockHead[] = []
  for (;;) {
    const result = await inScope(db, systemScope(''), async (trx) => ok(await closeOne(trx, signer, clock)))
    const head = unwrap(result)
    if (!head) return heads
    heads.push(head)
  }
}

async function closeOne(trx: Database, signer: AuditSigner, clock: Clock): Promise<BlockHead | undefined> {
  await sql`select pg_advisory_xact_lock(${CLOSING_LOCK})`.execute(trx)
  const open = await tables(trx)
    .selectFrom('audit.open_entry')
    .select('sequence')
    .orderBy('sequence')
    .limit(MOST_ENTRIES)
    .execute()
  if (open.length === 0) return undefined
  const sequences = open.map((row) => row.sequence)
  const entries = await entriesOf(trx, sequences)
  const previous = await lastHead(trx)
  const content: BlockContent = {
    number: (previous?.number ?? 0) + 1,
    sequences,
    entryCount: sequences.length,
    entriesHash: hashEntries(entries),
    previousHash: previous?.hash ?? NO_BLOCK,
    closedAt: clock.now(),
    keyId: signer.keyId,
  }
  const text = canonicalJson(content)
  const hash = sha256(text)
  await tables(trx)
    .insertInto('audit.block')
    .values({
      number: content.number,
      sequences,
      entry_count: content.entryCount,
      entries_hash: content.entriesHash,
      previous_hash: content.previousHash,
      closed_at: content.closedAt,
      key_id: content.keyId,
      hash,
      signature: Buffer.from(signer.sign(Buffer.from(text, 'utf8'))),
    })
    .execute()
  await tables(trx)
    .deleteFrom('audit.open_entry')
    .where('sequence', '=', (eb) => eb.fn.any(eb.val(sequences)))
    .execute()
  return { number: content.number, hash, closedAt: content.closedAt, keyId: content.keyId }
}

/** The head of the last block, within a transaction of the system's scope. */
export async function lastHead(trx: Database): Promise<BlockHead | undefined> {
  const row = await tables(trx)
    .selectFrom('audit.block')
    .select(['number', 'hash', 'closed_at', 'key_id'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { number: row.number, hash: row.hash, closedAt: row.closed_at as Instant, keyId: row.key_id }
}
