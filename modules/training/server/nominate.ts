import { randomBytes } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, newId, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { decideNomination as deciding, nominate as nominating } from '../contract/training-events.ts'
import { CODE_LENGTH, drawCode } from '../domain/codes.ts'
import { reasonFits } from '../domain/nomination.ts'
import {
  codeDigests,
  DONE,
  may,
  notAllowed,
  scopeOf,
  sealContact,
  today,
  unknown,
  type TrainingContext,
  type WordKey,
} from './context.ts'
import { tables } from './tables.ts'

/** Names somebody for an event: an agency its own staff, the officer who holds the event anyone. Sent twice, it counts once. */
export async function nominate(
  context: TrainingContext,
  who: Principal,
  eventId: string,
  given: HandlerInput<typeof nominating>['body'],
): Promise<Result<{ id: string }, Failure>> {
  const key = await context.wordKey()
  return inScope<{ id: string }, Failure>(context.db, scopeOf(who), async (trx) => {
    const event = await tables(trx)
      .selectFrom('training.event')
      .selectAll()
      .where('id', '=', eventId)
      .executeTakeFirst()
    if (!event) return unknown
    if (!may(who, 'training.nominate', event)) return notAllowed
    const own = event.agency_id === who.agencyId && may(who, 'training.plan', event)
    const before = await tables(trx)
      .selectFrom('training.nomination')
      .select(['id', 'event_id', 'practitioner_id'])
      .where('id', '=', given.id)
      .executeTakeFirst()
    if (before) {
      const same = before.event_id === eventId && before.practitioner_id === given.practitionerId
      return same ? ok({ id: given.id }) : err(failure('training.id_used'))
    }
    // The organiser of the event may still type in who came late.
    if (!own && today(context) > event.nominate_by) return err(failure('training.nominations_closed'))
    const known = await tables(trx)
      .selectFrom('training.practitioner')
      .select('id')
      .where('id', '=', given.practitionerId)
      .executeTakeFirst()
    if (!known) {
      const added = await tables(trx)
        .insertInto('training.practitioner')
        .values({
          id: given.practitionerId,
          country: who.country,
          agency_id: who.agencyId,
          employer: own && given.employer !== null ? given.employer : who.agencyName,
          profession: given.profession,
          sex: given.sex ?? null,
          sealed: sealContact(key, given.practitionerId, { name: given.name, email: given.email, phone: given.phone }),
          added_by: who.userId,
          added_at: context.clock.now(),
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      // There is one, and it is not theirs to see.
      if (!added) return err(failure('training.id_used'))
    }
    const added = await tables(trx)
      .insertInto('training.nomination')
      .values({
        id: given.id,
        event_id: eventId,
        country: who.country,
        agency_id: event.agency_id,
        from_agency_id: who.agencyId,
        practitioner_id: given.practitionerId,
        years_in_post: given.yearsInPost,
        nominated_by: who.userId,
        nominated_at: context.clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) {
      const twice = await tables(trx)
        .selectFrom('training.nomination')
        .select('id')
        .where('event_id', '=', eventId)
        .where('practitioner_id', '=', given.practitionerId)
        .executeTakeFirst()
      return err(failure(twice ? 'training.already_nominated' : 'training.id_used'))
    }
    await recordAudit(trx, { action: 'training.nominated', object: { kind: 'training.nomination', id: given.id } })
    return ok({ id: given.id })
  })
}

/** Decides about a nomination, with a reason; the latest decision holds. Who is selected gets a code. */
export async function decideNomination(
  context: TrainingContext,
  who: Principal,
  nominationId: string,
  { id, decision, reason }: HandlerInput<typeof deciding>['body'],
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.plan')) return notAllowed
  if (!reasonFits(decision, reason)) return err(failure('training.reason_does_not_fit'))
  const [key, digest] = [await context.wordKey(), await codeDigests(context)]
  return inScope<{ done: true }, Failure>(context.db, scopeOf(who), async (trx) => {
    const found = await tables(trx)
      .selectFrom('training.nomination')
      .innerJoin('training.event as event', 'event.id', 'training.nomination.event_id')
      .selectAll('training.nomination')
      .select('event.seats')
      .where('training.nomination.id', '=', nominationId)
      .where('training.nomination.agency_id', '=', who.agencyId)
      // Two who decide at once about the last seat: one after the other.
      .forUpdate('event')
      .executeTakeFirst()
    if (!found) return unknown
    const before = await tables(trx)
      .selectFrom('training.decision')
      .selectAll()
      .where('nomination_id', '=', nominationId)
      .orderBy('number', 'desc')
      .execute()
    const sent = before.find((each) => each.id === id)
    if (sent) return sent.decision === decision && sent.reason === reason ? DONE : err(failure('training.id_used'))
    if (decision === 'selected' && before[0]?.decision !== 'selected') {
      const taken = await tables(trx)
        .selectFrom('training.participant')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('event_id', '=', found.event_id)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirstOrThrow()
      if (Number(taken.count) >= found.seats) return err(failure('training.seats_taken'))
    }
    const added = await tables(trx)
      .insertInto('training.decision')
      .values({
        id,
        nomination_id: nominationId,
        country: who.country,
        agency_id: who.agencyId,
        from_agency_id: found.from_agency_id,
        decision,
        reason,
        decided_by: who.userId,
        decided_at: context.clock.now(),
        number: (before[0]?.number ?? 0) + 1,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return err(failure('training.id_used'))
    if (decision === 'selected') await addParticipant(trx, who, found, { key, digest })
    else {
      await tables(trx)
        .updateTable('training.participant')
        .set({ withdrawn_at: context.clock.now() })
        .where('nomination_id', '=', nominationId)
        .where('withdrawn_at', 'is', null)
        .execute()
    }
    await recordAudit(trx, {
      action: 'training.decided',
      object: { kind: 'training.nomination', id: nominationId },
      detail: { decision, reason },
    })
    return DONE
  })
}

export const codePlace = (id: string): string => `training.participant.sealed_code:${id}`

/** Somebody selected gets a code; somebody selected again has theirs back. */
export async function addParticipant(
  trx: ScopedTransaction,
  who: Pick<Principal, 'country' | 'agencyId'>,
  nomination: { readonly id: string; readonly event_id: string; readonly practitioner_id: string },
  { key, digest }: { readonly key: WordKey; readonly digest: (code: string) => Uint8Array },
): Promise<void> {
  const id = newId<'participant'>()
  const code = drawCode(CODE_LENGTH, randomBytes)
  await tables(trx)
    .insertInto('training.participant')
    .values({
      id,
      event_id: nomination.event_id,
      nomination_id: nomination.id,
      practitioner_id: nomination.practitioner_id,
      country: who.country,
      agency_id: who.agencyId,
      code_digest: digest(code),
      sealed_code: key.seal(codePlace(id), code),
      invited_at: null,
      withdrawn_at: null,
    })
    .onConflict((conflict) => conflict.column('nomination_id').doUpdateSet({ withdrawn_at: null }))
    .execute()
}
