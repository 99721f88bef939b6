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
/** So few that they are gone before the collector takes them for something that stays. */
const ENTRIES_AT_ONCE = 100
const CLOSING_LOCK = 460_048

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** What a block's hash covers of an entry. */
type Covered = (entry: RecordedEntry) => object

/** How often a reading was repeated is no part of it: it is counted beside the entry for ten minutes, and its block may close before that. */
const withoutCounts: Covered = ({ times: _times, lastAt: _lastAt, ...entry }) => entry

/**
 * What the hash of a block may cover. The first blocks covered the counts too, as they stood when the block closed: none yet, or
 * those that were not raised since.
 */
export const COVERED: readonly Covered[] = [
  withoutCounts,
  (entry) => ({ ...entry, times: 1, lastAt: entry.at }),
  (entry) => entry,
]

/**
 * One hash over entries in the order of their sequence numbers, and the first that is no longer there. They are read a few at a
 * time, since a block names up to 5,000.
 */
export async function hashEntries(
  trx: Database,
  sequences: readonly number[],
  covered: Covered = withoutCounts,
): Promise<{ readonly hash: string; readonly missing: number | undefined }> {
  const hash = createHash('sha256')
  let missing: number | undefined
  let before = '['
  for (let from = 0; from < sequences.length; from += ENTRIES_AT_ONCE) {
    const wanted = sequences.slice(from, from + ENTRIES_AT_ONCE)
    const entries = await entriesOf(trx, wanted)
    if (entries.length < wanted.length) {
      const there = new Set(entries.map(({ sequence }) => sequence))
      missing ??= wanted.find((sequence) => !there.has(sequence))
    }
    for (const entry of entries) {
      hash.update(`${before}${canonicalJson(sha256(canonicalJson(covered(entry))))}`)
      before = ','
    }
  }
  return { hash: hash.update(before === '[' ? '[]' : ']').digest('hex'), missing }
}

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
  const previous = await lastHead(trx)
  const content: BlockContent = {
    number: (previous?.number ?? 0) + 1,
    sequences,
    entryCount: sequences.length,
    entriesHash: (await hashEntries(trx, sequences)).hash,
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
