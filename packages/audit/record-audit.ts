import { asInstant, isReference, newId, type Instant, type Reference } from '@gloact/kernel'
import { sendAlong, type Database } from '@gloact/postgres'
import type { AuditAction } from './actions.ts'
import { tables } from './tables.ts'

/** Further ids, codes and counts. The keys are written in the code, never taken from a form. */
export type AuditDetail = Readonly<Record<string, Reference | readonly Reference[]>>

export interface AuditEntry {
  /** Its id, where the caller needs to know it. */
  readonly id?: string
  readonly action: AuditAction
  /** What was read or changed: its kind (`protection.case_file`) and its id. */
  readonly object?: { readonly kind: string; readonly id: string }
  /** Why, as a code; required by the caller's rules where identifying data is opened. */
  readonly purpose?: string
  readonly detail?: AuditDetail
  /** Who, from which agency and country: the transaction's own scope unless the system records for somebody. */
  readonly actorId?: string
  readonly agencyId?: string
  readonly country?: string
}

/**
 * Records what happened, inside the use case's own transaction: both are there or neither is. Throws (a bug) where the
 * detail holds anything but ids, codes and counts. It is sent along with what the transaction does next, at the latest with its
 * commit: an entry that cannot be written, as one in another's name, fails that, and nothing is kept.
 */
export async function recordAudit(trx: Database, ...entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => {
    checkDetail(entry.detail ?? {})
    return {
      id: entry.id ?? newId<'AuditEntry'>(),
      action: entry.action,
      object_kind: entry.object?.kind ?? null,
      object_id: entry.object?.id ?? null,
      purpose: entry.purpose ?? null,
      detail: entry.detail ?? {},
      ...(entry.actorId !== undefined && { actor_id: entry.actorId }),
      ...(entry.agencyId !== undefined && { agency_id: entry.agencyId }),
      ...(entry.country !== undefined && { country: entry.country }),
    }
  })
  await sendAlong(trx, tables(trx).insertInto('audit.entry').values(rows).compile())
}

const KEY = /^[a-z][A-Za-z0-9]{0,39}$/

function checkDetail(detail: AuditDetail): void {
  for (const [key, value] of Object.entries(detail)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    // The value is not repeated: it may be what must not be here.
    if (!KEY.test(key) || !values.every(isReference)) throw new TypeError('an audit detail is not an id, code or count')
  }
}

export interface RecordedEntry {
  readonly sequence: number
  readonly id: string
  readonly at: Instant
  readonly actorId: string | null
  readonly agencyId: string | null
  readonly country: string | null
  readonly action: string
  readonly objectKind: string | null
  readonly objectId: string | null
  readonly purpose: string | null
  readonly detail: object
  /** How often it was done within ten minutes of the entry, the entry included; see `recordReading`. */
  readonly times: number
  /** When it was last done within them. */
  readonly lastAt: Instant
}

export interface AuditFilter {
  readonly objectId?: string
  /** Only entries about one of these. */
  readonly objectIds?: readonly string[]
  readonly actorId?: string
  readonly action?: AuditAction
  /** Only entries of these actions. */
  readonly actions?: readonly AuditAction[]
  /** Only entries before this one: the cursor of the next page. */
  readonly before?: number
  /** 100 unless told. */
  readonly limit?: number
}

/** Entries, latest first, to those who may read them: a data-protection officer their country's, the system all. */
export async function readAudit(trx: Database, filter: AuditFilter): Promise<readonly RecordedEntry[]> {
  let query = withCounts(trx).orderBy('sequence', 'desc')
  if (filter.objectId !== undefined) query = query.where('audit.entry.object_id', '=', filter.objectId)
  const { objectIds } = filter
  if (objectIds !== undefined)
    query = query.where('audit.entry.object_id', '=', (eb) => eb.fn.any(eb.val(objectIds as string[])))
  if (filter.actorId !== undefined) query = query.where('audit.entry.actor_id', '=', filter.actorId)
  if (filter.action !== undefined) query = query.where('audit.entry.action', '=', filter.action)
  if (filter.actions !== undefined) query = query.where('audit.entry.action', 'in', filter.actions)
  if (filter.before !== undefined) query = query.where('sequence', '<', filter.before)
  return (await query.limit(filter.limit ?? 100).execute()).map(toEntry)
}

/** The entries of these sequence numbers, in their order; those that are not there are left out. */
export async function entriesOf(trx: Database, sequences: readonly number[]): Promise<readonly RecordedEntry[]> {
  if (sequences.length === 0) return []
  const rows = await withCounts(trx)
    .where('sequence', '=', (eb) => eb.fn.any(eb.val(sequences as number[])))
    .orderBy('sequence')
    .execute()
  return rows.map(toEntry)
}

/** Entries with how often each was repeated. */
const withCounts = (trx: Database) =>
  tables(trx)
    .selectFrom('audit.entry')
    .leftJoin('audit.read_again', 'audit.read_again.entry_id', 'audit.entry.id')
    .selectAll('audit.entry')
    .select(['audit.read_again.times', 'audit.read_again.last_at'])

const toEntry = (row: {
  sequence: number
  id: string
  at: string
  actor_id: string | null
  agency_id: string | null
  country: string | null
  action: string
  object_kind: string | null
  object_id: string | null
  purpose: string | null
  detail: object
  times: number | null
  last_at: string | null
}): RecordedEntry => ({
  sequence: row.sequence,
  id: row.id,
  at: asInstant(row.at),
  actorId: row.actor_id,
  agencyId: row.agency_id,
  country: row.country,
  action: row.action,
  objectKind: row.object_kind,
  objectId: row.object_id,
  purpose: row.purpose,
  detail: row.detail,
  times: row.times ?? 1,
  lastAt: asInstant(row.last_at ?? row.at),
})
