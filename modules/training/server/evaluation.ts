import { randomBytes } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, newId, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { checkExample as checking, EvaluationView, remind as reminding } from '../contract/evaluation.ts'
import { CODE_LENGTH, drawCode, showCode } from '../domain/codes.ts'
import { followUpState } from '../domain/follow-up.ts'
import { behaviour, SATISFACTION_ITEMS, spreadOf, type Confirmation, type Ratings } from '../domain/levels.ts'
import {
  codeDigests,
  contactOf,
  DONE,
  may,
  notAllowed,
  scopeOf,
  today,
  unknown,
  type TrainingContext,
  type WordKey,
} from './context.ts'
import { codePlace } from './nominate.ts'
import { whoAgreed } from './practitioners.ts'
import { tables } from './tables.ts'

export const examplePlace = (id: string): string => `training.follow_up.sealed_example:${id}`
export const commentPlace = (id: string): string => `training.satisfaction.sealed_comment:${id}`
export const confirmationPlace = (id: string): string => `training.confirmation.sealed_code:${id}`

/** What participants thought of an event, and what they do with it months later: for its team, with every example. */
export async function readEvaluation(
  { db, wordKey }: TrainingContext,
  who: Principal,
  eventId: string,
): Promise<Result<EvaluationView, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const key = await wordKey()
  return inScope<EvaluationView, Failure>(db, scopeOf(who), async (trx) => {
    if (!(await ownEvent(trx, who, eventId))) return unknown
    await recordAudit(trx, { action: 'training.evaluation_read', object: { kind: 'training.event', id: eventId } })
    return ok(await evaluationOf(trx, key, eventId))
  })
}

const ownEvent = (trx: ScopedTransaction, who: Principal, eventId: string) =>
  tables(trx)
    .selectFrom('training.event')
    .select(['id', 'ends_on'])
    .where('id', '=', eventId)
    .where('agency_id', '=', who.agencyId)
    .executeTakeFirst()

export async function evaluationOf(trx: ScopedTransaction, key: WordKey, eventId: string): Promise<EvaluationView> {
  const { rows: rated } = await sql<{ id: string; ratings: Ratings; sealed_comment: Uint8Array | null }>`
    select satisfaction.id, ratings, sealed_comment from training.satisfaction
    join training.participant on participant.id = satisfaction.participant_id
    where participant.event_id = ${eventId} and withdrawn_at is null order by satisfaction.id`.execute(trx)
  const { rows: followed } = await sql<{
    id: string
    uses: string
    in_post: boolean
    barriers: string[]
    sealed_example: Uint8Array | null
    verified: boolean | null
  }>`
    select follow_up.id, uses, in_post, barriers, sealed_example, latest.verified from training.follow_up
    join training.participant on participant.id = follow_up.participant_id
    left join lateral (select verified from training.example_check where example_check.follow_up_id = follow_up.id
      order by checked_at desc, id desc limit 1) latest on true
    where participant.event_id = ${eventId} and withdrawn_at is null order by follow_up.id`.execute(trx)
  const { rows: confirmed } = await sql<{ answer: Confirmation | null }>`
    select answer from training.confirmation join training.participant on participant.id = confirmation.participant_id
    where participant.event_id = ${eventId}`.execute(trx)
  const { rows: there } = await sql<{ attended: number }>`
    select count(distinct participant.id)::int as attended from training.participant
    join training.attendance on attendance.participant_id = participant.id and removed_at is null
    where participant.event_id = ${eventId} and withdrawn_at is null`.execute(trx)
  return {
    satisfaction: SATISFACTION_ITEMS.map((item) => ({ item, ...spreadOf(rated.map(({ ratings }) => ratings[item])) })),
    comments: rated.flatMap(({ id, sealed_comment: sealed }) =>
      sealed === null ? [] : [String(key.unseal(commentPlace(id), sealed))],
    ),
    behaviour: behaviour({
      attended: there[0]!.attended,
      answers: followed.map((row) => ({
        uses: row.uses === 'yes',
        verified: row.sealed_example === null ? null : row.verified,
        inPost: row.in_post,
        barriers: row.barriers,
      })),
      confirmations: confirmed.map(({ answer }) => answer),
    }),
    examples: followed.flatMap(({ id, sealed_example: sealed, verified }) =>
      sealed === null ? [] : [{ followUpId: id, text: String(key.unseal(examplePlace(id), sealed)), verified }],
    ),
  }
}

/** Says whether an example of use is one. The latest holds, those before it are kept. */
export async function checkExample(
  { db, clock }: TrainingContext,
  who: Principal,
  followUpId: string,
  { id, verified }: HandlerInput<typeof checking>['body'],
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    const there = await tables(trx)
      .selectFrom('training.follow_up')
      .select('id')
      .where('id', '=', followUpId)
      .where('agency_id', '=', who.agencyId)
      .executeTakeFirst()
    if (!there) return unknown
    const added = await tables(trx)
      .insertInto('training.example_check')
      .values({
        id,
        follow_up_id: followUpId,
        country: who.country,
        agency_id: who.agencyId,
        verified,
        checked_by: who.userId,
        checked_at: clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) {
      const before = await tables(trx)
        .selectFrom('training.example_check')
        .select(['follow_up_id', 'verified'])
        .where('id', '=', id)
        .executeTakeFirst()
      return before?.follow_up_id === followUpId && before.verified === verified
        ? DONE
        : err(failure('training.id_used'))
    }
    await recordAudit(trx, {
      action: 'training.example_checked',
      object: { kind: 'training.follow_up', id: followUpId },
      detail: { verified },
    })
    return DONE
  })
}

/**
 * Links for those who have not answered, and for their supervisors: of those alone who agreed to be contacted. Consent is looked at
 * each time, since this is where their address leaves.
 */
export async function remind(
  context: TrainingContext,
  who: Principal,
  eventId: string,
): Promise<Result<ResponseOf<typeof reminding>, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const [key, digest] = [await context.wordKey(), await codeDigests(context)]
  return inScope<ResponseOf<typeof reminding>, Failure>(context.db, scopeOf(who), async (trx) => {
    const event = await ownEvent(trx, who, eventId)
    if (!event) return unknown
    if (followUpState(asPlainDate(event.ends_on), today(context)) !== 'due') {
      return err(failure('training.no_follow_up'))
    }
    const { rows } = await sql<{
      id: string
      practitioner_id: string
      sealed: Uint8Array
      sealed_code: Uint8Array
    }>`
      select participant.id, participant.practitioner_id, practitioner.sealed, participant.sealed_code
      from training.participant join training.practitioner on practitioner.id = participant.practitioner_id
      where participant.event_id = ${eventId} and withdrawn_at is null
        and exists (select from training.attendance where attendance.participant_id = participant.id and removed_at is null)
        and not exists (select from training.follow_up where follow_up.participant_id = participant.id)`.execute(trx)
    const agreed = await whoAgreed(trx)
    const asked = rows.filter((row) => agreed(row.practitioner_id))
    for (const { id: participantId } of asked) {
      const id = newId<'confirmation'>()
      const code = drawCode(CODE_LENGTH, randomBytes)
      await tables(trx)
        .insertInto('training.confirmation')
        .values({
          id,
          participant_id: participantId,
          country: who.country,
          agency_id: who.agencyId,
          code_digest: digest(code),
          sealed_code: key.seal(confirmationPlace(id), code),
          asked_by: who.userId,
          asked_at: context.clock.now(),
          answer: null,
          answered_at: null,
        })
        .onConflict((conflict) => conflict.column('participant_id').doNothing())
        .execute()
    }
    const codes =
      asked.length === 0
        ? []
        : await tables(trx)
            .selectFrom('training.confirmation')
            .select(['id', 'participant_id', 'sealed_code'])
            .where(
              'participant_id',
              'in',
              asked.map(({ id }) => id),
            )
            .execute()
    const codeOf = new Map(
      codes.map((row) => [row.participant_id, String(key.unseal(confirmationPlace(row.id), row.sealed_code))]),
    )
    await recordAudit(trx, {
      action: 'training.reminded',
      object: { kind: 'training.event', id: eventId },
      detail: { count: asked.length },
    })
    return ok({
      items: asked.map((row) => {
        const { name, email } = contactOf(key, row.practitioner_id, row.sealed)
        return {
          participantId: row.id,
          name,
          email,
          code: showCode(String(key.unseal(codePlace(row.id), row.sealed_code))),
          supervisorCode: showCode(codeOf.get(row.id) ?? ''),
        }
      }),
      withheld: rows.length - asked.length,
    })
  })
}
