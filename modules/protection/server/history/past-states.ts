import { err, ok, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { actionsUntil, logOf, stateAfter, type Place } from '@gloact/records/server'
import type { FileAction } from '../../domain/file/actions/definitions.ts'
import { deriveRow } from '../../domain/file/derive-row.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { FileRules } from '../../domain/file/file-rules.ts'
import type { FileState } from '../../domain/file/file-state.ts'
import { FILE } from '../file/file-kind.ts'
import { inOrderOfEnd, type LoadedFile } from '../file/file-store.ts'
import { shownOfCoded, type SummaryRow } from '../reading/file-summary.ts'

/** Every action of a file, opened, in its order. */
export const logOfFile = (trx: ScopedTransaction, { row, key }: LoadedFile): Promise<readonly FileAction[]> =>
  logOf(trx, FILE, { recordId: row.id, key })

/** The actions that are in the file at a place; a failure where it was not there yet. */
export function fileActionsUntil(log: readonly FileAction[], place: Place): Result<readonly FileAction[], FileFailure> {
  const within = actionsUntil(FILE, log, place)
  return within ? ok(within) : err({ code: 'protection.no_such_moment' })
}

export const fileAfter = (actions: readonly FileAction[]): FileState => stateAfter(FILE, actions)

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
    tags: [...state.tags],
    clocks: inOrderOfEnd(derived.deadlines),
    ...shownOfCoded(derived.coded),
  }
}
