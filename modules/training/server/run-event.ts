import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { recordAttendance as recording } from '../contract/training-events.ts'
import { showCode } from '../domain/codes.ts'
import { contactOf, DONE, may, notAllowed, scopeOf, today, unknown, type TrainingContext } from './context.ts'
import { codePlace } from './nominate.ts'
import { tables } from './tables.ts'

interface Invitation {
  readonly participantId: string
  readonly name: string
  readonly email: string
  readonly employer: string
  readonly code: string
}

/** The invitations of those selected, each with its code. Who read them is in the audit log. */
export async function invite(
  { db, clock, wordKey }: TrainingContext,
  who: Principal,
  eventId: string,
): Promise<Result<{ items: Invitation[] }, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const key = await wordKey()
  return inScope<{ items: Invitation[] }, Failure>(db, scopeOf(who), async (trx) => {
    const event = await tables(trx)
      .selectFrom('training.event')
      .select('id')
      .where('id', '=', eventId)
      .where('agency_id', '=', who.agencyId)
      .executeTakeFirst()
    if (!event) return unknown
    const rows = await tables(trx)
      .selectFrom('training.participant')
      .innerJoin('training.practitioner', 'training.practitioner.id', 'training.participant.practitioner_id')
      .innerJoin('training.nomination', 'training.nomination.id', 'training.participant.nomination_id')
      .select([
        'training.participant.id',
        'training.participant.sealed_code',
        'training.participant.practitioner_id',
        'training.practitioner.sealed',
        'training.practitioner.employer',
      ])
      .where('training.participant.event_id', '=', eventId)
      .where('training.participant.withdrawn_at', 'is', null)
      .orderBy('training.nomination.nominated_at')
      .orderBy('training.nomination.id')
      .execute()
    await tables(trx)
      .updateTable('training.participant')
      .set({ invited_at: clock.now() })
      .where('event_id', '=', eventId)
      .where('invited_at', 'is', null)
      .execute()
    await recordAudit(trx, {
      action: 'training.invited',
      object: { kind: 'training.event', id: eventId },
      detail: { count: rows.length },
    })
    return ok({
      items: rows.map((row) => {
        const { name, email } = contactOf(key, row.practitioner_id, row.sealed)
        const code = showCode(String(key.unseal(codePlace(row.id), row.sealed_code)))
        return { participantId: row.id, name, email, employer: row.employer, code }
      }),
    })
  })
}

/** Opens a session or a test, or closes it. */
export async function setOpen(
  context: TrainingContext,
  who: Principal,
  what: { readonly of: 'session' | 'test'; readonly id: string },
  open: boolean,
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const { db, clock } = context
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    if (open && what.of === 'session' && (await isToCome(trx, context, what.id))) return tooEarly
    const state = open ? { opened_at: clock.now(), closed_at: null } : { closed_at: clock.now() }
    const changed = await tables(trx)
      .updateTable(what.of === 'session' ? 'training.session' : 'training.test')
      .set(state)
      .where('id', '=', what.id)
      .where('agency_id', '=', who.agencyId)
      .returning('id')
      .executeTakeFirst()
    if (!changed) return unknown
    await recordAudit(trx, {
      action: `training.${what.of}_${open ? 'opened' : 'closed'}` as const,
      object: { kind: `training.${what.of}`, id: what.id },
    })
    return DONE
  })
}

/** Records that somebody was at a session, seen by the facilitator or read from the signed list; or that they were not. */
export async function recordAttendance(
  context: TrainingContext,
  who: Principal,
  sessionId: string,
  { participantId, present, how }: HandlerInput<typeof recording>['body'],
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const { db, clock } = context
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    const found = await tables(trx)
      .selectFrom('training.session')
      .innerJoin('training.participant', 'training.participant.event_id', 'training.session.event_id')
      .select('training.session.id')
      .where('training.session.id', '=', sessionId)
      .where('training.participant.id', '=', participantId)
      .where('training.participant.withdrawn_at', 'is', null)
      .where('training.session.agency_id', '=', who.agencyId)
      .executeTakeFirst()
    if (!found) return unknown
    if (present && (await isToCome(trx, context, sessionId))) return tooEarly
    const now = clock.now()
    if (present) {
      await tables(trx)
        .insertInto('training.attendance')
        .values({
          participant_id: participantId,
          session_id: sessionId,
          country: who.country,
          agency_id: who.agencyId,
          how,
          recorded_by: who.userId,
          recorded_at: now,
          removed_by: null,
          removed_at: null,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['participant_id', 'session_id'])
            .doUpdateSet({ how, recorded_by: who.userId, recorded_at: now, removed_by: null, removed_at: null })
            .where('training.attendance.removed_at', 'is not', null),
        )
        .execute()
    } else {
      await tables(trx)
        .updateTable('training.attendance')
        .set({ removed_by: who.userId, removed_at: now })
        .where('participant_id', '=', participantId)
        .where('session_id', '=', sessionId)
        .where('removed_at', 'is', null)
        .execute()
    }
    await recordAudit(trx, {
      action: present ? 'training.attendance_recorded' : 'training.attendance_removed',
      object: { kind: 'training.participant', id: participantId },
      detail: { session: sessionId },
    })
    return DONE
  })
}

const tooEarly = err(failure('training.day_to_come'))

/** Whether the day of a session is still to come in the country: nobody was there yet. */
async function isToCome(trx: ScopedTransaction, context: TrainingContext, sessionId: string): Promise<boolean> {
  const session = await tables(trx)
    .selectFrom('training.session')
    .select('day')
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return session !== undefined && session.day > today(context)
}
