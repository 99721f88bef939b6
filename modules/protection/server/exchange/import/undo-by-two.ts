import { recordAudit } from '@gloact/audit'
import { asInstant, err, failure, isUuid, ok, saysWhy, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type Database, type ScopedTransaction } from '@gloact/postgres'
import { sql, type Kysely } from 'kysely'
import { ALONE_AT_MOST, restorableUntil } from '../../../domain/exchange/undo-import.ts'
import type { ProtectionContext } from '../../file/context.ts'
import { nameKeyOf } from '../../search/sealed-names.ts'
import { lockBatch, type ImportBatch } from './import-batch.ts'
import { restoreImport } from './restore-import.ts'
import { undoImport, type UndoneImport } from './undo-import.ts'

interface UndoTables {
  'protection.import_undo': {
    id: string
    what: 'undo' | 'restore'
    batch_id: string
    country: string
    agency_id: string | null
    files: number
    sealed_reason: Uint8Array
    asked_by: string | null
    asked_at: string
    declined_by: string | null
    declined_at: string | null
    confirmed_by: string | null
    confirmed_at: string | null
  }
}

const tables = (trx: Database): Kysely<UndoTables> => trx as Kysely<UndoTables>

const placeOf = (id: string): string => `protection.import_undo.sealed_reason:${id}`

/** Who undoes an import; nobody of the platform where the command does. */
export interface UndoingBy {
  readonly userId: string | null
  /** Which imports they may undo: another is as if it were not there. */
  readonly may: (batch: ImportBatch) => boolean
}

export interface UndoToAsk {
  readonly id: string
  readonly batchId: string
  readonly reason: string
}

/** What became of it: done at once, since it is of few files, or waiting for a second person. */
export type UndoAnswer =
  | ({ readonly state: 'undone' | 'restored' } & UndoneImport)
  | { readonly state: 'asked'; readonly batch: string }

const unknown = err(failure('protection.import_batch_unknown'))

/** The files that undoing would take out of lists, or give back what they said before. */
async function filesOf(trx: ScopedTransaction, { id }: ImportBatch): Promise<number> {
  const { rows } = await sql<{ files: number }>`
    select count(distinct file_id)::int as files from protection.import_row where batch_id = ${id} and not undone`.execute(
    trx,
  )
  return rows[0]?.files ?? 0
}

/** The files of an agency that left lists by undoing within a day, without a second person: in small pieces, it is as many. */
async function undoneAlone(trx: ScopedTransaction, { agencyId }: ImportBatch, since: string): Promise<number> {
  const { rows } = await sql<{ files: number }>`
    select count(distinct held.file_id)::int as files
    from protection.import_batch batch join protection.import_row held on held.batch_id = batch.id and held.undone
    where batch.undone_at > ${since} and batch.agency_id = ${agencyId} and batch.kind = 'htcds'
      and not exists (select from protection.import_undo asked
        where asked.batch_id = batch.id and asked.confirmed_at is not null)`.execute(trx)
  return rows[0]?.files ?? 0
}

const waitingOf = (trx: ScopedTransaction, batchId: string) =>
  tables(trx)
    .selectFrom('protection.import_undo')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('declined_at', 'is', null)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst()

type LockedBatch = NonNullable<Awaited<ReturnType<typeof lockBatch>>>

/** The batch, locked, where it is there for who asks. */
async function batchFor(
  trx: ScopedTransaction,
  { rules }: ProtectionContext,
  batchId: string,
  by: UndoingBy,
): Promise<Result<LockedBatch, Failure>> {
  const batch = await lockBatch(trx, batchId)
  if (!batch || batch.country !== rules.country || !by.may(batch)) return unknown
  return ok(batch)
}

/** The same, while there is something left of it to undo. */
async function toUndo(...asked: Parameters<typeof batchFor>): Promise<Result<LockedBatch, Failure>> {
  const batch = await batchFor(...asked)
  return batch.ok && batch.value.undone ? err(failure('protection.import_already_undone')) : batch
}

/** The same, while what undoing it took away can be brought back. */
async function toRestore(...asked: Parameters<typeof batchFor>): Promise<Result<LockedBatch, Failure>> {
  const batch = await batchFor(...asked)
  if (!batch.ok) return batch
  const until = restorableUntil(batch.value.kind, batch.value.undoRanAt)
  const [, { clock }] = asked
  return until !== null && clock.now() < until ? batch : err(failure('protection.import_not_restorable'))
}

/** The files that bringing an import back would put into lists again, or whose edits it would make again. */
async function undoneFilesOf(trx: ScopedTransaction, { id }: ImportBatch): Promise<number> {
  const { rows } = await sql<{ files: number }>`
    select count(distinct file_id)::int as files from protection.import_row where batch_id = ${id} and undone`.execute(
    trx,
  )
  return rows[0]?.files ?? 0
}

/**
 * Undoes an import of a handful of files; of more it is asked for, with a reason, and a second person confirms. Sent twice, it is asked
 * for once.
 */
export const askUndo = (
  context: ProtectionContext,
  by: UndoingBy,
  asked: UndoToAsk,
): Promise<Result<UndoAnswer, Failure>> => askFor('undo', context, by, asked)

/** Brings back what undoing an import took away, within thirty days: as undoing, above a handful of files with a second person. */
export const askRestore = (
  context: ProtectionContext,
  by: UndoingBy,
  asked: UndoToAsk,
): Promise<Result<UndoAnswer, Failure>> => askFor('restore', context, by, asked)

type What = 'undo' | 'restore'

async function askFor(
  what: What,
  context: ProtectionContext,
  by: UndoingBy,
  { id, batchId, reason }: UndoToAsk,
): Promise<Result<UndoAnswer, Failure>> {
  if (!isUuid(batchId)) return unknown
  const { db, clock, rules } = context
  const key = await nameKeyOf(context)
  const found = await inScope<'few' | 'asked', Failure>(db, systemScope(rules.country), async (trx) => {
    const batch = await (what === 'undo' ? toUndo : toRestore)(trx, context, batchId, by)
    if (!batch.ok) return batch
    const files = await (what === 'undo' ? filesOf : undoneFilesOf)(trx, batch.value)
    // Historical cases are figures without a person, and come again with their file.
    if (batch.value.kind !== 'htcds') return ok('few')
    const since = asInstant(Date.parse(clock.now()) - 86_400_000)
    const before = what === 'undo' ? await undoneAlone(trx, batch.value, since) : 0
    if (files + before <= ALONE_AT_MOST) return ok('few')
    const waiting = await waitingOf(trx, batchId)
    if (waiting) return waiting.id === id ? ok('asked') : err(failure('protection.import_undo_waits'))
    if (!saysWhy(reason)) return err(failure('protection.import_undo_reason'))
    const added = await tables(trx)
      .insertInto('protection.import_undo')
      .values({
        id,
        what,
        batch_id: batchId,
        country: rules.country,
        agency_id: batch.value.agencyId,
        files,
        sealed_reason: key.seal(placeOf(id), reason.trim()),
        asked_by: by.userId,
        asked_at: clock.now(),
        declined_by: null,
        declined_at: null,
        confirmed_by: null,
        confirmed_at: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return err(failure('protection.import_undo_ended'))
    await record(trx, `import.${what}_asked`, batch.value, by, { files })
    return ok('asked')
  })
  if (!found.ok) return found
  if (found.value === 'asked') return ok({ state: 'asked', batch: batchId })
  return carryOut(what, context, batchId, by)
}

/** Undoes it, or brings it back. */
async function carryOut(
  what: What,
  context: ProtectionContext,
  batchId: string,
  by: UndoingBy,
): Promise<Result<UndoAnswer, Failure>> {
  const done = await (what === 'undo' ? undoImport : restoreImport)(context, batchId, by)
  return done.ok ? ok({ state: what === 'undo' ? 'undone' : 'restored', ...done.value }) : done
}

/** Confirms as the second person, and does it. */
export async function confirmUndo(
  context: ProtectionContext,
  by: UndoingBy & { readonly userId: string },
  batchId: string,
): Promise<Result<UndoAnswer, Failure>> {
  const { db, clock, rules, directory } = context
  const confirmed = await inScope<What, Failure>(db, systemScope(rules.country), async (trx) => {
    const batch = await batchFor(trx, context, batchId, by)
    if (!batch.ok) return batch
    const waiting = await waitingOf(trx, batchId)
    if (!waiting)
      return err(failure(batch.value.undone ? 'protection.import_already_undone' : 'protection.import_undo_ended'))
    if (waiting.asked_by === by.userId) return err(failure('protection.own_request'))
    const dependent = await directory.notIndependentOf(by.userId, trx)
    if (waiting.asked_by !== null && dependent.has(waiting.asked_by)) return err(failure('protection.not_two_people'))
    await tables(trx)
      .updateTable('protection.import_undo')
      .set({ confirmed_by: by.userId, confirmed_at: clock.now() })
      .where('id', '=', waiting.id)
      .execute()
    await record(trx, `import.${waiting.what}_confirmed`, batch.value, by, { files: waiting.files })
    return ok(waiting.what)
  })
  return confirmed.ok ? carryOut(confirmed.value, context, batchId, by) : confirmed
}

/** Declines as the second person, or withdraws one's own request. */
export async function declineUndo(
  context: ProtectionContext,
  by: UndoingBy & { readonly userId: string },
  batchId: string,
): Promise<Result<{ declined: true }, Failure>> {
  const { db, clock, rules } = context
  return inScope<{ declined: true }, Failure>(db, systemScope(rules.country), async (trx) => {
    const batch = await batchFor(trx, context, batchId, by)
    if (!batch.ok) return batch
    const waiting = await waitingOf(trx, batchId)
    if (!waiting) return err(failure('protection.import_undo_ended'))
    await tables(trx)
      .updateTable('protection.import_undo')
      .set({ declined_by: by.userId, declined_at: clock.now() })
      .where('id', '=', waiting.id)
      .execute()
    await record(trx, `import.${waiting.what}_declined`, batch.value, by, { files: waiting.files })
    return ok({ declined: true })
  })
}

const record = (
  trx: ScopedTransaction,
  action: `import.${What}_${'asked' | 'confirmed' | 'declined'}`,
  batch: ImportBatch,
  { userId }: UndoingBy,
  detail: { readonly files: number },
): Promise<unknown> =>
  recordAudit(trx, {
    action,
    object: { kind: 'protection.import_batch', id: batch.id },
    ...(batch.agencyId !== null && { agencyId: batch.agencyId }),
    ...(userId !== null && { actorId: userId }),
    detail,
  })

export interface WaitingUndo {
  readonly batchId: string
  readonly what: What
  readonly files: number
  readonly reason: string
  readonly askedBy: string | null
  readonly askedAt: string
}

/** What waits for a second person, by batch. */
export async function waitingUndos(context: ProtectionContext): Promise<ReadonlyMap<string, WaitingUndo>> {
  const { db, rules } = context
  const key = await nameKeyOf(context)
  const rows = await readInScope(db, systemScope(rules.country), (trx) =>
    tables(trx)
      .selectFrom('protection.import_undo')
      .selectAll()
      .where('country', '=', rules.country)
      .where('declined_at', 'is', null)
      .where('confirmed_at', 'is', null)
      .execute(),
  )
  return new Map(
    rows.map((row) => [
      row.batch_id,
      {
        batchId: row.batch_id,
        what: row.what,
        files: row.files,
        reason: String(key.unseal(placeOf(row.id), row.sealed_reason)),
        askedBy: row.asked_by,
        askedAt: row.asked_at,
      },
    ]),
  )
}
