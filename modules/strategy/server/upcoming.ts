import type { FormAnswers } from '@gloact/forms'
import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, err, failure, ok, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { titleOf } from '@gloact/registers/server'
import { sql } from 'kysely'
import { decisions, meetings } from '../contract/planning.ts'
import type { readUpcoming as reading } from '../contract/planned.ts'
import { activities, frameworks } from '../contract/prevention.ts'
import { actions } from '../contract/registers.ts'
import { clashesOf, DAYS_AHEAD } from '../domain/upcoming.ts'
import { may, scopeOf, todayIn, type StrategyContext } from './context.ts'

type Upcoming = ResponseOf<typeof reading>

const OF = { activity: activities, meeting: meetings, decision: decisions, action: actions, framework: frameworks }

const MOST = 100

interface Row {
  readonly kind: keyof typeof OF
  readonly id: string
  readonly answers: FormAnswers
  readonly version: number
  readonly changedAt: string
  readonly day: string
  readonly agencies: readonly string[]
}

/** What a time brings over all agencies, the earliest first. */
export async function comingUp(
  context: StrategyContext,
  who: Principal,
  from: PlainDate,
  until: PlainDate,
  most: number,
) {
  const { rows } = await readInScope(context.db, scopeOf(who), (trx) =>
    sql<Row>`
      select * from (
        select 'activity' as kind, id, answers, version, changed_at as "changedAt", k_starts_on as day, array[agency_id::text] as agencies
          from strategy.activity where archived_at is null and k_state in ('planned', 'running')
        union all select 'meeting', id, answers, version, changed_at, k_held_on,
          array_append(app.register_list(answers #> '{agencies,value}'), agency_id::text)
          from strategy.meeting where archived_at is null and k_state = 'planned'
        union all select 'decision', id, answers, version, changed_at, k_due_on, array[]::text[] from strategy.decision
          where archived_at is null and k_state = 'open'
        union all select 'action', id, answers, version, changed_at, k_due_on, array[]::text[] from strategy.action
          where archived_at is null and k_state in ('planned', 'in_progress', 'delayed', 'blocked')
        union all select 'framework', id, answers, version, changed_at, k_review_on, array[]::text[] from strategy.framework
          where archived_at is null and k_state = 'in_force'
      ) as found
      where found.day collate "C" >= ${from} and found.day collate "C" <= ${until} order by found.day, found.kind, found.id limit ${most}`.execute(
      trx,
    ),
  )
  const own = rows.map(({ kind, answers, ...row }) => ({
    ...row,
    kind: kind as string,
    title: { ...titleOf(OF[kind], answers) },
    to: `${OF[kind].path}/${row.id}`,
  }))
  const others = await comingElsewhere(context, who, from, until)
  return [...own, ...others].toSorted((a, b) => a.day.localeCompare(b.day)).slice(0, most)
}

/** The next days, with which of them ask one agency to be in two places. */
export async function readUpcoming(context: StrategyContext, who: Principal): Promise<Result<Upcoming, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  const today = todayIn(context)
  const all = await comingUp(context, who, today, addDays(today, DAYS_AHEAD), MOST)
  const clashes = clashesOf(all)
  return ok({
    items: all.map(({ kind, id, title, day, to }, at) => ({ kind, id, title, on: day, to, clashes: clashes[at]! })),
  })
}

/** What other modules announce: training events that are published. */
async function comingElsewhere(context: StrategyContext, who: Principal, from: string, until: string) {
  const changedAt = context.clock.now()
  const found = []
  for (const { response } of context.everybody())
    for (const { kind, id, title, on, agencies, to } of (await response?.coming?.(from, until)) ?? [])
      found.push({ kind, id, title: { en: title }, version: 1, changedAt, day: on, agencies, to: to(who) })
  return found
}
