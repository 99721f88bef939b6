import type { Json } from '@gloact/kernel'
import { sql } from 'kysely'
import type { FileSummary } from '../../contract/reading/files.ts'
import { isEntered } from '../../domain/file/file-rules.ts'
import { RISK_LEVELS } from '../../domain/file/risk.ts'
import type { AgeStatement } from '../../domain/file/words.ts'
import type { CaseFileTable } from '../file/file-tables.ts'

const coded = (key: string) => sql<Json>`coded -> ${sql.lit(key)}`

/**
 * The columns of a file's row that a list shows. The sealed state stays where it is, and of the coded values come those shown:
 * to send all of them and read them again costs as much as the rest of the list.
 */
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
  'clocks',
  'tags',
  coded('risk_level').as('risk_level'),
  coded('age_statement').as('age_statement'),
  coded('age_at_contact').as('age_at_contact'),
  coded('identity/gender').as('gender'),
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
  | 'clocks'
  | 'tags'
> &
  ShownOfCoded

interface ShownOfCoded {
  readonly risk_level: Json
  readonly age_statement: Json
  readonly age_at_contact: Json
  readonly gender: Json
}

/** The same of all coded values of a file. */
export const shownOfCoded = (values: Readonly<Record<string, Json>>): ShownOfCoded => ({
  risk_level: values.risk_level ?? null,
  age_statement: values.age_statement ?? null,
  age_at_contact: values.age_at_contact ?? null,
  gender: values['identity/gender'] ?? null,
})

/**
 * A file in a list of this agency's. Of a file of another's no clock is shown that only those who work on it have: that a
 * review of its risks is due says that there are some.
 */
export function toSummary(row: SummaryRow, agencyId: string): FileSummary {
  const clocks = row.agency_id === agencyId ? row.clocks : row.clocks.filter(({ kind }) => !isEntered(kind))
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
    riskLevel: row.agency_id === agencyId ? (RISK_LEVELS.find((level) => level === row.risk_level) ?? null) : null,
    ageStatement: row.age_statement as AgeStatement,
    ageAtContact: numberOr(row.age_at_contact),
    gender: textOr(row.gender),
    nextDeadline: running[0] ?? null,
  }
}

const numberOr = (value: Json): number | null => (typeof value === 'number' ? value : null)
const textOr = (value: Json): string | null => (typeof value === 'string' ? value : null)
