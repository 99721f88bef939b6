import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { planEvent as planning } from '../contract/training-events.ts'
import { DONE, may, notAllowed, scopeOf, unknown, type TrainingContext } from './context.ts'
import { tables } from './tables.ts'

type Planned = HandlerInput<typeof planning>['body']

/** Plans an event with its sessions. Sent twice, it is planned once. */
export async function planEvent(
  { db, clock }: TrainingContext,
  who: Principal,
  { sessions, ...event }: Planned,
): Promise<Result<{ id: string }, Failure>> {
  if (!may(who, 'training.plan')) return notAllowed
  const fits =
    event.startsOn <= event.endsOn &&
    event.nominateBy <= event.startsOn &&
    sessions.every(({ day }) => day >= event.startsOn && day <= event.endsOn)
  if (!fits) return err(failure('training.days_do_not_fit'))
  return inScope<{ id: string }, Failure>(db, scopeOf(who), async (trx) => {
    const owned = { country: who.country, agency_id: who.agencyId }
    const added = await tables(trx)
      .insertInto('training.event')
      .values({
        ...owned,
        id: event.id,
        title: event.title,
        place: event.place,
        language: event.language,
        starts_on: event.startsOn,
        ends_on: event.endsOn,
        nominate_by: event.nominateBy,
        hours: event.hours,
        seats: event.seats,
        criteria: JSON.stringify(event.criteria),
        criteria_text: event.criteriaText,
        pass_mark: event.passMark,
        attendance_needed: event.attendanceNeeded,
        repeats: event.repeats,
        planned_by: who.userId,
        planned_at: clock.now(),
        published_at: null,
        form_seed: null,
        bank_id: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) {
      const before = await tables(trx)
        .selectFrom('training.event')
        .select(['id', 'title', 'starts_on', 'planned_by'])
        .where('id', '=', event.id)
        .executeTakeFirst()
      const same =
        before?.title === event.title && before.starts_on === event.startsOn && before.planned_by === who.userId
      return same ? ok({ id: event.id }) : err(failure('training.id_used'))
    }
    await tables(trx)
      .insertInto('training.session')
      .values(
        sessions.map(({ id, title, day }, position) => ({
          ...owned,
          id,
          event_id: event.id,
          position,
          title,
          day,
          opened_at: null,
          closed_at: null,
        })),
      )
      .execute()
    await recordAudit(trx, { action: 'training.planned', object: { kind: 'training.event', id: event.id } })
    return ok({ id: event.id })
  })
}

/** Announces an event to all agencies. Said twice, the first time stands. */
export async function publishEvent(
  { db, clock }: TrainingContext,
  who: Principal,
  id: string,
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.plan')) return notAllowed
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    const published = await tables(trx)
      .updateTable('training.event')
      .set({ published_at: clock.now() })
      .where('id', '=', id)
      .where('agency_id', '=', who.agencyId)
      .where('published_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (published) await recordAudit(trx, { action: 'training.published', object: { kind: 'training.event', id } })
    const there =
      published ?? (await tables(trx).selectFrom('training.event').select('id').where('id', '=', id).executeTakeFirst())
    return there ? DONE : unknown
  })
}
