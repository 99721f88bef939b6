import type { FormAnswers } from '@gloact/forms'
import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { ok, valueOf, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { titleOf } from '@gloact/registers/server'
import { sql } from 'kysely'
import type { FollowedIn, listInForce as listing } from '../contract/in-force.ts'
import { frameworks } from '../contract/prevention.ts'
import { may, scopeOf, type StrategyContext } from './context.ts'

/** What is in force for something that people do. It is no secret of the plan: who follows a procedure has to find it. */
export async function listInForce(
  context: StrategyContext,
  who: Principal,
  use: FollowedIn,
): Promise<Result<ResponseOf<typeof listing>, never>> {
  const { rows } = await readInScope(context.db, scopeOf(who), (trx) =>
    sql<{ id: string; answers: FormAnswers }>`
      select id, answers from strategy.framework
      where archived_at is null and k_state = 'in_force' and ${use} = any (k_used_in) order by k_kind, id limit 20`.execute(
      trx,
    ),
  )
  const mayRead = may(who, 'strategy.read')
  return ok({
    items: rows.map(({ id, answers }) => {
      const page = valueOf(answers['page'])
      return {
        id,
        title: { ...titleOf(frameworks, answers) },
        edition: String(valueOf(answers['edition']) ?? ''),
        page: typeof page === 'string' ? page : null,
        to: mayRead ? `${frameworks.path}/${id}` : null,
      }
    }),
  })
}
