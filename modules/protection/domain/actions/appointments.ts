import { dayOf, standing, type Appointment } from '../appointments.ts'
import type { FileFailure } from '../failures.ts'
import type { FileState } from '../file-state.ts'
import type { AppointmentTime } from '../service-payloads.ts'
import {
  firstOf,
  recorded,
  whileOpen,
  withinFile,
  type ActionDefinition,
  type Circumstances,
} from './action-definition.ts'

const find = (state: FileState, id: string): Appointment | undefined =>
  state.appointments.find(({ actionId }) => actionId === id)

const unknown: FileFailure = { code: 'protection.appointment_unknown' }

/** An appointment may lie ahead, or be entered afterwards from paper; never before first contact. */
const notBeforeContact = (state: FileState, when: AppointmentTime, { timeZone }: Circumstances): FileFailure | null =>
  dayOf(when, timeZone) < state.contactOn ? { code: 'protection.date_before_contact' } : null

export const appointmentMade: ActionDefinition<'appointment_made'> = {
  type: 'appointment_made',
  check: (state, { when, serviceId }, circumstances) =>
    firstOf(
      whileOpen(state),
      notBeforeContact(state, when, circumstances),
      serviceId === null || state.services.some(({ actionId }) => actionId === serviceId)
        ? null
        : { code: 'protection.service_unknown' },
    ),
  reduce: (state, action) => ({
    ...state,
    appointments: [...state.appointments, { ...recorded(action), changes: [], outcomes: [] }],
  }),
}

/** Moves an appointment that has not ended. After it was missed another one is made. */
export const appointmentChanged: ActionDefinition<'appointment_changed'> = {
  type: 'appointment_changed',
  check: (state, { appointmentId, when }, circumstances) => {
    const appointment = find(state, appointmentId)
    return firstOf(
      whileOpen(state),
      appointment ? null : unknown,
      appointment && appointment.outcomes.length > 0 ? { code: 'protection.appointment_ended' } : null,
      notBeforeContact(state, when, circumstances),
    )
  },
  reduce: (state, action) =>
    withEntry(state, action.payload.appointmentId, (appointment) => ({
      ...appointment,
      changes: [...appointment.changes, recorded(action)],
    })),
}

/** What came of an appointment. Saying it again puts it right; both stay. */
export const appointmentEnded: ActionDefinition<'appointment_ended'> = {
  type: 'appointment_ended',
  check: (state, { appointmentId, outcome, happenedOn }, circumstances) => {
    const appointment = find(state, appointmentId)
    const tooEarly =
      appointment !== undefined &&
      (outcome === 'kept' || outcome === 'missed') &&
      dayOf(standing(appointment).when, circumstances.timeZone) > circumstances.today
    return firstOf(
      whileOpen(state),
      appointment ? null : unknown,
      tooEarly ? { code: 'protection.appointment_to_come' } : null,
      withinFile(state, happenedOn, circumstances),
    )
  },
  reduce: (state, action) =>
    withEntry(state, action.payload.appointmentId, (appointment) => ({
      ...appointment,
      outcomes: [...appointment.outcomes, recorded(action)],
    })),
}

const withEntry = (state: FileState, id: string, change: (appointment: Appointment) => Appointment): FileState => ({
  ...state,
  appointments: state.appointments.map((each) => (each.actionId === id ? change(each) : each)),
})
