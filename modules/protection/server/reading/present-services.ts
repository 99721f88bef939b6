import type { FileView } from '../../contract/reading/files.ts'
import { deriveAppointments } from '../../domain/file/appointments.ts'
import type { FileState } from '../../domain/file/file-state.ts'
import { serviceState } from '../../domain/file/services.ts'
import { SERVICES_DATA_GROUP } from '../../domain/file/sharing.ts'
import type { Recorded } from '../../domain/file/recorded.ts'

const withPayload = <Payload extends object>(entry: Recorded<Payload>) => {
  const { actionId, actor, happenedAt, ...payload } = entry
  return { actionId, actor, happenedAt, payload: payload as unknown as Payload }
}

/**
 * Services and appointments for a file's reader. By a share (`sharedGroups` are the data groups that it covers) services
 * show only where theirs was agreed, and appointments never: they say where a person will be.
 */
export function presentServicesAndAppointments(
  state: FileState,
  timeZone: string,
  sharedGroups: readonly string[] | null,
): Pick<FileView, 'services' | 'appointments'> {
  const showServices = sharedGroups === null || sharedGroups.includes(SERVICES_DATA_GROUP)
  const derived = new Map(deriveAppointments(state, timeZone).map((each) => [each.id, each]))
  return {
    services: showServices
      ? state.services.map((service) => {
          const { results, correctedBy, ...entry } = service
          return { ...withPayload(entry), state: serviceState(service), results: results.map(withPayload), correctedBy }
        })
      : [],
    appointments:
      sharedGroups === null
        ? state.appointments.map(({ changes, outcomes, ...entry }) => {
            const now = derived.get(entry.actionId)!
            return {
              ...withPayload(entry),
              changes: changes.map(withPayload),
              outcomes: outcomes.map(withPayload),
              status: now.status,
              startsAt: now.startsAt,
              endsAt: now.endsAt,
              allDay: now.allDay,
              staffIds: [...now.staffIds],
            }
          })
        : [],
  }
}
