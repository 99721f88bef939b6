import { err, ok, type Result } from '@gloact/kernel'
import { replay } from '@gloact/ledger'
import type { ScopedTransaction } from '@gloact/postgres'
import { reduceFile, type FileAction } from '../domain/actions/definitions.ts'
import { deriveRow } from '../domain/derive-row.ts'
import type { FileFailure } from '../domain/failures.ts'
import type { FileRules } from '../domain/file-rules.ts'
import { UNOPENED, type FileState } from '../domain/file-state.ts'
import { openAction, toStoredAction, type LoadedFile } from './file-store.ts'
import type { SummaryRow } from './file-summary.ts'
import { tables } from './file-tables.ts'

/** A place in a file's log: an action's number, or all that was recorded, or happened, by a moment. */
export type Place = { readonly sequence: number } | { readonly recordedAt: string } | { readonly happenedAt: string }

/** Every action of a file, opened, in its order. */
export async function logOf(trx: ScopedTransaction, { row, key }: LoadedFile): Promise<readonly FileAction[]> {
  const rows = await tables(trx)
    .selectFrom('protection.file_action')
    .selectAll()
    .where('file_id', '=', row.id)
    .orderBy('sequence')
    .execute()
  return rows.map((action) => openAction(key, toStoredAction(action)))
}

/** The actions that are in the file at a place; a failure where it was not there yet. */
export function actionsUntil(log: readonly FileAction[], place: Place): Result<readonly FileAction[], FileFailure> {
  const within = log.filter((action) => {
    if ('sequence' in place) return action.sequence <= place.sequence
    return 'recordedAt' in place
      ? Date.parse(action.recordedAt) <= Date.parse(place.recordedAt)
      : Date.parse(action.happenedAt) <= Date.parse(place.happenedAt)
  })
  return within[0]?.type === 'file_opened' ? ok(within) : err({ code: 'protection.no_such_moment' })
}

export const stateAfter = (actions: readonly FileAction[]): FileState =>
  replay<FileState, FileAction>(reduceFile, UNOPENED, actions)

/** What a list would have shown of the file in a state. Numbers, agency and the last change are the file's own. */
export function summaryIn(state: FileState, rules: FileRules, { row }: LoadedFile, changedAt: string): SummaryRow {
  const derived = deriveRow(state, rules)
  return {
    id: row.id,
    number: row.number,
    agency_id: row.agency_id,
    path: derived.path,
    status: derived.status,
    stage: derived.stage,
    team_id: derived.teamId,
    assigned_to: derived.assignedTo,
    opened_on: derived.openedOn,
    closed_on: derived.closedOn,
    changed_at: changedAt,
    decision_awaited: derived.decisionAwaited as SummaryRow['decision_awaited'],
    conflicts: derived.conflicts,
    coded: derived.coded,
    tags: [...state.tags],
    deadlines: derived.deadlines.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).map((deadline) => ({ ...deadline })),
  }
}
