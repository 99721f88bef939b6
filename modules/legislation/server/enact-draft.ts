import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, failure, newId, ok, type Failure, type Instant, type Result } from '@gloact/kernel'
import type { Instruction } from '@gloact/law/amend'
import { inScope, type Database } from '@gloact/postgres'
import { takeStep } from '@gloact/records/server'
import type * as contract from '../contract/drafts.ts'
import { laterChange } from '../domain/finding.ts'
import { applyAmendment, textOf } from './amendments.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { DRAFTING_SERVED, draftingOf } from './drafting-requests.ts'
import { clausesOf, lockedDraft, readDraft } from './drafts.ts'
import { dayOf, findingsOf, provisionsCited } from './findings.ts'
import { keepText } from './laws.ts'
import { packBook } from './own-packs.ts'
import { obligationsOf } from './packs.ts'
import { amendApart, type AmendedText, keepBillApart } from './law-work.ts'
import { tables } from './tables.ts'

const instructionsOf = async (trx: Database, draftId: string): Promise<readonly Instruction[]> =>
  (await clausesOf(trx, draftId)).flatMap(({ withdrawn, instruction }) => (withdrawn ? [] : [instruction]))

/**
 * Opens an assessment of the law as it would read. Findings whose cited words the draft leaves as they are go along as drafts; those
 * whose words it changes, and the obligation that it is for, are to be answered.
 */
export async function assessDraft(
  context: LegislationContext,
  who: Principal,
  draftId: string,
  { lawId, expressionId, assessmentId }: HandlerInput<typeof contract.assessDraft>['body'],
): Promise<Result<contract.DraftView, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const now = context.clock.now()
  const made = await inScope<undefined, Failure>(context.db, { ...principalScope(who) }, async (trx) => {
    const draft = await lockedDraft(trx, draftId)
    if (!draft || draft.agency_id !== who.agencyId || draft.state === null) return unknown
    const before = await textOf(trx, draft.before_id)
    if (!before) return unknown
    const sent = tables(trx).selectFrom('legislation.assessment').select('id').where('id', '=', assessmentId)
    if (await sent.executeTakeFirst()) return ok(undefined)
    const today = dayOf(now)
    const bill = { type: 'bill' as const, number: '', title: draft.title }
    const amended = await amendApart({
      ...before,
      instructions: await instructionsOf(trx, draftId),
      identity: { ...bill, country: who.country, date: today, expressionDate: today },
    })
    if (!amended.ok) return amended
    const { text } = amended.value
    if (!text) throw new Error('a text was asked for')
    const mine = { country: who.country, agency_id: who.agencyId }
    await tables(trx)
      .insertInto('legislation.law')
      .values({ ...mine, ...bill, id: lawId, made_on: today, added_by: who.userId, added_at: now })
      .execute()
    const place = { id: expressionId, lawId, language: before.language, validFrom: today }
    const kept = await keepText(trx, who, now, { ...place, text })
    if (!kept.ok) return kept
    const base = draft.assessment_id
    const head = base === null ? undefined : await headOf(trx, base)
    await tables(trx)
      .insertInto('legislation.assessment')
      .values({
        ...mine,
        id: assessmentId,
        title: draft.title,
        packs: head?.packs ?? ['tip-protocol-2000'],
        tier: head?.tier ?? 'core',
        kind: 'draft_bill',
        as_of: today,
        opened_by: who.userId,
        opened_at: now,
      })
      .execute()
    await recordAudit(trx, {
      action: 'legislation.assessment_opened',
      object: { kind: 'legislation.assessment', id: assessmentId },
    })
    if (base !== null && head) {
      const book = await packBook(trx, who.agencyId)
      const skipped =
        obligationsOf(head.packs, head.tier, book).find(({ id }) => id === draft.obligation)?.elements ?? []
      await carryOver(trx, who, now, {
        base,
        assessmentId,
        lawId: before.law_id,
        expressionId,
        today,
        skipped: skipped.map(({ id }) => id),
      })
    }
    await tables(trx)
      .updateTable('legislation.draft')
      .set({ assessed_by_draft: assessmentId, assessed_at: now })
      .where('id', '=', draftId)
      .execute()
    return ok(undefined)
  })
  return made.ok ? readDraft(context, who, draftId) : made
}

const headOf = (trx: Database, id: string) =>
  tables(trx).selectFrom('legislation.assessment').select(['packs', 'tier']).where('id', '=', id).executeTakeFirst()

interface Carried {
  readonly base: string
  readonly assessmentId: string
  /** The law that the draft changes, and its text as it would read. */
  readonly lawId: string
  readonly expressionId: string
  readonly today: string
  readonly skipped: readonly string[]
}

async function carryOver(
  trx: Database,
  who: Principal,
  now: string,
  { base, assessmentId, lawId, expressionId, today, skipped }: Carried,
): Promise<void> {
  const findings = (await findingsOf(trx, [base])).filter(({ element }) => !skipped.includes(element))
  const cited = findings.flatMap(({ citations }) => citations)
  if (findings.length === 0) return
  const rows =
    cited.length === 0
      ? []
      : await tables(trx)
          .selectFrom('legislation.provision as provision')
          .innerJoin('legislation.expression as expression', 'expression.id', 'provision.expression_id')
          .select(['provision.expression_id', 'provision.eid', 'provision.digest', 'expression.law_id'])
          .where('provision.expression_id', 'in', [...new Set(cited.map((one) => one.expressionId))])
          .where('provision.eid', 'in', [...new Set(cited.map(({ eId }) => eId))])
          .execute()
  const later = (
    await tables(trx)
      .selectFrom('legislation.provision')
      .select(['eid', 'digest'])
      .where('expression_id', '=', expressionId)
      .orderBy('position')
      .execute()
  ).map(({ eid: eId, digest }) => ({ eId, digest }))
  const moved = findings.flatMap((finding) => {
    const citations = finding.citations.map((citation) => {
      const row = rows.find((one) => one.expression_id === citation.expressionId && one.eid === citation.eId)
      if (!row || row.law_id !== lawId) return citation
      const change = laterChange({ eId: citation.eId, digest: row.digest }, later)
      if (change === null) return { expressionId, eId: citation.eId }
      return change.change === 'moved' && change.eId !== null ? { expressionId, eId: change.eId } : undefined
    })
    const stand = citations.filter((citation) => citation !== undefined)
    return stand.length < citations.length ? [] : [{ ...finding, citations: stand }]
  })
  // What cites another law's text that is not in force today is answered again.
  const cites = await provisionsCited(
    trx,
    moved.flatMap(({ citations }) => citations),
    { asOf: today, kind: 'draft_bill' },
  )
  const carried = moved.filter(({ citations }) =>
    citations.every(({ expressionId: of, eId }) => cites.get(`${of} ${eId}`)?.standing === 'in_force'),
  )
  if (carried.length === 0) return
  const of = { assessment_id: assessmentId, country: who.country, agency_id: who.agencyId, version: 1 }
  const answers = carried.map(({ element, status, reasoning, citations }) => ({
    ...of,
    element,
    status,
    reasoning,
    citations: JSON.stringify(citations),
  }))
  await tables(trx)
    .insertInto('legislation.finding')
    .values(
      answers.map((answer) => ({
        ...answer,
        state: 'draft' as const,
        author: who.userId,
        reviewed_by: null,
        validated_by: null,
        changed_at: now,
        sent_back: false,
      })),
    )
    .execute()
  await tables(trx)
    .insertInto('legislation.finding_entry')
    .values(
      answers.map((answer) => ({
        ...answer,
        id: newId(),
        what: 'answer' as const,
        remark: '',
        by_user: who.userId,
        at: now,
      })),
    )
    .execute()
}

/** The bill was enacted: it becomes the amending law, and the law that it amends gets its next text. All of it or nothing. */
export async function enactDraft(
  context: LegislationContext,
  who: Principal,
  draftId: string,
  { stepId, happenedAt, number, madeOn, inForceOn }: HandlerInput<typeof contract.enactDraft>['body'],
): Promise<Result<contract.DraftView, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const now = context.clock.now()
  const enacted = await inScope<undefined, Failure>(context.db, { ...principalScope(who) }, async (trx) => {
    const draft = await lockedDraft(trx, draftId)
    if (!draft || draft.agency_id !== who.agencyId || draft.state === null) return unknown
    const taken = await takeStep(trx, draftingOf(context), DRAFTING_SERVED.actorOf(who), draftId, {
      id: stepId,
      step: 'enact',
      happenedAt: happenedAt as Instant,
      payload: { answers: {}, also: { number, madeOn, inForceOn } },
    })
    if (!taken.ok) return taken
    if (taken.value.already) return ok(undefined)
    const before = await textOf(trx, draft.before_id)
    if (!before) return unknown
    const instructions = await instructionsOf(trx, draftId)
    const tried = await amendApart({ ...before, instructions, identity: null })
    if (!tried.ok) return tried
    const { outcomes } = tried.value
    const source = billText({ title: draft.title, amended: before.title, inForceOn, outcomes })
    const [lawId, amendingId, afterId] = [newId(), newId(), newId()]
    const act = { type: 'act' as const, number, title: draft.title }
    await tables(trx)
      .insertInto('legislation.law')
      .values({
        ...act,
        id: lawId,
        country: who.country,
        agency_id: who.agencyId,
        made_on: madeOn,
        added_by: who.userId,
        added_at: now,
      })
      .execute()
    await recordAudit(trx, { action: 'legislation.law_added', object: { kind: 'legislation.law', id: lawId } })
    if (inForceOn < madeOn) return err(failure('legislation.before_law'))
    const identity = { ...act, country: who.country, date: madeOn, expressionDate: inForceOn }
    const written = await keepBillApart({ source, language: before.language, identity })
    if (!written.ok) return written
    const text = written.value
    const place = { id: amendingId, lawId, language: before.language, validFrom: inForceOn }
    const kept = await keepText(trx, who, now, { ...place, text })
    if (!kept.ok) return kept
    const applied = await applyAmendment(trx, who, now, {
      id: newId(),
      lawId: before.law_id,
      beforeId: draft.before_id,
      afterId,
      amendingId,
      inForceOn,
      instructions,
    })
    if (!applied.ok) return applied
    await tables(trx).updateTable('legislation.draft').set({ enacted_id: afterId }).where('id', '=', draftId).execute()
    return ok(undefined)
  })
  return enacted.ok ? readDraft(context, who, draftId) : enacted
}

interface Bill {
  readonly title: string
  readonly amended: string
  readonly inForceOn: string
  readonly outcomes: AmendedText['outcomes']
}

/** The bill in words: each clause with what it changes, before and after. */
function billText({ title, amended, inForceOn, outcomes }: Bill): string {
  const clauses = outcomes.flatMap(({ problem, before, after, instruction: { at } }, index) => {
    if (problem !== null) return []
    const head = `${index + 2}. ${amended}: ${at}`
    return [head, ...(before === '' ? [] : [`– “${before}”`]), ...(after === '' ? [] : [`+ “${after}”`])]
  })
  return [title, `1. ${title}`, inForceOn, ...clauses].join('\n\n')
}
