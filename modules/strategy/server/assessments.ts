import { recordAudit } from '@gloact/audit'
import type { FormAnswers } from '@gloact/forms'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type Instant, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { RequestShown } from '@gloact/records/contract'
import { openRequest, shown, type RequestsOf, type ServedTo, type StepTaken } from '@gloact/records/server'
import { auditOf, rowById, writeVersion, type StoredRow } from '@gloact/registers/server'
import type { beginAssessment as beginning } from '../contract/assessments.ts'
import { frameworks } from '../contract/prevention.ts'
import { actions, goals } from '../contract/registers.ts'
import {
  assessedItems,
  assessment,
  ASSESSMENT_FORMS,
  gapsOf,
  itemsAmiss,
  itemsOf,
  type AssessedItem,
} from '../domain/assessment.ts'
import { FOLLOW_UP_LISTS } from '../domain/follow-up-lists.ts'
import type { StrategyAction } from '../domain/policy.ts'
import { may, scopeOf, type StrategyContext } from './context.ts'
import { followingId } from './following-id.ts'

const SCHEMA = 'strategy'

/** Self-assessments as this module runs them: every item of the standard is answered, and gaps become actions of the office. */
export const assessmentsOf = (context: StrategyContext): RequestsOf => ({
  kind: assessment,
  schema: SCHEMA,
  db: context.db,
  vault: context.vault,
  clock: context.clock,
  country: context.country,
  calendar: context.calendar,
  forms: ASSESSMENT_FORMS,
  codeLists: FOLLOW_UP_LISTS,
  sealedBy: 'words',
  audited: 'strategy.assessment_step_taken',
  clockRule: () => null,
  factsAfter: (facts, { step, payload }) =>
    step === 'submit' ? { ...facts, gaps: gapsOf(assessedItems(payload.answers)) } : facts,
  onTaken: async (trx, taken) => {
    if (taken.step !== 'submit' && taken.step !== 'save' && taken.step !== 'take_up') return ok(undefined)
    const framework = await rowById(trx, frameworks, String(taken.facts['frameworkId']))
    if (!framework) return err(failure('strategy.unknown'))
    return taken.step === 'submit' || taken.step === 'save'
      ? answersAll(framework, assessedItems(taken.payload.answers))
      : makeActions(trx, context, framework, taken)
  },
})

function answersAll(framework: StoredRow, given: readonly AssessedItem[]): Result<undefined, Failure> {
  const standard = itemsOf(framework.answers).map(({ item }) => item)
  const amiss = itemsAmiss(
    standard,
    given.map(({ item }) => item),
  )
  return amiss.length === 0 ? ok(undefined) : err(failure('strategy.items_amiss'))
}

export const ASSESSMENTS_SERVED: ServedTo<Principal> = {
  scopeOf,
  actorOf: (who) => ({
    userId: who.userId,
    agencyId: who.agencyId,
    may: (permission) => may(who, permission as StrategyAction),
  }),
  mayRead: (who) => (may(who, 'strategy.read') ? null : failure('strategy.not_allowed')),
  // It begins with a standard and who is to review.
  apart: ['begin'],
}

/** Begins to hold one's own service against a standard. Sent twice, it is begun once. */
export async function beginAssessment(
  context: StrategyContext,
  who: Principal,
  frameworkId: string,
  { assessmentId, stepId, reviewerId, happenedAt }: HandlerInput<typeof beginning>['body'],
): Promise<Result<RequestShown, Failure>> {
  if (!may(who, 'strategy.contribute')) return err(failure('strategy.not_allowed'))
  const of = assessmentsOf(context)
  const agencies = await context.directory.agencies()
  return inScope<RequestShown, Failure>(context.db, scopeOf(who), async (trx) => {
    const framework = await rowById(trx, frameworks, frameworkId)
    if (!framework || !agencies.some(({ id, active }) => id === reviewerId && active))
      return err(failure('strategy.unknown'))
    if (itemsOf(framework.answers).length === 0) return err(failure('strategy.no_items'))
    if (reviewerId === who.agencyId) return err(failure('strategy.own_reviewer'))
    const opened = await openRequest(trx, of, ASSESSMENTS_SERVED.actorOf(who), {
      requestId: assessmentId,
      id: stepId,
      step: 'begin',
      happenedAt: happenedAt as Instant,
      payload: { answers: {} },
      parties: { service: who.agencyId, reviewer: reviewerId, office: framework.agencyId },
      fileId: null,
      facts: { frameworkId, gaps: '' },
    })
    return opened.ok ? shown(trx, of, ASSESSMENTS_SERVED, who, assessmentId) : opened
  })
}

/** Each gap becomes an action of the service under the goal that the standard names; without a goal, none is made. */
async function makeActions(
  trx: ScopedTransaction,
  context: StrategyContext,
  framework: StoredRow,
  { requestId, facts, parties, by }: StepTaken,
): Promise<Result<undefined, Failure>> {
  const gaps = String(facts['gaps'] ?? '')
    .split('|')
    .filter(Boolean)
  const goalId = valueOf(framework.answers['goal'])
  if (gaps.length === 0) return ok(undefined)
  const goal = typeof goalId === 'string' ? await rowById(trx, goals, goalId) : undefined
  if (!goal) return err(failure('strategy.no_goal'))
  const requirements = new Map(itemsOf(framework.answers).map(({ item, requirement }) => [item, requirement]))
  for (const item of gaps) {
    const id = followingId('gap', requestId, item)
    if (await rowById(trx, actions, id)) continue
    const answers: FormAnswers = {
      title: { value: { en: (requirements.get(item) ?? item).slice(0, 300) } },
      code: { value: `S-${id.slice(0, 6)}-${item}`.slice(0, 20) },
      plan: goal.answers['plan']!,
      goal: { value: goal.id },
      pillar: goal.answers['pillar']!,
      owner: { value: parties['service']! },
      state: { value: 'planned' },
    }
    const written = await writeVersion(trx, actions, undefined, {
      id,
      answers,
      country: context.country,
      agencyId: framework.agencyId,
      by: by.userId,
      at: context.clock.now(),
      how: 'added',
      archived: false,
      before: null,
    })
    if (!written) return err(failure('strategy.unknown'))
    await recordAudit(trx, auditOf(actions, 'added', id, written))
  }
  return ok(undefined)
}
