import type { FormAnswers } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import { valueOf, type FieldFailure } from '@gloact/kernel'
import type { Database, ScopedTransaction } from '@gloact/postgres'
import { rowById, type StoredRow } from '@gloact/registers/server'
import { sql } from 'kysely'
import { plans } from '../contract/registers.ts'
import { followingId } from './following-id.ts'
import { freeze } from './plan-versions.ts'
import type { StrategyContext } from './context.ts'

const idIn = (answers: FormAnswers, path: string): string | undefined => {
  const value = valueOf(answers[path])
  return typeof value === 'string' ? value : undefined
}

/** The frozen plan that an evaluation is of: the same, however often the evaluation is changed. */
export const snapshotOf = (evaluationId: string): string => followingId('evaluation', evaluationId)

/** An evaluation is of the plan as it stood when the evaluation began, whatever is changed afterwards. */
export async function freezeForEvaluation(
  trx: ScopedTransaction,
  context: Pick<StrategyContext, 'clock' | 'country'>,
  evaluation: StoredRow,
  who: Principal,
): Promise<void> {
  const planId = idIn(evaluation.answers, 'plan')
  const plan = planId === undefined ? undefined : await rowById(trx, plans, planId)
  if (planId === undefined || !plan) return
  const label = (idIn(evaluation.answers, 'title') ?? '').slice(0, 120)
  await freeze(trx, context, who, { id: snapshotOf(evaluation.id), planId, label, why: 'evaluation' })
}

/**
 * A plan that follows another answers the lessons of its evaluations before it is adopted: each by an action, or by the reason why it is not
 * followed.
 */
export async function checkLessons(
  trx: Database,
  answers: FormAnswers,
  before: FormAnswers | null,
): Promise<readonly FieldFailure[]> {
  const follows = idIn(answers, 'follows')
  const isAdopted = idIn(answers, 'state') === 'adopted'
  if (!isAdopted || follows === undefined || (before && idIn(before, 'state') === 'adopted')) return []
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from strategy.evaluation, jsonb_each(answers) as each
    where archived_at is null and k_plan = ${follows} and each.key like 'lessons/%/lesson_state'
      and each.value #>> '{value}' = 'open'`.execute(trx)
  return (rows[0]?.open ?? 0) > 0 ? [{ pointer: '/answers/state', code: 'strategy.lessons_open' }] : []
}
