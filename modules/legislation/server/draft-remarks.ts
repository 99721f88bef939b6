import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import type * as contract from '../contract/drafts.ts'
import { isDraftable } from '../domain/drafting.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { addVersion, clausesOf, lockedDraft, readDraft } from './drafts.ts'
import { dayOf } from './findings.ts'
import { tables } from './tables.ts'

/** Comments on a clause. An agency that was invited comments until the consultation's last day. */
export async function addRemark(
  context: LegislationContext,
  who: Principal,
  draftId: string,
  { id, clauseId, words, suggestion }: HandlerInput<typeof contract.addRemark>['body'],
): Promise<Result<contract.DraftView, Failure>> {
  const view = await readDraft(context, who, draftId)
  if (!view.ok) return view
  const around = await readInScope(context.db, systemScope(who.country), async (trx) => ({
    draft: await tables(trx)
      .selectFrom('legislation.draft')
      .select('agency_id')
      .where('id', '=', draftId)
      .executeTakeFirstOrThrow(),
    clauses: await clausesOf(trx, draftId),
    before: await tables(trx).selectFrom('legislation.remark').selectAll().where('id', '=', id).executeTakeFirst(),
  }))
  if (around.before) {
    const same = around.before.words === words && around.before.by_user === who.userId
    return same ? view : err(failure('legislation.id_used'))
  }
  if (!isDraftable(view.value.state)) return err(failure('legislation.not_draftable'))
  const until = view.value.consulted.find(({ agencyId }) => agencyId === who.agencyId)?.until
  if (view.value.invited && (until === undefined || until < dayOf(context.clock.now()))) {
    return err(failure('legislation.consultation_ended'))
  }
  if (!around.clauses.some((clause) => clause.id === clauseId)) return unknown
  const added = await inScope<undefined, Failure>(context.db, { ...principalScope(who) }, async (trx) => {
    await tables(trx)
      .insertInto('legislation.remark')
      .values({
        id,
        draft_id: draftId,
        clause_id: clauseId,
        country: who.country,
        agency_id: around.draft.agency_id,
        by_agency: who.agencyId,
        by_user: who.userId,
        words,
        suggestion,
        at: context.clock.now(),
        decision: null,
        decided_by: null,
        decided_at: null,
      })
      .execute()
    await recordAudit(trx, { action: 'legislation.remark_made', object: { kind: 'legislation.drafting', id: draftId } })
    return ok(undefined)
  })
  return added.ok ? readDraft(context, who, draftId) : added
}

/** Accepts or rejects a remark, once. Suggested wording that is accepted becomes the clause's. */
export async function decideRemark(
  context: LegislationContext,
  who: Principal,
  { draftId, remarkId }: { readonly draftId: string; readonly remarkId: string },
  { decision, why }: HandlerInput<typeof contract.decideRemark>['body'],
): Promise<Result<contract.DraftView, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const now = context.clock.now()
  const decided = await inScope<undefined, Failure>(context.db, { ...principalScope(who) }, async (trx) => {
    const draft = await lockedDraft(trx, draftId)
    if (!draft || draft.agency_id !== who.agencyId || draft.state === null) return unknown
    const remark = await tables(trx)
      .selectFrom('legislation.remark')
      .selectAll()
      .where('id', '=', remarkId)
      .where('draft_id', '=', draftId)
      .executeTakeFirst()
    if (!remark) return unknown
    if (remark.decision !== null) {
      const same = remark.decision === decision && remark.why === why && remark.decided_by === who.userId
      return same ? ok(undefined) : err(failure('legislation.already'))
    }
    if (!isDraftable(draft.state)) return err(failure('legislation.not_draftable'))
    await tables(trx)
      .updateTable('legislation.remark')
      .set({ decision, why, decided_by: who.userId, decided_at: now })
      .where('id', '=', remarkId)
      .execute()
    await recordAudit(trx, {
      action: 'legislation.remark_decided',
      object: { kind: 'legislation.drafting', id: draftId },
      detail: { what: decision },
    })
    if (decision === 'rejected' || remark.suggestion === null) return ok(undefined)
    const clause = (await clausesOf(trx, draftId)).find(({ id }) => id === remark.clause_id)
    if (!clause) return unknown
    return addVersion(trx, who, now, {
      draftId,
      clauseId: clause.id,
      instruction: { ...clause.instruction, words: remark.suggestion },
      withdrawn: clause.withdrawn,
      ifMatch: clause.version,
    })
  })
  return decided.ok ? readDraft(context, who, draftId) : decided
}

/** Invites an agency to comment through its own accounts. */
export async function invite(
  context: LegislationContext,
  who: Principal,
  draftId: string,
  { agencyId, until }: HandlerInput<typeof contract.invite>['body'],
): Promise<Result<contract.DraftView, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const agencies = await context.agencies()
  const invited = await inScope<undefined, Failure>(context.db, { ...principalScope(who) }, async (trx) => {
    const draft = await lockedDraft(trx, draftId)
    if (!draft || draft.agency_id !== who.agencyId || draft.state === null) return unknown
    if (agencyId === who.agencyId || !agencies.some(({ id, active }) => id === agencyId && active)) return unknown
    if (!isDraftable(draft.state)) return err(failure('legislation.not_draftable'))
    const added = await tables(trx)
      .insertInto('legislation.consultation')
      .values({
        draft_id: draftId,
        country: who.country,
        agency_id: who.agencyId,
        invited_agency: agencyId,
        until,
        invited_by: who.userId,
        invited_at: context.clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('draft_id')
      .executeTakeFirst()
    if (added) {
      const object = { kind: 'legislation.drafting', id: draftId }
      await recordAudit(trx, { action: 'legislation.agency_invited', object })
    }
    return ok(undefined)
  })
  return invited.ok ? readDraft(context, who, draftId) : invited
}
