import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type {
  listOpenings as listing,
  OpeningToReview,
  reviewOpening as reviewing,
} from '../../contract/emergency/emergency.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import { recordFor, systemFor } from '../file/as-system.ts'
import type { ProtectionContext } from '../file/context.ts'
import { loadFile, lockFile } from '../file/file-store.ts'
import { tables, type FileOpeningTable } from '../file/file-tables.ts'
import { withoutFile } from '../file/without-file.ts'

export const mayReview = (principal: Principal): boolean =>
  filePolicy.decide(principal, 'file.review_opening', withoutFile(principal)).allowed

/** A supervisor answers for the agency's files, a data-protection officer for the country's. */
export const overseesCountry = (principal: Principal): boolean => principal.roles.includes('data_protection_officer')

/**
 * Files of the reviewer's agency that were opened in an emergency. A data-protection officer sees no files and reviews
 * all the same: what they are shown is the opening and the words of the person who opened it, nothing else of the file.
 */
export async function listOpenings(
  context: ProtectionContext,
  principal: Principal,
  { state, cursor, limit }: HandlerInput<typeof listing>['query'],
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!mayReview(principal)) return err({ code: 'protection.not_allowed' })
  const after = cursor === undefined ? null : CURSOR.exec(cursor)
  if (cursor !== undefined && !after)
    return err({ code: 'http.invalid_request', fields: [{ pointer: '/cursor', code: 'http.cursor' }] })
  const rows = await readInScope(context.db, principalScope(principal), (trx) => {
    let query = tables(trx)
      .selectFrom('protection.file_opening')
      .selectAll()
      .where('country', '=', principal.country)
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (!overseesCountry(principal)) query = query.where('owner_agency_id', '=', principal.agencyId)
    if (state === 'to_review') query = query.where('reviewed_at', 'is', null)
    if (after) query = query.where(sql<boolean>`(opened_at, id) < (${after[1]!}::timestamptz, ${after[2]!}::uuid)`)
    return query.execute()
  })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const names = await context.directory.staffNames(items.map((row) => row.user_id))
  const dependent = await context.directory.notIndependentOf(principal.userId)
  return inScope(context.db, systemFor(principal), async (trx) => {
    const shown = await Promise.all(items.map((row) => withWords(trx, context, principal, row, { names, dependent })))
    await recordAudit(trx, { action: 'file.openings_listed', detail: { count: items.length } })
    return ok({
      items: shown.filter((opening) => opening !== undefined),
      next: rows.length > limit && last ? `${last.opened_at}_${last.id}` : null,
    })
  })
}

const CURSOR = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)_([0-9a-f-]{36})$/

/** With what was said, which lies sealed in the file's log. Gone with the person's key where the file was erased. */
async function withWords(
  trx: ScopedTransaction,
  context: ProtectionContext,
  principal: Principal,
  row: FileOpeningTable,
  { names, dependent }: { readonly names: ReadonlyMap<string, string>; readonly dependent: ReadonlySet<string> },
): Promise<OpeningToReview | undefined> {
  const file = await loadFile(trx, context.vault, row.file_id, principal.agencyId)
  const opening = file.ok ? file.value.state.openings.find(({ actionId }) => actionId === row.id) : undefined
  if (!opening) return undefined
  return {
    id: row.id,
    fileId: row.file_id,
    number: row.number,
    userId: row.user_id,
    userName: names.get(row.user_id) ?? null,
    agencyId: row.agency_id,
    reason: row.reason,
    words: opening.words,
    openedAt: row.opened_at,
    until: row.expires_at,
    review: opening.review && {
      userId: opening.review.actor,
      at: opening.review.happenedAt,
      verdict: opening.review.verdict,
      words: opening.review.words,
    },
    notTwoPeople: opening.review === null && dependent.has(row.user_id),
    mayReview: opening.review === null && row.user_id !== principal.userId && !dependent.has(row.user_id),
  }
}

/** Says whether it was right. Not justified: the file closes to the person who opened it at once. */
export async function reviewOpening(
  context: ProtectionContext,
  principal: Principal,
  openingId: string,
  review: HandlerInput<typeof reviewing>['body'],
): Promise<Result<ResponseOf<typeof reviewing>, FileFailure>> {
  if (!mayReview(principal)) return err({ code: 'protection.opening_unknown' })
  const opening = await readInScope(context.db, principalScope(principal), (trx) => {
    const query = tables(trx).selectFrom('protection.file_opening').select('file_id').where('id', '=', openingId)
    const own = overseesCountry(principal) ? query : query.where('owner_agency_id', '=', principal.agencyId)
    return own.executeTakeFirst()
  })
  if (!opening) return err({ code: 'protection.opening_unknown' })
  return inScope<ResponseOf<typeof reviewing>, FileFailure>(context.db, systemFor(principal), async (trx) => {
    const file = await lockFile(trx, context.vault, opening.file_id, principal.agencyId)
    if (!file.ok) return err({ code: 'protection.opening_unknown' })
    const recorded = await recordFor(trx, context, principal, file.value, {
      id: review.id,
      type: 'opening_reviewed',
      payload: { openingId, verdict: review.verdict, words: review.words },
      happenedAt: context.clock.now(),
    })
    if (!recorded.ok) return recorded
    await recordAudit(trx, {
      action: 'file.opening_reviewed',
      object: { kind: 'protection.case_file', id: opening.file_id },
      detail: { opening: openingId, verdict: review.verdict },
    })
    return ok({ reviewed: true })
  })
}
