import type { Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { nextDue } from '../request/clocks-due.ts'
import { stepsOpenTo, requestAfter } from '../request/take-step.ts'
import { actorIn } from './load-request.ts'
import { tables, toTakenStep, type RequestTable } from './request-tables.ts'
import type { RequestsOf } from './requests-of.ts'
import type { ServedTo } from './serve-requests.ts'

const MOST = 200

/**
 * Requests in which it is somebody's turn, for the page on which everybody lands: those in which they can take a step, the
 * one that is due first on top. The task names the request, how it stands and what is coded of it.
 */
export async function requestTasks<Session>(
  of: RequestsOf,
  to: ServedTo<Session>,
  who: Session,
): Promise<readonly Task[]> {
  if (to.mayRead(who)) return []
  const actor = to.actorOf(who)
  return readInScope(of.db, to.scopeOf(who), async (trx) => {
    const rows = await tables(trx, of.schema)
      .selectFrom('request')
      .selectAll()
      .where('kind', '=', of.kind.kind)
      .where('ended_at', 'is', null)
      .where(sql<boolean>`parties ->> turn = ${actor.agencyId ?? ''}`)
      .orderBy(sql`next_due_at asc nulls last, changed_at`)
      .limit(MOST)
      .execute()
    const seen = to.sees ? await to.sees(trx, who, rows) : undefined
    const mine = rows.filter(({ id }) => !seen || seen.has(id))
    if (mine.length === 0) return []
    const logs = Map.groupBy(
      await tables(trx, of.schema)
        .selectFrom('request_step')
        .selectAll()
        .where(sql<boolean>`request_id = any (${mine.map(({ id }) => id)}::uuid[])`)
        .orderBy('sequence')
        .execute(),
      ({ request_id: id }) => id,
    )
    return mine.flatMap((row) => {
      const request = requestAfter(of.kind, (logs.get(row.id) ?? []).map(toTakenStep))
      const steps = stepsOpenTo(of.kind, request, actorIn(row, actor))
      const turn = steps.some(({ party, step, barredBy }) => party === row.turn && !barredBy && leads(of, step))
      return turn ? [taskOf(of, row)] : []
    })
  })
}

const leads = (of: RequestsOf, step: string): boolean => of.kind.steps[step]?.to !== 'same'

const taskOf = (of: RequestsOf, row: RequestTable): Task => ({
  kind: 'request_turn',
  about: { kind: of.kind.kind, id: row.id },
  to: null,
  details: { ...row.facts, state: row.state, turn: row.turn },
  dueAt: nextDue(row.clocks, (clock) => of.kind.clocks[clock]?.of === row.turn),
  since: row.changed_at,
})
