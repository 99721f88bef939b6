import { addDays, asInstant, dateIn, type Instant, type PlainDate } from '@gloact/kernel'
import { firstMomentOf } from '@gloact/calendar'
import type { Recorded } from './recorded.ts'
import type { AppointmentChanged, AppointmentEnded, AppointmentMade, AppointmentTime } from './service-payloads.ts'
import type { FileStatus } from './words.ts'

/** An appointment as its entries leave it: as it was made, with every change and every outcome. */
export interface Appointment extends Recorded<AppointmentMade> {
  readonly changes: readonly Recorded<AppointmentChanged>[]
  readonly outcomes: readonly Recorded<AppointmentEnded>[]
}

export const APPOINTMENT_STATUSES = [
  'planned',
  'kept',
  'missed',
  'cancelled_by_person',
  'cancelled_by_us',
  'declined',
  'recorded_by_mistake',
  // It was still to come when the file was closed.
  'file_closed',
] as const
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number]

/** Statuses in which it takes place, or took place. */
export const takesPlace = (status: AppointmentStatus): boolean =>
  status === 'planned' || status === 'kept' || status === 'missed'

/** When, how long, where and with whom, as last said. */
export const standing = (appointment: Appointment): Pick<AppointmentMade, 'when' | 'minutes' | 'place' | 'goingWith'> =>
  appointment.changes.at(-1) ?? appointment

/** The day in the country. */
export const dayOf = (when: AppointmentTime, timeZone: string): PlainDate =>
  'on' in when ? when.on : dateIn(when.at, timeZone)

/** From when until when: a whole day of the country where only the day is known. The end is the first moment after it. */
export function spanOfAppointment(
  { when, minutes }: Pick<AppointmentMade, 'when' | 'minutes'>,
  timeZone: string,
): { readonly startsAt: Instant; readonly endsAt: Instant; readonly allDay: boolean } {
  if ('on' in when) {
    const wholeDays = { timeZone, weekend: [], holidays: [] }
    return {
      startsAt: asInstant(firstMomentOf(when.on, wholeDays)),
      endsAt: asInstant(firstMomentOf(addDays(when.on, 1), wholeDays)),
      allDay: true,
    }
  }
  return { startsAt: when.at, endsAt: asInstant(Date.parse(when.at) + minutes * 60_000), allDay: false }
}

/** What the calendar and its feed need in clear: when, what kind, whose, and what happened to it. No words. */
export interface DerivedAppointment {
  readonly id: string
  readonly kind: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly allDay: boolean
  readonly status: AppointmentStatus
  readonly staffIds: readonly string[]
  readonly remindOn: PlainDate | null
  /** How often it was changed, and when last: what a calendar program has to know. */
  readonly revision: number
  readonly changedAt: Instant
}

export function deriveAppointments(
  state: {
    readonly appointments: readonly Appointment[]
    readonly status: FileStatus
    readonly closedAt: Instant | null
  },
  timeZone: string,
): readonly DerivedAppointment[] {
  return state.appointments.map((appointment) => {
    const now = standing(appointment)
    const { startsAt, endsAt, allDay } = spanOfAppointment(now, timeZone)
    const outcome = appointment.outcomes.at(-1)
    // What was still to come ends with the file; what lies before stays as it was.
    const endedWithFile = !outcome && state.status === 'closed' && state.closedAt !== null && startsAt > state.closedAt
    const entries = [appointment, ...appointment.changes, ...appointment.outcomes]
    return {
      id: appointment.actionId,
      kind: appointment.kind,
      startsAt,
      endsAt,
      allDay,
      status: outcome?.outcome ?? (endedWithFile ? 'file_closed' : 'planned'),
      staffIds: [...new Set(now.goingWith)],
      remindOn: appointment.remindOn,
      revision: entries.length - 1 + (endedWithFile ? 1 : 0),
      changedAt: entries
        .map((entry) => entry.happenedAt)
        .concat(endedWithFile && state.closedAt ? [state.closedAt] : [])
        .reduce((a, b) => (a > b ? a : b)),
    }
  })
}

/** Whether two times overlap. A day without a time overlaps with nothing: it says only that something is on that day. */
export const overlap = (
  a: Pick<DerivedAppointment, 'startsAt' | 'endsAt' | 'allDay'>,
  b: Pick<DerivedAppointment, 'startsAt' | 'endsAt' | 'allDay'>,
): boolean => !a.allDay && !b.allDay && a.startsAt < b.endsAt && b.startsAt < a.endsAt
