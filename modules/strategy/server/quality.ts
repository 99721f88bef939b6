import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope, type Database } from '@gloact/postgres'
import { rowById } from '@gloact/registers/server'
import { sql } from 'kysely'
import type { readQuality as reading } from '../contract/planned.ts'
import { plans } from '../contract/registers.ts'
import { recommendationFilters } from '../domain/figures.ts'
import { ACTION_STATES } from '../domain/words.ts'
import { may, scopeOf, type StrategyContext } from './context.ts'

type Points = ResponseOf<typeof reading>['points']

/** What counts of a plan: neither dropped nor carried to the next one. */
const COUNTS = ACTION_STATES.filter((state) => state !== 'dropped' && state !== 'carried')

/** Ten points that a plan is checked against: what lacks, and where it can be listed, its list. */
export async function readQuality(
  context: StrategyContext,
  who: Principal,
  planId: string,
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  return readInScope<Result<ResponseOf<typeof reading>, Failure>>(context.db, scopeOf(who), async (trx) =>
    (await rowById(trx, plans, planId)) ? ok(await qualityOf(trx, planId)) : err(failure('strategy.unknown')),
  )
}

interface Counts {
  readonly all: number
  readonly left_out: number
  readonly owner: number
  readonly due: number
  readonly cost: number
  readonly money: number
  readonly indicator: number
  readonly goals: number
  readonly unmeasured: number
  readonly funded: number
  readonly recommendations: number
  readonly unanswered: number
  readonly comments: number
  readonly undecided: number
  readonly lessons: number
  readonly open: number
}

async function qualityOf(trx: Database, planId: string): Promise<ResponseOf<typeof reading>> {
  const { rows } = await sql<Counts>`
    with action as (
      select * from strategy.action where archived_at is null and k_plan = ${planId} and k_state = any (${[...COUNTS]}::text[])
    ), lesson as (
      select each.value #>> '{value}' as state from strategy.evaluation, jsonb_each(answers) as each
      where archived_at is null and k_plan <> ${planId} and each.key like 'lessons/%/lesson_state'
    )
    select (select count(*) from action) as "all",
      (select count(*) from strategy.action where archived_at is null and k_plan = ${planId}
        and k_state <> all (${[...COUNTS]}::text[])) as left_out,
      (select count(*) from action where k_owner = '') as owner,
      (select count(*) from action where k_due_on = '') as due,
      (select count(*) from action where k_cost = '-Infinity') as cost,
      (select count(*) from action where k_secured = '-Infinity') as money,
      (select count(*) from action where k_indicator = '') as indicator,
      (select count(*) from strategy.goal where archived_at is null and k_plan = ${planId}) as goals,
      (select count(*) from strategy.goal where archived_at is null and k_plan = ${planId} and k_indicator = '') as unmeasured,
      (select count(distinct k_pillar) from action where k_secured > 0) as funded,
      (select count(*) from strategy.recommendation where archived_at is null) as recommendations,
      (select count(*) from strategy.recommendation where archived_at is null and k_actions = '{}') as unanswered,
      (select count(*) from strategy.comment where archived_at is null and k_plan = ${planId}) as comments,
      (select count(*) from strategy.comment where archived_at is null and k_plan = ${planId} and k_outcome = 'open') as undecided,
      (select count(*) from lesson) as lessons,
      (select count(*) from lesson where state = 'open') as open`.execute(trx)
  const found = rows[0]!
  const actions = (field: string) => ({
    path: '/strategy/actions',
    filters: { plan: { any: [planId] }, state: { any: [...COUNTS] }, [field]: { blank: true } },
  })
  const points: Points = [
    { point: 'owner', lacking: found.owner, of: found.all, ...actions('owner') },
    { point: 'due_date', lacking: found.due, of: found.all, ...actions('due_on') },
    { point: 'cost', lacking: found.cost, of: found.all, ...actions('cost') },
    { point: 'money', lacking: found.money, of: found.all, ...actions('secured') },
    { point: 'indicator', lacking: found.indicator, of: found.all, ...actions('indicator') },
    {
      point: 'goal_indicator',
      lacking: found.unmeasured,
      of: found.goals,
      path: '/strategy/goals',
      filters: { plan: { any: [planId] }, indicator: { blank: true } },
    },
    { point: 'pillar', lacking: 4 - found.funded, of: 4, path: `/strategy/plans/${planId}/costing`, filters: {} },
    {
      point: 'recommendation',
      lacking: found.unanswered,
      of: found.recommendations,
      path: '/strategy/recommendations',
      filters: recommendationFilters().without_action,
    },
    {
      point: 'consultation',
      // A plan that nobody was asked about lacks its consultation.
      lacking: found.comments === 0 ? 1 : found.undecided,
      of: Math.max(1, found.comments),
      path: '/strategy/consultation',
      filters: { plan: { any: [planId] }, outcome: { any: ['open'] } },
    },
    { point: 'lesson', lacking: found.open, of: found.lessons, path: '/strategy/evaluations', filters: {} },
  ]
  return { points, actions: found.all, leftOut: found.left_out }
}
