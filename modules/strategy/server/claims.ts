import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type Instant, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { RequestShown } from '@gloact/records/contract'
import { loadRequest, openRequest, requestTables, shown, type RequestsOf, type ServedTo } from '@gloact/records/server'
import { lockRow, rowById } from '@gloact/registers/server'
import { sql } from 'kysely'
import type { actionClaims as asking, claimAction as claiming } from '../contract/claims.ts'
import { actions, plans } from '../contract/registers.ts'
import { isBefore, stateOf } from '../domain/action-rules.ts'
import { ACTION_AFTER, claim } from '../domain/claim.ts'
import { CLAIM_FORMS } from '../domain/claim-forms.ts'
import type { StrategyAction } from '../domain/policy.ts'
import { recordPath } from '../domain/record-link.ts'
import { OPEN_STATES } from '../domain/words.ts'
import { codeOf, ownerOf, planOf, setActionState } from './action-row.ts'
import { may, scopeOf, type StrategyContext } from './context.ts'
import { EVIDENCE, evidenceOf, linkRecord, presentEvidence, type EvidenceRow } from './evidence.ts'

const SCHEMA = 'strategy'

/** Claims as this module runs them: what a step makes of the action happens in the step's own transaction. */
export const claimsOf = (context: StrategyContext): RequestsOf => ({
  kind: claim,
  schema: SCHEMA,
  db: context.db,
  vault: context.vault,
  clock: context.clock,
  country: context.country,
  calendar: context.calendar,
  forms: CLAIM_FORMS,
  sealedBy: 'words',
  audited: 'strategy.claim_step_taken',
  clockRule: () => null,
  onTaken: async (trx, { step, facts, by }) => {
    const next = (
      ACTION_AFTER as Readonly<Record<string, (typeof ACTION_AFTER)[keyof typeof ACTION_AFTER] | undefined>>
    )[step]
    const actionId = facts['actionId']
    if (next && typeof actionId === 'string') await setActionState(trx, context.clock, actionId, next, by.userId)
    return ok(undefined)
  },
})

export const CLAIMS_SERVED: ServedTo<Principal> = {
  scopeOf,
  actorOf: (who) => ({
    userId: who.userId,
    agencyId: who.agencyId,
    may: (permission) => may(who, permission as StrategyAction),
  }),
  mayRead: (who) => (may(who, 'strategy.read') ? null : failure('strategy.not_allowed')),
  // It goes with a document.
  apart: ['claim'],
}

/** Reports an action as done. Sent twice, it is reported once. */
export async function claimAction(
  context: StrategyContext,
  who: Principal,
  actionId: string,
  { claimId, stepId, evidenceId, record, happenedAt, answers }: HandlerInput<typeof claiming>['body'],
): Promise<Result<RequestShown, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  const of = claimsOf(context)
  return inScope<RequestShown, Failure>(context.db, scopeOf(who), async (trx) => {
    const action = await lockRow(trx, actions, actionId)
    if (!action) return err(failure('strategy.unknown'))
    const owner = ownerOf(action.answers)
    const planId = planOf(action.answers)
    const code = codeOf(action.answers)
    const plan = planId === undefined ? undefined : await rowById(trx, plans, planId)
    if (owner === undefined || !plan) return err(failure('strategy.no_owner'))
    if (!may(who, 'strategy.claim', { agencyId: owner })) return err(failure('strategy.not_allowed'))
    const again = await loadRequest(trx, of, claimId)
    if (!again.ok) {
      const state = stateOf(action.answers)
      const isOpen = OPEN_STATES.some((each) => each === state) && action.archivedAt === null
      if (!isOpen) return err(failure('strategy.not_open'))
      if (isBefore(valueOf(answers['done_on']), valueOf(action.answers['starts_on']))) {
        return err(failure('strategy.done_before_start'))
      }
      const linked = record === undefined ? undefined : recordPath(record)
      if (record !== undefined && linked === undefined) return err(failure('strategy.no_record'))
      if (linked !== undefined) await linkRecord(trx, context, who, { id: evidenceId, actionId, record: linked })
      if (!(await handIn(trx, actionId, evidenceId, claimId))) return err(failure('strategy.evidence_missing'))
    }
    const opened = await openRequest(trx, of, CLAIMS_SERVED.actorOf(who), {
      requestId: claimId,
      id: stepId,
      step: 'claim',
      happenedAt: happenedAt as Instant,
      payload: { answers, also: { evidenceId } },
      parties: { owner, office: plan.agencyId },
      fileId: null,
      facts: { actionId, evidenceId, ...(code !== undefined && { code }) },
    })
    return opened.ok ? shown(trx, of, CLAIMS_SERVED, who, claimId) : opened
  })
}

/** Binds a document to a claim, once. */
async function handIn(trx: ScopedTransaction, actionId: string, id: string, claimId: string): Promise<boolean> {
  if (!(await evidenceOf(trx, actionId, id))) return false
  const { numAffectedRows } = await sql`
    update strategy.evidence set claim_id = ${claimId} where id = ${id} and claim_id is null`.execute(trx)
  return numAffectedRows === 1n
}

/** What was reported of an action: everybody who reads the plan sees that, and the document; the words are the parties'. */
export async function actionClaims(
  context: StrategyContext,
  who: Principal,
  actionId: string,
): Promise<Result<ResponseOf<typeof asking>, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  return readInScope<Result<ResponseOf<typeof asking>, Failure>>(context.db, scopeOf(who), async (trx) => {
    const action = await rowById(trx, actions, actionId)
    if (!action) return err(failure('strategy.unknown'))
    const { rows } = await sql<EvidenceRow>`
      select ${EVIDENCE} from strategy.evidence where action_id = ${actionId} and claim_id is not null
      order by uploaded_at desc limit 100`.execute(trx)
    const ids = rows.flatMap(({ claimId }) => claimId ?? [])
    const mine =
      ids.length === 0
        ? []
        : await requestTables(trx, SCHEMA).selectFrom('request').selectAll().where('id', 'in', ids).execute()
    const byId = new Map(mine.map((row) => [row.id, row]))
    const owner = ownerOf(action.answers)
    const isOpen = OPEN_STATES.some((each) => each === stateOf(action.answers)) && action.archivedAt === null
    return ok({
      mayClaim: owner !== undefined && isOpen && may(who, 'strategy.claim', { agencyId: owner }),
      items: rows.map((row) => {
        const request = byId.get(row.claimId ?? '')
        return {
          id: row.claimId ?? row.id,
          state: request?.state ?? 'unseen',
          openedAt: request?.opened_at ?? row.uploadedAt,
          evidence: presentEvidence(row),
          yours: request !== undefined,
        }
      }),
    })
  })
}
