import type { Principal } from '@gloact/identity/contract/principal'
import type { Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import { requestTables, requestTasks, type RequestsOf } from '@gloact/records/server'
import { sql } from 'kysely'
import { victimReferral } from '../../domain/victims/kind.ts'
import { scopeOf } from '../context.ts'
import { SCHEMA } from '../requests.ts'
import { mayServe, servedVictims, type VictimContext } from './victims-context.ts'

const MOST = 100

/**
 * What needs somebody: referrals in which it is this side's turn; and on the sending side those in which the person has not arrived on
 * time or was reported missing, and those of which something was not taken there. That comes today: somebody may be in danger.
 */
export async function victimTasks(context: VictimContext, of: RequestsOf, who: Principal): Promise<readonly Task[]> {
  if (!mayServe(who, 'victims.read')) return []
  const served = servedVictims(context)
  const mine = await requestTasks(of, served, who)
  if (!mayServe(who, 'victims.send')) return mine
  const alerts = await readInScope(context.db, scopeOf(who), async (trx) => {
    const rows = await requestTables(trx, SCHEMA)
      .selectFrom('request')
      .selectAll()
      .where('kind', '=', victimReferral.kind)
      .where('ended_at', 'is', null)
      .where('erased_at', 'is', null)
      .where(sql<boolean>`parties ->> 'sending' = ${who.agencyId}`)
      .where((eb) =>
        eb.or([
          eb('state', '=', 'missing'),
          sql<boolean>`facts ->> 'not_taken' = 'true'`,
          eb.and([eb('turn', '=', 'receiving'), eb('next_due_at', '<=', context.clock.now())]),
        ]),
      )
      .orderBy('next_due_at')
      .limit(MOST)
      .execute()
    const seen = await served.sees!(trx, who, rows)
    return rows
      .filter(({ id }) => seen.has(id))
      .map((row) => {
        const overdue = row.state === 'missing' || row.state === 'handed_over'
        return {
          kind: row.facts['not_taken'] === true ? 'victim_not_taken' : overdue ? 'victim_overdue' : 'victim_late',
          about: { kind: row.kind, id: row.id },
          to: null,
          details: { ...row.facts, state: row.state, turn: row.turn },
          dueAt: null,
          since: row.next_due_at ?? row.changed_at,
          presses: overdue || row.facts['not_taken'] === true ? ('today' as const) : ('this_week' as const),
        }
      })
  })
  return [...mine, ...alerts]
}
