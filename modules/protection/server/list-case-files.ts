import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { HandlerInput } from '@gloact/http/contract'
import type { FileSummary } from '../contract/files.ts'
import type { listCaseFiles as contract } from '../contract/routes.ts'
import type { ProtectionContext } from './context.ts'
import { deadlinesColumn, SUMMARY_COLUMNS, toSummary } from './file-summary.ts'
import { tables } from './file-tables.ts'

export type FileFilter = HandlerInput<typeof contract>['query']

/** The files that somebody may see, last changed first, a page at a time. Row-level security decides which there are. */
export async function listCaseFiles(
  context: ProtectionContext,
  principal: Principal,
  filter: FileFilter,
): Promise<Result<{ items: FileSummary[]; next: string | null }, Failure>> {
  const after = filter.cursor === undefined ? null : readCursor(filter.cursor)
  if (after === undefined)
    return err({ code: 'http.invalid_request', fields: [{ pointer: '/cursor', code: 'http.cursor' }] })
  return inScope(context.db, principalScope(principal), async (trx) => {
    let query = tables(trx)
      .selectFrom('protection.case_file')
      .select(SUMMARY_COLUMNS)
      .select(deadlinesColumn)
      .where('status', '<>', 'import_undone')
      .orderBy('changed_at', 'desc')
      .orderBy('protection.case_file.id', 'desc')
      .limit(filter.limit + 1)
    if (after) {
      query = query.where(
        sql<boolean>`(changed_at, protection.case_file.id) < (${after.changedAt}::timestamptz, ${after.id}::uuid)`,
      )
    }
    if (filter.mine === 'true') query = query.where('assigned_to', '=', principal.userId)
    if (filter.status) query = query.where('status', '=', filter.status)
    if (filter.path) query = query.where('path', '=', filter.path)
    if (filter.stage) query = query.where('stage', '=', filter.stage as never)
    if (filter.teamId) query = query.where('team_id', '=', filter.teamId)
    if (filter.assignedTo) query = query.where('assigned_to', '=', filter.assignedTo)
    if (filter.awaited === 'true') query = query.where('decision_awaited', 'is not', null)
    if (filter.overdue === 'true') {
      query = query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('protection.deadline')
            .select('kind')
            .whereRef('protection.deadline.file_id', '=', 'protection.case_file.id')
            .where('stopped_at', 'is', null)
            .where('due_at', '<', context.clock.now()),
        ),
      )
    }
    const rows = await query.execute()
    await recordAudit(trx, { action: 'file.listed', detail: { count: Math.min(rows.length, filter.limit) } })
    const items = rows.slice(0, filter.limit)
    const last = items.at(-1)
    return ok({
      items: items.map(toSummary),
      next: rows.length > filter.limit && last ? `${last.changed_at}_${last.id}` : null,
    })
  })
}

const CURSOR = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_([0-9a-f-]{36})$/

/** Undefined where the text is no cursor of ours. */
function readCursor(text: string): { readonly changedAt: string; readonly id: string } | undefined {
  const parts = CURSOR.exec(text)
  return parts ? { changedAt: parts[1]!, id: parts[2]! } : undefined
}
