import { addDays, daysBetween, type PlainDate } from '@gloact/kernel'

/** A name by language (`{ en: 'Labour Day', ar: 'عيد العمال' }`), or one text for all. */
export type HolidayName = string | Readonly<Record<string, string>>

/** The days on which a country's offices work. Data of the country; this package knows none. */
export interface WorkingCalendar {
  /** IANA name, such as `Asia/Bishkek`. Days begin and end where the country is, not where the server is. */
  readonly timeZone: string
  /** ISO 8601 weekdays: 1 is Monday, 5 Friday, 6 Saturday, 7 Sunday. */
  readonly weekend: readonly number[]
  /** Each by its date: most move from year to year. A holiday that falls on a weekend counts once. */
  readonly holidays: readonly { readonly on: PlainDate; readonly name: HolidayName }[]
}

/** 1 (Monday) to 7 (Sunday), ISO 8601. */
export function weekdayOf(date: PlainDate): number {
  const sundayIsZero = new Date(`${date}T00:00:00.000Z`).getUTCDay()
  return sundayIsZero === 0 ? 7 : sundayIsZero
}

export const isWorkingDay = (date: PlainDate, calendar: WorkingCalendar): boolean =>
  !calendar.weekend.includes(weekdayOf(date)) && !calendar.holidays.some((holiday) => holiday.on === date)

/** The date itself where it is a working day, else the first working day after it. */
export function workingDayFrom(date: PlainDate, calendar: WorkingCalendar): PlainDate {
  mustHaveWorkingDays(calendar)
  let day = date
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1)
  return day
}

/**
 * The nth working day after a date (before it, where `days` is negative). The date itself is not counted, whether or
 * not it is a working day (as in Regulation (EEC, Euratom) 1182/71, art. 3(1)). 0 gives the date back as it is.
 */
export function addWorkingDays(date: PlainDate, days: number, calendar: WorkingCalendar): PlainDate {
  mustHaveWorkingDays(calendar)
  const step = Math.sign(days)
  let day = date
  for (let left = Math.abs(days); left > 0;) {
    day = addDays(day, step)
    if (isWorkingDay(day, calendar)) left--
  }
  return day
}

/**
 * How many working days a date is away: those after `from`, up to and with `to`; negative where `to` is earlier. So
 * that `workingDaysBetween(date, addWorkingDays(date, n, calendar), calendar)` is `n`.
 */
export function workingDaysBetween(from: PlainDate, to: PlainDate, calendar: WorkingCalendar): number {
  const step = Math.sign(daysBetween(from, to))
  let count = 0
  for (let day = from; day !== to;) {
    day = addDays(day, step)
    if (isWorkingDay(day, calendar)) count += step
  }
  return count
}

function mustHaveWorkingDays(calendar: WorkingCalendar): void {
  if (new Set(calendar.weekend).size >= 7) throw new TypeError('a week without a working day')
}
