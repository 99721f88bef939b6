import { err, failure, isUuid, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { removeHistoricalCases } from './historical-population.ts'
import { lockBatch, markUndone } from './import-batch.ts'
import type { ImportContext } from './import-ctdc.ts'

export interface UndoneImport {
  readonly batch: string
  /** Cases of the historical population that were taken out. */
  readonly removed: number
}

/** Takes back what one import did. `protection.import_batch_unknown`, or `protection.import_already_undone`. */
export async function undoImport(
  { db, clock, country }: ImportContext,
  batchId: string,
): Promise<Result<UndoneImport, Failure>> {
  if (!isUuid(batchId)) return err(failure('protection.import_batch_unknown'))
  return inScope<UndoneImport, Failure>(db, systemScope(country.code), async (trx) => {
    const batch = await lockBatch(trx, batchId)
    if (!batch) return err(failure('protection.import_batch_unknown'))
    if (batch.undone) return err(failure('protection.import_already_undone'))
    const removed = await removeHistoricalCases(trx, batch)
    await markUndone(trx, batch, clock.now())
    return ok({ batch: batch.id, removed })
  })
}
