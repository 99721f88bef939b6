import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { ExclusionView, listExclusions as contract } from '../../contract/exclusions/exclusions.ts'
import { overseesCountry } from '../emergency/review-openings.ts'
import { systemFor } from '../file/as-system.ts'
import type { ProtectionContext } from '../file/context.ts'
import { loadFile } from '../file/file-store.ts'
import { tables, type FileExclusionTable } from '../file/file-tables.ts'
import { mayExclude } from './exclude-staff.ts'

const CURSOR = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)_([0-9a-f-]{36})$/

/**
 * To whom files are closed, for those who answer for them and for data-protection officers, who see no files: a number, names of staff,
 * and the words of the one who closed it. Nobody reads of their own.
 */
export async function listExclusions(
  context: ProtectionContext,
  principal: Principal,
  { state, fileId, cursor, limit }: HandlerInput<typeof contract>['query'],
): Promise<Result<ResponseOf<typeof contract>, Failure>> {
  if (!mayExclude(principal)) return err({ code: 'protection.not_allowed' })
  const after = cursor === undefined ? null : CURSOR.exec(cursor)
  if (cursor !== undefined && !after)
    return err({ code: 'http.invalid_request', fields: [{ pointer: '/cursor', code: 'http.cursor' }] })
  const rows = await readInScope(context.db, principalScope(principal), (trx) => {
    let query = tables(trx)
      .selectFrom('protection.file_exclusion')
      .selectAll()
      .where('country', '=', principal.country)
      .orderBy('excluded_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
    // An officer for the protection of children answers for children's files alone, as row-level security of the files has it.
    if (!overseesCountry(principal))
      query = query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('protection.case_file')
            .select('protection.case_file.id')
            .whereRef('protection.case_file.id', '=', 'protection.file_exclusion.file_id'),
        ),
      )
    if (state === 'in_force') query = query.where('ended_at', 'is', null)
    if (fileId !== undefined) query = query.where('file_id', '=', fileId)
    if (after) query = query.where(sql<boolean>`(excluded_at, id) < (${after[1]!}::timestamptz, ${after[2]!}::uuid)`)
    return query.execute()
  })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const names = await context.directory.staffNames(
    items.flatMap((row) => [row.user_id, row.excluded_by, ...(row.ended_by === null ? [] : [row.ended_by])]),
  )
  const dependent = await context.directory.notIndependentOf(principal.userId)
  return inScope(context.db, systemFor(principal), async (trx) => {
    const shown = await Promise.all(items.map((row) => withWords(trx, context, principal, row, { names, dependent })))
    await recordAudit(trx, { action: 'file.exclusions_listed', detail: { count: items.length } })
    return ok({
      items: shown.filter((each) => each !== undefined),
      next: rows.length > limit && last ? `${last.excluded_at}_${last.id}` : null,
    })
  })
}

/** With what was said, which lies sealed in the file's log. */
async function withWords(
  trx: ScopedTransaction,
  context: ProtectionContext,
  principal: Principal,
  row: FileExclusionTable,
  { names, dependent }: { readonly names: ReadonlyMap<string, string>; readonly dependent: ReadonlySet<string> },
): Promise<ExclusionView | undefined> {
  const file = await loadFile(trx, context.vault, row.file_id, principal.agencyId)
  const said = file.ok ? file.value.state.exclusions.find(({ actionId }) => actionId === row.id) : undefined
  if (!said) return undefined
  return {
    id: row.id,
    fileId: row.file_id,
    number: row.number,
    userName: names.get(row.user_id) ?? null,
    recordedBy: names.get(row.excluded_by) ?? null,
    own: row.excluded_by === row.user_id,
    ground: said.ground,
    words: said.words,
    since: row.excluded_at,
    ended: said.ended && {
      by: names.get(said.ended.actor) ?? null,
      at: said.ended.happenedAt,
      words: said.ended.words,
    },
    mayEnd:
      said.ended === null &&
      row.excluded_by !== principal.userId &&
      !dependent.has(row.excluded_by) &&
      !dependent.has(row.user_id),
  }
}
