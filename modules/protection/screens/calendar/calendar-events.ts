import type { Messages } from '@gloact/messages'
import type { CalendarEvent } from '@gloact/ui'
import type { Instant } from '@gloact/kernel'
import type { CalendarEntry } from '../../contract/calendar/calendar.ts'
import { takesPlace } from '../../domain/file/appointments.ts'
import { clockTime, daysOf } from './appointment-times.ts'
import { fileAddress } from '../file-address.ts'

/** The words of a code of the list of kinds. */
type KindWord = (code: string) => string

/** Appointments as the calendar shows them: the file's number and the kind, and where they are opened. Nobody's name. */
export function calendarEvents(
  entries: readonly CalendarEntry[],
  { t }: Pick<Messages, 't'>,
  kindWord: KindWord,
  timeZone: string,
): readonly CalendarEvent[] {
  return entries.map((entry): CalendarEvent => {
    const { on, until } = daysOf(entry, timeZone)
    return {
      id: entry.id,
      to: `${fileAddress(entry.fileId, 'appointments')}#${entry.id}`,
      on,
      ...(until > on && { until }),
      time: entry.allDay
        ? null
        : t('protection.calendar.time', {
            from: clockTime(entry.startsAt as Instant, timeZone),
            until: clockTime(entry.endsAt as Instant, timeZone),
          }),
      order: entry.startsAt,
      title: entry.fileNumber,
      about: kindWord(entry.kind),
      ...(!takesPlace(entry.status) && { off: t(`protection.appointment.status.${entry.status}`) }),
    }
  })
}
