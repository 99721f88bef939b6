import type { Principal } from '@gloact/identity/contract/principal'
import type { Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import { requestTables } from '@gloact/records/server'
import { ANSWERING, lateClocks } from '../../domain/ladder.ts'
import { referralKind } from '../../domain/referral-kind.ts'
import { may, scopeOf, type ReferralContext } from '../referral-context.ts'

/** Among a service's tasks: those of whose time to answer half has gone say so, and which deadline it is. */
export async function reminded(
  context: ReferralContext,
  who: Principal,
  turns: readonly Task[],
): Promise<readonly Task[]> {
  const ids = turns.flatMap(({ about }) => (about.kind === referralKind.kind ? [about.id] : []))
  if (ids.length === 0 || !may(who, 'referral.answer')) return turns
  const rows = await readInScope(context.db, scopeOf(who), (trx) =>
    requestTables(trx, 'referral')
      .selectFrom('request')
      .select(['id', 'clocks', 'parties'])
      .where('id', 'in', ids)
      .execute(),
  )
  const now = context.clock.now()
  const running = new Map(
    rows.flatMap(({ id, clocks, parties }) => {
      const [first] =
        parties['receiver'] === who.agencyId ? lateClocks(clocks, 'half', now, (name) => ANSWERING.includes(name)) : []
      return first ? [[id, first] as const] : []
    }),
  )
  return turns.map((task) => {
    const first = running.get(task.about.id)
    if (first === undefined) return task
    return {
      ...task,
      kind: 'referral_reminder',
      details: { ...task.details, clock: first.clock, rung: first.rung },
      dueAt: first.dueAt,
    }
  })
}
