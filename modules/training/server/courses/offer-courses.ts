import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { listOffers as listing, offerCourse as offering } from '../../contract/courses.ts'
import { DONE, may, notAllowed, scopeOf, unknown, type TrainingContext } from '../context.ts'
import { tables } from '../tables.ts'
import { packagesOf } from '../scorm/packages.ts'
import { currentCourses, summaryOf } from './courses.ts'

/** The courses that an event offers, in the order in which they were first offered. */
export async function offeredBy(trx: ScopedTransaction, eventId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ course_id: string }>`
    select course_id from training.course_offer where event_id = ${eventId}
    group by course_id having (array_agg(offered order by decided_at desc, id desc))[1]
    order by min(decided_at), course_id`.execute(trx)
  return rows.map(({ course_id }) => course_id)
}

const ownEvent = (trx: ScopedTransaction, who: Principal, eventId: string) =>
  tables(trx)
    .selectFrom('training.event')
    .select(['id', 'language'])
    .where('id', '=', eventId)
    .where('agency_id', '=', who.agencyId)
    .executeTakeFirst()

export async function listOffers(
  { db }: TrainingContext,
  who: Principal,
  eventId: string,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  return inScope<ResponseOf<typeof listing>, Failure>(db, scopeOf(who), async (trx) => {
    const event = await ownEvent(trx, who, eventId)
    if (!event) return unknown
    const courses = await currentCourses(trx, who.agencyId)
    const { rows } = await sql<{ course_id: string; begun: number; completed: number }>`
      select each.course_id, count(distinct each.participant_id)::int as begun,
        count(distinct each.participant_id) filter (where each.completed)::int as completed
      from (select participant_id, course_id, false as completed from training.course_progress
        union all select participant_id, course_id, true from training.course_completion
        union all select participant_id, package_id, status in ('completed', 'passed') from training.scorm_attempt) each
      join training.participant on participant.id = each.participant_id
      where participant.event_id = ${eventId} group by each.course_id`.execute(trx)
    const counts = new Map(rows.map((row) => [row.course_id, row]))
    const packages = new Map((await packagesOf(trx, who.agencyId)).map(({ id, title }) => [id, title]))
    return ok({
      items: (await offeredBy(trx, eventId)).flatMap((courseId) => {
        const found = courses.get(courseId)
        const { begun = 0, completed = 0 } = counts.get(courseId) ?? {}
        const title = found ? summaryOf(found, event.language).title : packages.get(courseId)
        return title === undefined ? [] : [{ courseId, title, begun, completed }]
      }),
    })
  })
}

/** Offers a course to an event's participants, or offers it no longer. Said twice, it is recorded once. */
export async function offerCourse(
  { db, clock }: TrainingContext,
  who: Principal,
  eventId: string,
  { id, courseId, offered }: HandlerInput<typeof offering>['body'],
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    const courses = await currentCourses(trx, who.agencyId, courseId)
    const isThere = courses.has(courseId) || (await packagesOf(trx, who.agencyId)).some((one) => one.id === courseId)
    if (!isThere || !(await ownEvent(trx, who, eventId))) return unknown
    const added = await tables(trx)
      .insertInto('training.course_offer')
      .values({
        id,
        event_id: eventId,
        course_id: courseId,
        country: who.country,
        agency_id: who.agencyId,
        offered,
        decided_by: who.userId,
        decided_at: clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) {
      const before = await tables(trx)
        .selectFrom('training.course_offer')
        .select(['event_id', 'course_id', 'offered'])
        .where('id', '=', id)
        .executeTakeFirst()
      const same = before?.event_id === eventId && before.course_id === courseId && before.offered === offered
      return same ? DONE : err(failure('training.id_used'))
    }
    await recordAudit(trx, {
      action: offered ? 'training.course_offered' : 'training.course_withdrawn',
      object: { kind: 'training.event', id: eventId },
      detail: { course: courseId },
    })
    return DONE
  })
}
