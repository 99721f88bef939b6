import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import { canonicalJson, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import type {
  answerConfirmation as confirming,
  answerSatisfaction as rating,
  readConfirmation as reading,
} from '../contract/evaluation.ts'
import { CODE_LENGTH } from '../domain/codes.ts'
import { contactOf, DONE, type TrainingContext } from './context.ts'
import { commentPlace } from './evaluation.ts'
import { tables } from './tables.ts'
import { whose } from './take-part.ts'
import { tryCode } from './try-code.ts'

/** What a participant thought of an event, once. Sent twice by a phone that had no connection, it is recorded once. */
export async function answerSatisfaction(
  context: TrainingContext,
  address: string,
  { code, id, ratings, comment }: HandlerInput<typeof rating>['body'],
): Promise<Result<{ done: true }, Failure>> {
  const found = await whose(context, address, code)
  if (!found.ok) return found
  const participant = found.value
  const key = await context.wordKey()
  return inScope<{ done: true }, Failure>(context.db, systemScope(context.country), async (trx) => {
    const added = await tables(trx)
      .insertInto('training.satisfaction')
      .values({
        id,
        participant_id: participant.id,
        country: participant.country,
        agency_id: participant.agency_id,
        ratings: JSON.stringify(ratings),
        sealed_comment: comment.trim() === '' ? null : key.seal(commentPlace(id), comment.trim()),
        answered_at: context.clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added) return DONE
    const before = await tables(trx)
      .selectFrom('training.satisfaction')
      .select(['id', 'ratings'])
      .where('participant_id', '=', participant.id)
      .executeTakeFirst()
    if (!before) return err(failure('training.id_used'))
    if (before.id !== id) return err(failure('training.already_rated'))
    const same = canonicalJson(before.ratings) === canonicalJson(ratings)
    return same ? DONE : err(failure('training.id_used'))
  })
}

const asked = (context: TrainingContext, address: string, code: string) =>
  tryCode(context, address, code, CODE_LENGTH, (digest) =>
    readInScope(context.db, systemScope(context.country), (trx) =>
      tables(trx)
        .selectFrom('training.confirmation as confirmation')
        .innerJoin('training.participant as participant', 'participant.id', 'confirmation.participant_id')
        .innerJoin('training.practitioner as practitioner', 'practitioner.id', 'participant.practitioner_id')
        .innerJoin('training.event as event', 'event.id', 'participant.event_id')
        .select([
          'confirmation.id',
          'confirmation.answer',
          'practitioner.id as practitioner_id',
          'practitioner.sealed',
          'event.title',
        ])
        .where('confirmation.code_digest', '=', digest)
        .where('participant.withdrawn_at', 'is', null)
        .executeTakeFirst(),
    ),
  )

/** What a supervisor is asked. Their code opens this and nothing else. */
export async function readConfirmation(
  context: TrainingContext,
  address: string,
  { code }: { readonly code: string },
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  const found = await asked(context, address, code)
  if (!found.ok) return found
  const { practitioner_id, sealed, title, answer } = found.value
  const { name } = contactOf(await context.wordKey(), practitioner_id, sealed)
  return ok({ name, event: title, answer: answer as ResponseOf<typeof reading>['answer'] })
}

/** What a supervisor says, once: it is not changed afterwards. */
export async function answerConfirmation(
  context: TrainingContext,
  address: string,
  { code, answer }: HandlerInput<typeof confirming>['body'],
): Promise<Result<{ done: true }, Failure>> {
  const found = await asked(context, address, code)
  if (!found.ok) return found
  return inScope<{ done: true }, Failure>(context.db, systemScope(context.country), async (trx) => {
    const written = await tables(trx)
      .updateTable('training.confirmation')
      .set({ answer, answered_at: context.clock.now() })
      .where('id', '=', found.value.id)
      .where('answer', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (written) return DONE
    const before = await tables(trx)
      .selectFrom('training.confirmation')
      .select('answer')
      .where('id', '=', found.value.id)
      .executeTakeFirst()
    return before?.answer === answer ? DONE : err(failure('training.already_confirmed'))
  })
}
