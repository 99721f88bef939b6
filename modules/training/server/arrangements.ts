import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { canonicalJson, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type {
  ArrangementsView,
  readArrangements as reading,
  saveArrangements as saving,
} from '../contract/arrangements.ts'
import { DONE, may, notAllowed, scopeOf, unknown, type TrainingContext } from './context.ts'
import { sessionsAttended } from './results.ts'
import { tables } from './tables.ts'

const NONE: ArrangementsView = { partners: [], paidBy: '', currency: 'USD', costs: [] }

/** What was saved last of an event; nothing where nothing was. */
export async function arrangementsOf(trx: ScopedTransaction, eventId: string) {
  const row = await tables(trx)
    .selectFrom('training.event_arrangement')
    .select(['id', 'number', 'content'])
    .where('event_id', '=', eventId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { id: row.id, number: row.number, content: row.content as ArrangementsView }
}

const isOwn = async (trx: ScopedTransaction, who: Principal, eventId: string): Promise<boolean> => {
  const found = await tables(trx)
    .selectFrom('training.event')
    .select('id')
    .where('id', '=', eventId)
    .where('agency_id', '=', who.agencyId)
    .executeTakeFirst()
  return found !== undefined
}

export async function readArrangements(
  { db }: TrainingContext,
  who: Principal,
  eventId: string,
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const found = await readInScope(db, scopeOf(who), async (trx) => {
    if (!(await isOwn(trx, who, eventId))) return undefined
    const saved = await arrangementsOf(trx, eventId)
    return { saved, attended: (await sessionsAttended(trx, eventId)).size }
  })
  if (!found) return unknown
  return ok({
    saved: found.saved?.id ?? null,
    arrangements: structuredClone(found.saved?.content ?? NONE),
    attended: found.attended,
  })
}

/** Saves the arrangements of an event. Sent twice, once; saved by two people at once, the second is told. */
export async function saveArrangements(
  { db, clock }: TrainingContext,
  who: Principal,
  eventId: string,
  { id, after, arrangements }: HandlerInput<typeof saving>['body'],
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.plan')) return notAllowed
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    if (!(await isOwn(trx, who, eventId))) return unknown
    const before = await arrangementsOf(trx, eventId)
    if (before?.id === id) {
      return canonicalJson(before.content) === canonicalJson(arrangements) ? DONE : err(failure('training.id_used'))
    }
    if ((before?.id ?? null) !== after) return err(failure('training.arrangements_changed'))
    const added = await tables(trx)
      .insertInto('training.event_arrangement')
      .values({
        id,
        event_id: eventId,
        number: (before?.number ?? 0) + 1,
        country: who.country,
        agency_id: who.agencyId,
        content: JSON.stringify(arrangements),
        saved_by: who.userId,
        saved_at: clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return err(failure('training.arrangements_changed'))
    await recordAudit(trx, { action: 'training.arranged', object: { kind: 'training.event', id: eventId } })
    return DONE
  })
}
