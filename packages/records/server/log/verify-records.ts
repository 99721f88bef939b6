import { detailsOf, withoutRow } from '@gloact/audit'
import type { StoredAction } from '@gloact/ledger'
import { readSnapshot, systemScope, type Database, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { witnessIn, type Witness } from '../chain-witness.ts'
import { breakOfLog, type LogBreak } from '../verify-log.ts'
import { headOfRecord, type RecordLog } from './record-kind.ts'

export interface RecordsVerified {
  readonly records: number
  readonly actions: number
  /** Of these actions, those up to a hash that stands in the audit log; the others are older than such hashes. */
  readonly held: number
  /** The first record whose log is not what its hashes, or the audit log, say. */
  readonly broken?: BrokenRecord
  /** Those after it: whoever looks into a break needs every one of them, not one at a time. */
  readonly alsoBroken?: readonly BrokenRecord[]
}

export interface BrokenRecord {
  readonly recordId: string
  readonly break: LogBreak
}

/** Which records' logs are read: all of a kind, whose rows the engine does not look into. */
type OfKind = RecordLog<never>

/** 200 took a sixth more memory, and no less time of the processor. */
const BATCH = 50
export const FIRST = '00000000-0000-0000-0000-000000000000'
const NONE: RecordsVerified = { records: 0, actions: 0, held: 0 }

/**
 * Reads the log of every record of a kind, holds its chain against the row and both against the audit log. Needs no key:
 * hashes cover the stored bytes. Says nothing of the audit log itself: `verifyAudit` does.
 */
export async function verifyRecords(
  db: Database,
  kind: OfKind,
  progress?: (records: number) => void,
): Promise<RecordsVerified> {
  let seen = NONE
  let after = FIRST
  for (;;) {
    const batch = await readSnapshot(db, systemScope(''), async (trx) =>
      recordsOf(trx, kind, await idsAfter(trx, kind, after)),
    )
    for (const record of batch) seen = add(seen, record)
    progress?.(seen.records)
    if (batch.length < BATCH) break
    after = batch.at(-1)!.id
  }
  return withGone(db, kind, seen)
}

/** The same of these records alone. */
export async function verifyRecordsOf(
  db: Database,
  kind: OfKind,
  ids: readonly string[],
  progress?: (records: number) => void,
): Promise<RecordsVerified> {
  let seen = NONE
  for (let from = 0; from < ids.length; from += BATCH) {
    const some = ids.slice(from, from + BATCH)
    for (const record of await readSnapshot(db, systemScope(''), (trx) => recordsOf(trx, kind, some)))
      seen = add(seen, record)
    progress?.(seen.records)
  }
  return seen
}

/** Records that the audit log tells of and that are not there any more. */
export async function withGone(db: Database, kind: OfKind, seen: RecordsVerified): Promise<RecordsVerified> {
  const gone = await readSnapshot(db, systemScope(''), (trx) => withoutRow(trx, kind.kind, kind.audited, kind.table))
  return gone.reduce((before, recordId) => found(before, { recordId, break: { brokenAt: 1, reason: 'gone' } }), seen)
}

interface RecordAtHand {
  readonly id: string
  readonly row: { readonly sequence: number; readonly head_hash: Uint8Array }
  readonly log: readonly StoredAction[]
  readonly witness: Witness
}

/** Where one table holds several kinds, those of this one. */
export const ofKind = ({ kind, kindColumn }: OfKind) =>
  kindColumn === undefined ? sql<boolean>`true` : sql<boolean>`${sql.ref(kindColumn)} = ${kind}`

async function idsAfter(trx: ScopedTransaction, kind: OfKind, after: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(kind.table)}
    where id > ${after} and ${ofKind(kind)} order by id limit ${BATCH}`.execute(trx)
  return rows.map(({ id }) => id)
}

async function recordsOf(
  trx: ScopedTransaction,
  kind: OfKind,
  ids: readonly string[],
): Promise<readonly RecordAtHand[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string; sequence: number; head_hash: Uint8Array }>`
    select id, sequence, head_hash from ${sql.table(kind.table)}
    where id = any (${[...ids]}::uuid[]) order by id`.execute(trx)
  const log = await sql<never>`select * from ${sql.table(kind.logTable)}
    where ${sql.ref(kind.recordColumn)} = any (${[...ids]}::uuid[])
    order by ${sql.ref(kind.recordColumn)}, sequence`.execute(trx)
  const told = Map.groupBy(await detailsOf(trx, ids, kind.audited), ({ objectId }) => objectId)
  const actions = Map.groupBy(
    log.rows.map((row) => kind.toStored(row)),
    ({ fileId }) => fileId as string,
  )
  return rows.map((row) => ({
    id: row.id,
    row,
    log: actions.get(row.id) ?? [],
    witness: witnessIn(told.get(row.id) ?? []),
  }))
}

const found = (seen: RecordsVerified, broken: BrokenRecord): RecordsVerified =>
  seen.broken ? { ...seen, alsoBroken: [...(seen.alsoBroken ?? []), broken] } : { ...seen, broken }

function add(seen: RecordsVerified, record: RecordAtHand): RecordsVerified {
  const broken = breakOfLog(record.log, headOfRecord(record.row), record.witness)
  if (broken) return found(seen, { recordId: record.id, break: broken })
  // A hash covers every action before it.
  const held = Math.max(0, ...record.witness.hashes.keys())
  return { ...seen, records: seen.records + 1, actions: seen.actions + record.log.length, held: seen.held + held }
}
