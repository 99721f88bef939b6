import { writeCalendar } from '@gloact/calendar'
import type { BytesToSend } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, asPlainDate, ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { holdsTraining, notAllowed, scopeOf, unknown, type TrainingContext } from './context.ts'
import { tables } from './tables.ts'

/** The sessions of an event as a calendar file: whole days, since nobody has written down their hours. It names no participant. */
export async function readCalendar(
  { db }: TrainingContext,
  who: Principal,
  eventId: string,
): Promise<Result<BytesToSend, Failure>> {
  if (!holdsTraining(who)) return notAllowed
  const found = await readInScope(db, scopeOf(who), async (trx) => {
    const event = await tables(trx)
      .selectFrom('training.event')
      .select(['title', 'place', 'planned_at'])
      .where('id', '=', eventId)
      .executeTakeFirst()
    const sessions = await tables(trx)
      .selectFrom('training.session')
      .select(['id', 'title', 'day'])
      .where('event_id', '=', eventId)
      .orderBy('position')
      .execute()
    return event && { event, sessions }
  })
  if (!found) return unknown
  const { event, sessions } = found
  const text = writeCalendar(
    event.title,
    sessions.map(({ id, title, day }) => ({
      uid: id,
      summary: `${event.title}: ${title} (${event.place})`,
      startsAt: asInstant(`${day}T00:00:00.000Z`),
      endsAt: asInstant(`${day}T23:59:59.000Z`),
      on: asPlainDate(day),
      cancelled: false,
      revision: 0,
      changedAt: asInstant(new Date(event.planned_at).toISOString()),
    })),
  )
  const bytes = new TextEncoder().encode(text)
  return ok({
    stream: one(bytes),
    contentType: 'text/calendar; charset=utf-8',
    length: bytes.length,
    disposition: 'attachment',
    fileName: 'event.ics',
  })
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
