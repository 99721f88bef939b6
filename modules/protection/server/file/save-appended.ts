import { headOfRecord, insertActions, witnessOf } from '@gloact/records/server'
import { FILE } from './file-kind.ts'
import { recordAudit } from '@gloact/audit'
import { canonicalJson, type Result } from '@gloact/kernel'
import { sendAlong, type ScopedTransaction } from '@gloact/postgres'
import type { NewAction } from '../../contract/file/actions.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { FileId } from '../../domain/ids.ts'
import { definitionOf, type ActionType } from '../../domain/file/actions/definitions.ts'
import { appendFileActions, type Actor, type Appended, type MayRecord } from './append-actions.ts'
import type { ProtectionContext } from './context.ts'
import { rowColumns, saveDerived, written, type LoadedFile } from './file-store.ts'
import { tables, type CaseFileTable, type FileActionTable } from './file-tables.ts'

/** Appends actions to a file that was loaded under its lock, for the agency of the person who records them, and saves the outcome. */
export async function recordOn(
  trx: ScopedTransaction,
  context: ProtectionContext,
  file: LoadedFile,
  actions: readonly NewAction[],
  actor: Actor,
  mayRecord: MayRecord,
  /** What is recorded under the ids of the actions already, where it was asked with the file. */
  recorded?: readonly FileActionTable[],
): Promise<Result<Appended, FileFailure>> {
  const { row, key, state } = file
  const appendable = {
    fileId: row.id as FileId,
    agencyId: row.agency_id,
    key,
    state,
    head: headOfRecord(row),
    recorded,
  }
  const appended = await appendFileActions(trx, context, appendable, actions, actor, mayRecord)
  if (appended.ok) await saveAppended(trx, context, file, appended.value, { agencyId: actor.agencyId, onBehalf: false })
  return appended
}

/** What of a file has to be known to append to it: one that was loaded under its lock, or made in the same transaction. */
export interface AppendableFile extends Pick<LoadedFile, 'key' | 'state'> {
  readonly row: Pick<
    CaseFileTable,
    'id' | 'person_id' | 'agency_id' | 'country' | 'clocks' | 'coded' | 'status' | 'sequence' | 'head_hash'
  >
}

/** What was appended to a file that is there: its log, its row and everything derived, the audit entry and the events. */
export async function saveAppended(
  trx: ScopedTransaction,
  context: ProtectionContext,
  { row, key, state: before }: AppendableFile,
  { state, head, stored, types }: Omit<Appended, 'results'>,
  /** Which agency recorded it, and whether that is not the transaction's own (the system records for it). */
  by: { readonly agencyId: string; readonly onBehalf: boolean },
): Promise<void> {
  if (stored.length === 0) return
  await insertActions(trx, FILE, by.agencyId, stored)
  const at = context.clock.now()
  const { columns } = rowColumns(state, context.rules, head, key, row.id, at)
  await sendAlong(
    trx,
    tables(trx).updateTable('protection.case_file').set(written(columns)).where('id', '=', row.id).compile(),
  )
  const file = {
    id: row.id,
    personId: row.person_id,
    agencyId: row.agency_id,
    country: row.country,
    clocks: { were: row.clocks, are: columns.clocks },
  }
  await saveDerived(trx, file, before, state, key, context.rules, at)
  await recordAudit(trx, {
    action: 'file.action_recorded',
    object: { kind: 'protection.case_file', id: row.id },
    ...(by.onBehalf && { agencyId: by.agencyId }),
    detail: { actions: types, ...witnessOf(stored) },
  })
  // A decision that waits for other members of the authority is none yet.
  const isDecided = state.decisions.length > before.decisions.length
  await publishEvents(trx, context, row.id, [
    ...types.filter((type) => type !== 'decision_recorded'),
    ...(isDecided ? (['decision_recorded'] as const) : []),
  ])
  if (canonicalJson(row.coded) !== canonicalJson(columns.coded) || row.status !== columns.status)
    await context.publish(trx, 'protection.countable_changed', { fileId: row.id })
  // A consent that was recorded in error allows nothing from its first day on: what was passed on is called back.
  if (types.includes('entry_struck') && before.grants !== state.grants)
    await context.publish(trx, 'protection.consent_withdrawn', { fileId: row.id })
}

/** Tells other modules, in the same transaction: either all of it happened or nothing did. */
export async function publishEvents(
  trx: ScopedTransaction,
  context: ProtectionContext,
  fileId: string,
  types: readonly ActionType[],
): Promise<void> {
  for (const type of types) {
    const { event } = definitionOf(type)
    if (event) await context.publish(trx, event, { fileId })
  }
}
