import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { HandlerInput } from '@gloact/http/contract'
import type { FileSummary } from '../../contract/reading/files.ts'
import type { countCaseFiles as counting, listCaseFiles as contract } from '../../contract/lists/file-list.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import type { ProtectionContext } from '../file/context.ts'
import { withoutFile } from '../file/without-file.ts'
import { labelsQuery, openLabels } from '../file/file-labels.ts'
import { filteredFiles, pageOf, readCursor, writeCursor, type Asking } from './file-query.ts'
import { SUMMARY_COLUMNS, toSummary } from '../reading/file-summary.ts'

type Query = HandlerInput<typeof contract>['query']
export type FileFilter = Omit<Query, 'sort' | 'direction'> & Partial<Pick<Query, 'sort' | 'direction'>>

export const askingOf = (context: ProtectionContext, principal: Principal): Asking => ({
  principal,
  now: context.clock.now(),
  timeZone: context.rules.calendar.timeZone,
})

/** Anyone who has no list of files is told so, as with an export of it: an empty list would say that there are none. */
const mayList = (principal: Principal): boolean =>
  filePolicy.decide(principal, 'file.list', withoutFile(principal)).allowed

/** The files that somebody may see, a page at a time, as sorted. Row-level security decides which there are. */
export async function listCaseFiles(
  context: ProtectionContext,
  principal: Principal,
  { cursor, limit, sort = 'changed', direction = 'descending', ...filter }: FileFilter,
): Promise<Result<{ items: FileSummary[]; next: string | null }, Failure>> {
  if (!mayList(principal)) return err({ code: 'protection.not_allowed' })
  const after = cursor === undefined ? null : readCursor(cursor, { sort, direction })
  if (after === undefined)
    return err({ code: 'http.invalid_request', fields: [{ pointer: '/cursor', code: 'http.cursor' }] })
  return inScope(context.db, principalScope(principal), async (trx) => {
    const page = pageOf({ sort, direction }, principal, after)
    const rows = await filteredFiles(trx, filter, askingOf(context, principal))
      .select(SUMMARY_COLUMNS)
      .select(page.value)
      .where(page.after)
      .orderBy(page.orderBy)
      // Written out: a plan that is kept has to know that it is a page, and not a tenth of all files.
      .limit(sql.lit(limit + 1))
      .execute()
    await recordAudit(trx, { action: 'file.listed', detail: { count: Math.min(rows.length, limit) } })
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    const ids = items.map(({ id }) => id)
    const { rows: sealed } = await trx.executeQuery(labelsQuery(trx, ids))
    const labels = await openLabels(trx, context.vault, sealed)
    return ok({
      items: items.map((row) => ({
        ...toSummary(row, principal.agencyId),
        label: labels.get(row.id) ?? null,
      })),
      next:
        rows.length > limit && last ? writeCursor({ sort, direction }, { value: last.sort_value, id: last.id }) : null,
    })
  })
}

/** How many fit, and which: for what is to be done with all of them. */
export async function countCaseFiles(
  context: ProtectionContext,
  principal: Principal,
  { filter, ids }: HandlerInput<typeof counting>['body'],
): Promise<Result<{ count: number; ids: string[] }, Failure>> {
  if (!mayList(principal)) return err({ code: 'protection.not_allowed' })
  return inScope(context.db, principalScope(principal), async (trx) => {
    const asking = askingOf(context, principal)
    const { count } = await filteredFiles(trx, filter, asking)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    const rows =
      ids === 0
        ? []
        : await filteredFiles(trx, filter, asking)
            .select('protection.case_file.id as id')
            .orderBy('protection.case_file.id')
            .limit(ids)
            .execute()
    await recordAudit(trx, { action: 'file.listed', detail: { count } })
    return ok({ count, ids: rows.map(({ id }) => id) })
  })
}
