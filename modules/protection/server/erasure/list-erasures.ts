import type { Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import type { ErasureView } from '../../contract/erasure/erasures.ts'
import { erasurePolicy } from '../../domain/erasure/erasure.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { ProtectionContext } from '../file/context.ts'
import { openTo } from '../file/kept-out.ts'
import { systemFor } from '../file/as-system.ts'
import { overseesCountry } from '../emergency/review-openings.ts'
import { mayErase } from './ask-erasure.ts'
import { erasureResource, erasureTables } from './erasure-tables.ts'
import { presentErasure } from './present-erasure.ts'

const MOST = 500

/** The erasures within one's reach: what waits first, then the latest; and the names of those who asked for and confirmed them. */
export async function listErasures(
  context: ProtectionContext,
  principal: Principal,
): Promise<Result<{ items: ErasureView[]; names: Record<string, string> }, FileFailure>> {
  if (!mayErase(principal)) return err({ code: 'protection.not_allowed' })
  // A data-protection officer sees no files: the number of one that waits is read for them.
  const rows = await readInScope(context.db, systemFor(principal), (trx) =>
    erasureTables(trx)
      .selectFrom('protection.erasure as erasure')
      .innerJoin('protection.case_file as file', 'file.id', 'erasure.file_id')
      .selectAll('erasure')
      .select('file.number')
      .where('erasure.country', '=', principal.country)
      .where(openTo(principal.userId, 'erasure.file_id'))
      .$if(!overseesCountry(principal), (query) => query.where('erasure.agency_id', '=', principal.agencyId))
      .orderBy(
        (row) => row.fn.coalesce('erasure.confirmed_at', 'erasure.withdrawn_at'),
        (order) => order.desc().nullsFirst(),
      )
      .orderBy('erasure.asked_at', 'desc')
      .limit(MOST)
      .execute(),
  )
  const dependent = await context.directory.notIndependentOf(principal.userId)
  const seen = rows.filter(
    (row) => erasurePolicy.decide(principal, 'erasure.see', erasureResource(row, dependent)).allowed,
  )
  const names = await context.directory.staffNames(
    seen.flatMap((row) => [row.asked_by, row.withdrawn_by, row.confirmed_by].filter((id) => id !== null)),
  )
  return ok({
    items: seen.map(({ number, ...row }) => presentErasure(row, number, principal, dependent)),
    names: Object.fromEntries(names),
  })
}
