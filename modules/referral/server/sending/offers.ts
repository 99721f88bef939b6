import { err, failure, newId, ok, unwrap, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { SYSTEM, takeStep, type RequestsOf, type StepTaken } from '@gloact/records/server'
import { sql } from 'kysely'
import { referralKind } from '../../domain/referral-kind.ts'
import type { ReferralContext } from '../referral-context.ts'
import { tables } from '../tables.ts'

/**
 * The first acceptance of what was offered together takes it: one row, so that of two at once the second is refused. The others
 * are withdrawn after it by `withdrawOffers`, each under its own lock: two acceptances never wait for each other's rows.
 */
export async function keepOffer(
  trx: ScopedTransaction,
  { clock }: Pick<ReferralContext, 'clock'>,
  { step, requestId, facts }: StepTaken,
): Promise<Result<undefined, Failure>> {
  const set = String(facts['offer_set'] ?? requestId)
  if (step === 'send') {
    const taken = await tables(trx)
      .selectFrom('referral.offer_taken')
      .select('set_id')
      .where('set_id', '=', set)
      .executeTakeFirst()
    return taken ? err(failure('referral.taken_elsewhere')) : ok(undefined)
  }
  if (step !== 'accept') return ok(undefined)
  const row = { set_id: set, request_id: requestId, taken_at: clock.now() }
  const inserted = await tables(trx)
    .insertInto('referral.offer_taken')
    .values(row)
    .onConflict((conflict) => conflict.column('set_id').doNothing())
    .executeTakeFirst()
  return Number(inserted.numInsertedOrUpdatedRows ?? 0) === 0 ? err(failure('referral.taken_elsewhere')) : ok(undefined)
}

/** Withdraws what was offered together with what was accepted: with this referral, or with any. Gives how many were. */
export async function withdrawOffers(context: ReferralContext, of: RequestsOf, requestId?: string): Promise<number> {
  const scope = systemScope(context.country)
  const { from: open } = referralKind.steps.withdraw_offer
  const left = await readInScope(context.db, scope, async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select r.id from referral.request r
      join referral.offer_taken t on t.set_id = r.offer
      where r.id <> t.request_id and r.state = any (${[...open]}) and r.erased_at is null
        ${requestId === undefined ? sql`` : sql`and t.request_id = ${requestId}::uuid`}`.execute(trx)
    return rows
  })
  for (const { id } of left) {
    const step = { id: newId(), step: 'withdraw_offer', happenedAt: context.clock.now(), payload: { answers: {} } }
    unwrap(
      await inScope<undefined, Failure>(context.db, scope, async (trx) => {
        const taken = await takeStep(trx, of, SYSTEM, id, step)
        // It was declined or withdrawn in the same moment: there is nothing left to withdraw.
        return taken.ok || taken.error.code === 'records.not_open' ? ok(undefined) : taken
      }),
    )
  }
  return left.length
}
