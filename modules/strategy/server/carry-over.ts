import { recordAudit } from '@gloact/audit'
import type { FormAnswers } from '@gloact/forms'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Answer, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { Register } from '@gloact/registers'
import { auditOf, lockRow, rowById, writeVersion, type StoredRow } from '@gloact/registers/server'
import { sql } from 'kysely'
import type { carryActions as carrying } from '../contract/planned.ts'
import { actions, goals, plans } from '../contract/registers.ts'
import { carriedAnswers } from '../domain/carry-over.ts'
import { may, scopeOf, type StrategyContext } from './context.ts'
import { setActionState } from './action-row.ts'
import { followingId } from './following-id.ts'

/**
 * Carries what is still to be done to the next plan: each open action stands there with what it came from, and under a goal of the same
 * name; the one that it came from is marked as carried. What is reported and not yet decided stays where it is.
 */
export async function carryActions(
  context: StrategyContext,
  who: Principal,
  planId: string,
  { toPlanId }: HandlerInput<typeof carrying>['body'],
): Promise<Result<ResponseOf<typeof carrying>, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  if (planId === toPlanId) return err(failure('strategy.same_plan'))
  return inScope<ResponseOf<typeof carrying>, Failure>(context.db, scopeOf(who), async (trx) => {
    const from = await lockRow(trx, plans, planId)
    const to = await lockRow(trx, plans, toPlanId)
    if (!from || !to || to.archivedAt) return err(failure('strategy.unknown'))
    if (!may(who, 'strategy.edit', from) || !may(who, 'strategy.edit', to)) return err(failure('strategy.not_allowed'))
    const { rows } = await sql<{ id: string; answers: FormAnswers; open: boolean }>`
      select id, answers, k_state <> 'carried' as open from strategy.action
      where archived_at is null and k_plan = ${planId} and k_state in ('planned', 'in_progress', 'delayed', 'blocked', 'carried')
      order by k_code, id for update`.execute(trx)
    const open = rows.filter((row) => row.open)
    const newIds = new Map(open.map(({ id }) => [id, followingId('carried', toPlanId, id)]))
    const goalIds = new Map<string, string>()
    const year = String(valueOf(to.answers['starts_on']) ?? '').slice(0, 4)
    const days = {
      startsOn: String(valueOf(to.answers['starts_on']) ?? ''),
      endsOn: String(valueOf(to.answers['ends_on']) ?? ''),
    }
    for (const { id, answers } of open) {
      const goalId = String(valueOf(answers['goal']))
      if (!goalIds.has(goalId)) goalIds.set(goalId, await carryGoal(trx, context, who, { goalId, to, year }))
      await write(trx, context, who, actions, {
        id: newIds.get(id)!,
        answers: carriedAnswers(id, answers, { planId: toPlanId, goalId: goalIds.get(goalId)!, year, ...days }, newIds),
      })
      await setActionState(trx, context.clock, id, 'carried', who.userId)
    }
    return ok({ carried: open.length, already: rows.length - open.length })
  })
}

/** The goal of the next plan that an action stands under: the one carried before, else a copy. */
async function carryGoal(
  trx: ScopedTransaction,
  context: StrategyContext,
  who: Principal,
  { goalId, to, year }: { readonly goalId: string; readonly to: StoredRow; readonly year: string },
): Promise<string> {
  const id = followingId('carried', to.id, goalId)
  if (await rowById(trx, goals, id)) return id
  const goal = await rowById(trx, goals, goalId)
  if (!goal) throw new Error('an action names a goal that is not there')
  const code: Answer = { value: `${String(valueOf(goal.answers['code'])).slice(0, 14)}-${year}` }
  await write(trx, context, who, goals, { id, answers: { ...goal.answers, plan: { value: to.id }, code } })
  return id
}

async function write(
  trx: ScopedTransaction,
  context: StrategyContext,
  who: Principal,
  of: Register,
  { id, answers }: { readonly id: string; readonly answers: FormAnswers },
): Promise<void> {
  const written = await writeVersion(trx, of, undefined, {
    id,
    answers,
    country: context.country,
    agencyId: who.agencyId,
    by: who.userId,
    at: context.clock.now(),
    how: 'added',
    archived: false,
    before: null,
  })
  if (!written) throw new Error(`what was carried of ${of.kind} is there already`)
  await recordAudit(trx, auditOf(of, 'added', id, written))
}
