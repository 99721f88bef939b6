import type { Principal } from '@gloact/identity/contract/principal'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql, type SqlBool } from 'kysely'
import { appointmentsForeseen, type PlannedAppointment } from '../../domain/work/foreseen-tasks.ts'
import type { ProtectionContext } from '../file/context.ts'
import { tables } from '../file/file-tables.ts'
import { isMine } from '../calendar/read-calendar.ts'

const MOST = 100

/** My planned appointments: those that are past and of which nobody has recorded the outcome, and those of the weeks to come. */
export async function plannedAppointments(
  trx: ScopedTransaction,
  { rules, clock }: ProtectionContext,
  principal: Principal,
): Promise<readonly PlannedAppointment[]> {
  const { timeZone } = rules.calendar
  const { startBy, remindBy } = appointmentsForeseen(clock.today(timeZone), timeZone)
  const rows = await tables(trx)
    .selectFrom('protection.appointment')
    .innerJoin('protection.case_file', 'protection.case_file.id', 'protection.appointment.file_id')
    .select(['protection.case_file.id', 'number', 'path', 'stage', 'assigned_to'])
    .select(['kind', 'starts_at', 'ends_at', 'all_day', 'remind_on'])
    .where('protection.appointment.status', '=', 'planned')
    .where('protection.case_file.status', 'in', ['open', 'closure_requested'])
    .where(isMine(principal.userId))
    .where((eb) => eb.or([eb('starts_at', '<=', startBy), eb('remind_on', '<=', sql<string>`${remindBy}`)]))
    // Someone who no longer works on files has no calendar either.
    .where(sql<SqlBool>`${principal.scope !== 'none'}`)
    .orderBy('starts_at')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    file: { id: row.id, number: row.number, path: row.path, stage: row.stage, assignedTo: row.assigned_to },
    kind: row.kind,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    allDay: row.all_day,
    remindOn: row.remind_on,
  }))
}
