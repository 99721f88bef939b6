import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type * as contract from '../contract/assessments.ts'
import { type AssessedDay, countsOn, standingOn } from '../domain/in-force.ts'
import { addressesAbove, provisionLabel } from '../domain/provision-place.ts'
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
  readonly reviewed_by: string | null
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
  'reviewed_by',
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

/** The provisions that are cited, with their words, by where they stand; as of the day of the assessment that cites them. */
export async function provisionsCited(
  trx: Database,
  citations: readonly contract.Citation[],
  day: AssessedDay,
): Promise<ReadonlyMap<string, contract.CitedProvision>> {
  if (citations.length === 0) return new Map()
  const eIds = citations.flatMap(({ eId }) => [eId, ...addressesAbove(eId)])
  const rows = await tables(trx)
    .selectFrom('legislation.provision as provision')
    .innerJoin('legislation.expression as expression', 'expression.id', 'provision.expression_id')
    .innerJoin('legislation.law as law', 'law.id', 'expression.law_id')
    .select(['provision.expression_id', 'provision.eid', 'provision.num', 'provision.heading', 'provision.words'])
    .select(['provision.digest', 'expression.valid_from', 'law.title', 'law.type'])
    .where('provision.expression_id', 'in', [...new Set(citations.map(({ expressionId }) => expressionId))])
    .where('provision.eid', 'in', [...new Set(eIds)])
    .execute()
  const cited = new Set(citations.map(keyOf))
  const later = await laterTexts(trx, rows, day.asOf)
  const known = new Map(rows.map((row) => [keyOf({ expressionId: row.expression_id, eId: row.eid }), row]))
  return new Map(
    rows.flatMap((row) => {
      const place = { expressionId: row.expression_id, eId: row.eid }
      const key = keyOf(place)
      if (!cited.has(key)) return []
      const next = later.get(key)
      const dated = { type: row.type, validFrom: row.valid_from, nextFrom: next?.validFrom ?? null }
      const standing = standingOn(dated, day)
      const label = provisionLabel({ eId: row.eid, num: row.num, heading: row.heading }, (eId) => {
        const above = known.get(keyOf({ expressionId: row.expression_id, eId }))
        return above && { eId, num: above.num, heading: above.heading }
      })
      const inForce =
        !countsOn(standing) || next?.eId === null
          ? null
          : next
            ? { expressionId: next.expressionId, eId: next.eId }
            : place
      const changed = next && next.change !== null ? { ...next, change: next.change } : null
      const told = { ...place, lawTitle: row.title, validFrom: asPlainDate(row.valid_from), label, words: row.words }
      return [[key, { ...told, standing, inForce, later: countsOn(standing) ? changed : null }] as const]
    }),
  )
}

/** The citations of a finding as they were found. */
const citedBy = (
  { citations }: Pick<FindingRow, 'citations'>,
  cited: ReadonlyMap<string, contract.CitedProvision>,
): readonly contract.CitedProvision[] => citations.flatMap((citation) => cited.get(keyOf(citation)) ?? [])

/** What is answered, element by element: a finding that cites what is no law yet on the day answers nothing. */
export const answeredBy = (
  findings: readonly FindingRow[],
  cited: ReadonlyMap<string, contract.CitedProvision>,
): ReadonlyMap<string, FindingStatus> =>
  new Map(
    findings
      .filter((row) => citedBy(row, cited).every(({ standing }) => countsOn(standing)))
      .map(({ element, status }) => [element, status]),
  )

/** How many findings cite words that were changed after the day of their assessment, by a day. */
export async function changedSince(
  trx: Database,
  findings: readonly FindingRow[],
  cited: ReadonlyMap<string, contract.CitedProvision>,
  today: string,
): Promise<number> {
  const now = await provisionsCited(
    trx,
    findings.flatMap(({ citations }) => citations),
    { asOf: today, kind: 'draft_bill' },
  )
  const stale = (row: FindingRow, on: ReadonlyMap<string, contract.CitedProvision>) =>
    isStale(citedBy(row, on).map(({ later }) => later?.change ?? null))
  return findings.filter((row) => stale(row, now) && !stale(row, cited)).length
}

export const presentFinding = (
  row: FindingRow,
  names: ReadonlyMap<string, string>,
  cited: ReadonlyMap<string, contract.CitedProvision>,
): contract.FindingView => {
  const citations = [...citedBy(row, cited)]
  return {
    status: row.status,
    reasoning: row.reasoning,
    citations,
    state: row.state,
    author: row.author,
    authorName: names.get(row.author) ?? '',
    sentBack: row.sent_back,
    stale: isStale(citations.map(({ later }) => later?.change ?? null)),
    counts: citations.every(({ standing }) => countsOn(standing)),
    reviewedBy: row.reviewed_by,
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
): Promise<Result<{ readonly finding: FindingRow | undefined; readonly day: AssessedDay }, Failure>> {
  // Findings of one element wait for each other, the first answer too, which has no row to lock yet.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${assessmentId} ${elementId}`}, 15))`.execute(trx)
  const assessment = await tables(trx)
    .selectFrom('legislation.assessment')
    .select(['packs', 'tier', 'agency_id', 'as_of', 'kind'])
    .where('id', '=', assessmentId)
    .executeTakeFirst()
  if (!assessment) return unknown
  const book = await packBook(trx, assessment.agency_id)
  const obligations = obligationsOf(assessment.packs, assessment.tier, book)
  if (!obligations.some(({ elements }) => elements.some(({ id }) => id === elementId))) {
    return err(failure('legislation.element_unknown'))
  }
  const finding = await tables(trx)
    .selectFrom('legislation.finding')
    .select(COLUMNS)
    .where('assessment_id', '=', assessmentId)
    .where('element', '=', elementId)
    .executeTakeFirst()
  return ok({ finding, day: { asOf: assessment.as_of, kind: assessment.kind } })
}

async function presented(
  { staffNames }: LegislationContext,
  trx: Database,
  row: FindingRow,
  day: AssessedDay,
): Promise<contract.FindingView> {
  return presentFinding(row, await staffNames([row.author], trx), await provisionsCited(trx, row.citations, day))
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
    const locked = await lockedFinding(trx, place)
    if (!locked.ok) return locked
    const { finding: before, day } = locked.value
    const sent = await entryOf(trx, id)
    if (sent) {
      const same =
        sent.assessment_id === place.assessmentId &&
        sent.element === place.elementId &&
        sent.what === 'answer' &&
        sent.status === status &&
        sent.reasoning === reasoning
      return same && before ? ok(await presented(context, trx, before, day)) : err(failure('legislation.id_used'))
    }
    if (needsProvision(status) && citations.length === 0) return err(failure('legislation.provision_missing'))
    const cited = await provisionsCited(trx, citations, day)
    if (citations.some((citation) => !cited.has(keyOf(citation)))) return err(failure('legislation.provision_unknown'))
    if ([...cited.values()].some(({ standing }) => standing !== 'in_force'))
      return err(failure('legislation.not_in_force'))
    if ((before?.version ?? 0) !== (ifMatch ?? 0)) return err(failure('legislation.changed'))
    const version = (before?.version ?? 0) + 1
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
    const row = before
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
    return ok(await presented(context, trx, row, day))
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
    const locked = await lockedFinding(trx, place)
    if (!locked.ok) return locked
    const { finding: before, day } = locked.value
    if (!before) return unknown
    const sent = await entryOf(trx, id)
    if (sent) {
      const same = sent.assessment_id === place.assessmentId && sent.element === place.elementId && sent.what === review
      return same ? ok(await presented(context, trx, before, day)) : err(failure('legislation.id_used'))
    }
    if (review === 'send_back' && remark.trim() === '') return err(failure('legislation.remark_missing'))
    if (before.version !== ifMatch) return err(failure('legislation.changed'))
    const refused = reviewRefused({ ...before, reviewedBy: before.reviewed_by }, review, who.userId)
    if (refused) return err(failure(`legislation.${refused}`))
    const { status, reasoning, citations } = before
    if (review !== 'send_back') {
      const cited = await provisionsCited(trx, citations, day)
      if (answeredBy([before], cited).size === 0) return err(failure('legislation.not_in_force'))
    }
    const version = before.version + 1
    const state = stateAfter(review)
    const row = await tables(trx)
      .updateTable('legislation.finding')
      .set({
        state,
        reviewed_by: state === 'draft' ? null : state === 'validated' ? before.reviewed_by : who.userId,
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
    return ok(await presented(context, trx, row, day))
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
