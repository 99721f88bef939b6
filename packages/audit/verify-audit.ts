import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { asInstant, canonicalJson } from '@gloact/kernel'
import { readInScope, systemScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { COVERED, hashEntries, NO_BLOCK, sha256, type BlockContent } from './block.ts'
import { readHeads } from './export-head.ts'
import { keyIdOf, type AuditPublicKeys } from './signer.ts'
import { tables } from './tables.ts'

/**
 * What can be wrong: a block is not there; its content is not what its hash says; its signature is not by its key, or
 * the key is unknown; an entry of a block is not there, or another than was signed; an entry lies outside of every
 * block; the heads' file names another history, a block that is not there (the end was cut), or cannot be read.
 */
export const AUDIT_BREAKS = [
  'block_missing',
  'block_changed',
  'signature_invalid',
  'key_unknown',
  'entry_missing',
  'entry_changed',
  'entry_outside',
  'head_differs',
  'tail_cut',
  'heads_unreadable',
] as const

export interface AuditBreak {
  readonly kind: (typeof AUDIT_BREAKS)[number]
  readonly block?: number
  /** The sequence number of the entry, where one can be named. */
  readonly entry?: number
}

export interface AuditVerification {
  readonly ok: boolean
  readonly blocks: number
  /** Entries in blocks. */
  readonly entries: number
  /** Entries that wait for their block. */
  readonly open: number
  readonly firstBroken?: AuditBreak
}

export interface VerifyOptions {
  readonly publicKeys: AuditPublicKeys
  /** Where `exportHead` wrote. Without it a cut end does not show. */
  readonly headsFile?: string
  readonly progress?: (blocks: number) => void
}

const BATCH = 50

/** Reads the whole log, block by block, and says where it is first broken. Memory stays bounded. */
export async function verifyAudit(db: Database, options: VerifyOptions): Promise<AuditVerification> {
  const heads = options.headsFile === undefined ? new Map<number, string>() : readHeads(options.headsFile)
  return readInScope(db, systemScope(''), async (trx) => {
    const open = await countOpen(trx)
    let blocks = 0
    let entries = 0
    let previousHash = NO_BLOCK
    const broken = (firstBroken: AuditBreak): AuditVerification => ({ ok: false, blocks, entries, open, firstBroken })
    if (!heads) return broken({ kind: 'heads_unreadable' })
    const keys = publicKeysOf(options.publicKeys)
    for (;;) {
      const batch = await blocksAfter(trx, blocks)
      for (const block of batch) {
        const found = await checkBlock(trx, block, { number: blocks + 1, previousHash, keys })
        if (found) return broken(found)
        const head = heads.get(block.number)
        if (head !== undefined && head !== block.hash) return broken({ kind: 'head_differs', block: block.number })
        blocks = block.number
        entries += block.entryCount
        previousHash = block.hash
      }
      options.progress?.(blocks)
      if (batch.length < BATCH) break
    }
    const beyond = [...heads.keys()].filter((number) => number > blocks).toSorted((a, b) => a - b)[0]
    if (beyond !== undefined) return broken({ kind: 'tail_cut', block: beyond })
    const outside = await entryOutside(trx)
    if (outside !== undefined) return broken({ kind: 'entry_outside', entry: outside })
    return { ok: true, blocks, entries, open }
  })
}

export interface StoredBlock extends BlockContent {
  readonly hash: string
  readonly signature: Uint8Array
}

async function checkBlock(
  trx: Database,
  { hash, signature, ...content }: StoredBlock,
  expected: { number: number; previousHash: string; keys: ReadonlyMap<string, KeyObject> },
): Promise<AuditBreak | undefined> {
  const block = content.number
  if (block !== expected.number) return { kind: 'block_missing', block: expected.number }
  const text = canonicalJson(content)
  if (sha256(text) !== hash || content.previousHash !== expected.previousHash) return { kind: 'block_changed', block }
  const key = expected.keys.get(content.keyId)
  if (!key) return { kind: 'key_unknown', block }
  if (!verify(null, Buffer.from(text, 'utf8'), key, signature)) return { kind: 'signature_invalid', block }
  for (const covered of COVERED) {
    const entries = await hashEntries(trx, content.sequences, covered)
    if (entries.missing !== undefined) return { kind: 'entry_missing', block, entry: entries.missing }
    if (entries.hash === content.entriesHash) return undefined
  }
  return { kind: 'entry_changed', block }
}

/** The blocks after one, at most fifty, in their order. */
export async function blocksAfter(trx: Database, number: number): Promise<readonly StoredBlock[]> {
  const rows = await tables(trx)
    .selectFrom('audit.block')
    .selectAll()
    .where('number', '>', number)
    .orderBy('number')
    .limit(BATCH)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    sequences: row.sequences.map(Number),
    entryCount: row.entry_count,
    entriesHash: row.entries_hash,
    previousHash: row.previous_hash,
    closedAt: asInstant(row.closed_at),
    keyId: row.key_id,
    hash: row.hash,
    signature: row.signature,
  }))
}

/**
 * An entry that no block names and that does not wait for one: it was put in, or removed from the queue, by hand. A difference
 * of sets, because PostgreSQL cannot know how many entries the blocks name and would compare each entry with each of them.
 */
async function entryOutside(trx: Database): Promise<number | undefined> {
  const { rows } = await sql<{ sequence: number }>`
    select sequence from audit.entry
    except select unnest(sequences) from audit.block
    except select sequence from audit.open_entry
    order by sequence limit 1`.execute(trx)
  return rows[0]?.sequence
}

/** How many entries wait for their block. */
export async function countOpen(trx: Database): Promise<number> {
  const { n } = await tables(trx)
    .selectFrom('audit.open_entry')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/** A key counts under the id that follows from it, whatever it was given as. */
const publicKeysOf = (keys: AuditPublicKeys): ReadonlyMap<string, KeyObject> =>
  new Map(
    Object.values(keys).map((pem) => {
      const key = createPublicKey(pem)
      return [keyIdOf(key), key]
    }),
  )
