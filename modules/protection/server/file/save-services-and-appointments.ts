import type { ScopedTransaction } from '@gloact/postgres'
import { deriveAppointments } from '../../domain/file/appointments.ts'
import type { FileRules } from '../../domain/file/file-rules.ts'
import type { FileState } from '../../domain/file/file-state.ts'
import { deriveServices } from '../../domain/file/services.ts'
import { tables } from './file-tables.ts'

/** Brings what figures and the calendar need of a file in clear into line with its state. */
export async function saveServicesAndAppointments(
  trx: ScopedTransaction,
  fileId: string,
  before: FileState,
  after: FileState,
  { calendar }: Pick<FileRules, 'calendar'>,
): Promise<void> {
  if (before.services !== after.services) await saveServices(trx, fileId, after)
  // Closing a file ends what was still to come, and opening it again brings that back.
  if (before.appointments !== after.appointments || before.status !== after.status)
    await saveAppointments(trx, fileId, after, calendar.timeZone)
}

async function saveServices(trx: ScopedTransaction, fileId: string, state: FileState): Promise<void> {
  await tables(trx).deleteFrom('protection.service').where('file_id', '=', fileId).execute()
  const services = deriveServices(state.services)
  if (services.length === 0) return
  await tables(trx)
    .insertInto('protection.service')
    .values(
      services.map((service) => ({
        id: service.id,
        file_id: fileId,
        type: service.type,
        provider_agency_id: service.providerAgencyId,
        planned_on: service.plannedOn,
        started_on: service.startedOn,
        ended_on: service.endedOn,
        result: service.result,
        result_on: service.resultOn,
      })),
    )
    .execute()
}

async function saveAppointments(
  trx: ScopedTransaction,
  fileId: string,
  state: FileState,
  timeZone: string,
): Promise<void> {
  if (state.appointments.length === 0) return
  await tables(trx).deleteFrom('protection.appointment').where('file_id', '=', fileId).execute()
  await tables(trx)
    .insertInto('protection.appointment')
    .values(
      deriveAppointments(state, timeZone).map((appointment) => ({
        id: appointment.id,
        file_id: fileId,
        kind: appointment.kind,
        starts_at: appointment.startsAt,
        ends_at: appointment.endsAt,
        all_day: appointment.allDay,
        status: appointment.status,
        staff_ids: appointment.staffIds,
        remind_on: appointment.remindOn,
        revision: appointment.revision,
        changed_at: appointment.changedAt,
      })),
    )
    .execute()
}
