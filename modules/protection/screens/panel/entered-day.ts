import { firstMomentOf } from '@gloact/calendar'
import { asInstant, isPlainDate, type Instant, type PlainDate } from '@gloact/kernel'

/** What is wrong with a day that was entered; null where nothing is. */
export type DayProblem = 'missing' | 'future' | 'before_contact'

/** A day lies within the file: not in the future, not before first contact. `null` is a day that is not (wholly) typed. */
export function dayProblem(
  day: string | null,
  { from, today }: { readonly from: string | null; readonly today: PlainDate },
): DayProblem | null {
  if (day === null || !isPlainDate(day)) return 'missing'
  if (day > today) return 'future'
  return from !== null && day < from ? 'before_contact' : null
}

/** The day, where nothing is wrong with it. */
export const soundDay = (
  day: string | null,
  bounds: { readonly from: string | null; readonly today: PlainDate },
): PlainDate | null => (dayProblem(day, bounds) === null ? (day as PlainDate) : null)

/** The moment to record for a day: now where it is today, else the beginning of that day in the country. */
export const momentOn = (day: PlainDate, today: PlainDate, timeZone: string): Instant =>
  day === today ? asInstant(Date.now()) : asInstant(firstMomentOf(day, { timeZone, weekend: [], holidays: [] }))
