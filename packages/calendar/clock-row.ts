import { addDays, asInstant, daysBetween, type Instant, type PlainDate } from '@gloact/kernel'
import { LENGTHS, dayOf, firstMomentOf, lastMomentOf, type Deadline, type DeadlineState } from './deadline.ts'
import { localTimeOf, startOfDay } from './local-time.ts'
import { addWorkingDays, type WorkingCalendar } from './working-calendar.ts'

/**
 * A clock as it is stored and sent: moments only, settled once in the country's working calendar, so that anyone who shows
 * it needs no calendar and cannot count differently.
 */
export interface ClockRow<Kind extends string = string> {
  readonly kind: Kind
  readonly startedAt: Instant
  /** The last moment on which it is kept. */
  readonly dueAt: Instant
  /** From when on it is due soon; null: never. */
  readonly warnAt: Instant | null
  readonly stoppedAt: Instant | null
}

/** The moments of a clock, by the country's calendar. */
export function clockRow<Kind extends string>(deadline: Deadline<Kind>, calendar: WorkingCalendar): ClockRow<Kind> {
  const startedAt = asInstant(firstMomentOf(deadline.startedAt, calendar))
  const stopped = deadline.stoppedAt === undefined ? null : asInstant(firstMomentOf(deadline.stoppedAt, calendar))
  return {
    kind: deadline.kind,
    startedAt,
    dueAt: asInstant(lastMomentOf(deadline.dueAt, calendar)),
    warnAt: dueSoonFrom(deadline, calendar),
    // Stopped on the day on which it started, to the day only: not before it started.
    stoppedAt: stopped !== null && stopped < startedAt ? startedAt : stopped,
  }
}

/**
 * From when on a clock is due soon; null where it never is. Hours are counted back from its end; days and working days
 * from the day of its end, and the warning begins with a day.
 */
export function dueSoonFrom(
  { dueAt, warnBefore }: Pick<Deadline, 'dueAt' | 'warnBefore'>,
  calendar: WorkingCalendar,
): Instant | null {
  if (!warnBefore) return null
  const { unit, amount } = warnBefore
  if (unit === 'minutes' || unit === 'hours') return asInstant(lastMomentOf(dueAt, calendar) - amount * LENGTHS[unit])
  const dueOn = dayOf(dueAt, calendar)
  const from = unit === 'days' ? addDays(dueOn, -amount) : addWorkingDays(dueOn, -amount, calendar)
  return asInstant(startOfDay(from, calendar.timeZone))
}

/** How a deadline stands at a moment. */
export const deadlineState = (deadline: Deadline, now: Instant, calendar: WorkingCalendar): DeadlineState =>
  clockState(clockRow(deadline, calendar), now, calendar.timeZone)

/** How a clock stands at a moment. Days are those of the time zone. */
export function clockState(
  { dueAt, warnAt, stoppedAt }: Pick<ClockRow, 'dueAt' | 'warnAt' | 'stoppedAt'>,
  now: Instant,
  timeZone: string,
): DeadlineState {
  const end = Date.parse(dueAt)
  const at = Date.parse(stoppedAt ?? now)
  const late = at > end
  return {
    state:
      stoppedAt !== null
        ? 'stopped'
        : late
          ? 'overdue'
          : warnAt !== null && at >= Date.parse(warnAt)
            ? 'due_soon'
            : 'running',
    daysLeft: daysBetween(localTimeOf(at, timeZone).date, localTimeOf(end, timeZone).date),
    // A day's last moment is a millisecond before the next day: its hours are counted to that day's end.
    hoursLeft: Math.trunc((end + (dayItEndsWith(dueAt, timeZone) === undefined ? 0 : 1) - at) / 3_600_000) || 0,
    late,
  }
}

/** The day with whose last moment a clock ends; undefined where it ends within a day. */
export function dayItEndsWith(dueAt: Instant, timeZone: string): PlainDate | undefined {
  const end = Date.parse(dueAt)
  const day = localTimeOf(end, timeZone).date
  return localTimeOf(end + 1, timeZone).date === day ? undefined : day
}
