import { recordAudit } from '@gloact/audit'
import { canonicalJson, newId, ok, type Instant, type Result } from '@gloact/kernel'
import type { ActionId } from '@gloact/ledger'
import type { ScopedTransaction } from '@gloact/postgres'
import type { NewAction } from '../../contract/actions.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { Draft } from '../../domain/import/htcds-file.ts'
import { appendActions, type Actor } from '../append-actions.ts'
import type { FileId, ProtectionContext } from '../context.ts'
import { headOfRow, insertActions, rowColumns, saveDerived, type LoadedFile } from '../file-store.ts'
import { tables } from '../file-tables.ts'
import { publishEvents } from '../record-actions.ts'

/** A drafted action as it is recorded. No device wrote it. */
export const actionOf = (draft: Draft, happenedAt: Instant, replaces: readonly ActionId[] = []): NewAction =>
  ({ ...draft, id: newId<'action'>(), replaces, happenedAt, deviceTime: null }) as NewAction

/** Appends what an import has to say to a file that is there, under its lock. The caller has settled that it may. */
export async function appendToFile(
  trx: ScopedTransaction,
  context: ProtectionContext,
  { row, key, state }: LoadedFile,
  actions: readonly NewAction[],
  actor: Actor,
): Promise<Result<readonly ActionId[], FileFailure>> {
  const fileId = row.id as FileId
  const open = { fileId, agencyId: row.agency_id, key, state, head: headOfRow(row) }
  const appended = await appendActions(trx, context, open, actions, actor, () => null)
  if (!appended.ok) return appended
  const { state: after, head, stored, types } = appended.value
  await insertActions(trx, actor.agencyId, stored)
  const at = context.clock.now()
  const { columns } = rowColumns(after, context.rules, head, key, row.id, at)
  await tables(trx)
    .updateTable('protection.case_file')
    .set({ ...columns, coded: canonicalJson(columns.coded) as never })
    .where('id', '=', row.id)
    .execute()
  const file = { id: row.id, personId: row.person_id, agencyId: row.agency_id, country: row.country }
  await saveDerived(trx, file, state, after, key, context.rules, at)
  await recordAudit(trx, {
    action: 'file.action_recorded',
    object: { kind: 'protection.case_file', id: row.id },
    agencyId: row.agency_id,
    detail: { actions: types, first: stored[0]?.sequence ?? head.count, last: head.count },
  })
  await publishEvents(trx, context, row.id, types)
  return ok(stored.map((action) => action.id))
}
