import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import type { ResponseOf } from '@gloact/http/contract'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope, readInScope } from '@gloact/postgres'
import type { NewAction } from '../../contract/file/actions.ts'
import type { endOpening as contract } from '../../contract/emergency/emergency.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { recordFor, systemFor } from '../file/as-system.ts'
import type { ProtectionContext } from '../file/context.ts'
import { lockFile } from '../file/file-store.ts'
import { tables } from '../file/file-tables.ts'

/** Hands back a file that one opened in an emergency: it closes at once, and the review goes on. */
export async function endOpening(
  context: ProtectionContext,
  principal: Principal,
  openingId: string,
  id: NewAction['id'],
): Promise<Result<ResponseOf<typeof contract>, FileFailure>> {
  const opening = await readInScope(context.db, principalScope(principal), async (trx) =>
    tables(trx)
      .selectFrom('protection.file_opening')
      .select(['file_id', 'expires_at'])
      .where('id', '=', openingId)
      .where('user_id', '=', principal.userId)
      .executeTakeFirst(),
  )
  if (!opening) return err({ code: 'protection.opening_unknown' })
  return inScope<ResponseOf<typeof contract>, FileFailure>(context.db, systemFor(principal), async (trx) => {
    const now = context.clock.now()
    // Closed already, by its time, by a review or by an earlier sending of this.
    if (Date.parse(opening.expires_at) <= Date.parse(now)) return ok({ ended: true })
    const file = await lockFile(trx, context.vault, opening.file_id, principal.agencyId)
    if (!file.ok) return err({ code: 'protection.opening_unknown' })
    // It is their own opening: the row says so.
    const recorded = await recordFor(trx, context, principal, file.value, {
      id,
      type: 'opening_ended',
      payload: { openingId },
      happenedAt: now,
    })
    if (!recorded.ok) return recorded
    await recordAudit(trx, {
      action: 'file.opening_ended',
      object: { kind: 'protection.case_file', id: opening.file_id },
      detail: { opening: openingId },
    })
    return ok({ ended: true })
  })
}
