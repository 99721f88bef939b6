import { recordAudit, type AuditAction } from '@gloact/audit'
import { ok, unwrap } from '@gloact/kernel'
import { inScope, readSnapshot, systemScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { asCode, witnessIn, witnessOf } from '../chain-witness.ts'
import type { RecordLog } from './record-kind.ts'
import { FIRST, ofKind, verifyRecordsOf, withGone, type RecordsVerified } from './verify-records.ts'

/** Up to where a check came: kept outside the database, since anyone who can change that could say that all was checked. */
export interface CheckedUpTo {
  /** Of which cluster; of another, as after a restore, it says nothing. */
  readonly cluster: string
  /** Every transaction below it had ended, and what it wrote was seen. */
  readonly horizon: string
  /** Which part of all records comes next, whether they changed or not. */
  readonly part: number
}

export interface NightlyCheck extends RecordsVerified {
  /** Whose head was held against the audit log: all of them. */
  readonly heads: number
  /** Whose log was read and hashed again. */
  readonly read: number
  /** Records older than hashes in the audit log whose head was put into it now. */
  readonly witnessed: number
  readonly upTo: CheckedUpTo
}

/** A log whose head is put into the audit log where it holds none: with which entry. */
export interface WitnessedLog extends RecordLog<never> {
  readonly witnessed: AuditAction
}

/** In how many nights every record is read again, changed or not. */
export const PARTS = 30
const PAGE = 2_000

/**
 * The check of every night. The head of every record of a kind is held against the signed audit log: one that was turned back shows.
 * The whole log is read and hashed of each of which the database wrote an action since the last check (an action is
 * never changed, and PostgreSQL notes by which transaction a row was written), and of a thirtieth of all others, so that
 * within a month each was. Without an earlier check, every one is read.
 */
export async function verifyChangedRecords(
  db: Database,
  kind: WitnessedLog,
  before: CheckedUpTo | undefined,
  progress?: (records: number) => void,
): Promise<NightlyCheck> {
  const now = await standing(db)
  const usable = before?.cluster === now.cluster && BigInt(before.horizon) <= BigInt(now.horizon) ? before : undefined
  const part = usable ? usable.part % PARTS : 0
  const heads = await holdHeads(db, kind)
  const upTo = { cluster: now.cluster, horizon: now.horizon, part: (part + 1) % PARTS }
  const nothing = { records: 0, actions: 0, held: 0, read: 0, witnessed: 0 }
  if (heads.broken) return { ...nothing, heads: heads.ids.length, broken: heads.broken, upTo }
  const toRead = usable ? await recordsToRead(db, kind, usable.horizon, part) : heads.ids
  const verified = await verifyRecordsOf(db, kind, toRead, progress)
  const whole = verified.broken ? verified : await withGone(db, kind, verified)
  // A log that was found whole just now is the best that can be said of one from before there were hashes.
  const witnessed = whole.broken ? 0 : await witnessLogs(db, kind, new Set(toRead), heads.without)
  return { ...whole, heads: heads.ids.length, read: toRead.length, witnessed, upTo }
}

async function standing(db: Database): Promise<{ readonly cluster: string; readonly horizon: string }> {
  const { rows } = await sql<{ cluster: string; horizon: string }>`
    select (select system_identifier::text from pg_control_system()) || '.' ||
        (select oid::text from pg_database where datname = current_database()) as cluster,
      pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(db)
  return rows[0]!
}

interface Heads {
  readonly ids: readonly string[]
  /** Those of which the audit log holds no hash of the head. */
  readonly without: readonly string[]
  readonly broken?: RecordsVerified['broken']
}

/** Row, number of actions and the last that the audit log says of it: of every record, a page at a time. */
async function holdHeads(db: Database, kind: WitnessedLog): Promise<Heads> {
  const ids: string[] = []
  const without: string[] = []
  let after = FIRST
  for (;;) {
    const page = await readSnapshot(db, systemScope(''), async (trx) => {
      const { rows } = await sql<{
        id: string
        sequence: number
        head_hash: Uint8Array
        actions: number
        detail: Readonly<Record<string, unknown>> | null
      }>`
        select record.id, record.sequence, record.head_hash,
          (select count(*) from ${sql.table(kind.logTable)} as action
            where action.${sql.ref(kind.recordColumn)} = record.id) as actions,
          (select entry.detail from audit.entry as entry
            where entry.object_id = record.id and entry.action = any (${[...kind.audited]}::text[])
            order by entry.sequence desc limit 1) as detail
        from ${sql.table(kind.table)} as record where record.id > ${after} and ${ofKind(kind)}
        order by record.id limit ${PAGE}`.execute(trx)
      return rows
    })
    for (const { id, sequence, head_hash, actions, detail } of page) {
      const { hashes, last } = witnessIn([{ objectId: id, sequence: 0, action: '', detail: detail ?? {} }])
      const hash = hashes.get(sequence)
      const reason =
        last > sequence || last > actions
          ? 'behind_audit'
          : actions !== sequence
            ? 'head'
            : last > 0 && sequence > last
              ? 'beyond_audit'
              : hash !== undefined && hash !== asCode(head_hash)
                ? 'differs_from_audit'
                : undefined
      if (reason) {
        const broken = { recordId: id, break: { brokenAt: Math.min(sequence, actions) + 1, reason } } as const
        return { ids, without, broken }
      }
      ids.push(id)
      if (hash === undefined) without.push(id)
    }
    if (page.length < PAGE) return { ids, without }
    after = page.at(-1)!.id
  }
}

/** Those of which an action was written since, and those whose turn it is. */
async function recordsToRead(
  db: Database,
  kind: WitnessedLog,
  horizon: string,
  part: number,
): Promise<readonly string[]> {
  return readSnapshot(db, systemScope(''), async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(kind.table)} where abs(hashtext(id::text)) % ${PARTS} = ${part} and ${ofKind(kind)}
      union
      select ${sql.ref(kind.recordColumn)} from ${sql.table(kind.logTable)}
      -- An age is reckoned from the next transaction, and others may have begun since the snapshot.
      where age(xmin) - age(pg_snapshot_xmax(pg_current_snapshot())::xid)
        <= (pg_snapshot_xmax(pg_current_snapshot())::text::numeric - ${horizon}::numeric)
      order by 1`.execute(trx)
    return rows.map(({ id }) => id)
  })
}

const AT_A_TIME = 500

/** Puts the head of logs that were found whole into the audit log, where it holds none: from here on they are held too. */
async function witnessLogs(
  db: Database,
  kind: WitnessedLog,
  read: ReadonlySet<string>,
  without: readonly string[],
): Promise<number> {
  const ids = without.filter((id) => read.has(id))
  let witnessed = 0
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    const some = ids.slice(from, from + AT_A_TIME)
    witnessed += unwrap(
      await inScope(db, systemScope(''), async (trx) => {
        // Under the lock of each: what is recorded meanwhile has an entry of its own.
        const { rows } = await sql<{
          id: string
          agency_id: string
          country: string
          sequence: number
          head_hash: Uint8Array
        }>`
          select id, agency_id, country, sequence, head_hash from ${sql.table(kind.table)}
          where id = any (${[...some]}::uuid[]) and sequence > 0 order by id for update`.execute(trx)
        await recordAudit(
          trx,
          ...rows.map((row) => ({
            action: kind.witnessed,
            object: { kind: kind.kind, id: row.id },
            agencyId: row.agency_id,
            country: row.country,
            detail: witnessOf([{ sequence: row.sequence, hash: row.head_hash }]),
          })),
        )
        return ok(rows.length)
      }),
    )
  }
  return witnessed
}
