import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { canonicalJson, err, ok, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { NewAction, RecordedActions } from '../contract/actions.ts'
import type { ProtectionEvent } from '../contract/events.ts'
import type { FileFailure } from '../domain/failures.ts'
import type { ActionType } from '../domain/payloads.ts'
import { filePolicy } from '../domain/policy.ts'
import { appendActions, type MayRecord } from './append-actions.ts'
import type { FileId, ProtectionContext } from './context.ts'
import {
  headOfRow,
  insertActions,
  loadFile,
  resourceOf,
  rowColumns,
  saveDerived,
  type LoadedFile,
} from './file-store.ts'
import { tables } from './file-tables.ts'

/** Records actions on a file: all of them or none, each once however often it is sent. */
export async function recordActions(
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
  actions: readonly NewAction[],
): Promise<Result<RecordedActions, FileFailure>> {
  return inScope(context.db, principalScope(principal), async (trx) => {
    const loaded = await loadFile(trx, context.vault, fileId, principal.agencyId, true)
    if (!loaded.ok) return loaded
    const file = loaded.value
    if (!filePolicy.decide(principal, 'file.read', resourceOf(file.row, file.shared)).allowed) {
      return err({ code: 'protection.not_found' })
    }
    const appended = await appendActions(
      trx,
      context,
      {
        fileId: file.row.id as FileId,
        agencyId: file.row.agency_id,
        key: file.key,
        state: file.state,
        head: headOfRow(file.row),
      },
      actions,
      principal,
      allowedBy(principal, file),
    )
    if (!appended.ok) return appended
    const { state, head, stored, types, results } = appended.value
    if (stored.length > 0) {
      await insertActions(trx, principal.agencyId, stored)
      const at = context.clock.now()
      const { columns } = rowColumns(state, context.rules, head, file.key, fileId, at)
      await tables(trx)
        .updateTable('protection.case_file')
        .set({ ...columns, coded: canonicalJson(columns.coded) as never })
        .where('id', '=', fileId)
        .execute()
      await saveDerived(
        trx,
        { id: fileId, personId: file.row.person_id, agencyId: file.row.agency_id, country: file.row.country },
        file.state,
        state,
        file.key,
        context.rules,
        at,
      )
      await recordAudit(trx, {
        action: 'file.action_recorded',
        object: { kind: 'protection.case_file', id: fileId },
        detail: { actions: types, first: stored[0]!.sequence, last: head.count },
      })
      await publishEvents(trx, context, fileId, types)
    }
    return ok({ fileId, number: file.row.number, version: head.count, actions: [...results] })
  })
}

/** Asks the policy of each action, with the file as it then is: an earlier one of the same request may have changed it. */
function allowedBy(principal: Principal, file: LoadedFile): MayRecord {
  return (type, state) =>
    decideOn(principal, type, {
      ...resourceOf(file.row, file.shared),
      teamId: state.teamId,
      assignedTo: state.assignedTo,
      path: state.path,
      status: state.status,
    })
}

export function decideOn(
  principal: Principal,
  type: ActionType,
  resource: ReturnType<typeof resourceOf>,
): FileFailure | null {
  const decision = filePolicy.decide(principal, `action.${type}`, resource)
  return decision.allowed ? null : { code: 'protection.not_allowed', params: { reason: decision.reason } }
}

const EVENT_OF: { readonly [Type in ActionType]?: ProtectionEvent } = {
  file_opened: 'protection.case_file_opened',
  identification_requested: 'protection.decision_requested',
  reconsideration_requested: 'protection.decision_requested',
  decision_recorded: 'protection.decision_recorded',
  consent_withdrawn: 'protection.consent_withdrawn',
  closure_approved: 'protection.case_file_closed',
  file_reopened: 'protection.case_file_reopened',
}

/** Tells other modules, in the same transaction: either all of it happened or nothing did. */
export async function publishEvents(
  trx: ScopedTransaction,
  context: ProtectionContext,
  fileId: string,
  types: readonly ActionType[],
): Promise<void> {
  for (const type of types) {
    const event = EVENT_OF[type]
    if (event) await context.publish(trx, event, { fileId })
  }
}
