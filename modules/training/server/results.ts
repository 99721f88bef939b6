import type { Principal } from '@gloact/identity/contract/principal'
import { ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { ResultsView } from '../contract/tests.ts'
import { evaluate, type Attempt, type TestKind } from '../domain/evaluation.ts'
import { may, notAllowed, scopeOf, unknown, type TrainingContext } from './context.ts'
import { essayShares } from './essays.ts'
import { tables } from './tables.ts'
import { sql } from 'kysely'

/** Every sitting of an event's tests. */
export async function attemptsOf(trx: ScopedTransaction, eventId: string): Promise<readonly Attempt[]> {
  const rows = await tables(trx)
    .selectFrom('training.attempt as attempt')
    .innerJoin('training.test as test', 'test.id', 'attempt.test_id')
    .innerJoin('training.participant as participant', 'participant.id', 'attempt.participant_id')
    .select(['attempt.id', 'attempt.participant_id', 'attempt.number', 'attempt.marks', 'test.kind'])
    .where('test.event_id', '=', eventId)
    .where('participant.withdrawn_at', 'is', null)
    .execute()
  const essays = await essayShares(trx, eventId)
  return rows.map((row) => ({
    participantId: row.participant_id,
    test: row.kind as TestKind,
    number: row.number,
    // An essay counts from when two have marked it.
    marks: { ...(row.marks as Attempt['marks']), ...essays.get(row.id) },
  }))
}

/** How well each question of an event's tests was answered at other events, by people before they were taught. */
export async function answeredEarlier(
  trx: ScopedTransaction,
  eventId: string,
): Promise<ReadonlyMap<string, { readonly n: number; readonly difficulty: number }>> {
  const { rows } = await sql<{ id: string; n: number; difficulty: number }>`
    select asked.id::text as id, count(*)::int as n, avg((attempt.marks ->> asked.id::text)::float8) as difficulty
    from (select distinct unnest(question_ids) as id from training.test where event_id = ${eventId}) as asked
    join training.test on test.kind = 'pre' and test.event_id <> ${eventId}
    join training.attempt on attempt.test_id = test.id and attempt.number = 1 and attempt.marks ? asked.id::text
    group by asked.id`.execute(trx)
  return new Map(rows.map(({ id, n, difficulty }) => [id, { n, difficulty }]))
}

/** Who was at how many sessions. */
export async function sessionsAttended(trx: ScopedTransaction, eventId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tables(trx)
    .selectFrom('training.attendance as attendance')
    .innerJoin('training.participant as participant', 'participant.id', 'attendance.participant_id')
    .select(({ fn }) => ['attendance.participant_id', fn.countAll<string>().as('sessions')])
    .where('participant.event_id', '=', eventId)
    .where('participant.withdrawn_at', 'is', null)
    .where('attendance.removed_at', 'is', null)
    .groupBy('attendance.participant_id')
    .execute()
  return new Map(rows.map((row) => [row.participant_id, Number(row.sessions)]))
}

/** What was learnt at an event, for its team. */
export async function readResults(
  { db }: TrainingContext,
  who: Principal,
  eventId: string,
): Promise<Result<ResultsView, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  return readInScope<Result<ResultsView, Failure>>(db, scopeOf(who), async (trx) => {
    const event = await tables(trx)
      .selectFrom('training.event')
      .select(['title', 'pass_mark', 'repeats'])
      .where('id', '=', eventId)
      .where('agency_id', '=', who.agencyId)
      .executeTakeFirst()
    if (!event) return unknown
    const attended = await sessionsAttended(trx, eventId)
    const evaluation = evaluate({
      attended: [...attended.keys()],
      attempts: await attemptsOf(trx, eventId),
      repeats: event.repeats,
      passMark: event.pass_mark,
      earlier: await answeredEarlier(trx, eventId),
    })
    const ids = [...new Set(evaluation.items.map(({ questionId }) => questionId))]
    const names =
      ids.length === 0
        ? []
        : await tables(trx).selectFrom('training.question').select(['id', 'name']).where('id', 'in', ids).execute()
    const nameOf = new Map(names.map(({ id, name }) => [id, name]))
    return ok({
      ...evaluation,
      title: event.title,
      passMark: event.pass_mark,
      items: evaluation.items.map((item) => ({ ...item, name: nameOf.get(item.questionId) ?? '' })),
    })
  })
}
