import type { FormAnswers } from '@gloact/forms'
import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { titleOf } from '@gloact/registers/server'
import { sql } from 'kysely'
import type { GapView, listGaps as listing } from '../contract/gaps.ts'
import { needs } from '../contract/planning.ts'
import { may, scopeOf, type StrategyContext } from './context.ts'
import { responseNeeds } from './response.ts'

/** From this score on a need is a gap: 2 of 3. */
const WIDE = 2

/** What is lacking in law, in services and by the needs assessment, for those who may read the plan. */
export const listGaps = async (
  context: StrategyContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof listing>, Failure>> =>
  may(who, 'strategy.read') ? ok({ items: await gapsOf(context, who) }) : err(failure('strategy.not_allowed'))

/**
 * Obligations that the law does not meet, services that are measured as lacking and needs that are scored as wide, each with how many actions
 * answer it. The other modules say what is lacking, and no more than everyone may be told.
 */
export async function gapsOf(context: StrategyContext, who: Principal): Promise<GapView[]> {
  const told = await responseNeeds(context)
  const { answered, assessed } = await readInScope(context.db, scopeOf(who), async (trx) => ({
    answered: await sql<{ list: string; code: string; count: number }>`
      select list, code, count(*)::int as count from strategy.action
        cross join unnest(array['obligations', 'services']) as list
        cross join lateral unnest(app.register_list(answers #> array[list, 'value'])) as code
      where archived_at is null and k_state not in ('dropped', 'carried') group by list, code`.execute(trx),
    assessed: await sql<{ id: string; answers: FormAnswers; goals: number }>`
      select id, answers, cardinality(k_goals) as goals from strategy.need
      where archived_at is null and k_gap >= ${WIDE} order by k_code, id limit 500`.execute(trx),
  }))
  const counts = new Map(answered.rows.map(({ list, code, count }) => [`${list} ${code}`, count]))
  return [
    ...told.map(({ list, code, label, lacking }) => ({
      list,
      code,
      label: { ...label },
      lacking,
      answered: counts.get(`${list} ${code}`) ?? 0,
    })),
    ...assessed.rows.map(({ id, answers, goals }) => ({
      list: 'needs' as const,
      code: id,
      label: { ...titleOf(needs, answers) },
      lacking: true,
      answered: goals,
    })),
  ]
}
