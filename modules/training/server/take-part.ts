import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import { asPlainDate, canonicalJson, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import type {
  answerConsent as consenting,
  answerFollowUp as following,
  sendAnswers as sending,
  TakingPart,
} from '../contract/tests.ts'
import { CODE_LENGTH } from '../domain/codes.ts'
import { followUpState } from '../domain/follow-up.ts'
import type { GiftQuestion } from '../domain/gift/gift-question.ts'
import { markOf } from '../domain/marking.ts'
import { showQuestion } from '../domain/present-question.ts'
import { DONE, sameBytes, sha256, today, type TrainingContext } from './context.ts'
import { examplePlace } from './evaluation.ts'
import { addConsent } from './practitioner-facts.ts'
import { tables } from './tables.ts'
import { tryCode } from './try-code.ts'

/** Answers that a phone kept while it had no connection are still taken when the test was closed meanwhile. */
const LATE_MINUTES = 30

async function participantOf(trx: ScopedTransaction, digest: Uint8Array) {
  return tables(trx)
    .selectFrom('training.participant as participant')
    .innerJoin('training.event as event', 'event.id', 'participant.event_id')
    .select([
      'participant.id',
      'participant.event_id',
      'participant.country',
      'participant.agency_id',
      'participant.practitioner_id',
      'event.title',
      'event.place',
      'event.starts_on',
      'event.ends_on',
      'event.repeats',
    ])
    .where('participant.code_digest', '=', digest)
    .where('participant.withdrawn_at', 'is', null)
    .executeTakeFirst()
}

type Participant = NonNullable<Awaited<ReturnType<typeof participantOf>>>

/** Who a code belongs to; one that belongs to nobody and one that no longer counts are answered alike. */
export const whose = (
  context: TrainingContext,
  address: string,
  typed: string,
): Promise<Result<Participant, Failure>> =>
  tryCode(context, address, typed, CODE_LENGTH, (digest) =>
    readInScope(context.db, systemScope(context.country), (trx) => participantOf(trx, digest)),
  )

/** What a code opens. Where a session is open, it records that its owner is there. */
export async function takePart(
  context: TrainingContext,
  address: string,
  { code }: { readonly code: string },
): Promise<Result<TakingPart, Failure>> {
  const found = await whose(context, address, code)
  if (!found.ok) return found
  const participant = found.value
  return inScope<TakingPart, Failure>(context.db, systemScope(context.country), async (trx) => {
    await recordPresence(context, trx, participant)
    const attended = await tables(trx)
      .selectFrom('training.attendance')
      .innerJoin('training.session', 'training.session.id', 'training.attendance.session_id')
      .select('training.session.title')
      .where('participant_id', '=', participant.id)
      .where('removed_at', 'is', null)
      .orderBy('position')
      .execute()
    return ok({
      event: {
        title: participant.title,
        place: participant.place,
        startsOn: participant.starts_on,
        endsOn: participant.ends_on,
      },
      attended: attended.map(({ title }) => title),
      tests: await testsOf(trx, participant),
      followUp: await followUpOf(context, trx, participant, attended.length > 0),
      consent: await consentOf(trx, participant),
      rated: await ratedBy(trx, participant),
    })
  })
}

async function recordPresence(
  { clock }: TrainingContext,
  trx: ScopedTransaction,
  participant: Participant,
): Promise<void> {
  const open = await tables(trx)
    .selectFrom('training.session')
    .select('id')
    .where('event_id', '=', participant.event_id)
    .where('opened_at', 'is not', null)
    .where('closed_at', 'is', null)
    .execute()
  for (const { id } of open) {
    const added = await tables(trx)
      .insertInto('training.attendance')
      .values({
        participant_id: participant.id,
        session_id: id,
        country: participant.country,
        agency_id: participant.agency_id,
        how: 'code',
        recorded_by: null,
        recorded_at: clock.now(),
        removed_by: null,
        removed_at: null,
      })
      // What the facilitator said of somebody stands.
      .onConflict((conflict) => conflict.columns(['participant_id', 'session_id']).doNothing())
      .returning('session_id')
      .executeTakeFirst()
    if (!added) continue
    await recordAudit(trx, {
      action: 'training.attendance_recorded',
      object: { kind: 'training.participant', id: participant.id },
      detail: { session: id },
    })
  }
}

async function testsOf(trx: ScopedTransaction, participant: Participant): Promise<TakingPart['tests']> {
  const tests = await tables(trx)
    .selectFrom('training.test')
    .selectAll()
    .where('event_id', '=', participant.event_id)
    .where('opened_at', 'is not', null)
    .execute()
  const sat = new Set(
    (
      await tables(trx)
        .selectFrom('training.attempt')
        .select('test_id')
        .where('participant_id', '=', participant.id)
        .execute()
    ).map(({ test_id }) => test_id),
  )
  const shown: TakingPart['tests'] = []
  for (const test of tests.toSorted((one, other) => (one.kind === 'pre' ? -1 : other.kind === 'pre' ? 1 : 0))) {
    const open = test.closed_at === null
    const again = !sat.has(test.id) || participant.repeats
    const questions = open && again ? await questionsOf(trx, test.question_ids) : []
    shown.push({
      id: test.id,
      kind: test.kind as 'pre' | 'post',
      state: open && again ? 'open' : sat.has(test.id) ? 'answered' : 'closed',
      questions: questions.map(({ id, content }) => {
        const question = showQuestion(id, content, participant.id)
        return structuredClone(question) as TakingPart['tests'][number]['questions'][number]
      }),
    })
  }
  return shown
}

export async function questionsOf(
  trx: ScopedTransaction,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string; readonly content: GiftQuestion }[]> {
  if (ids.length === 0) return []
  const rows = await tables(trx)
    .selectFrom('training.question')
    .select(['id', 'name', 'content'])
    .where('id', 'in', [...ids])
    .execute()
  const byId = new Map(rows.map((row) => [row.id, { ...row, content: row.content as GiftQuestion }]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export const answersPlace = (id: string): string => `training.attempt.sealed_answers:${id}`

/** A participant's answers to a test. Sent twice by a phone that had no connection, they are recorded once. */
export async function sendAnswers(
  context: TrainingContext,
  address: string,
  { code, id, testId, answers }: HandlerInput<typeof sending>['body'],
): Promise<Result<{ done: true }, Failure>> {
  const found = await whose(context, address, code)
  if (!found.ok) return found
  const participant = found.value
  const key = await context.wordKey()
  const digest = sha256(canonicalJson({ testId, answers }))
  return inScope<{ done: true }, Failure>(context.db, systemScope(context.country), async (trx) => {
    // One phone that sends twice at once: one after the other.
    await tables(trx)
      .selectFrom('training.participant')
      .select('id')
      .where('id', '=', participant.id)
      .forUpdate()
      .execute()
    const before = await tables(trx)
      .selectFrom('training.attempt')
      .select(['participant_id', 'digest'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (before) {
      const same = before.participant_id === participant.id && sameBytes(before.digest, digest)
      return same ? DONE : err(failure('training.id_used'))
    }
    const test = await tables(trx)
      .selectFrom('training.test')
      .selectAll()
      .where('id', '=', testId)
      .where('event_id', '=', participant.event_id)
      .executeTakeFirst()
    const now = context.clock.now()
    const latest = new Date(new Date(now).getTime() - LATE_MINUTES * 60_000).toISOString()
    if (!test || test.opened_at === null || (test.closed_at !== null && test.closed_at < latest)) {
      return err(failure('training.test_closed'))
    }
    const sat = await tables(trx)
      .selectFrom('training.attempt')
      .select('id')
      .where('participant_id', '=', participant.id)
      .where('test_id', '=', testId)
      .execute()
    if (sat.length > 0 && !participant.repeats) return err(failure('training.already_answered'))
    const questions = await questionsOf(trx, test.question_ids)
    const marks = Object.fromEntries(
      questions.flatMap(({ id: question, content }) => {
        const mark = markOf(content.answers, answers[question])
        // What people mark counts from when two of them have.
        return mark === null ? [] : [[question, mark]]
      }),
    )
    await tables(trx)
      .insertInto('training.attempt')
      .values({
        id,
        test_id: testId,
        participant_id: participant.id,
        country: participant.country,
        agency_id: participant.agency_id,
        number: sat.length + 1,
        digest,
        sealed_answers: key.seal(answersPlace(id), answers),
        marks: JSON.stringify(marks),
        submitted_at: now,
      })
      .execute()
    return DONE
  })
}

async function followUpOf(
  context: TrainingContext,
  trx: ScopedTransaction,
  participant: Participant,
  attended: boolean,
): Promise<TakingPart['followUp']> {
  const answered = await tables(trx)
    .selectFrom('training.follow_up')
    .select('id')
    .where('participant_id', '=', participant.id)
    .executeTakeFirst()
  if (answered) return 'answered'
  const due = followUpState(asPlainDate(participant.ends_on), today(context)) === 'due'
  return due && attended ? 'due' : 'none'
}

/** What a participant says months later: whether they use it, and what keeps them from it. */
export async function answerFollowUp(
  context: TrainingContext,
  address: string,
  { code, id, uses, inPost, barriers, example }: HandlerInput<typeof following>['body'],
): Promise<Result<{ done: true }, Failure>> {
  const found = await whose(context, address, code)
  if (!found.ok) return found
  const participant = found.value
  const key = await context.wordKey()
  return inScope<{ done: true }, Failure>(context.db, systemScope(context.country), async (trx) => {
    const before = await tables(trx)
      .selectFrom('training.follow_up')
      .select('participant_id')
      .where('id', '=', id)
      .executeTakeFirst()
    if (before) return before.participant_id === participant.id ? DONE : err(failure('training.id_used'))
    const attended = await tables(trx)
      .selectFrom('training.attendance')
      .select('session_id')
      .where('participant_id', '=', participant.id)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if ((await followUpOf(context, trx, participant, attended !== undefined)) !== 'due') {
      return err(failure('training.no_follow_up'))
    }
    await tables(trx)
      .insertInto('training.follow_up')
      .values({
        id,
        participant_id: participant.id,
        country: participant.country,
        agency_id: participant.agency_id,
        uses,
        in_post: inPost,
        barriers: [...new Set(barriers)],
        sealed_example: example.trim() === '' ? null : key.seal(examplePlace(id), example.trim()),
        answered_at: context.clock.now(),
      })
      .execute()
    return DONE
  })
}

async function ratedBy(trx: ScopedTransaction, { id }: Participant): Promise<boolean> {
  const before = await tables(trx)
    .selectFrom('training.satisfaction')
    .select('id')
    .where('participant_id', '=', id)
    .executeTakeFirst()
  return before !== undefined
}

async function consentOf(trx: ScopedTransaction, { practitioner_id, agency_id }: Participant): Promise<boolean | null> {
  const latest = await tables(trx)
    .selectFrom('training.contact_consent')
    .select('given')
    .where('practitioner_id', '=', practitioner_id)
    .where('agency_id', '=', agency_id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return latest?.given ?? null
}

/** Whether a participant may be contacted afterwards, as they say themselves. Sent twice, it is recorded once. */
export async function answerConsent(
  context: TrainingContext,
  address: string,
  { code, id, given }: HandlerInput<typeof consenting>['body'],
): Promise<Result<{ done: true }, Failure>> {
  const found = await whose(context, address, code)
  if (!found.ok) return found
  const { practitioner_id, country, agency_id } = found.value
  return inScope<{ done: true }, Failure>(context.db, systemScope(context.country), async (trx) => {
    const before = await tables(trx)
      .selectFrom('training.contact_consent')
      .select(['practitioner_id', 'given'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (before) {
      const same = before.practitioner_id === practitioner_id && before.given === given
      return same ? DONE : err(failure('training.id_used'))
    }
    const recorded_at = context.clock.now()
    const row = { id, practitioner_id, country, agency_id, given, how: 'code' as const, recorded_by: null, recorded_at }
    return (await addConsent(trx, row)) ? DONE : err(failure('training.id_used'))
  })
}
