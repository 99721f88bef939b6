import { headOfRecord } from '@gloact/records/server'
import { newId, ok, type Instant, type Result } from '@gloact/kernel'
import type { ActionId, StoredAction } from '@gloact/ledger'
import type { ScopedTransaction } from '@gloact/postgres'
import type { NewAction } from '../../../contract/file/actions.ts'
import type { FileFailure } from '../../../domain/failures.ts'
import type { ActionType } from '../../../domain/file/actions/definitions.ts'
import type { Draft } from '../../../domain/exchange/import/htcds-file.ts'
import { appendFileActions, type Actor } from '../../file/append-actions.ts'
import type { ProtectionContext } from '../../file/context.ts'
import type { FileId } from '../../../domain/ids.ts'
import { saveAppended, type AppendableFile } from '../../file/save-appended.ts'

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

/**
 * Appends what an import has to say to a file that is there, under its lock: by actions whose ids were made for it. The caller has
 * settled that it may.
 */
export async function appendToFile(
  trx: ScopedTransaction,
  context: ProtectionContext,
  loaded: AppendableFile,
  steps: readonly Step[],
): Promise<Result<undefined, FileFailure>> {
  const { row, key } = loaded
  let [state, head] = [loaded.state, headOfRecord(row)]
  const stored: StoredAction[] = []
  const types: ActionType[] = []
  for (const { actor, actions } of steps) {
    const file = { fileId: row.id as FileId, agencyId: row.agency_id, key, state, head, recorded: [] }
    const appended = await appendFileActions(trx, context, file, actions, actor, () => null)
    if (!appended.ok) return appended
    ;({ state, head } = appended.value)
    stored.push(...appended.value.stored)
    types.push(...appended.value.types)
  }
  await saveAppended(trx, context, loaded, { state, head, stored, types }, { agencyId: row.agency_id, onBehalf: true })
  return ok(undefined)
}
