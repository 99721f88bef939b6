import type { FormAnswers } from '@gloact/forms'
import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { linesOf } from './costing.ts'
import { sumsByCurrency } from '../domain/costing.ts'
import { lastMomentOf } from '@gloact/calendar'
import { addDays, asInstant, err, failure, ok, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import type { Card, Task } from '@gloact/module'
import { readInScope, type Database } from '@gloact/postgres'
import { titleOf } from '@gloact/registers/server'
import { sql } from 'kysely'
import type { Counted, readOverview as reading } from '../contract/overview.ts'
import { actions, plans } from '../contract/registers.ts'
import { OPEN_STATES, PILLARS, REVIEW_BODIES } from '../domain/words.ts'
import { actionFilters, recommendationFilters } from '../domain/figures.ts'
import { may, scopeOf, todayIn, type StrategyContext } from './context.ts'

type Overview = ResponseOf<typeof reading>

/** Actions that are still to be done. */
const OPEN = sql`k_state = any (${[...OPEN_STATES]}::text[])`
const late = (today: PlainDate) => sql`(${OPEN} and k_due_on > '' and k_due_on < ${today})`
const UNFUNDED = sql`(k_state = any (${[...OPEN_STATES, 'claimed']}::text[]) and k_secured = '-Infinity')`

interface ActionCounts {
  readonly pillar: string
  readonly all: number
  readonly verified: number
  readonly claimed: number
  readonly late: number
  readonly blocked: number
  readonly unfunded: number
}

interface RecommendationCounts {
  readonly body: string
  readonly all: number
  readonly without_action: number
  readonly implemented: number
  readonly assessed: number
}

const summed = <Row extends object>(rows: readonly Row[], key: keyof Row): number =>
  rows.reduce((sum, row) => sum + Number(row[key]), 0)

/** How a plan stands. Each number is that of the list that its filters ask for. */
export async function readOverview(
  context: StrategyContext,
  who: Principal,
  wanted: string | undefined,
): Promise<Result<Overview, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  const today = todayIn(context)
  return ok(
    await readInScope(context.db, scopeOf(who), async (trx) => {
      const { rows: allPlans } = await sql<{ id: string; answers: FormAnswers; state: string }>`
        select id, answers, k_state as state from strategy.plan where archived_at is null
        order by (k_state = 'adopted' and k_starts_on <= ${today} and k_ends_on >= ${today}) desc, (k_scope = 'national') desc,
          k_starts_on desc, id limit 100`.execute(trx)
      const planId = allPlans.find(({ id }) => id === wanted)?.id ?? allPlans[0]?.id ?? null
      const counts = planId === null ? [] : await countActions(trx, planId, today)
      const bodies = await countRecommendations(trx)
      const figures = (rows: readonly ActionCounts[], pillar?: string): Overview['actions'] => {
        const filters = actionFilters(planId, today, pillar)
        const one = (key: keyof typeof filters): Counted => ({ count: summed(rows, key), filters: filters[key] })
        return {
          all: one('all'),
          verified: one('verified'),
          claimed: one('claimed'),
          late: one('late'),
          blocked: one('blocked'),
          unfunded: one('unfunded'),
        }
      }
      const ofBody = (rows: readonly RecommendationCounts[], body?: string): Overview['recommendations'] => {
        const filters = recommendationFilters(body)
        const one = (key: keyof typeof filters): Counted => ({ count: summed(rows, key), filters: filters[key] })
        return {
          all: one('all'),
          without_action: one('without_action'),
          implemented: one('implemented'),
          assessed: one('assessed'),
        }
      }
      return {
        plans: allPlans.map(({ id, answers, state }) => ({ id, title: { ...titleOf(plans, answers) }, state })),
        planId,
        actions: figures(counts),
        pillars: PILLARS.map((pillar) => ({
          pillar,
          figures: figures(
            counts.filter((row) => row.pillar === pillar),
            pillar,
          ),
        })),
        money: planId === null ? [] : await money(trx, planId),
        recommendations: ofBody(bodies),
        bodies: REVIEW_BODIES.map((body) => ({
          body,
          figures: ofBody(
            bodies.filter((row) => row.body === body),
            body,
          ),
        })),
        urgent: planId === null ? [] : await urgent(trx, planId, today),
      }
    }),
  )
}

async function countActions(trx: Database, planId: string, today: PlainDate): Promise<readonly ActionCounts[]> {
  const { rows } = await sql<ActionCounts>`
    select k_pillar as pillar, count(*) as all,
      count(*) filter (where k_state = 'verified') as verified,
      count(*) filter (where k_state = 'claimed') as claimed,
      count(*) filter (where ${late(today)}) as late,
      count(*) filter (where k_state = 'blocked') as blocked,
      count(*) filter (where ${UNFUNDED}) as unfunded
    from strategy.action where archived_at is null and k_plan = ${planId} group by k_pillar`.execute(trx)
  return rows
}

async function countRecommendations(trx: Database): Promise<readonly RecommendationCounts[]> {
  const { rows } = await sql<RecommendationCounts>`
    select k_body as body, count(*) as all, count(*) filter (where k_actions = '{}') as without_action,
      count(*) filter (where k_state = 'implemented') as implemented,
      count(*) filter (where k_state = 'assessed') as assessed
    from strategy.recommendation where archived_at is null group by k_body`.execute(trx)
  return rows
}

/** Sums by currency, of the whole and of each pillar, of the same lines as the costing: converted at the plan's rates they are its total. */
async function money(trx: Database, planId: string): Promise<Overview['money']> {
  const place = (pillar: string | null) => PILLARS.findIndex((one) => one === pillar)
  return sumsByCurrency(await linesOf(trx, planId))
    .map(({ pillar, ...sums }) => ({ ...sums, pillar: PILLARS.find((one) => one === pillar) ?? null }))
    .toSorted((a, b) => place(a.pillar) - place(b.pillar) || b.cost - a.cost || a.currency.localeCompare(b.currency))
}

async function urgent(trx: Database, planId: string, today: PlainDate): Promise<Overview['urgent']> {
  const { rows } = await sql<{ id: string; answers: FormAnswers; due: string; late: boolean; unfunded: boolean }>`
    select id, answers, k_due_on as due, ${late(today)} as late, ${UNFUNDED} as unfunded from strategy.action
    where archived_at is null and k_plan = ${planId} and (${late(today)} or ${UNFUNDED})
    order by nullif(k_due_on, '') nulls last, id limit 10`.execute(trx)
  return rows.map(({ id, answers, due, ...flags }) => ({
    id,
    title: { ...titleOf(actions, answers) },
    dueOn: due === '' ? null : due,
    ...flags,
  }))
}

const MOST_TASKS = 50

/** From how many days before its day on an action of one's own agency is brought to mind. */
const DAYS_BEFORE = 30

/** What of the agency's own actions is late or due soon, for those who report on it. */
export async function actionTasks(context: StrategyContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'strategy.claim')) return []
  const today = todayIn(context)
  const { rows } = await readInScope(context.db, scopeOf(who), (trx) =>
    sql<{ id: string; code: string; due: PlainDate; late: boolean }>`
      select id, upper(k_code) as code, k_due_on as due, k_due_on < ${today} as late from strategy.action
      where archived_at is null and k_owner = ${who.agencyId} and ${OPEN} and k_due_on > '' and k_due_on <= ${addDays(today, DAYS_BEFORE)}
      order by k_due_on, id limit ${MOST_TASKS}`.execute(trx),
  )
  return rows.map(({ id, code, due, late: isLate }) => ({
    kind: isLate ? 'late_action' : 'due_action',
    about: { kind: 'strategy.action', id },
    to: null,
    details: { code },
    dueAt: asInstant(lastMomentOf(due, context.calendar)),
    since: `${addDays(due, isLate ? 1 : -DAYS_BEFORE)}T00:00:00.000Z`,
  }))
}

/** Its numbers, for who reads the plan: what is late and what is reported and not yet verified, over all plans. */
export async function strategyCards(context: StrategyContext, who: Principal): Promise<readonly Card[]> {
  if (!may(who, 'strategy.read')) return []
  const today = todayIn(context)
  const { rows } = await readInScope(context.db, scopeOf(who), (trx) =>
    sql<{ late: number; claimed: number }>`
      select count(*) filter (where ${late(today)}) as late, count(*) filter (where k_state = 'claimed') as claimed
      from strategy.action where archived_at is null`.execute(trx),
  )
  return [
    { kind: 'late_actions', count: rows[0]?.late ?? 0 },
    { kind: 'claimed_actions', count: rows[0]?.claimed ?? 0 },
  ]
}
