import { z } from 'zod'
import { route, sentDate } from '@gloact/http/contract'
import { APPOINTMENT_STATUSES } from '../../domain/file/appointments.ts'
import { SERVICE_STATES } from '../../domain/file/services.ts'
import { storedPayload } from '../file/payloads.ts'

const tag = 'protection'
const recorded = { actionId: z.uuid(), actor: z.uuid(), happenedAt: z.string() }
const withRecord = <Schema extends z.ZodType>(payload: Schema) => z.object({ ...recorded, payload })

/** A service of a file, with everything that was said to have come of it, the last of which stands. */
export const serviceView = z.object({
  ...recorded,
  payload: storedPayload('service_recorded'),
  state: z.enum(SERVICE_STATES),
  results: z.array(withRecord(storedPayload('service_result_recorded'))),
  correctedBy: z.uuid().nullable(),
})
export type ServiceView = z.infer<typeof serviceView>

/** An appointment of a file, as it was made, with each change and each outcome; `startsAt` and `endsAt` as they stand. */
export const appointmentView = z.object({
  ...recorded,
  payload: storedPayload('appointment_made'),
  changes: z.array(withRecord(storedPayload('appointment_changed'))),
  outcomes: z.array(withRecord(storedPayload('appointment_ended'))),
  status: z.enum(APPOINTMENT_STATUSES),
  startsAt: z.string(),
  endsAt: z.string(),
  allDay: z.boolean(),
  staffIds: z.array(z.uuid()),
})
export type AppointmentView = z.infer<typeof appointmentView>

/** An appointment in a calendar: which file, what kind, when. Nobody's name, no place, no words. */
export const calendarEntry = z.object({
  id: z.uuid(),
  fileId: z.uuid(),
  fileNumber: z.string(),
  kind: z.string(),
  startsAt: z.string(),
  /** The first moment after it. */
  endsAt: z.string(),
  /** Only the day is known. */
  allDay: z.boolean(),
  status: z.enum(APPOINTMENT_STATUSES),
  staffIds: z.array(z.uuid()),
  /** Who works on the file. */
  assignedTo: z.uuid().nullable(),
})
export type CalendarEntry = z.infer<typeof calendarEntry>

export const CALENDAR_OF = ['mine', 'team', 'agency'] as const
export type CalendarOf = (typeof CALENDAR_OF)[number]

export const readCalendar = route({
  method: 'GET',
  path: '/protection/calendar',
  summary: 'Appointments of the files that you may see, at most 100 days of them',
  tag,
  query: z.object({
    from: sentDate,
    /** The last day. */
    until: sentDate,
    of: z.enum(CALENDAR_OF).default('mine'),
  }),
  response: z.object({
    entries: z.array(calendarEntry),
    /** Whether there are more than could be sent: ask for fewer days. */
    more: z.boolean(),
  }),
  failures: ['protection.not_allowed'],
})

const feed = z.object({ createdAt: z.string(), lastReadOn: z.string().nullable() })

export const readCalendarFeed = route({
  method: 'GET',
  path: '/protection/calendar-feed',
  summary: 'Whether you have a calendar address, without the address',
  tag,
  response: z.object({ feed: feed.nullable() }),
})

/** The address is told here and never again. */
export const renewCalendarFeed = route({
  method: 'POST',
  path: '/protection/calendar-feed',
  summary: 'Make a new secret calendar address; any earlier one ends',
  tag,
  status: 201,
  response: z.object({ feed, path: z.string() }),
  secret: true,
  failures: ['protection.not_allowed'],
})

export const revokeCalendarFeed = route({
  method: 'POST',
  path: '/protection/calendar-feed/revoke',
  summary: 'End your calendar address at once',
  tag,
  response: z.object({ feed: z.null() }),
})

/** Where a calendar program asks, below the API's prefix. */
export const FEED_PATH = '/protection/calendar'
