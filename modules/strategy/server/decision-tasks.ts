import type { Principal } from '@gloact/identity/contract/principal'
import { lastMomentOf } from '@gloact/calendar'
import { addDays, asInstant, type PlainDate } from '@gloact/kernel'
import type { Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { may, scopeOf, todayIn, type StrategyContext } from './context.ts'

const MOST_TASKS = 50
const DAYS_BEFORE = 14

/** Decisions of the coordinating body that one's own agency carries out, from two weeks before they are due. */
export async function decisionTasks(context: StrategyContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'strategy.contribute')) return []
  const today = todayIn(context)
  const { rows } = await readInScope(context.db, scopeOf(who), (trx) =>
    sql<{ id: string; due: PlainDate }>`
      select id, k_due_on as due from strategy.decision
      where archived_at is null and k_owner = ${who.agencyId} and k_state = 'open' and k_due_on <= ${addDays(today, DAYS_BEFORE)}
      order by k_due_on, id limit ${MOST_TASKS}`.execute(trx),
  )
  return rows.map(({ id, due }) => ({
    kind: 'decision',
    about: { kind: 'strategy.decision', id },
    to: null,
    details: {},
    dueAt: asInstant(lastMomentOf(due, context.calendar)),
    since: `${addDays(due, -DAYS_BEFORE)}T00:00:00.000Z`,
  }))
}
