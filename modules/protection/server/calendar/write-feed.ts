import { createHash } from 'node:crypto'
import { principalScope } from '@gloact/identity/contract/principal'
import { asInstant, dateIn, err, ok, type Instant, type Result } from '@gloact/kernel'
import { feedBehind, noteFeedRead } from '@gloact/module/calendar-feed'
import { inScope } from '@gloact/postgres'
import { takesPlace } from '../../domain/file/appointments.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { writeCalendar, type CalendarEvent } from '@gloact/calendar'
import { feedStore, type FeedContext } from './calendar-feed.ts'
import { appointmentsBetween, type AppointmentRow } from './read-calendar.ts'

const DAY = 86_400_000
const DAYS_BACK = 31
const DAYS_AHEAD = 366

/**
 * The calendar behind a secret address, as its owner may see it now: their present roles, row-level security under their
 * scope, and nothing at all once the account is suspended. An address that is not known, was ended or whose owner may
 * open no files is answered alike.
 */
export async function writeFeed(context: FeedContext, token: string): Promise<Result<string, FileFailure>> {
  const notFound = err({ code: 'protection.feed_not_found' } as const)
  const store = feedStore(context)
  const feed = await feedBehind(store, context.digestsOfToken, token)
  if (!feed) return notFound
  const owner = await context.ownerOfFeed(feed.userId)
  if (!owner || owner.scope === 'none') return notFound
  const now = Date.parse(context.clock.now())
  const { timeZone } = context.rules.calendar
  return inScope(context.db, principalScope(owner), async (trx) => {
    const rows = await appointmentsBetween(trx, owner, {
      from: asInstant(now - DAYS_BACK * DAY),
      until: asInstant(now + DAYS_AHEAD * DAY),
      of: 'mine',
    })
    const today = context.clock.today(timeZone)
    await noteFeedRead(trx, { table: store.table, id: feed.id, today, count: rows.length })
    const word = context.say(owner.language, 'protection.feed.event')
    return ok(
      writeCalendar(
        context.say(owner.language, 'protection.feed.name'),
        rows.map((row) => toEvent(row, word, timeZone)),
      ),
    )
  })
}

const toEvent = (row: AppointmentRow, word: string, timeZone: string): CalendarEvent => ({
  // Not the appointment's own id: a phone that is found says nothing that leads into the system.
  uid: createHash('sha256').update(`calendar ${row.id}`).digest('hex').slice(0, 32),
  summary: `${word} ${row.number}`,
  startsAt: row.starts_at as Instant,
  endsAt: row.ends_at as Instant,
  on: row.all_day ? dateIn(row.starts_at as Instant, timeZone) : null,
  cancelled: !takesPlace(row.status),
  revision: row.revision,
  changedAt: row.changed_at as Instant,
})
