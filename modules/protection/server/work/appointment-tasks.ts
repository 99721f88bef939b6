import { lastMomentOf } from '@gloact/calendar'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, type Instant } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql, type SqlBool } from 'kysely'
import type { FileTask } from '../../contract/tasks.ts'
import type { ProtectionContext } from '../file/context.ts'
import { tables } from '../file/file-tables.ts'
import { isMine } from '../calendar/read-calendar.ts'

const MOST = 100
const DAYS_AHEAD = 7

/**
 * My appointments of today and the days to come, those I wanted to be reminded of, and those that are past and of which
 * nobody has said what came of them. `since` is when it begins; `dueAt` when it has to be looked at.
 */
export async function appointmentTasks(
  trx: ScopedTransaction,
  { rules, clock }: ProtectionContext,
  principal: Principal,
  now: Instant,
): Promise<FileTask[]> {
  const { calendar } = rules
  const today = clock.today(calendar.timeZone)
  const endOf = (days: number): Instant => asInstant(lastMomentOf(addDays(today, days), calendar))
  const rows = await tables(trx)
    .selectFrom('protection.appointment')
    .innerJoin('protection.case_file', 'protection.case_file.id', 'protection.appointment.file_id')
    .select(['protection.case_file.id', 'number', 'path', 'stage', 'assigned_to'])
    .select(['kind', 'starts_at', 'ends_at', 'all_day', 'remind_on'])
    .where('protection.appointment.status', '=', 'planned')
    .where('protection.case_file.status', 'in', ['open', 'closure_requested'])
    .where(isMine(principal.userId))
    .where((eb) => eb.or([eb('starts_at', '<=', endOf(DAYS_AHEAD)), eb('remind_on', '<=', sql<string>`${today}`)]))
    // Someone who no longer works on files has no calendar either.
    .where(sql<SqlBool>`${principal.scope !== 'none'}`)
    .orderBy('starts_at')
    .limit(MOST)
    .execute()
  return rows.map((row): FileTask => {
    const past = row.ends_at <= now
    const reminded = row.remind_on !== null && row.remind_on <= today
    return {
      kind: past ? 'appointment_outcome' : 'appointment',
      about: row.kind,
      file: {
        id: row.id,
        number: row.number,
        path: row.path,
        stage: row.stage,
        assignedTo: row.assigned_to,
      },
      // One that has begun, or lasts all day, is looked at today.
      dueAt: past ? row.ends_at : row.starts_at <= now || reminded ? endOf(0) : row.starts_at,
      warnAt: null,
      since: row.starts_at,
      ...(row.all_day && { allDay: true }),
    }
  })
}
