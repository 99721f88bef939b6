import { firstMomentOf } from '@gloact/calendar'
import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, daysBetween, err, ok, type Instant, type PlainDate, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { sql, type SqlBool } from 'kysely'
import type { CalendarEntry, CalendarOf } from '../../contract/calendar/calendar.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import type { ProtectionContext } from '../file/context.ts'
import { tables, type AppointmentTable, type CaseFileTable } from '../file/file-tables.ts'

/** A calendar asks for a month and the days around it; more than this is somebody taking everything. */
const MOST_DAYS = 100
const MOST_ENTRIES = 1_000

/** Appointments between two days, both included, of the files that the reader may read. That it was read is recorded. */
export async function readCalendar(
  context: ProtectionContext,
  principal: Principal,
  query: { readonly from: PlainDate; readonly until: PlainDate; readonly of: CalendarOf },
): Promise<Result<{ entries: CalendarEntry[]; more: boolean }, FileFailure>> {
  const { timeZone } = context.rules.calendar
  const days = daysBetween(query.from, query.until)
  // Two days the wrong way round hold nothing; too many are cut off, and said to be.
  const until = days >= MOST_DAYS ? addDays(query.from, MOST_DAYS - 1) : query.until
  const wholeDays = { timeZone, weekend: [], holidays: [] }
  return inScope(context.db, principalScope(principal), async (trx) => {
    if (!filePolicy.decide(principal, 'file.list', NO_FILE(principal)).allowed) {
      return err({ code: 'protection.not_allowed' })
    }
    const rows = await appointmentsBetween(trx, principal, {
      from: asInstant(firstMomentOf(query.from, wholeDays)),
      until: asInstant(firstMomentOf(addDays(until, 1), wholeDays)),
      of: query.of,
    })
    await recordAudit(trx, { action: 'file.listed', detail: { appointments: rows.length } })
    return ok({
      entries: rows.slice(0, MOST_ENTRIES).map(toEntry),
      more: rows.length > MOST_ENTRIES || days >= MOST_DAYS,
    })
  })
}

const NO_FILE = (principal: Principal) => ({
  agencyId: principal.agencyId,
  teamId: null,
  assignedTo: null,
  openedBy: null,
  path: 'adult' as const,
  status: 'open' as const,
  sharedWithAgency: false,
})

const FILE_COLUMNS = ['number', 'agency_id', 'team_id', 'assigned_to', 'opened_by', 'path'] as const

export type AppointmentRow = AppointmentTable &
  Pick<CaseFileTable, (typeof FILE_COLUMNS)[number]> & { readonly file_status: CaseFileTable['status'] }

/**
 * Appointments that begin before `until` and end after `from`, earliest first. Row-level security decides which files,
 * the policy which of them may be read; both are asked.
 */
export async function appointmentsBetween(
  trx: ScopedTransaction,
  principal: Principal,
  { from, until, of }: { readonly from: Instant; readonly until: Instant; readonly of: CalendarOf },
): Promise<readonly AppointmentRow[]> {
  let query = tables(trx)
    .selectFrom('protection.appointment')
    .innerJoin('protection.case_file', 'protection.case_file.id', 'protection.appointment.file_id')
    .selectAll('protection.appointment')
    .select(FILE_COLUMNS)
    .select('protection.case_file.status as file_status')
    .where('starts_at', '<', until)
    .where('ends_at', '>', from)
    .where('protection.appointment.status', '<>', 'recorded_by_mistake')
    .where('protection.case_file.status', '<>', 'import_undone')
    .orderBy('starts_at')
    .orderBy('protection.appointment.id')
    .limit(MOST_ENTRIES + 1)
  if (of === 'mine') query = query.where(isMine(principal.userId))
  if (of === 'team') {
    query = query.where(
      sql<SqlBool>`(team_id = any (${[...principal.teamIds]}::uuid[]) or ${isMine(principal.userId)})`,
    )
  }
  const rows = (await query.execute()) as AppointmentRow[]
  return rows.filter((row) => mayReadFile(principal, row))
}

/** Mine are those that I go to, and those of my files that nobody was named for. */
export const isMine = (userId: string) =>
  sql<SqlBool>`(${userId}::uuid = any (staff_ids) or (staff_ids = '{}' and assigned_to = ${userId}::uuid))`

const mayReadFile = (principal: Principal, row: AppointmentRow): boolean =>
  filePolicy.decide(principal, 'file.read', {
    agencyId: row.agency_id,
    teamId: row.team_id,
    assignedTo: row.assigned_to,
    openedBy: row.opened_by,
    path: row.path,
    status: row.file_status,
    sharedWithAgency: false,
  }).allowed

const toEntry = (row: AppointmentRow): CalendarEntry => ({
  id: row.id,
  fileId: row.file_id,
  fileNumber: row.number,
  kind: row.kind,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  allDay: row.all_day,
  status: row.status,
  staffIds: [...row.staff_ids],
  assignedTo: row.assigned_to,
})
