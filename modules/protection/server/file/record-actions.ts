import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { recordedQuery } from '@gloact/records/server'
import type { NewAction, RecordedActions } from '../../contract/file/actions.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { ActionType } from '../../domain/file/actions/definitions.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import type { MayRecord } from './append-actions.ts'
import { FILE } from './file-kind.ts'
import type { FileActionTable } from './file-tables.ts'
import type { ProtectionContext } from './context.ts'
import { loadFileAnd, resourceOf, type LoadedFile } from './file-store.ts'
import { orIdTaken } from './id-taken.ts'
import { recordOn } from './save-appended.ts'

/** Records actions on a file: all of them or none, each once however often it is sent. */
export async function recordActions(
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
  actions: readonly NewAction[],
): Promise<Result<RecordedActions, FileFailure>> {
  return orIdTaken(() =>
    inScope(context.db, principalScope(principal), async (trx) => {
      const asking = { fileId, agencyId: principal.agencyId, forUpdate: true, reader: principal.userId }
      const loaded = await loadFileAnd(trx, context.vault, asking, recordedQuery<FileActionTable>(trx, FILE, actions))
      if (!loaded.ok) return loaded
      const file = loaded.value
      if (!filePolicy.decide(principal, 'file.read', resourceOf(file.row, file.shared, file.emergency)).allowed) {
        return err({ code: 'protection.not_found' })
      }
      const recorded = await recordOn(trx, context, file, actions, principal, allowedBy(principal, file), file.also)
      if (!recorded.ok) return recorded
      const { head, results } = recorded.value
      return ok({ fileId, number: file.row.number, version: head.count, actions: [...results] })
    }),
  )
}

/** Asks the policy of each action, with the file as it then is: an earlier one of the same request may have changed it. */
export function allowedBy(principal: Principal, file: LoadedFile): MayRecord {
  return (type, state) =>
    decideOn(principal, type, {
      ...resourceOf(file.row, file.shared, file.emergency),
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
