import { addDays, addMonths, isPlainDate, type Instant, type PlainDate } from '@gloact/kernel'
import { instantOf, localTimeOf, momentOf, startOfDay } from './local-time.ts'
import { addWorkingDays, workingDayFrom, type WorkingCalendar } from './working-calendar.ts'

export const DEADLINE_UNITS = ['minutes', 'hours', 'days', 'working_days', 'months'] as const
export type DeadlineUnit = (typeof DEADLINE_UNITS)[number]

/** What happens to a deadline that ends on a day on which nobody works. */
export const ON_NON_WORKING_DAY = ['keep', 'next'] as const

/** A clock as a country sets it: what starts it, how long it runs, what stops it. */
export interface DeadlineRule<Kind extends string = string, Event extends string = string> {
  readonly kind: Kind
  readonly unit: DeadlineUnit
  readonly amount: number
  readonly startsOn: Event
  readonly stoppedBy: readonly Event[]
  readonly onNonWorkingDay: (typeof ON_NON_WORKING_DAY)[number]
  /** How long before its end it is shown as due soon. Without it, it never is. */
  readonly warnBefore?: { readonly unit: Exclude<DeadlineUnit, 'months'>; readonly amount: number }
}

/** A time as it was entered: to the day, or to the moment. */
export type EventTime = PlainDate | Instant

/** A clock that was started. `dueAt` is the last day (its end, in the country) or the last moment on which it is kept. */
export interface Deadline<Kind extends string = string> {
  readonly kind: Kind
  readonly startedAt: EventTime
  readonly dueAt: EventTime
  readonly warnBefore?: DeadlineRule['warnBefore']
  readonly stoppedAt?: EventTime
}

export const DEADLINE_STATES = ['stopped', 'running', 'due_soon', 'overdue'] as const

export interface DeadlineState {
  readonly state: (typeof DEADLINE_STATES)[number]
  /** Days on the calendar from today (from the day it was stopped) to the day it is due; negative when past it. */
  readonly daysLeft: number
  /** Whole hours to its end, never more than there are; negative when past it. */
  readonly hoursLeft: number
  /** Overdue, or stopped only after its end. */
  readonly late: boolean
}

/** What runs from a moment on, in milliseconds. */
export const LENGTHS = { minutes: 60_000, hours: 3_600_000 } as const

/**
 * When a clock ends that starts at `start`, the legal event time as entered (never what a device's clock says).
 *
 * - `minutes` and `hours` run from the moment on, over nights and holidays, and give an `Instant`. Where only the day is known they
 *   run from its beginning: the earliest it can have been.
 * - `days`, `working_days` and `months` are counted on the country's calendar from the day after the event and give
 *   the last day, a `PlainDate`, which ends when that day ends in the country. A month ends on the day of the same
 *   number, or on the month's last day (Regulation (EEC, Euratom) 1182/71, art. 3, whose way of counting this is).
 * - `onNonWorkingDay: 'next'` moves an end that falls on a day without work to the next working day, hours included
 *   (to the same time of that day): a country that wants hours to run on says 'keep'.
 */
export function dueAt(rule: DeadlineRule, start: EventTime, calendar: WorkingCalendar): EventTime {
  if (!Number.isSafeInteger(rule.amount) || rule.amount < 0) throw new TypeError('a deadline runs for a whole amount')
  if (rule.unit === 'minutes' || rule.unit === 'hours') {
    const end = firstMomentOf(start, calendar) + rule.amount * LENGTHS[rule.unit]
    if (rule.onNonWorkingDay === 'keep') return instantOf(end)
    const local = localTimeOf(end, calendar.timeZone)
    const day = workingDayFrom(local.date, calendar)
    return instantOf(day === local.date ? end : momentOf({ ...local, date: day }, calendar.timeZone))
  }
  const day = dayOf(start, calendar)
  const last =
    rule.unit === 'days'
      ? addDays(day, rule.amount)
      : rule.unit === 'months'
        ? addMonths(day, rule.amount)
        : addWorkingDays(day, rule.amount, calendar)
  return rule.onNonWorkingDay === 'next' ? workingDayFrom(last, calendar) : last
}

const isDay = (time: EventTime): time is PlainDate => isPlainDate(time)

/** The day on which something happened, in the country. */
export const dayOf = (time: EventTime, calendar: WorkingCalendar): PlainDate =>
  isDay(time) ? time : localTimeOf(Date.parse(time), calendar.timeZone).date

/** The earliest moment that an entered time may mean. */
export const firstMomentOf = (time: EventTime, calendar: WorkingCalendar): number =>
  isDay(time) ? startOfDay(time, calendar.timeZone) : momentIn(time)

/** The latest moment that an entered time may mean. */
export const lastMomentOf = (time: EventTime, calendar: WorkingCalendar): number =>
  isDay(time) ? startOfDay(addDays(time, 1), calendar.timeZone) - 1 : momentIn(time)

function momentIn(time: Instant): number {
  const moment = Date.parse(time)
  if (Number.isNaN(moment)) throw new TypeError('neither a date nor an instant')
  return moment
}
