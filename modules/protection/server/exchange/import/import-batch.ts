import { newId, type Id, type Instant } from '@gloact/kernel'
import type { Database, ScopedTransaction } from '@gloact/postgres'
import type { Kysely } from 'kysely'
import type { ImportBatchView, KINDS_OF_IMPORT } from '../../../contract/exchange/imports.ts'
import { restorableUntil } from '../../../domain/exchange/undo-import.ts'
import type { ImportCounts } from './run-import.ts'

export type ImportKind = (typeof KINDS_OF_IMPORT)[number]

export type BatchId = Id<'import_batch'>

export interface ImportBatch {
  readonly id: BatchId
  readonly kind: ImportKind
  readonly country: string
  /** Whose files it made; null where it brought figures of the country. */
  readonly agencyId: string | null
}

interface BatchTables {
  'protection.import_batch': {
    id: string
    kind: ImportKind
    country: string
    agency_id: string | null
    started_by: string | null
    started_at: string
    finished_at: string | null
    read: number
    imported: number
    updated: number
    unchanged: number
    rejected: number
    undone_at: string | null
    undo_ran_at: string | null
    undo_files: number | null
    undo_by: string | null
    restored_at: string | null
  }
}

const tables = (trx: Database): Kysely<BatchTables> => trx as Kysely<BatchTables>

/** Whose rows are imported, and by whom where a person of the platform did it. */
export interface BatchOwner {
  readonly country: string
  readonly agencyId?: string | undefined
  readonly startedBy?: string | undefined
}

export async function startBatch(
  trx: ScopedTransaction,
  kind: ImportKind,
  owner: BatchOwner,
  at: Instant,
): Promise<ImportBatch> {
  const id = newId<'import_batch'>(Date.parse(at))
  await tables(trx)
    .insertInto('protection.import_batch')
    .values({
      id,
      kind,
      country: owner.country,
      agency_id: owner.agencyId ?? null,
      started_by: owner.startedBy ?? null,
      started_at: at,
      finished_at: null,
      read: 0,
      imported: 0,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      undone_at: null,
      undo_ran_at: null,
      undo_files: null,
      undo_by: null,
      restored_at: null,
    })
    .execute()
  return { id, kind, country: owner.country, agencyId: owner.agencyId ?? null }
}

export async function finishBatch(
  trx: ScopedTransaction,
  batch: ImportBatch,
  counts: ImportCounts,
  at: Instant,
): Promise<void> {
  await tables(trx)
    .updateTable('protection.import_batch')
    .set({ ...counts, finished_at: at })
    .where('id', '=', batch.id)
    .execute()
}

/** The batch, locked for the rest of the transaction so that it is undone once; undefined where there is none. */
export async function lockBatch(
  trx: ScopedTransaction,
  id: string,
): Promise<(ImportBatch & { readonly undone: boolean; readonly undoRanAt: string | null }) | undefined> {
  const row = await tables(trx)
    .selectFrom('protection.import_batch')
    .select(['id', 'kind', 'country', 'agency_id', 'undone_at', 'undo_ran_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const { kind, country } = row
  return {
    id: row.id as BatchId,
    kind,
    country,
    agencyId: row.agency_id,
    undone: row.undone_at !== null,
    undoRanAt: row.undo_ran_at,
  }
}

/** That undoing it ran, whether some files stayed or not, and by whom. `whole`: nothing is left to undo. */
export async function markUndone(
  trx: ScopedTransaction,
  batch: ImportBatch,
  at: Instant,
  ran: { readonly whole: boolean; readonly files: number; readonly by: string | null },
): Promise<void> {
  await tables(trx)
    .updateTable('protection.import_batch')
    .set({ undo_ran_at: at, undo_files: ran.files, undo_by: ran.by, ...(ran.whole && { undone_at: at }) })
    .where('id', '=', batch.id)
    .execute()
}

/** That what undoing took away is there again: it can be undone again. */
export async function markRestored(trx: ScopedTransaction, batch: ImportBatch, at: Instant): Promise<void> {
  await tables(trx)
    .updateTable('protection.import_batch')
    .set({ undone_at: null, undo_ran_at: null, undo_files: null, undo_by: null, restored_at: at })
    .where('id', '=', batch.id)
    .execute()
}

/** A batch with its counts as they are. */
export type RecordedBatch = Omit<ImportBatchView, 'undoAsked'> & ImportCounts

/** The imports of a country, or those of one of its agencies, the last first. */
export async function recentBatches(
  trx: ScopedTransaction,
  country: string,
  agencyId: string | undefined,
): Promise<RecordedBatch[]> {
  const rows = await tables(trx)
    .selectFrom('protection.import_batch')
    .selectAll()
    .where('country', '=', country)
    .$if(agencyId !== undefined, (query) => query.where('agency_id', '=', agencyId!))
    .orderBy('started_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    agencyId: row.agency_id,
    startedBy: row.started_by,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    undoneAt: row.undone_at,
    restoredAt: row.restored_at,
    restorableUntil: restorableUntil(row.kind, row.undo_ran_at),
    read: row.read,
    imported: row.imported,
    updated: row.updated,
    unchanged: row.unchanged,
    rejected: row.rejected,
  }))
}
