import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { restorableUntil } from '../../../domain/exchange/undo-import.ts'
import type { ProtectionContext } from '../../file/context.ts'
import { lockBatch, markRestored, type ImportBatch } from './import-batch.ts'
import { restoreFiles } from './undo-htcds.ts'
import type { UndoneImport, Undoing } from './undo-import.ts'

/**
 * Brings back what undoing an import took away: `undone` counts the files that are there again, `kept` those that stay away, since their
 * rows were imported once more meanwhile.
 */
export async function restoreImport(
  context: ProtectionContext,
  batchId: string,
  by: Undoing,
): Promise<Result<UndoneImport, Failure>> {
  const { db, clock, rules } = context
  const scope = systemScope(rules.country)
  const found = await inScope<ImportBatch, Failure>(db, scope, async (trx) => {
    const batch = await lockBatch(trx, batchId)
    if (!batch || batch.country !== rules.country || !by.may(batch))
      return err(failure('protection.import_batch_unknown'))
    const until = restorableUntil(batch.kind, batch.undoRanAt)
    return until !== null && clock.now() < until ? ok(batch) : err(failure('protection.import_not_restorable'))
  })
  if (!found.ok) return found
  const batch = found.value
  const files = await restoreFiles(context, batch)
  return inScope<UndoneImport, Failure>(db, scope, async (trx) => {
    const locked = await lockBatch(trx, batchId)
    // Two who bring it back at once take turns by file: the second finds it done.
    if (locked?.undoRanAt === null) return ok({ batch: batch.id, ...files })
    await markRestored(trx, batch, clock.now())
    await recordAudit(trx, {
      action: 'import.restored',
      object: { kind: 'protection.import_batch', id: batch.id },
      ...(batch.agencyId !== null && { agencyId: batch.agencyId }),
      ...(by.userId && { actorId: by.userId }),
      detail: { ...files },
    })
    return ok({ batch: batch.id, ...files })
  })
}
