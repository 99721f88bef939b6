import { recordAudit } from '@gloact/audit'
import { err, failure, isUuid, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import type { ProtectionContext } from '../../file/context.ts'
import { removeHistoricalCases } from './historical-population.ts'
import { lockBatch, markUndone, type ImportBatch } from './import-batch.ts'
import { undoFiles } from './undo-htcds.ts'

export interface UndoneImport {
  readonly batch: string
  /** Cases of the historical population that were removed, or files whose import was undone. */
  readonly undone: number
  /** Files that stay, since people have worked on them since. */
  readonly kept: number
}

/** Who takes an import back in the web app, and which they may: another is as if it were not there. */
export interface Undoing {
  readonly userId: string | null
  readonly may: (batch: ImportBatch) => boolean
}

/** Takes back what one import did. `protection.import_batch_unknown`, or `protection.import_already_undone`. */
export async function undoImport(
  context: ProtectionContext,
  batchId: string,
  by?: Undoing,
): Promise<Result<UndoneImport, Failure>> {
  const { db, clock, rules } = context
  if (!isUuid(batchId)) return err(failure('protection.import_batch_unknown'))
  const scope = systemScope(rules.country)
  const found = await inScope<ImportBatch, Failure>(db, scope, async (trx) => {
    const batch = await lockBatch(trx, batchId)
    if (!batch || batch.country !== rules.country || by?.may(batch) === false)
      return err(failure('protection.import_batch_unknown'))
    return batch.undone ? err(failure('protection.import_already_undone')) : ok(batch)
  })
  if (!found.ok) return found
  const batch = found.value
  const files = batch.kind === 'htcds' ? await undoFiles(context, batch) : { undone: 0, kept: 0 }
  return inScope<UndoneImport, Failure>(db, scope, async (trx) => {
    const locked = await lockBatch(trx, batchId)
    if (!locked || locked.undone) return err(failure('protection.import_already_undone'))
    const removed = batch.kind === 'ctdc' ? await removeHistoricalCases(trx, batch) : 0
    const result = { undone: files.undone + removed, kept: files.kept }
    // While a file stays, so does what can be undone of the batch.
    await markUndone(trx, batch, clock.now(), {
      whole: result.kept === 0,
      files: result.undone,
      by: by?.userId ?? null,
    })
    await recordAudit(trx, {
      action: 'import.undone',
      object: { kind: 'protection.import_batch', id: batch.id },
      ...(batch.agencyId !== null && { agencyId: batch.agencyId }),
      ...(by?.userId && { actorId: by.userId }),
      detail: result,
    })
    return ok({ batch: batch.id, ...result })
  })
}
