import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { rowById } from '@gloact/registers/server'
import type { readAssistance as reading } from '../contract/response.ts'
import { programmes } from '../contract/prevention.ts'
import { servicesOf } from '../domain/support-services.ts'
import { may, scopeOf, type StrategyContext } from './context.ts'
import { gapsOf } from './gaps.ts'
import { partView } from './response.ts'

/**
 * Intake and results of a programme, by each module that knows services of its agencies: protected there, the same for every reader. And
 * what is lacking of what it gives and of the needs that it meets.
 */
export async function readAssistance(
  context: StrategyContext,
  who: Principal,
  programmeId: string,
  language: string,
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  const row = await readInScope(context.db, scopeOf(who), (trx) => rowById(trx, programmes, programmeId))
  if (!row) return err(failure('strategy.unknown'))
  const listed = (field: string): readonly string[] => {
    const value = valueOf(row.answers[field])
    return Array.isArray(value) ? value.map(String) : []
  }
  const [agencies, services] = [listed('run_by'), [...servicesOf(listed('gives'))]]
  const parts = []
  if (agencies.length > 0 && services.length > 0)
    for (const { id, response } of context.everybody()) {
      const part = await response?.assistance?.({ agencies, services }, language)
      if (part) parts.push(partView(id, part, who))
    }
  const met = { services: new Set(services), needs: new Set(listed('needs')), obligations: new Set<string>() }
  const gaps = (await gapsOf(context, who)).filter(({ list, code, lacking }) => lacking && met[list].has(code))
  return ok({ parts, gaps })
}
