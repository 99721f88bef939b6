import { recordAudit } from '@gloact/audit'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { ErasureView } from '../../contract/erasure/erasures.ts'
import { erasurePolicy } from '../../domain/erasure/erasure.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { ProtectionContext } from '../file/context.ts'
import { openTo } from '../file/kept-out.ts'
import { systemFor } from '../file/as-system.ts'
import { erasureResource, erasureTables } from './erasure-tables.ts'
import { presentErasure } from './present-erasure.ts'

/** Withdraws a request, as long as nobody has confirmed it. */
export async function withdrawErasure(
  context: ProtectionContext,
  principal: Principal,
  erasureId: string,
): Promise<Result<ErasureView, FileFailure>> {
  return inScope<ErasureView, FileFailure>(context.db, systemFor(principal), async (trx) => {
    const tables = erasureTables(trx)
    const erasure = await tables
      .selectFrom('protection.erasure')
      .selectAll()
      .where('id', '=', erasureId)
      .where('country', '=', principal.country)
      .where(openTo(principal.userId, 'protection.erasure.file_id'))
      .forUpdate()
      .executeTakeFirst()
    const dependent = await context.directory.notIndependentOf(principal.userId, trx)
    const resource = erasure && erasureResource(erasure, dependent)
    if (!resource || !erasurePolicy.decide(principal, 'erasure.withdraw', resource).allowed) {
      return err({ code: 'protection.not_found' })
    }
    if (erasure.confirmed_at !== null || erasure.withdrawn_at !== null) return err({ code: 'protection.erasure_ended' })
    const row = await tables
      .updateTable('protection.erasure')
      .set({ withdrawn_by: principal.userId, withdrawn_at: context.clock.now() })
      .where('id', '=', erasureId)
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudit(trx, {
      action: 'file.erasure_withdrawn',
      object: { kind: 'protection.case_file', id: row.file_id },
    })
    return ok(presentErasure(row, null, principal, dependent))
  })
}
