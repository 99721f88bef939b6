import type { Json } from '@gloact/kernel'
import { CompiledQuery, type Selectable } from 'kysely'
import type { DeadlineView, FileSummary } from '../../contract/reading/files.ts'
import { isEntered } from '../../domain/file/file-rules.ts'
import { RISK_LEVELS } from '../../domain/file/risk.ts'
import type { AgeStatement } from '../../domain/file/words.ts'
import type { CaseFileTable, ProtectionTables } from '../file/file-tables.ts'

/** The columns of a file's row that a list shows. The sealed state stays where it is. */
export const SUMMARY_COLUMNS = [
  'protection.case_file.id',
  'number',
  'path',
  'status',
  'stage',
  'agency_id',
  'team_id',
  'assigned_to',
  'opened_on',
  'closed_on',
  'changed_at',
  'decision_awaited',
  'conflicts',
  'coded',
  'tags',
] as const

export type SummaryRow = Pick<
  CaseFileTable,
  | 'id'
  | 'number'
  | 'path'
  | 'status'
  | 'stage'
  | 'agency_id'
  | 'team_id'
  | 'assigned_to'
  | 'opened_on'
  | 'closed_on'
  | 'changed_at'
  | 'decision_awaited'
  | 'conflicts'
  | 'coded'
  | 'tags'
> & { readonly deadlines: readonly DeadlineView[] }

type ClockRow = Pick<
  Selectable<ProtectionTables['protection.deadline']>,
  'file_id' | 'kind' | 'started_at' | 'due_at' | 'warn_at' | 'stopped_at'
>

/**
 * Asks for the clocks of files, in the order in which they end: for all files at once, since a subquery for each of a list's rows
 * costs more than the list.
 */
export const clocksQuery = (fileIds: readonly string[]): CompiledQuery<ClockRow> =>
  CompiledQuery.raw(CLOCKS, [[...fileIds]])

const CLOCKS = `
  select file_id, kind, started_at, due_at, warn_at, stopped_at from protection.deadline
  where file_id = any($1::uuid[])
  order by due_at`

/** Rows of files, each with its clocks. */
export function withClocks<Row extends { readonly id: string }>(
  rows: readonly Row[],
  found: readonly ClockRow[],
): (Row & { readonly deadlines: readonly DeadlineView[] })[] {
  const byFile = Map.groupBy(found, ({ file_id }) => file_id)
  return rows.map((row) => ({ ...row, deadlines: (byFile.get(row.id) ?? []).map(toClock) }))
}

export const toClock = (row: ClockRow): DeadlineView => ({
  kind: row.kind,
  startedAt: row.started_at,
  dueAt: row.due_at,
  warnAt: row.warn_at,
  stoppedAt: row.stopped_at,
})

/**
 * A file in a list of this agency's. Of a file of another's no clock is shown that only those who work on it have: that a
 * review of its risks is due says that there are some.
 */
export function toSummary(row: SummaryRow, agencyId: string): FileSummary {
  const clocks = row.agency_id === agencyId ? row.deadlines : row.deadlines.filter(({ kind }) => !isEntered(kind))
  const running = clocks.filter((deadline) => deadline.stoppedAt === null)
  return {
    id: row.id,
    number: row.number,
    path: row.path,
    status: row.status,
    stage: row.stage,
    agencyId: row.agency_id,
    teamId: row.team_id,
    assignedTo: row.assigned_to,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    changedAt: row.changed_at,
    decisionAwaited: row.decision_awaited,
    conflicts: row.conflicts,
    label: null,
    tags: row.agency_id === agencyId ? [...row.tags] : [],
    riskLevel:
      row.agency_id === agencyId ? (RISK_LEVELS.find((level) => level === row.coded.risk_level) ?? null) : null,
    ageStatement: row.coded.age_statement as AgeStatement,
    ageAtContact: numberOr(row.coded.age_at_contact),
    gender: textOr(row.coded['identity/gender']),
    nextDeadline: running[0] ?? null,
  }
}

const numberOr = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null)
const textOr = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)
