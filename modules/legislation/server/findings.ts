import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type * as contract from '../contract/assessments.ts'
import {
  isStale,
  needsProvision,
  reviewRefused,
  stateAfter,
  type FindingState,
  type FindingStatus,
} from '../domain/finding.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { laterTexts } from './later-texts.ts'
import { packBook } from './own-packs.ts'
import { obligationsOf } from './packs.ts'
import { tables } from './tables.ts'

export interface FindingRow {
  readonly assessment_id: string
  readonly element: string
  readonly status: FindingStatus
  readonly reasoning: string
  readonly citations: readonly contract.Citation[]
  readonly state: FindingState
  readonly author: string
  readonly sent_back: boolean
  readonly version: number
  readonly changed_at: string
}

const COLUMNS = [
  'assessment_id',
  'element',
  'status',
  'reasoning',
  'citations',
  'state',
  'author',
  'sent_back',
  'version',
  'changed_at',
] as const

/** The findings of some assessments, or of one author. */
export async function findingsOf(
  trx: Database,
  of: readonly string[] | { readonly author: string },
): Promise<readonly FindingRow[]> {
  const all = tables(trx).selectFrom('legislation.finding').select(COLUMNS)
  if ('author' in of) return all.where('author', '=', of.author).execute()
  return of.length === 0 ? [] : all.where('assessment_id', 'in', of).execute()
}

export const dayOf = (instant: string): string => instant.slice(0, 10)

const keyOf = ({ expressionId, eId }: contract.Citation): string => `${expressionId} ${eId}`

/** The provisions that are cited, with their words, by where they stand. */
export async function provisionsCited(
  trx: Database,
  citations: readonly contract.Citation[],
  today: string,
): Promise<ReadonlyMap<string, contract.CitedProvision>> {
  if (citations.length === 0) return new Map()
  const rows = await tables(trx)
    .selectFrom('legislation.provision as provision')
    .innerJoin('legislation.expression as expression', 'expression.id', 'provision.expression_id')
    .innerJoin('legislation.law as law', 'law.id', 'expression.law_id')
    .select(['provision.expression_id', 'provision.eid', 'provision.num', 'provision.heading', 'provision.words'])
    .select(['provision.digest', 'expression.valid_from', 'law.title'])
    .where('provision.expression_id', 'in', [...new Set(citations.map(({ expressionId }) => expressionId))])
    .where('provision.eid', 'in', [...new Set(citations.map(({ eId }) => eId))])
    .execute()
  const later = await laterTexts(trx, rows, today)
  return new Map(
    rows.map((row) => {
      const place = { expressionId: row.expression_id, eId: row.eid }
      const { num, heading, words, title: lawTitle } = row
      const told = { ...place, lawTitle, validFrom: asPlainDate(row.valid_from), num, heading, words }
      return [keyOf(place), { ...told, later: later.get(keyOf(place)) ?? null }]
    }),
  )
}

export const presentFinding = (
  row: FindingRow,
  names: ReadonlyMap<string, string>,
  cited: ReadonlyMap<string, contract.CitedProvision>,
): contract.FindingView => {
  const citations = row.citations.flatMap((citation) => cited.get(keyOf(citation)) ?? [])
  return {
    status: row.status,
    reasoning: row.reasoning,
    citations,
    state: row.state,
    author: row.author,
    authorName: names.get(row.author) ?? '',
    sentBack: row.sent_back,
    stale: isStale(citations.map(({ later }) => later?.change ?? null)),
    version: row.version,
    changedAt: row.changed_at,
  }
}

interface Place {
  readonly assessmentId: string
  readonly elementId: string
}

/** The finding as it stands, locked; undefined where there is none yet. Unknown where there is no such assessment. */
async function lockedFinding(
  trx: Database,
  { assessmentId, elementId }: Place,
): Promise<Result<FindingRow | undefined, Failure>> {
  // Findings of one element wait for each other, the first answer too, which has no row to lock yet.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${assessmentId} ${elementId}`}, 15))`.execute(trx)
  const assessment = await tables(trx)
    .selectFrom('legislation.assessment')
    .select(['packs', 'tier', 'agency_id'])
    .where('id', '=', assessmentId)
    .executeTakeFirst()
  if (!assessment) return unknown
  const book = await packBook(trx, assessment.agency_id)
  const obligations = obligationsOf(assessment.packs, assessment.tier, book)
  if (!obligations.some(({ elements }) => elements.some(({ id }) => id === elementId))) {
    return err(failure('legislation.element_unknown'))
  }
  return ok(
    await tables(trx)
      .selectFrom('legislation.finding')
      .select(COLUMNS)
      .where('assessment_id', '=', assessmentId)
      .where('element', '=', elementId)
      .executeTakeFirst(),
  )
}

async function presented(
  { staffNames, clock }: LegislationContext,
  trx: Database,
  row: FindingRow,
): Promise<contract.FindingView> {
  return presentFinding(
    row,
    await staffNames([row.author], trx),
    await provisionsCited(trx, row.citations, dayOf(clock.now())),
  )
}

const entryOf = (trx: Database, id: string) =>
  tables(trx)
    .selectFrom('legislation.finding_entry')
    .select(['assessment_id', 'element', 'what', 'status', 'reasoning'])
    .where('id', '=', id)
    .executeTakeFirst()

/** Answers an element. What stood there stays in the history; a changed answer is a draft, whatever was validated before. */
export async function saveFinding(
  context: LegislationContext,
  who: Principal,
  place: Place,
  body: HandlerInput<typeof contract.saveFinding>['body'],
  ifMatch: number | undefined,
): Promise<Result<contract.FindingView, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const { id, status, reasoning, citations } = body
  const now = context.clock.now()
  return inScope<contract.FindingView, Failure>(context.db, { ...principalScope(who) }, async (trx) => {
    const before = await lockedFinding(trx, place)
    if (!before.ok) return before
    const sent = await entryOf(trx, id)
    if (sent) {
      const same =
        sent.assessment_id === place.assessmentId &&
        sent.element === place.elementId &&
        sent.what === 'answer' &&
        sent.status === status &&
        sent.reasoning === reasoning
      return same && before.value
        ? ok(await presented(context, trx, before.value))
        : err(failure('legislation.id_used'))
    }
    if (needsProvision(status) && citations.length === 0) return err(failure('legislation.provision_missing'))
    const cited = await provisionsCited(trx, citations, dayOf(now))
    if (citations.some((citation) => !cited.has(keyOf(citation)))) return err(failure('legislation.provision_unknown'))
    if ((before.value?.version ?? 0) !== (ifMatch ?? 0)) return err(failure('legislation.changed'))
    const version = (before.value?.version ?? 0) + 1
    const answer = { status, reasoning, citations: JSON.stringify(citations) }
    const finding = {
      ...answer,
      state: 'draft' as const,
      author: who.userId,
      reviewed_by: null,
      validated_by: null,
      sent_back: false,
      version,
      changed_at: now,
    }
    const key = {
      assessment_id: place.assessmentId,
      element: place.elementId,
      country: who.country,
      agency_id: who.agencyId,
    }
    const row = before.value
      ? await tables(trx)
          .updateTable('legislation.finding')
          .set(finding)
          .where('assessment_id', '=', place.assessmentId)
          .where('element', '=', place.elementId)
          .returning(COLUMNS)
          .executeTakeFirstOrThrow()
      : await tables(trx)
          .insertInto('legislation.finding')
          .values({ ...key, ...finding })
          .returning(COLUMNS)
          .executeTakeFirstOrThrow()
    await tables(trx)
      .insertInto('legislation.finding_entry')
      .values({ ...key, id, version, what: 'answer', ...answer, remark: '', by_user: who.userId, at: now })
      .execute()
    await recordAudit(trx, {
      action: 'legislation.finding_answered',
      object: { kind: 'legislation.assessment', id: place.assessmentId },
      detail: { what: 'answer', version },
    })
    return ok(await presented(context, trx, row))
  })
}

/** Reviews, validates or sends back somebody else's finding. */
export async function reviewFinding(
  context: LegislationContext,
  who: Principal,
  place: Place,
  body: HandlerInput<typeof contract.reviewFinding>['body'],
  ifMatch: number | undefined,
): Promise<Result<contract.FindingView, Failure>> {
  if (!may(who, 'legislation.review')) return notAllowed
  const { id, review, remark } = body
  const now = context.clock.now()
  return inScope<contract.FindingView, Failure>(context.db, { ...principalScope(who) }, async (trx) => {
    const before = await lockedFinding(trx, place)
    if (!before.ok) return before
    if (!before.value) return unknown
    const sent = await entryOf(trx, id)
    if (sent) {
      const same = sent.assessment_id === place.assessmentId && sent.element === place.elementId && sent.what === review
      return same ? ok(await presented(context, trx, before.value)) : err(failure('legislation.id_used'))
    }
    if (review === 'send_back' && remark.trim() === '') return err(failure('legislation.remark_missing'))
    if (before.value.version !== ifMatch) return err(failure('legislation.changed'))
    const refused = reviewRefused(before.value, review, who.userId)
    if (refused) return err(failure(`legislation.${refused}`))
    const version = before.value.version + 1
    const state = stateAfter(review)
    const { status, reasoning, citations } = before.value
    const row = await tables(trx)
      .updateTable('legislation.finding')
      .set({
        state,
        reviewed_by: state === 'draft' ? null : who.userId,
        validated_by: state === 'validated' ? who.userId : null,
        sent_back: review === 'send_back',
        version,
        changed_at: now,
      })
      .where('assessment_id', '=', place.assessmentId)
      .where('element', '=', place.elementId)
      .returning(COLUMNS)
      .executeTakeFirstOrThrow()
    await tables(trx)
      .insertInto('legislation.finding_entry')
      .values({
        id,
        assessment_id: place.assessmentId,
        element: place.elementId,
        country: who.country,
        agency_id: who.agencyId,
        version,
        what: review,
        status,
        reasoning,
        citations: JSON.stringify(citations),
        remark,
        by_user: who.userId,
        at: now,
      })
      .execute()
    await recordAudit(trx, {
      action: 'legislation.finding_reviewed',
      object: { kind: 'legislation.assessment', id: place.assessmentId },
      detail: { what: review, version },
    })
    return ok(await presented(context, trx, row))
  })
}

/** Every answer to an element and every review, the latest first. */
export async function readFindingHistory(
  { db, staffNames }: LegislationContext,
  who: Principal,
  { assessmentId, elementId }: Place,
): Promise<Result<{ items: contract.FindingHistoryEntry[] }, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const entries = await readInScope(db, { ...principalScope(who) }, async (trx) => {
    const assessment = await tables(trx)
      .selectFrom('legislation.assessment')
      .select('id')
      .where('id', '=', assessmentId)
      .executeTakeFirst()
    return assessment
      ? tables(trx)
          .selectFrom('legislation.finding_entry')
          .select(['id', 'what', 'status', 'reasoning', 'remark', 'by_user', 'at'])
          .where('assessment_id', '=', assessmentId)
          .where('element', '=', elementId)
          .orderBy('version', 'desc')
          .execute()
      : undefined
  })
  if (!entries) return unknown
  const names = await staffNames([...new Set(entries.map(({ by_user: by }) => by))])
  return ok({ items: entries.map(({ by_user: by, ...entry }) => ({ ...entry, by: names.get(by) ?? '' })) })
}
