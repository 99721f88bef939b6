import type { Json } from '@gloact/kernel'
import { sql } from 'kysely'
import type { DeadlineView, FileSummary } from '../../contract/reading/files.ts'
import { isEntered } from '../../domain/file/file-rules.ts'
import { RISK_LEVELS } from '../../domain/file/risk.ts'
import type { AgeStatement } from '../../domain/file/words.ts'
import type { CaseFileTable } from '../file/file-tables.ts'

/** The columns of a file's row that a list shows, and its clocks. The sealed state stays where it is. */
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

/** The clocks of a file as one column, in the order in which they end. */
export const deadlinesColumn = () =>
  sql<DeadlineView[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'startedAt', ${instant('started_at')},
      'dueAt', ${instant('due_at')}, 'warnAt', ${instant('warn_at')}, 'stoppedAt', ${instant('stopped_at')})
      order by due_at), '[]')
    from protection.deadline where deadline.file_id = case_file.id)`.as('deadlines')

/** JSON made in the database bypasses the parsers: instants are written as they are written everywhere. */
const instant = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

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
