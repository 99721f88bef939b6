import type { FormAnswers } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import { valueOf, type FieldFailure } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import type { Register } from '@gloact/registers'
import type { RegisterFileRoutes, RegisterRoutes } from '@gloact/registers/contract'
import { rowById, type RegisterContext } from '@gloact/registers/server'
import { sql } from 'kysely'
import * as planning from '../contract/planning.ts'
import * as prevention from '../contract/prevention.ts'
import {
  actionRoutes,
  actions,
  goalRoutes,
  goals,
  planFileRoutes,
  planRoutes,
  plans,
  recommendationRoutes,
  recommendations,
} from '../contract/registers.ts'
import { checkAction, dependenciesOf } from '../domain/action-rules.ts'
import { checkRates } from '../domain/costing.ts'
import type { StrategyAction } from '../domain/policy.ts'
import { needLists } from '../domain/need-lists.ts'
import { checkCounts } from '../domain/protected-counts.ts'
import { agencyLists, may, scopeOf, todayIn, type StrategyContext } from './context.ts'
import { checkLessons, freezeForEvaluation } from './evaluation.ts'
import { freezeOnAdoption } from './plan-versions.ts'
import { responseNeeds } from './response.ts'

interface Served {
  readonly of: Register
  readonly routes: RegisterRoutes
  /** Where its form asks for documents. */
  readonly files?: RegisterFileRoutes
  readonly context: RegisterContext<Principal>
}

const edited = (context: StrategyContext, by: StrategyAction): RegisterContext<Principal> => ({
  db: context.db,
  clock: context.clock,
  today: () => todayIn(context),
  scopeOf,
  may: (who, action, row) => may(who, action === 'read' ? 'strategy.read' : by, row),
  staffNames: (ids) => context.directory.staffNames(ids),
  codeLists: () => agencyLists(context),
})

/** The agencies, and what of the law and of services an action or technical assistance can answer. */
const actionLists = async (context: StrategyContext) => ({
  ...(await agencyLists(context)),
  ...needLists(await responseNeeds(context)),
})

/** A plan is kept with the document that was adopted, and frozen when it is. */
export const plansContext = (context: StrategyContext): RegisterContext<Principal> => ({
  ...edited(context, 'strategy.edit'),
  files: { ...context.attachments, key: () => context.vault.wordKey(context.db, context.country) },
  check: async (trx, { answers, before }) => [
    ...checkRates(answers),
    ...(await checkLessons(trx, answers, before?.answers ?? null)),
  ],
  recorded: (trx, row, who) => freezeOnAdoption(trx, context, row, who),
})

/** What the registers of a strategy are served with. */
export function strategyRegisters(context: StrategyContext): readonly Served[] {
  const office = edited(context, 'strategy.edit')
  const agency = edited(context, 'strategy.contribute')
  const served = (
    of: Register,
    routes: RegisterRoutes,
    base: RegisterContext<Principal>,
    references: readonly Register[] = [],
    more: Partial<RegisterContext<Principal>> = {},
  ): Served => ({ of, routes, context: { ...base, references, ...more } })
  return [
    {
      of: plans,
      routes: planRoutes,
      files: planFileRoutes,
      context: { ...plansContext(context), references: [plans] },
    },
    served(goals, goalRoutes, office, [plans, goals], {
      check: (trx, { id, answers }) => checkObjective(trx, id, answers),
    }),
    served(actions, actionRoutes, office, [plans, goals, actions], {
      codeLists: () => actionLists(context),
      // A recommendation that it answers would have no action, and nobody would see why: it is dropped, with the reason.
      restedOn: async (trx, { id }) => {
        const { rows } = await sql<{ count: number }>`
          select count(*)::int as count from strategy.recommendation
          where archived_at is null and k_actions @> array[${id}]::text[]`.execute(trx)
        return rows[0]?.count ?? 0
      },
      check: (trx, { id, answers, before }) => checkOne(trx, id, answers, before?.answers ?? null),
    }),
    served(recommendations, recommendationRoutes, office, [actions]),
    // Every agency keeps its own of these; the office keeps the rest.
    served(prevention.activities, prevention.activityRoutes, agency, [actions]),
    served(prevention.frameworks, prevention.frameworkRoutes, office, [prevention.frameworks, goals]),
    served(prevention.programmes, prevention.programmeRoutes, agency, [actions, planning.needs], {
      check: async (_, { answers }) => checkCounts(answers, context.smallCounts.threshold),
    }),
    served(prevention.technicals, prevention.technicalRoutes, agency, [actions], {
      codeLists: () => actionLists(context),
    }),
    served(planning.needs, planning.needRoutes, office, [goals]),
    served(planning.unitCosts, planning.unitCostRoutes, office),
    served(planning.costLines, planning.costLineRoutes, office, [actions, planning.unitCosts]),
    served(planning.comments, planning.commentRoutes, office, [plans, actions]),
    served(planning.meetings, planning.meetingRoutes, office, [plans]),
    served(planning.decisions, planning.decisionRoutes, office, [planning.meetings, actions]),
    served(planning.evaluations, planning.evaluationRoutes, office, [plans, actions], {
      recorded: (trx, row, who) => freezeForEvaluation(trx, context, row, who),
    }),
  ]
}

const idIn = (answers: FormAnswers, path: string): string | undefined => {
  const value = valueOf(answers[path])
  return typeof value === 'string' ? value : undefined
}

/** A specific objective belongs to a goal of the same plan, and is divided no further. */
async function checkObjective(
  trx: ScopedTransaction,
  id: string,
  answers: FormAnswers,
): Promise<readonly FieldFailure[]> {
  const goalId = idIn(answers, 'part_of')
  if (goalId === undefined) return []
  const fail = (code: string): readonly FieldFailure[] => [{ pointer: '/answers/part_of', code }]
  const goal = goalId === id ? undefined : await rowById(trx, goals, goalId)
  if (!goal || idIn(goal.answers, 'part_of') !== undefined) return fail('strategy.two_levels')
  if (idIn(goal.answers, 'plan') !== idIn(answers, 'plan')) return fail('strategy.goal_of_other_plan')
  const { rows } = await sql`select from strategy.goal where archived_at is null and k_part_of = ${id} limit 1`.execute(
    trx,
  )
  return rows.length > 0 ? fail('strategy.two_levels') : []
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
