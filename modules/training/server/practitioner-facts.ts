import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { recordConsent as consenting, recordTransfer as moving } from '../contract/practitioners.ts'
import { DONE, may, notAllowed, scopeOf, unknown, type TrainingContext } from './context.ts'
import { ownPractitioners } from './doubles.ts'
import { tables } from './tables.ts'

/** Records whether somebody may be contacted after an event; the latest holds. Sent twice, it is recorded once. */
export async function recordConsent(
  { db, clock }: TrainingContext,
  who: Principal,
  practitionerId: string,
  { id, given }: HandlerInput<typeof consenting>['body'],
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    if ((await ownPractitioners(trx, who.agencyId, [practitionerId])).length === 0) return unknown
    const before = await tables(trx)
      .selectFrom('training.contact_consent')
      .select(['practitioner_id', 'given'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (before) {
      const same = before.practitioner_id === practitionerId && before.given === given
      return same ? DONE : err(failure('training.id_used'))
    }
    const added = await addConsent(trx, {
      id,
      practitioner_id: practitionerId,
      country: who.country,
      agency_id: who.agencyId,
      given,
      how: 'team',
      recorded_by: who.userId,
      recorded_at: clock.now(),
    })
    return added ? DONE : err(failure('training.id_used'))
  })
}

interface Consent {
  readonly id: string
  readonly practitioner_id: string
  readonly country: string
  readonly agency_id: string
  readonly given: boolean
  readonly how: 'code' | 'team'
  readonly recorded_by: string | null
  readonly recorded_at: string
}

/** Adds what was said about being contacted; false where the id is another's. */
export async function addConsent(trx: ScopedTransaction, row: Consent): Promise<boolean> {
  const added = await tables(trx)
    .insertInto('training.contact_consent')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  await recordAudit(trx, {
    action: 'training.consent_recorded',
    object: { kind: 'training.practitioner', id: row.practitioner_id },
    detail: { given: row.given, how: row.how },
  })
  return true
}

/** Records that somebody moved to another post: what they left is kept. Sent twice, they moved once. */
export async function recordTransfer(
  { db, clock }: TrainingContext,
  who: Principal,
  practitionerId: string,
  { id, employer, profession, since }: HandlerInput<typeof moving>['body'],
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.plan')) return notAllowed
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    const [before] = await ownPractitioners(trx, who.agencyId, [practitionerId])
    if (!before) return unknown
    const sent = await tables(trx).selectFrom('training.transfer').selectAll().where('id', '=', id).executeTakeFirst()
    if (sent) {
      const same =
        sent.practitioner_id === practitionerId && sent.to_employer === employer && sent.to_profession === profession
      return same ? DONE : err(failure('training.id_used'))
    }
    const added = await tables(trx)
      .insertInto('training.transfer')
      .values({
        id,
        practitioner_id: practitionerId,
        country: who.country,
        agency_id: who.agencyId,
        from_employer: before.employer,
        from_profession: before.profession,
        to_employer: employer,
        to_profession: profession,
        since,
        recorded_by: who.userId,
        recorded_at: clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return err(failure('training.id_used'))
    await tables(trx)
      .updateTable('training.practitioner')
      .set({ employer, profession })
      .where('id', '=', practitionerId)
      .execute()
    await recordAudit(trx, {
      action: 'training.transferred',
      object: { kind: 'training.practitioner', id: practitionerId },
    })
    return DONE
  })
}
