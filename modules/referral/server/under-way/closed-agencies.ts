import { newId, ok, unwrap, type Failure } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { requestTables, SYSTEM, takeStep, type RequestsOf } from '@gloact/records/server'
import { sql } from 'kysely'
import type { ReferralContext } from '../referral-context.ts'

/**
 * Ends referrals and transfers to agencies that take no part any more: what was sent is destroyed, and the sender looks for another; a file
 * that was taken over there already is for its sender to take back. Each in a transaction of its own. Gives how many were ended.
 */
export async function endAtClosed(
  context: ReferralContext,
  referrals: RequestsOf,
  transfers: RequestsOf,
): Promise<number> {
  return (
    (await endWith(context, referrals, 'agency_closed')) +
    (await endWith(context, transfers, 'agency_closed')) +
    (await endWith(context, transfers, 'agency_left'))
  )
}

async function endWith(context: ReferralContext, of: RequestsOf, name: string): Promise<number> {
  const scope = systemScope(context.country)
  const from = of.kind.steps[name]!.from
  const open = await readInScope(context.db, scope, async (trx) => {
    const { closed } = await context.agencies(trx)
    if (closed.size === 0) return []
    return requestTables(trx, 'referral')
      .selectFrom('request')
      .select('id')
      .where('kind', '=', of.kind.kind)
      .where('state', 'in', [...from])
      .where('erased_at', 'is', null)
      .where(sql<boolean>`(parties ->> 'receiver')::uuid = any (${[...closed]}::uuid[])`)
      .execute()
  })
  for (const { id } of open) {
    const step = { id: newId(), step: name, happenedAt: context.clock.now(), payload: { answers: {} } }
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
