import type { Instant, PlainDate } from '@gloact/kernel'
import {
  choice,
  code,
  day,
  id,
  list,
  moment,
  nullable,
  number,
  object,
  oneOf,
  optionalText,
  text,
  yesOrNo,
} from '@gloact/records/shape'
import { type Appointment, dayOf, standing } from '../appointments.ts'
import type { FileFailure } from '../../failures.ts'
import type { FileState } from '../file-state.ts'
import {
  APPOINTMENT_OUTCOMES,
  type AppointmentChanged,
  type AppointmentEnded,
  type AppointmentMade,
  type AppointmentTime,
} from '../service-payloads.ts'
import {
  type ActionDefinition,
  type Circumstances,
  firstOf,
  recorded,
  whileOpen,
  withinFile,
} from './action-definition.ts'

const WHEN = oneOf<AppointmentTime>([
  object<{ at: Instant }>({ at: moment() }),
  object<{ on: PlainDate }>({ on: day() }),
])

/** From five minutes to a day. */
const MINUTES = number(5, 1_440)

const find = (state: FileState, id: string): Appointment | undefined =>
  state.appointments.find(({ actionId }) => actionId === id)

const unknown: FileFailure = { code: 'protection.appointment_unknown' }

/** An appointment may lie ahead, or be entered afterwards from paper; never before first contact. */
const notBeforeContact = (state: FileState, when: AppointmentTime, { timeZone }: Circumstances): FileFailure | null =>
  dayOf(when, timeZone) < state.contactOn ? { code: 'protection.date_before_contact' } : null

export const appointmentMade: ActionDefinition<'appointment_made', AppointmentMade> = {
  type: 'appointment_made',
  shape: object<AppointmentMade>({
    kind: code('appointment_kind'),
    when: WHEN,
    minutes: MINUTES,
    place: optionalText(500),
    with: optionalText(300),
    goingWith: list(id(), 20),
    safeContactRead: yesOrNo(),
    remindOn: nullable(day()),
    serviceId: nullable(id()),
  }),
  by: ['casework'],
  second: false,
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
  references: ({ goingWith }) => ({ staff: goingWith }),
  event: null,
  sign: 'calendar',
  section: 'appointments',
  tells: { to: 'agency', codes: ({ kind }) => ({ appointment: kind }) },
  compared: null,
  entry: null,
}

/** Moves an appointment that has not ended. After it was missed another one is made. */
export const appointmentChanged: ActionDefinition<'appointment_changed', AppointmentChanged> = {
  type: 'appointment_changed',
  shape: object<AppointmentChanged>({
    appointmentId: id(),
    when: WHEN,
    minutes: MINUTES,
    place: optionalText(500),
    goingWith: list(id(), 20),
    reasons: text(2_000),
  }),
  by: ['casework'],
  second: false,
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
  references: ({ goingWith }) => ({ staff: goingWith }),
  event: null,
  sign: 'calendar',
  section: 'appointments',
  tells: null,
  compared: { entries: ({ appointmentId }) => [appointmentId] },
  entry: null,
}

/** The outcome of an appointment. Saying it again corrects it; both stay. */
export const appointmentEnded: ActionDefinition<'appointment_ended', AppointmentEnded> = {
  type: 'appointment_ended',
  shape: object<AppointmentEnded>({
    appointmentId: id(),
    outcome: choice(APPOINTMENT_OUTCOMES),
    note: optionalText(4_000),
    happenedOn: day(),
  }),
  by: ['casework'],
  second: false,
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
  references: null,
  event: null,
  sign: 'calendar',
  section: 'appointments',
  tells: { to: 'agency', codes: ({ outcome }) => ({ outcome }) },
  compared: { entries: ({ appointmentId }) => [appointmentId] },
  entry: null,
}

const withEntry = (state: FileState, id: string, change: (appointment: Appointment) => Appointment): FileState => ({
  ...state,
  appointments: state.appointments.map((each) => (each.actionId === id ? change(each) : each)),
})
