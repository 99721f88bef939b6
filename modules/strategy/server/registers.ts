import type { FormAnswers } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import { valueOf, type FieldFailure } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { rowById, type RegisterContext } from '@gloact/registers/server'
import { sql } from 'kysely'
import { actions, goals, plans, recommendations } from '../contract/registers.ts'
import { checkAction, dependenciesOf } from '../domain/action-rules.ts'
import { agencyLists, may, scopeOf, todayIn, type StrategyContext } from './context.ts'

/** What the four registers of a strategy are served with. */
export function strategyRegisters(context: StrategyContext) {
  const common: RegisterContext<Principal> = {
    db: context.db,
    clock: context.clock,
    today: () => todayIn(context),
    scopeOf,
    may: (who, action, row) => may(who, action === 'read' ? 'strategy.read' : 'strategy.edit', row),
    staffNames: (ids) => context.directory.staffNames(ids),
    codeLists: () => agencyLists(context),
  }
  return {
    plans: {
      of: plans,
      context: {
        ...common,
        files: { ...context.attachments, key: () => context.vault.wordKey(context.db, context.country) },
      } satisfies RegisterContext<Principal>,
    },
    goals: { of: goals, context: { ...common, references: [plans] } },
    actions: {
      of: actions,
      context: {
        ...common,
        references: [plans, goals, actions],
        check: (trx, { id, answers, before }) => checkOne(trx, id, answers, before?.answers ?? null),
      } satisfies RegisterContext<Principal>,
    },
    recommendations: { of: recommendations, context: { ...common, references: [actions] } },
  }
}

const idIn = (answers: FormAnswers, path: string): string | undefined => {
  const value = valueOf(answers[path])
  return typeof value === 'string' ? value : undefined
}

async function checkOne(
  trx: ScopedTransaction,
  id: string,
  answers: FormAnswers,
  before: FormAnswers | null,
): Promise<readonly FieldFailure[]> {
  const [planId, goalId] = [idIn(answers, 'plan'), idIn(answers, 'goal')]
  const plan = planId === undefined ? undefined : await rowById(trx, plans, planId)
  const goal = goalId === undefined ? undefined : await rowById(trx, goals, goalId)
  const dependsOn = new Map<string, readonly string[]>()
  // As far as dependencies reach, a floor at a time.
  for (let open = dependenciesOf(answers); open.length > 0;) {
    const { rows } = await sql<{ id: string; answers: FormAnswers }>`
      select id, answers from strategy.action where id = any (${[...open]}::uuid[])`.execute(trx)
    for (const row of rows) dependsOn.set(row.id, dependenciesOf(row.answers))
    open = rows.flatMap((row) => dependenciesOf(row.answers)).filter((each) => !dependsOn.has(each))
  }
  return checkAction(id, answers, before, {
    plan: plan && {
      startsOn: idIn(plan.answers, 'starts_on') ?? '',
      endsOn: idIn(plan.answers, 'ends_on') ?? '9999-12-31',
    },
    goalPlanId: goal && idIn(goal.answers, 'plan'),
    dependsOn,
  })
}
