import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import type { FileRules } from '../../../domain/file/file-rules.ts'
import type { ProtectionContext } from '../../file/context.ts'
import { detectCtdcLayout, ctdcCaseNumber, mapCtdcRow, type SourceRow } from '@gloact/standards'
import { historicalPopulation } from './historical-population.ts'
import { finishBatch, startBatch, type BatchId, type BatchOwner } from './import-batch.ts'
import { sourceOf, type ImportFrom } from './import-source.ts'
import { readCsv, type CsvRow } from './read-csv.ts'
import { refuseTraining } from './refuse-training.ts'
import { openRejectsFile, type RejectsFile } from './rejects-file.ts'
import { runImport, type ImportCounts, type Rejects } from './run-import.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** What an import of figures needs of this module's context: there is nobody in them. */
export interface ImportContext extends Pick<ProtectionContext, 'db' | 'clock' | 'training'> {
  readonly rules: Pick<FileRules, 'country' | 'calendar'>
}

export interface ImportOptions {
  readonly from: ImportFrom
  /** Everything is read and worked out, nothing is written. */
  readonly dryRun?: boolean | undefined
  /** Where rejected values are written; without it only their number is told. */
  readonly rejectsPath?: string | undefined
  /** Who is told of what was rejected where no file is written. */
  readonly rejects?: Rejects | undefined
  /** Ends it: figures are not kept half, files of people are kept whole as far as they came. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((counts: ImportCounts) => void) | undefined
  readonly owner?: Omit<BatchOwner, 'country'> | undefined
}

/** `batch` is what undoes it; null where nothing was to be written. */
export interface ImportResult extends ImportCounts {
  readonly batch: BatchId | null
}

/**
 * Loads a CTDC file of either layout as a historical population, in one transaction: an import that is broken off leaves
 * nothing. The same file again changes nothing; a row whose case number comes with other figures is updated.
 */
export async function importCtdc(
  { db, clock, rules, training }: ImportContext,
  { from, dryRun, rejectsPath, rejects: told, signal, onProgress, owner }: ImportOptions,
): Promise<Result<ImportResult, Failure>> {
  const today = clock.today(rules.calendar.timeZone)
  try {
    await refuseTraining({ ...(training !== undefined && { training }) }, from)
    const records = readCsv(from)
    const header = await records.next()
    const layout = detectCtdcLayout(header.done ? [] : header.value.cells)
    if (!layout.ok) {
      await records.return(undefined)
      return layout
    }
    let rejects: RejectsFile | undefined
    try {
      if (rejectsPath !== undefined) rejects = await openRejectsFile(rejectsPath, sourceOf(from).path)
      return await inScope<ImportResult, Failure>(db, systemScope(rules.country), async (trx) => {
        const batch = dryRun
          ? undefined
          : await startBatch(trx, 'ctdc', { country: rules.country, ...owner }, clock.now())
        const source = `ctdc:${layout.value.name}`
        const counts = await runImport({
          rows: sourceRows(records),
          map: (row) => {
            const mapped = mapCtdcRow(row, layout.value, today)
            if (!mapped.ok) return mapped
            return ok({ identity: ctdcCaseNumber(row, layout.value) ?? row.join('\t'), case: mapped.value })
          },
          sink: historicalPopulation(trx, { source, country: rules.country, batch }),
          rejects: rejects ?? told,
          onProgress,
          signal,
        })
        if (signal?.aborted) return err(failure('protection.import_cancelled'))
        if (batch) {
          await finishBatch(trx, batch, counts, clock.now())
          await recordAudit(trx, {
            action: 'import.ran',
            object: { kind: 'protection.import_batch', id: batch.id },
            ...(owner?.startedBy !== undefined && { actorId: owner.startedBy }),
            detail: { ...counts },
          })
        }
        return ok({ ...counts, batch: batch?.id ?? null })
      })
    } finally {
      await records.return(undefined)
      await rejects?.close()
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return err(error.failure)
    throw error
  }
}

async function* sourceRows(records: AsyncIterable<CsvRow>): AsyncGenerator<SourceRow<readonly string[]>> {
  for await (const { row, cells } of records) yield { row, item: cells }
}
