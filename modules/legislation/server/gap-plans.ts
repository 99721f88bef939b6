import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import type * as contract from '../contract/plans.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { packBook } from './own-packs.ts'
import { obligationsOf } from './packs.ts'
import { tables } from './tables.ts'

/** The plans that stand, by obligation. */
export async function gapPlansOf(
  trx: Database,
  assessmentId: string,
): Promise<ReadonlyMap<string, contract.GapPlanView & { readonly id: string }>> {
  const rows = await tables(trx)
    .selectFrom('legislation.gap_plan')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .distinctOn('obligation')
    .orderBy('obligation')
    .orderBy('version', 'desc')
    .execute()
  return new Map(
    rows.map((row) => [
      row.obligation,
      {
        id: row.id,
        priority: row.priority,
        assistance: row.assistance,
        helper: row.helper,
        recommendation: row.recommendation,
        owner: row.owner,
        dueOn: row.due_on === null ? null : asPlainDate(row.due_on),
        version: row.version,
      },
    ]),
  )
}

/** Says what closes a gap. Each version is kept; of two at once one is recorded. */
export async function saveGapPlan(
  { db, clock }: LegislationContext,
  who: Principal,
  place: { readonly assessmentId: string; readonly obligationId: string },
  body: HandlerInput<typeof contract.saveGapPlan>['body'],
  version: number | undefined,
): Promise<Result<contract.GapPlanView, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const { assessmentId, obligationId } = place
  return inScope<contract.GapPlanView, Failure>(db, { ...principalScope(who) }, async (trx) => {
    const assessment = await tables(trx)
      .selectFrom('legislation.assessment')
      .select(['packs', 'tier'])
      .where('id', '=', assessmentId)
      .executeTakeFirst()
    if (!assessment) return unknown
    const book = await packBook(trx, who.agencyId)
    if (!obligationsOf(assessment.packs, assessment.tier, book).some(({ id }) => id === obligationId)) return unknown
    const before = (await gapPlansOf(trx, assessmentId)).get(obligationId)
    const { id, dueOn, ...plan } = body
    const sent = before?.id === id ? planOf(before) : null
    if (sent) return ok(sent)
    if ((before?.version ?? 0) !== (version ?? 0)) return err(failure('legislation.changed'))
    const added = await tables(trx)
      .insertInto('legislation.gap_plan')
      .values({
        ...plan,
        id,
        assessment_id: assessmentId,
        obligation: obligationId,
        version: (before?.version ?? 0) + 1,
        country: who.country,
        agency_id: who.agencyId,
        due_on: dueOn,
        by_user: who.userId,
        at: clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
    if (!added) return err(failure('legislation.id_used'))
    await recordAudit(trx, {
      action: 'legislation.gap_planned',
      object: { kind: 'legislation.assessment', id: assessmentId },
      detail: { obligation: obligationId },
    })
    return ok({ ...plan, dueOn, version: added.version })
  })
}

/** A plan as it is shown: without the id of its version. */
export function planOf(
  plan: (contract.GapPlanView & { readonly id: string }) | undefined,
): contract.GapPlanView | null {
  if (!plan) return null
  const { id: _, ...shown } = plan
  return shown
}
