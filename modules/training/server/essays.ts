import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { listEssays as listing, markEssay as marking } from '../contract/tests.ts'
import { agreedMark, type GivenMark } from '../domain/essay-marks.ts'
import type { GiftQuestion } from '../domain/gift/gift-question.ts'
import { DONE, may, notAllowed, scopeOf, unknown, type TrainingContext } from './context.ts'
import { tables } from './tables.ts'
import { answersPlace, questionsOf } from './take-part.ts'

/** Answers that people mark. Whose they are nobody who marks is told, nor what the other gave before both have. */
export async function listEssays(
  { db, wordKey }: TrainingContext,
  who: Principal,
  eventId: string,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const key = await wordKey()
  return inScope<ResponseOf<typeof listing>, Failure>(db, scopeOf(who), async (trx) => {
    const tests = await tables(trx)
      .selectFrom('training.test')
      .selectAll()
      .where('event_id', '=', eventId)
      .where('agency_id', '=', who.agencyId)
      .execute()
    const event = await tables(trx)
      .selectFrom('training.event')
      .select('id')
      .where('id', '=', eventId)
      .where('agency_id', '=', who.agencyId)
      .executeTakeFirst()
    if (!event) return unknown
    const items: ResponseOf<typeof listing>['items'] = []
    for (const test of tests) {
      const questions = (await questionsOf(trx, test.question_ids)).filter(isEssay)
      if (questions.length === 0) continue
      const attempts = await tables(trx)
        .selectFrom('training.attempt')
        .select(['id', 'sealed_answers'])
        .where('test_id', '=', test.id)
        .orderBy('id')
        .execute()
      const given = await marksOf(
        trx,
        attempts.map(({ id }) => id),
      )
      for (const attempt of attempts) {
        const answers = key.unseal(answersPlace(attempt.id), attempt.sealed_answers) as Readonly<
          Record<string, { readonly text?: string }>
        >
        for (const { id, content } of questions) {
          const marks = given.filter((mark) => mark.attemptId === attempt.id && mark.questionId === id)
          const agreed = agreedMark(marks)
          items.push({
            attemptId: attempt.id,
            questionId: id,
            test: test.kind as 'pre' | 'post',
            question: content.stem,
            answer: answers[id]?.text ?? '',
            markers: marks.length,
            mine: marks.find(({ markerId }) => markerId === who.userId)?.mark ?? null,
            mark: agreed?.mark ?? null,
            apart: agreed?.apart ?? false,
          })
        }
      }
    }
    await recordAudit(trx, {
      action: 'training.essays_read',
      object: { kind: 'training.event', id: eventId },
      detail: { count: items.length },
    })
    return ok({ items })
  })
}

const isEssay = ({ content }: { readonly content: GiftQuestion }): boolean => content.answers.type === 'essay'

async function marksOf(trx: ScopedTransaction, attemptIds: readonly string[]) {
  if (attemptIds.length === 0) return []
  const rows = await tables(trx)
    .selectFrom('training.essay_mark')
    .selectAll()
    .where('attempt_id', 'in', [...attemptIds])
    .execute()
  return rows.map((row) => ({
    attemptId: row.attempt_id,
    questionId: row.question_id,
    markerId: row.marker_id,
    mark: row.mark,
  }))
}

/** The essays of an event that two have marked: their share of the mark, by attempt and question. */
export async function essayShares(
  trx: ScopedTransaction,
  eventId: string,
): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  const { rows } = await sql<GivenMark & { readonly attempt_id: string; readonly question_id: string }>`
    select attempt_id, question_id, marker_id as "markerId", mark from training.essay_mark
    where attempt_id in (select attempt.id from training.attempt join training.test on test.id = attempt.test_id
      where test.event_id = ${eventId})`.execute(trx)
  const shares = new Map<string, Record<string, number>>()
  for (const [attemptId, marks] of Map.groupBy(rows, (row) => row.attempt_id)) {
    for (const [questionId, given] of Map.groupBy(marks, (row) => row.question_id)) {
      const agreed = agreedMark(given)
      if (agreed) shares.set(attemptId, { ...shares.get(attemptId), [questionId]: agreed.mark / 100 })
    }
  }
  return shares
}

/** Marks an essay. Nobody marks one twice; after two it is marked. */
export async function markEssay(
  { db, clock }: TrainingContext,
  who: Principal,
  attemptId: string,
  { questionId, mark }: HandlerInput<typeof marking>['body'],
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    const attempt = await tables(trx)
      .selectFrom('training.attempt')
      .innerJoin('training.test as test', 'test.id', 'training.attempt.test_id')
      .select(['training.attempt.id', 'test.question_ids'])
      .where('training.attempt.id', '=', attemptId)
      .where('training.attempt.agency_id', '=', who.agencyId)
      // Two who mark at once: one after the other.
      .forNoKeyUpdate('test')
      .executeTakeFirst()
    const asked = attempt?.question_ids.includes(questionId) ? await questionsOf(trx, [questionId]) : []
    if (!asked.some(isEssay)) return unknown
    const before = (await marksOf(trx, [attemptId])).filter((one) => one.questionId === questionId)
    const own = before.find(({ markerId }) => markerId === who.userId)
    if (own) return own.mark === mark ? DONE : err(failure('training.marked_by_two'))
    if (before.length >= 2) return err(failure('training.marked_by_two'))
    await tables(trx)
      .insertInto('training.essay_mark')
      .values({
        attempt_id: attemptId,
        question_id: questionId,
        marker_id: who.userId,
        country: who.country,
        agency_id: who.agencyId,
        mark,
        marked_at: clock.now(),
      })
      .execute()
    await recordAudit(trx, { action: 'training.essay_marked', object: { kind: 'training.attempt', id: attemptId } })
    return DONE
  })
}
