import { recordAudit } from '@gloact/audit'
import { canonicalJson, newId, ok, type Instant, type Result } from '@gloact/kernel'
import type { ActionId, StoredAction } from '@gloact/ledger'
import type { ScopedTransaction } from '@gloact/postgres'
import type { NewAction } from '../../contract/actions.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { ActionType } from '../../domain/payloads.ts'
import type { Draft } from '../../domain/import/htcds-file.ts'
import { appendActions, type Actor } from '../append-actions.ts'
import type { FileId, ProtectionContext } from '../context.ts'
import { headOfRow, insertActions, rowColumns, saveDerived, type LoadedFile } from '../file-store.ts'
import { tables } from '../file-tables.ts'
import { publishEvents } from '../record-actions.ts'

/** A drafted action as it is recorded. No device wrote it. */
export const actionOf = (draft: Draft, happenedAt: Instant, replaces: readonly ActionId[] = []): NewAction => ({
  ...draft,
  id: newId<'action'>(),
  replaces,
  happenedAt,
  deviceTime: null,
})

/** Actions, and whose they are. */
export interface Step {
  readonly actor: Actor
  readonly actions: readonly NewAction[]
}

/** Appends what an import has to say to a file that is there, under its lock. The caller has settled that it may. */
export async function appendToFile(
  trx: ScopedTransaction,
  context: ProtectionContext,
  { row, key, state: before }: LoadedFile,
  steps: readonly Step[],
): Promise<Result<undefined, FileFailure>> {
  let [state, head] = [before, headOfRow(row)]
  const stored: StoredAction[] = []
  const types: ActionType[] = []
  for (const { actor, actions } of steps) {
    const file = { fileId: row.id as FileId, agencyId: row.agency_id, key, state, head }
    const appended = await appendActions(trx, context, file, actions, actor, () => null)
    if (!appended.ok) return appended
    ;({ state, head } = appended.value)
    stored.push(...appended.value.stored)
    types.push(...appended.value.types)
  }
  await insertActions(trx, row.agency_id, stored)
  const at = context.clock.now()
  const { columns } = rowColumns(state, context.rules, head, key, row.id, at)
  await tables(trx)
    .updateTable('protection.case_file')
    .set({ ...columns, coded: canonicalJson(columns.coded) as never })
    .where('id', '=', row.id)
    .execute()
  const file = { id: row.id, personId: row.person_id, agencyId: row.agency_id, country: row.country }
  await saveDerived(trx, file, before, state, key, context.rules, at)
  await recordAudit(trx, {
    action: 'file.action_recorded',
    object: { kind: 'protection.case_file', id: row.id },
    agencyId: row.agency_id,
    detail: { actions: types, first: stored[0]?.sequence ?? head.count, last: head.count },
  })
  await publishEvents(trx, context, row.id, types)
  return ok(undefined)
}
