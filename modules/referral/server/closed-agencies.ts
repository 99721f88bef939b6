import { newId, ok, unwrap, type Failure } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { requestTables, SYSTEM, takeStep, type RequestsOf } from '@gloact/records/server'
import { sql } from 'kysely'
import { referralKind } from '../domain/referral-kind.ts'
import type { ReferralContext } from './referral-context.ts'

/**
 * Ends referrals to agencies that take no part any more: what was sent is destroyed, and the sender looks for another service. Each in a
 * transaction of its own. Gives how many were ended.
 */
export async function endAtClosed(context: ReferralContext, of: RequestsOf): Promise<number> {
  const scope = systemScope(context.country)
  const { from } = referralKind.steps.agency_closed
  const open = await readInScope(context.db, scope, async (trx) => {
    const { closed } = await context.agencies(trx)
    if (closed.size === 0) return []
    return requestTables(trx, 'referral')
      .selectFrom('request')
      .select('id')
      .where('kind', '=', referralKind.kind)
      .where('state', 'in', [...from])
      .where('erased_at', 'is', null)
      .where(sql<boolean>`(parties ->> 'receiver')::uuid = any (${[...closed]}::uuid[])`)
      .execute()
  })
  for (const { id } of open) {
    const step = { id: newId(), step: 'agency_closed', happenedAt: context.clock.now(), payload: { answers: {} } }
    unwrap(
      await inScope<undefined, Failure>(context.db, scope, async (trx) => {
        const taken = await takeStep(trx, of, SYSTEM, id, step)
        // It ended in the same moment.
        return taken.ok || taken.error.code === 'records.not_open' ? ok(undefined) : taken
      }),
    )
  }
  return open.length
}
