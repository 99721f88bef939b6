import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, ok, type Failure, type Instant, type Result } from '@gloact/kernel'
import type { Instruction } from '@gloact/law/amend'
import { inScope, readInScope, systemScope, type Database } from '@gloact/postgres'
import { openRequest } from '@gloact/records/server'
import type * as contract from '../contract/drafts.ts'
import { isDraftable } from '../domain/drafting.ts'
import { billChanges, obligationStatus, summarise } from '../domain/finding.ts'
import { textOf } from './amendments.ts'
import { answersOf } from './assessments.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { DRAFTING_SERVED, draftingOf } from './drafting-requests.ts'
import { dayOf, findingsOf } from './findings.ts'
import { packBook } from './own-packs.ts'
import { obligationsOf } from './packs.ts'
import { amendApart } from './law-work.ts'
import { tables } from './tables.ts'

type Entry = Awaited<ReturnType<typeof draftRows>>[number]

const draftRows = (trx: Database) =>
  tables(trx)
    .selectFrom('legislation.draft as draft')
    .innerJoin('legislation.request as request', 'request.id', 'draft.id')
    .innerJoin('legislation.expression as before', 'before.id', 'draft.before_id')
    .innerJoin('legislation.law as law', 'law.id', 'before.law_id')
    .select([
      'draft.id',
      'draft.title',
      'draft.agency_id',
      'draft.before_id',
      'draft.assessment_id',
      'draft.obligation',
    ])
    .select(['draft.assessed_by_draft', 'draft.assessed_at', 'draft.enacted_id', 'draft.opened_at'])
    .select(['request.state', 'law.title as law_title', 'law.id as law_id'])
    .orderBy('request.changed_at', 'desc')
    .execute()

const entryOf = (row: Entry, who: Principal) => ({
  id: row.id,
  title: row.title,
  lawTitle: row.law_title,
  state: row.state,
  openedAt: row.opened_at,
  invited: row.agency_id !== who.agencyId,
})

/** Which drafts are the asker's to see: row-level security says. What stands around them is read for these alone. */
const visible = (db: Database, who: Principal, id?: string): Promise<readonly string[]> =>
  readInScope(db, { ...principalScope(who) }, async (trx) => {
    const all = tables(trx).selectFrom('legislation.draft').select('id')
    const rows = await (id === undefined ? all : all.where('id', '=', id)).limit(500).execute()
    return rows.map((row) => row.id)
  })

/** The drafting files of the asker's agency, and those on which it was invited to comment. */
export async function listDrafts(
  context: LegislationContext,
  who: Principal,
): Promise<Result<{ items: ReturnType<typeof entryOf>[]; mayEdit: boolean }, Failure>> {
  if (!may(who, 'legislation.comment')) return notAllowed
  const ids = await visible(context.db, who)
  const rows = await readInScope(context.db, systemScope(who.country), draftRows)
  const items = rows.filter(({ id }) => ids.includes(id)).map((row) => entryOf(row, who))
  return ok({ items, mayEdit: may(who, 'legislation.edit') })
}

/** Opens a drafting file. Sent twice, it is opened once. */
export async function openDraft(
  context: LegislationContext,
  who: Principal,
  {
    id,
    stepId,
    happenedAt,
    title,
    beforeId,
    assessmentId,
    obligation,
  }: HandlerInput<typeof contract.openDraft>['body'],
): Promise<Result<ReturnType<typeof entryOf>, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const done = await inScope<undefined, Failure>(context.db, { ...principalScope(who) }, async (trx) => {
    if (!(await textOf(trx, beforeId))) return unknown
    if (assessmentId !== null) {
      const there = tables(trx).selectFrom('legislation.assessment').select('id').where('id', '=', assessmentId)
      if (!(await there.executeTakeFirst())) return unknown
    }
    const opened = await openRequest(trx, draftingOf(context), DRAFTING_SERVED.actorOf(who), {
      requestId: id,
      id: stepId,
      step: 'instruct',
      happenedAt: happenedAt as Instant,
      payload: { answers: {}, also: { title, beforeId } },
      parties: { drafter: who.agencyId },
      fileId: null,
      facts: {},
    })
    if (!opened.ok) return opened.error.code === 'records.id_used' ? err(failure('legislation.id_used')) : opened
    if (opened.value.already) return ok(undefined)
    await tables(trx)
      .insertInto('legislation.draft')
      .values({
        id,
        country: who.country,
        agency_id: who.agencyId,
        title,
        before_id: beforeId,
        assessment_id: assessmentId,
        obligation,
        opened_by: who.userId,
        opened_at: context.clock.now(),
        assessed_by_draft: null,
        assessed_at: null,
        enacted_id: null,
      })
      .execute()
    return ok(undefined)
  })
  if (!done.ok) return done
  const rows = await readInScope(context.db, systemScope(who.country), draftRows)
  const row = rows.find((one) => one.id === id)
  return row ? ok(entryOf(row, who)) : unknown
}

/** The clauses that stand, each in its latest version, in their order. */
export async function clausesOf(trx: Database, draftId: string) {
  const rows = await tables(trx)
    .selectFrom('legislation.clause')
    .select(['id', 'version', 'position', 'instruction', 'withdrawn', 'at'])
    .distinctOn('id')
    .where('draft_id', '=', draftId)
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute()
  return rows.toSorted((a, b) => a.position - b.position)
}

/** A draft as its own agency, or one that was invited, sees it. */
export async function readDraft(
  context: LegislationContext,
  who: Principal,
  draftId: string,
): Promise<Result<contract.DraftView, Failure>> {
  if (!may(who, 'legislation.comment')) return notAllowed
  if ((await visible(context.db, who, draftId)).length === 0) return unknown
  const agencies = await context.agencies()
  const agencyName = (id: string) => agencies.find((one) => one.id === id)?.name ?? ''
  return readInScope(context.db, systemScope(who.country), async (trx) => {
    const row = (await draftRows(trx)).find(({ id }) => id === draftId)
    const before = row && (await textOf(trx, row.before_id))
    if (!row || !before) return unknown
    const versions = await clausesOf(trx, draftId)
    const clauses = versions.filter(({ withdrawn }) => !withdrawn)
    const tried = await amendApart({
      ...before,
      instructions: clauses.map(({ instruction }) => instruction),
      identity: null,
    })
    if (!tried.ok) return tried
    const { outcomes, places } = tried.value
    const remarks = await tables(trx)
      .selectFrom('legislation.remark')
      .selectAll()
      .where('draft_id', '=', draftId)
      .orderBy('at')
      .orderBy('id')
      .execute()
    const consulted = await tables(trx)
      .selectFrom('legislation.consultation')
      .select(['invited_agency', 'until'])
      .where('draft_id', '=', draftId)
      .execute()
    const names = await context.staffNames(
      [...new Set(remarks.flatMap((one) => [one.by_user, ...(one.decided_by ? [one.decided_by] : [])]))],
      trx,
    )
    const own = row.agency_id === who.agencyId
    const open = isDraftable(row.state)
    const today = dayOf(context.clock.now())
    const until = consulted.find((one) => one.invited_agency === who.agencyId)?.until
    return ok({
      ...entryOf(row, who),
      lawId: row.law_id,
      beforeId: row.before_id,
      obligation: row.obligation,
      assessmentId: own ? row.assessment_id : null,
      clauses: clauses.flatMap(({ id, version, instruction }, at) => {
        const outcome = outcomes[at]
        if (!outcome) return []
        const { instruction: _, ...told } = outcome
        return [
          {
            id,
            version,
            instruction,
            outcome: { action: instruction.action, at: instruction.at, ...told },
            place: places[at] ?? instruction.at,
          },
        ]
      }),
      remarks: remarks.map((one) => ({
        id: one.id,
        clauseId: one.clause_id,
        by: one.by_agency === who.agencyId ? (names.get(one.by_user) ?? '') : '',
        agency: agencyName(one.by_agency),
        words: one.words,
        suggestion: one.suggestion,
        at: one.at,
        decision: one.decision,
        why: one.why,
        decidedBy: own && one.decided_by ? (names.get(one.decided_by) ?? '') : '',
      })),
      consulted: consulted.map((one) => ({
        agencyId: one.invited_agency,
        agency: agencyName(one.invited_agency),
        until: asPlainDate(one.until),
      })),
      assessed: own ? await assessedOf(trx, row, versions) : null,
      enactedId: own ? row.enacted_id : null,
      mayEdit: own && open && may(who, 'legislation.edit'),
      mayRemark: open && (own || (until !== undefined && until >= today)),
      agencies: own
        ? agencies
            .filter(
              ({ id, active }) => active && id !== row.agency_id && consulted.every((one) => one.invited_agency !== id),
            )
            .map(({ id, name }) => ({ id, name }))
        : [],
    })
  })
}

/** Which gaps of the law in force the draft closes, and which it opens, as far as both are answered. */
async function assessedOf(trx: Database, row: Entry, clauses: readonly { readonly at: string }[]) {
  if (row.assessed_by_draft === null || row.assessed_at === null) return null
  const bill = await standingIn(trx, row.assessed_by_draft)
  const law = row.assessment_id === null ? null : await standingIn(trx, row.assessment_id)
  const { assessed_at: assessedAt } = row
  // Of a law that nobody assessed, no gap is known: every obligation of the bill's own assessment is open.
  const { closes, opens, unknown: open } = billChanges(law ?? { gaps: [], open: new Set(bill.ids) }, bill)
  return {
    assessmentId: row.assessed_by_draft,
    closes: [...closes],
    opens: [...opens],
    answered: bill.ids.length - open,
    unanswered: open,
    outdated: clauses.some(({ at }) => at > assessedAt),
  }
}

async function standingIn(trx: Database, id: string) {
  const head = await tables(trx)
    .selectFrom('legislation.assessment')
    .select(['id', 'packs', 'tier', 'agency_id', 'as_of', 'kind'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!head) return { ids: [], gaps: [], open: new Set<string>() }
  const found = (await answersOf(trx, [head], await findingsOf(trx, [id]))).get(id) ?? new Map()
  const obligations = obligationsOf(head.packs, head.tier, await packBook(trx, head.agency_id))
  const open = obligations.filter((one) => obligationStatus(one, found) === 'open')
  return {
    ids: obligations.map((one) => one.id),
    gaps: summarise(obligations, found).gaps,
    open: new Set(open.map((one) => one.id)),
  }
}

/** The draft, locked, as long as its words may be changed. */
export async function lockedDraft(trx: Database, draftId: string) {
  const row = await tables(trx)
    .selectFrom('legislation.draft')
    .select(['id', 'agency_id', 'title', 'before_id', 'assessment_id', 'obligation'])
    .where('id', '=', draftId)
    .executeTakeFirst()
  if (!row) return undefined
  const request = await tables(trx)
    .selectFrom('legislation.request')
    .select('state')
    .where('id', '=', draftId)
    .forUpdate()
    .executeTakeFirst()
  return { ...row, state: request?.state ?? null }
}

/** Writes a clause, or withdraws it. Every version stays. */
export async function saveClause(
  context: LegislationContext,
  who: Principal,
  { draftId, clauseId }: { readonly draftId: string; readonly clauseId: string },
  { instruction, withdrawn }: { readonly instruction: Instruction; readonly withdrawn: boolean },
  ifMatch: number | undefined,
): Promise<Result<contract.DraftView, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const saved = await inScope<undefined, Failure>(context.db, { ...principalScope(who) }, async (trx) => {
    const draft = await lockedDraft(trx, draftId)
    if (!draft || draft.agency_id !== who.agencyId || draft.state === null) return unknown
    if (!isDraftable(draft.state)) return err(failure('legislation.not_draftable'))
    return addVersion(trx, who, context.clock.now(), { draftId, clauseId, instruction, withdrawn, ifMatch })
  })
  return saved.ok ? readDraft(context, who, draftId) : saved
}

interface NewVersion {
  readonly draftId: string
  readonly clauseId: string
  readonly instruction: Instruction
  readonly withdrawn: boolean
  readonly ifMatch: number | undefined
}

export async function addVersion(
  trx: Database,
  who: Principal,
  now: string,
  { draftId, clauseId, instruction, withdrawn, ifMatch }: NewVersion,
): Promise<Result<undefined, Failure>> {
  const last = await tables(trx)
    .selectFrom('legislation.clause')
    .select(['version', 'position', 'instruction', 'withdrawn', 'draft_id'])
    .where('id', '=', clauseId)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  if (last && last.draft_id !== draftId) return err(failure('legislation.id_used'))
  if (last && sameInstruction(last.instruction, instruction) && last.withdrawn === withdrawn) return ok(undefined)
  if ((last?.version ?? 0) !== (ifMatch ?? 0)) return err(failure('legislation.changed'))
  const { position } = last ?? { position: (await clausesOf(trx, draftId)).length + 1 }
  await tables(trx)
    .insertInto('legislation.clause')
    .values({
      id: clauseId,
      version: (last?.version ?? 0) + 1,
      draft_id: draftId,
      country: who.country,
      agency_id: who.agencyId,
      position,
      instruction: JSON.stringify(instruction),
      withdrawn,
      by_user: who.userId,
      at: now,
    })
    .execute()
  await recordAudit(trx, {
    action: 'legislation.clause_written',
    object: { kind: 'legislation.drafting', id: draftId },
  })
  return ok(undefined)
}

const sameInstruction = (a: Instruction, b: Instruction): boolean =>
  a.action === b.action && a.at === b.at && a.words === b.words && a.old === b.old
