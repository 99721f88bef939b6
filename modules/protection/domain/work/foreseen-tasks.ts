import { lastMomentOf } from '@gloact/calendar'
import { addDays, asInstant, dateIn, type Instant, type PlainDate } from '@gloact/kernel'
import type { DeadlineKind } from '../file/file-rules.ts'
import type { FilePath, FileStage } from '../file/words.ts'

// Tasks that come by themselves as time goes on. They are worked out here alone: by the server when it is asked, and by a device without
// signal, from what it was told last.

/** A file as far as a task names it. */
export interface FileOfTask {
  readonly id: string
  readonly number: string
  readonly path: FilePath
  readonly stage: FileStage
  readonly assignedTo: string | null
}

/** A clock that runs in a file that somebody works on. */
export interface RunningClock {
  readonly file: FileOfTask
  readonly kind: DeadlineKind
  readonly startedAt: string
  readonly dueAt: string
  readonly warnAt: string | null
}

/** An appointment of somebody's that is planned. */
export interface PlannedAppointment {
  readonly file: FileOfTask
  readonly kind: string
  readonly startsAt: string
  readonly endsAt: string
  readonly allDay: boolean
  /** The day on which they want to be reminded. */
  readonly remindOn: string | null
}

export interface ForeseenTask {
  readonly kind: 'deadline' | 'appointment' | 'appointment_outcome'
  readonly about: string
  readonly file: FileOfTask
  readonly dueAt: string
  readonly warnAt: string | null
  readonly since: string
  readonly allDay?: boolean
}

/** How long before its end a clock is a task, where the country does not warn earlier. */
const CLOCK_DAYS = 14
/** How many days ahead an appointment is a task. */
const APPOINTMENT_DAYS = 7
/** For how long a device that hears nothing more is told what will follow. */
export const FORESEEN_DAYS = 14

const A_DAY = 86_400_000
const after = (now: Instant, days: number): Instant => asInstant(Date.parse(now) + days * A_DAY)

/** Up to when a clock's end, and from when its warning, is of interest on a device that hears nothing for some days. */
export const clocksForeseen = (now: Instant): { readonly dueBefore: Instant; readonly warnedBy: Instant } => ({
  dueBefore: after(now, CLOCK_DAYS + FORESEEN_DAYS),
  warnedBy: after(now, FORESEEN_DAYS),
})

/** The same of appointments: up to which day they begin, and on which they remind. */
export const appointmentsForeseen = (
  today: PlainDate,
  timeZone: string,
): { readonly startBy: Instant; readonly remindBy: PlainDate } => ({
  startBy: endOf(addDays(today, APPOINTMENT_DAYS + FORESEEN_DAYS), timeZone),
  remindBy: addDays(today, FORESEEN_DAYS),
})

const endOf = (day: PlainDate, timeZone: string): Instant =>
  asInstant(lastMomentOf(day, { timeZone, weekend: [], holidays: [] }))

/** Clocks that are somebody's task at a moment: those that end within two weeks, and those that warn, however long before. */
export const clockTasks = (clocks: readonly RunningClock[], now: Instant): readonly ForeseenTask[] =>
  clocks
    .filter(({ dueAt, warnAt }) => dueAt < after(now, CLOCK_DAYS) || (warnAt !== null && warnAt <= now))
    .map(({ file, kind, startedAt, dueAt, warnAt }) => ({
      kind: 'deadline',
      about: kind,
      file,
      dueAt,
      warnAt,
      since: startedAt,
    }))

/**
 * Appointments of today and the days to come, those that remind, and those that are past and of which nobody has recorded the outcome.
 * `since` is when it begins; `dueAt` when it has to be looked at.
 */
export function appointmentTasksAt(
  appointments: readonly PlannedAppointment[],
  now: Instant,
  timeZone: string,
): readonly ForeseenTask[] {
  const today = dateIn(now, timeZone)
  const soon = endOf(addDays(today, APPOINTMENT_DAYS), timeZone)
  return appointments.flatMap(({ file, kind, startsAt, endsAt, allDay, remindOn }): ForeseenTask[] => {
    const past = endsAt <= now
    const reminded = remindOn !== null && remindOn <= today
    if (startsAt > soon && !reminded) return []
    return [
      {
        kind: past ? 'appointment_outcome' : 'appointment',
        about: kind,
        file,
        // One that has begun, or lasts all day, is looked at today.
        dueAt: past ? endsAt : startsAt <= now || reminded ? endOf(today, timeZone) : startsAt,
        warnAt: null,
        since: startsAt,
        ...(allDay && { allDay }),
      },
    ]
  })
}
