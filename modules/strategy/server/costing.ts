import { readRows, type FormAnswers } from '@gloact/forms'
import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { readInScope, type Database } from '@gloact/postgres'
import { rowById } from '@gloact/registers/server'
import { sql } from 'kysely'
import type { readCosting as reading } from '../contract/planned.ts'
import { plans } from '../contract/registers.ts'
import { costSums, ratesOf, type CostLine, type Money } from '../domain/costing.ts'
import { may, scopeOf, type StrategyContext } from './context.ts'

/** What a plan costs: in its own currency, at the rates that it states. */
export async function readCosting(
  context: StrategyContext,
  who: Principal,
  planId: string,
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  return readInScope<Result<ResponseOf<typeof reading>, Failure>>(context.db, scopeOf(who), async (trx) => {
    const plan = await rowById(trx, plans, planId)
    if (!plan) return err(failure('strategy.unknown'))
    const rates = ratesOf(plan.answers)
    const { total, cuts, unrated } = costSums(await linesOf(trx, planId), rates)
    return ok({
      currency: rates.currency,
      rates: readRows(plan.answers, 'rates').map(({ answers }) => ({
        currency: String(valueOf(answers['from_currency']) ?? ''),
        worth: Number(valueOf(answers['rate']) ?? 0),
        on: String(valueOf(answers['rate_on']) ?? ''),
        source: String(valueOf(answers['rate_source']) ?? ''),
      })),
      total,
      cuts,
      unrated,
    })
  })
}

const money = (answers: FormAnswers, path: string): Money | null =>
  (valueOf(answers[path]) as Money | undefined) ?? null

/**
 * What a plan costs, line by line: the one place from which its overview, its print and its costing are reckoned. Dropped and carried actions
 * cost it nothing. Each cost by year; an action without any counts by its own estimate, in the year that it is due. */
export async function linesOf(trx: Database, planId: string): Promise<readonly CostLine[]> {
  const { rows: actions } = await sql<{ id: string; answers: FormAnswers; pillar: string; owner: string; due: string }>`
    select id, answers, k_pillar as pillar, k_owner as owner, k_due_on as due from strategy.action
    where archived_at is null and k_plan = ${planId} and k_state not in ('dropped', 'carried')`.execute(trx)
  const { rows: lines } = await sql<{ action: string; answers: FormAnswers; year: number; heading: string }>`
    select line.k_action as action, line.answers, line.k_year as year, line.k_heading as heading from strategy.cost_line as line
    where line.archived_at is null and line.k_action in (
      select id::text from strategy.action where archived_at is null and k_plan = ${planId})`.execute(trx)
  const byAction = Map.groupBy(lines, ({ action }) => action)
  return actions.flatMap(({ id, answers, pillar, owner, due }): CostLine[] => {
    const shared = { action: id, pillar, agency: owner }
    const own = byAction.get(id)
    if (own)
      return own.map((line) => ({
        ...shared,
        year: String(line.year),
        heading: line.heading,
        source: String(valueOf(line.answers['funding']) ?? ''),
        cost: money(line.answers, 'cost') ?? { amount: 0, currency: '' },
        secured: money(line.answers, 'secured'),
        spent: money(line.answers, 'spent'),
      }))
    const cost = money(answers, 'cost')
    if (!cost) return []
    const sources = (valueOf(answers['funding']) as readonly string[] | undefined) ?? []
    return [
      {
        ...shared,
        year: due.slice(0, 4),
        heading: '',
        source: sources.length > 1 ? 'several' : (sources[0] ?? ''),
        cost,
        secured: money(answers, 'secured'),
        spent: money(answers, 'spent'),
      },
    ]
  })
}
