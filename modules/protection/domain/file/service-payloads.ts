import type { Instant, PlainDate } from '@gloact/kernel'

/** A help that was planned, is given or was given. Its id is its action's. */
export interface ServiceRecorded {
  /** Code of the list `service_type`. */
  readonly type: string
  /** Who gives it: an agency of the country, or else in words. One of the two. */
  readonly providerAgencyId: string | null
  readonly provider: string | null
  readonly plannedOn: PlainDate | null
  readonly startedOn: PlainDate | null
  readonly endedOn: PlainDate | null
  /** The row of the plan's goals that it serves. */
  readonly goalId: string | null
  readonly note: string | null
  /** The entry that this one puts right. Both stay; this one counts. */
  readonly corrects: string | null
}

/** The outcome of a service. The last one recorded is the one that stands. */
export interface ServiceResultRecorded {
  readonly serviceId: string
  /** Code of the list `service_result`. */
  readonly result: string
  readonly resultOn: PlainDate
  readonly reason: string | null
}

/** When something takes place: at a moment, or on a day without a time. */
export type AppointmentTime = { readonly at: Instant } | { readonly on: PlainDate }

/** Where somebody is to be, and when. Its id is its action's. */
export interface AppointmentMade {
  /** Code of the list `appointment_kind`. */
  readonly kind: string
  readonly when: AppointmentTime
  /** How long it takes; says nothing where only the day is known. */
  readonly minutes: number
  readonly place: string | null
  readonly with: string | null
  /** The staff who go along. */
  readonly goingWith: readonly string[]
  /** Whether the rules of safe contact were looked at before it was made. */
  readonly safeContactRead: boolean
  readonly remindOn: PlainDate | null
  readonly serviceId: string | null
}

/** An appointment moved, or given to somebody else. Says everything again. */
export interface AppointmentChanged {
  readonly appointmentId: string
  readonly when: AppointmentTime
  readonly minutes: number
  readonly place: string | null
  readonly goingWith: readonly string[]
  readonly reasons: string
}

/** `missed` says that the person was not there, and nothing about why: that is for the note. */
export const APPOINTMENT_OUTCOMES = [
  'kept',
  'missed',
  'cancelled_by_person',
  'cancelled_by_us',
  'declined',
  'recorded_by_mistake',
] as const
export type AppointmentOutcome = (typeof APPOINTMENT_OUTCOMES)[number]

export interface AppointmentEnded {
  readonly appointmentId: string
  readonly outcome: AppointmentOutcome
  readonly note: string | null
  readonly happenedOn: PlainDate
}
