import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type {
  listTrainer as putting,
  listTrainers as listing,
  recordDelivery as delivering,
} from '../contract/practitioners.ts'
import { contactOf, DONE, may, notAllowed, scopeOf, unknown, type TrainingContext } from './context.ts'
import { ownPractitioners } from './doubles.ts'
import { tables } from './tables.ts'

export const notePlace = (id: string): string => `training.delivery.sealed_note:${id}`

interface Row {
  readonly practitioner_id: string
  readonly sealed: Uint8Array
  readonly employer: string
  readonly topics: string
  readonly languages: string[]
  readonly cleared: boolean
  readonly transferred_on: string | null
}

interface Delivery {
  readonly id: string
  readonly practitioner_id: string
  readonly title: string
  readonly on: string
  readonly observed: boolean
  readonly rating: number | null
  readonly sealed_note: Uint8Array | null
}

/** The roster of trainers. That it was read is recorded. */
export async function listTrainers(
  { db, wordKey }: TrainingContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const key = await wordKey()
  return inScope<ResponseOf<typeof listing>, Failure>(db, scopeOf(who), async (trx) => {
    const { rows } = await sql<Row>`
      select * from (
        select distinct on (trainer.practitioner_id) trainer.practitioner_id, practitioner.sealed, practitioner.employer,
          trainer.topics, trainer.languages, trainer.cleared, trainer.listed,
          (select max(since) from training.transfer where transfer.practitioner_id = trainer.practitioner_id) as transferred_on
        from training.trainer join training.practitioner on practitioner.id = trainer.practitioner_id
        order by trainer.practitioner_id, trainer.recorded_at desc, trainer.id desc) latest
      where listed`.execute(trx)
    const { rows: deliveries } = await sql<Delivery>`
      select delivery.id, delivery.practitioner_id, event.title, event.ends_on as on, observed, rating, sealed_note
      from training.delivery join training.event on event.id = delivery.event_id order by event.ends_on desc, delivery.id`.execute(
      trx,
    )
    await recordAudit(trx, { action: 'training.trainers_read', detail: { count: rows.length } })
    const taught = Map.groupBy(deliveries, (one) => one.practitioner_id)
    return ok({
      items: rows.map((row) => {
        const own = taught.get(row.practitioner_id) ?? []
        const ratings = own.flatMap(({ rating }) => rating ?? [])
        return {
          practitionerId: row.practitioner_id,
          name: contactOf(key, row.practitioner_id, row.sealed).name,
          employer: row.employer,
          topics: row.topics,
          languages: row.languages,
          cleared: row.cleared,
          deliveries: own.map(({ id, title, on, observed, rating, sealed_note: note }) => ({
            title,
            on,
            observed,
            rating,
            note: note === null ? '' : String(key.unseal(notePlace(id), note)),
          })),
          rated: ratings.length,
          rating: ratings.length === 0 ? null : ratings.reduce((sum, one) => sum + one, 0) / ratings.length,
          transferredOn: row.transferred_on,
        }
      }),
    })
  })
}

/** Puts somebody on the roster, or takes them off it; what stood there before is kept. Sent twice, it is recorded once. */
export async function listTrainer(
  { db, clock }: TrainingContext,
  who: Principal,
  practitionerId: string,
  { id, topics, languages, cleared, listed }: HandlerInput<typeof putting>['body'],
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.plan')) return notAllowed
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    if ((await ownPractitioners(trx, who.agencyId, [practitionerId])).length === 0) return unknown
    const added = await tables(trx)
      .insertInto('training.trainer')
      .values({
        id,
        practitioner_id: practitionerId,
        country: who.country,
        agency_id: who.agencyId,
        topics,
        languages: [...languages],
        cleared,
        listed,
        recorded_by: who.userId,
        recorded_at: clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) {
      const before = await tables(trx)
        .selectFrom('training.trainer')
        .select(['practitioner_id', 'topics', 'listed'])
        .where('id', '=', id)
        .executeTakeFirst()
      const same = before?.practitioner_id === practitionerId && before.topics === topics && before.listed === listed
      return same ? DONE : err(failure('training.id_used'))
    }
    await recordAudit(trx, {
      action: 'training.trainer_listed',
      object: { kind: 'training.practitioner', id: practitionerId },
      detail: { listed },
    })
    return DONE
  })
}

/** Records that a trainer taught at an event, with what an observer says of it. Sent twice, it is recorded once. */
export async function recordDelivery(
  { db, clock, wordKey }: TrainingContext,
  who: Principal,
  practitionerId: string,
  { id, eventId, observed, rating, note }: HandlerInput<typeof delivering>['body'],
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  if (rating !== null && !observed) return err(failure('training.rating_without_observer'))
  const key = await wordKey()
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    const trainer = await tables(trx)
      .selectFrom('training.trainer')
      .select('id')
      .where('practitioner_id', '=', practitionerId)
      .where('agency_id', '=', who.agencyId)
      .executeTakeFirst()
    const event = await tables(trx)
      .selectFrom('training.event')
      .select('id')
      .where('id', '=', eventId)
      .where('agency_id', '=', who.agencyId)
      .executeTakeFirst()
    if (!trainer || !event) return unknown
    const added = await tables(trx)
      .insertInto('training.delivery')
      .values({
        id,
        practitioner_id: practitionerId,
        event_id: eventId,
        country: who.country,
        agency_id: who.agencyId,
        observed,
        rating,
        sealed_note: note.trim() === '' ? null : key.seal(notePlace(id), note.trim()),
        recorded_by: who.userId,
        recorded_at: clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) {
      const before = await tables(trx)
        .selectFrom('training.delivery')
        .select(['practitioner_id', 'event_id', 'rating'])
        .where('id', '=', id)
        .executeTakeFirst()
      const same = before?.practitioner_id === practitionerId && before.event_id === eventId && before.rating === rating
      return same ? DONE : err(failure('training.id_used'))
    }
    await recordAudit(trx, {
      action: 'training.delivery_recorded',
      object: { kind: 'training.practitioner', id: practitionerId },
      detail: { event: eventId, observed },
    })
    return DONE
  })
}
