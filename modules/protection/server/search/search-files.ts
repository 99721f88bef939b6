import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { FileSummary } from '../../contract/reading/files.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { parseFileNumber } from '../../domain/file/file-number.ts'
import { numberFormatOf } from '../../domain/file/file-rules.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import type { ProtectionContext } from '../file/context.ts'
import { SUMMARY_COLUMNS, toSummary } from '../reading/file-summary.ts'
import { tables } from '../file/file-tables.ts'
import { takeTurn } from '../file/take-turn.ts'

export interface FoundFiles {
  readonly byNumber: FileSummary | null
  readonly matches: {
    readonly file: FileSummary
    readonly score: number
    readonly reasons: { readonly kind: string }[]
  }[]
}

/**
 * Finds files by number or by name, within what the searcher may see. The text is neither stored nor logged: that
 * somebody searched is recorded, not what for.
 */
export async function searchFiles(
  context: ProtectionContext,
  principal: Principal,
  { text, limit }: { readonly text: string; readonly limit: number },
): Promise<Result<FoundFiles, FileFailure>> {
  const own = { agencyId: principal.agencyId, teamId: null, assignedTo: null, openedBy: principal.userId }
  const resource = { ...own, path: 'adult', status: 'open', sharedWithAgency: false } as const
  if (!filePolicy.decide(principal, 'file.search', resource).allowed) return err({ code: 'protection.not_allowed' })
  const turn = await takeTurn(context, principal, 'search')
  if (!turn.ok) return turn
  const number = parseFileNumber(text, numberFormatOf(context.rules))
  const today = context.clock.today(context.rules.calendar.timeZone)
  const found = number.ok ? [] : context.names.search(text, principal, today, limit)
  return inScope(context.db, principalScope(principal), async (trx) => {
    const files = await summaries(
      trx,
      principal.agencyId,
      found.map((match) => match.id),
    )
    const byNumber = number.ok ? await summaryByNumber(trx, principal.agencyId, number.value) : null
    await recordAudit(trx, { action: 'search.ran', detail: { found: files.size + (byNumber ? 1 : 0) } })
    return ok({
      byNumber,
      matches: found.flatMap((match) => {
        const file = files.get(match.id)
        return file ? [{ file, score: match.score, reasons: match.reasons.map((reason) => ({ ...reason })) }] : []
      }),
    })
  })
}

/** Read within the searcher's scope once more: the index suggests, row-level security decides. */
async function summaries(
  trx: ScopedTransaction,
  agencyId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FileSummary>> {
  if (ids.length === 0) return new Map()
  const rows = await summaryRows(trx)
    .where(sql<boolean>`protection.case_file.id = any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, toSummary(row, agencyId)]))
}

async function summaryByNumber(trx: ScopedTransaction, agencyId: string, number: string): Promise<FileSummary | null> {
  const row = await summaryRows(trx).where('number', '=', number).executeTakeFirst()
  return row ? toSummary(row, agencyId) : null
}

const summaryRows = (trx: ScopedTransaction) =>
  tables(trx).selectFrom('protection.case_file').select(SUMMARY_COLUMNS).where('status', '<>', 'import_undone')
