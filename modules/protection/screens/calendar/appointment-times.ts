import { firstMomentOf, localTimeOf, momentOf } from '@gloact/calendar'
import { addDays, asInstant, dateIn, type Instant, type PlainDate } from '@gloact/kernel'
import type { CalendarEntry } from '../../contract/calendar/calendar.ts'
import { overlap, type DerivedAppointment } from '../../domain/file/appointments.ts'
import type { AppointmentTime } from '../../domain/file/service-payloads.ts'

const MINUTE = 60_000

/** A day and, where it was given, a time of the country's clocks, as an action says it. */
export function timeFrom(day: PlainDate, time: string | null, timeZone: string): AppointmentTime {
  if (time === null) return { on: day }
  const [hours = '0', minutes = '0'] = time.split(':')
  const sinceMidnight = (Number(hours) * 60 + Number(minutes)) * MINUTE
  return { at: asInstant(momentOf({ date: day, sinceMidnight }, timeZone)) }
}

/** What the clocks of the country show at a moment: `09:30`. */
export function clockTime(instant: Instant, timeZone: string): string {
  const minutes = Math.floor(localTimeOf(Date.parse(instant), timeZone).sinceMidnight / MINUTE)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** The days on which an appointment is. The end is the first moment after it. */
export function daysOf(
  { startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string },
  timeZone: string,
): { readonly on: PlainDate; readonly until: PlainDate } {
  return {
    on: dateIn(startsAt as Instant, timeZone),
    until: dateIn(asInstant(Date.parse(endsAt) - 1), timeZone),
  }
}

type Span = Pick<DerivedAppointment, 'startsAt' | 'endsAt' | 'allDay'>

/** An appointment of a calendar. */
type Other = Pick<CalendarEntry, 'id' | 'startsAt' | 'endsAt' | 'allDay' | 'status' | 'staffIds'>

/** From when until when an appointment would be that is being entered. */
export function spanOf(when: AppointmentTime, minutes: number, timeZone: string): Span {
  if ('at' in when)
    return { startsAt: when.at, endsAt: asInstant(Date.parse(when.at) + minutes * MINUTE), allDay: false }
  const wholeDays = { timeZone, weekend: [], holidays: [] }
  return {
    startsAt: asInstant(firstMomentOf(when.on, wholeDays)),
    endsAt: asInstant(firstMomentOf(addDays(when.on, 1), wholeDays)),
    allDay: true,
  }
}

/** Which of the staff have something else at that time, with the times. Only what still takes place counts. */
export function overlapping(
  span: Span,
  staffIds: readonly string[],
  others: readonly Other[],
  except: string | null,
): readonly { readonly staffId: string; readonly startsAt: string; readonly endsAt: string }[] {
  return others
    .filter((other) => other.status === 'planned' && other.id !== except && overlap(span, other as unknown as Span))
    .flatMap((other) =>
      other.staffIds
        .filter((staffId) => staffIds.includes(staffId))
        .map((staffId) => ({ staffId, startsAt: other.startsAt, endsAt: other.endsAt })),
    )
}
