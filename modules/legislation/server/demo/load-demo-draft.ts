import type { Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { takeStep } from '@gloact/records/server'
import type { LegislationContext } from '../context.ts'
import { addRemark, invite } from '../draft-remarks.ts'
import { DRAFTING_SERVED, draftingOf } from '../drafting-requests.ts'
import { openDraft, saveClause } from '../drafts.ts'

const CONSULTED_DAYS = 60

interface DemoDraft {
  readonly idOf: (word: string) => string
  readonly officer: Principal
  readonly reviewer: Principal
  readonly commenter: Principal
  readonly beforeId: string
  readonly assessmentId: string
}

/** A bill that is being drafted for a gap of the invented act, with a comment on its one clause, and a shelter that was invited to comment. */
export async function loadDemoDraft(
  context: LegislationContext,
  { idOf, officer, reviewer, commenter, beforeId, assessmentId }: DemoDraft,
): Promise<void> {
  const done = (result: Result<unknown, Failure>) => {
    if (!result.ok) throw new Error(`the demonstration's bill cannot be loaded: ${result.error.code}`)
  }
  const [draftId, clauseId] = [idOf('draft'), idOf('clause')]
  const happenedAt = context.clock.now()
  done(
    await openDraft(context, officer, {
      id: draftId,
      stepId: idOf('draft opened'),
      happenedAt,
      title: 'Trafficking in Persons (Prevention) (Information of Victims) Bill',
      beforeId,
      assessmentId,
      obligation: 'tip-6-2a',
    }),
  )
  done(
    await inScope<undefined, Failure>(context.db, DRAFTING_SERVED.scopeOf(officer), async (trx) => {
      const taken = await takeStep(trx, draftingOf(context), DRAFTING_SERVED.actorOf(officer), draftId, {
        id: idOf('draft started'),
        step: 'start',
        happenedAt,
        payload: { answers: {} },
      })
      return taken.ok ? ok(undefined) : taken
    }),
  )
  const words =
    '6A. Information\n\nThe court may inform a victim of proceedings under this Act, in a language that the victim understands.'
  const instruction = { action: 'insert' as const, at: 'sec_6', words, old: '' }
  done(await saveClause(context, officer, { draftId, clauseId }, { instruction, withdrawn: false }, undefined))
  done(
    await addRemark(context, reviewer, draftId, {
      id: idOf('remark'),
      clauseId,
      words: 'The Protocol demands a measure, not a possibility.',
      suggestion: words.replace('may inform', 'shall inform'),
    }),
  )
  const until = new Date(Date.parse(happenedAt) + CONSULTED_DAYS * 86_400_000).toISOString().slice(0, 10)
  done(await invite(context, officer, draftId, { agencyId: commenter.agencyId, until: asPlainDate(until) }))
}
