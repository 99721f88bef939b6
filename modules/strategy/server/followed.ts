import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { rowById } from '@gloact/registers/server'
import { FOLLOWED_IN, type readFollowed as reading } from '../contract/in-force.ts'
import { frameworks } from '../contract/prevention.ts'
import { may, scopeOf, type StrategyContext } from './context.ts'
import { editionsOf } from './in-force.ts'

/**
 * Where a framework was followed, edition by edition. Modules count whole quarters that are over, the same for everybody: a number of days
 * that somebody chooses would single out what happened on one of them.
 */
export async function readFollowed(
  context: StrategyContext,
  who: Principal,
  frameworkId: string,
  language: string,
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  const found = await readInScope(context.db, scopeOf(who), async (trx) => {
    const row = await rowById(trx, frameworks, frameworkId)
    if (!row) return undefined
    const said = valueOf(row.answers['used_in'])
    const uses = FOLLOWED_IN.filter((use) => Array.isArray(said) && said.some((one) => one === use))
    const editions = []
    for (const use of uses)
      for (const edition of await editionsOf(trx, context, use))
        if (edition.id === frameworkId) editions.push({ use, ...edition })
    return editions
  })
  if (!found) return err(failure('strategy.unknown'))
  const rules = new Set<string>()
  const items = []
  for (const { use, edition, from, until } of found) {
    const counted = []
    for (const { response } of context.everybody()) {
      const told = await response?.followed?.(use, language)
      if (!told) continue
      const quarters = told.quarters.filter((quarter) => from < quarter.to && (until === null || quarter.from < until))
      for (const { id, from: first, to, count } of quarters)
        counted.push({
          what: told.what,
          quarter: id,
          partly: first < from || (until !== null && until < to),
          count,
          to: told.to(who),
        })
      rules.add(told.rule)
    }
    items.push({ use, edition, from, until, counted })
  }
  return ok({ items, rule: [...rules] })
}
