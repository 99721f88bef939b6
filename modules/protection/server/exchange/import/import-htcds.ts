import { recordAudit } from '@gloact/audit'
import { pathOfPointer } from '@gloact/forms'
import { err, inLanes, ok, unwrap, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import type { FileFailure } from '../../../domain/failures.ts'
import type { DraftedFile } from '../../../domain/exchange/import/htcds-file.ts'
import {
  type DateOrder,
  type HtcdsKey,
  type ChosenColumns,
  type HtcdsLayout,
  htcdsMapping,
  type HtcdsMapping,
  readHtcdsRow,
  type HtcdsAnswers,
  cellText,
  type SaidValues,
  type RowRejection,
} from '@gloact/standards'
import {
  ageStatementOf,
  contactDateOf,
  declinesRecording,
  identityNumberOf,
} from '../../../domain/exchange/import/imported-person.ts'
import type { ProtectionContext } from '../../file/context.ts'
import { writeHtcdsRow, type HtcdsWriting } from './htcds-files.ts'
import { finishBatch, startBatch } from './import-batch.ts'
import type { ImportOptions, ImportResult } from './import-ctdc.ts'
import { rowTokens } from './import-rows.ts'
import { sourceOf } from './import-source.ts'
import { proposedValues } from './proposed-values.ts'
import { openHtcds } from './read-htcds.ts'
import { refuseTraining } from './refuse-training.ts'
import { openRejectsFile, type RejectsFile } from './rejects-file.ts'
import { runImport, type ImportCounts, type ImportSink, type RejectedRow } from './run-import.ts'
import { UnreadableFile } from './unreadable-file.ts'

export interface HtcdsOptions extends Omit<ImportOptions, 'owner'> {
  /** Whose files they become. */
  readonly agencyId: string
  /** The team that works on them; without one the agency's supervisors see them. */
  readonly teamId?: string | undefined
  readonly startedBy?: string | undefined
  /** How the file writes days such as 03/04/2021, where it does. */
  readonly dateOrder?: DateOrder | undefined
  /** What the columns hold, where the file's own header does not say it. */
  readonly columns?: ChosenColumns | undefined
  /** What somebody said that values mean which no column may say. */
  readonly values?: SaidValues | undefined
  /** Take values such as `Female` as the wizard proposes them, where nobody is there to confirm; `values` go before. */
  readonly proposeValues?: boolean | undefined
  /** The country calling code that telephone numbers without one are meant in. */
  readonly callingCode?: string | undefined
}

export interface HtcdsResult extends ImportResult {
  /** Columns that were left out: the standard does not know them, or the country restricts them to named staff. */
  readonly ignoredColumns: readonly string[]
}

/**
 * Loads people from a workbook or CSV file of the HTCDS. Each row is one use case and one transaction, so that an import
 * that is broken off has whole files, and running it again goes on from there. The same row again changes nothing; one
 * that changed edits its file, and leaves what people have written there since.
 */
export async function importHtcds(
  context: ProtectionContext,
  options: HtcdsOptions,
): Promise<Result<HtcdsResult, Failure>> {
  const { db, clock, rules } = context
  const today = clock.today(rules.calendar.timeZone)
  const scope = systemScope(rules.country)
  try {
    await refuseTraining(context, options.from)
    const mapping = htcdsMapping(rules.forms)
    const said = options.proposeValues ? await proposedValues(context, options) : options.values
    const source = await openHtcds(options.from, { chosen: options.columns })
    const layout = withoutRestricted(source.layout, mapping)
    let rejects: RejectsFile | undefined
    try {
      if (options.rejectsPath !== undefined)
        rejects = await openRejectsFile(options.rejectsPath, sourceOf(options.from).path)
      const batch = options.dryRun
        ? undefined
        : unwrap(
            await inScope<Awaited<ReturnType<typeof startBatch>>, never>(db, scope, async (trx) =>
              ok(await startBatch(trx, 'htcds', { country: rules.country, ...options }, clock.now())),
            ),
          )
      const writing: HtcdsWriting = {
        batch,
        agencyId: options.agencyId,
        teamId: options.teamId ?? null,
        callingCode: options.callingCode?.replace(/^\+/, ''),
        mapping,
        tokensOf: rowTokens(context.vault, options.agencyId, sourceOf(options.from).name),
        today,
      }
      const numbers = new Set<string>()
      const counts = await runImport<Parameters<typeof readHtcdsRow>[0], HtcdsAnswers>({
        rows: source.rows,
        map: (cells) => {
          const read = readHtcdsRow(cells, layout, {
            today,
            dateSystem: source.dateSystem,
            dateOrder: options.dateOrder,
            countries: rules.codeLists['country'],
            values: said,
          })
          if (!read.ok) return read
          // One number, two rows: whether they are one person or a number is wrong is for the person who keeps the list to say.
          const number = identityNumberOf(read.value)
          if (number !== undefined && numbers.size === numbers.add(number).size)
            return err([
              {
                column: 'prs_IdentityNumber',
                value: cellText(read.value.prs_IdentityNumber),
                reason: 'number_repeated',
              },
            ])
          const age = ageStatementOf(read.value, contactDateOf(read.value, today))
          if (!declinesRecording(read.value, age)) return read
          return err([{ column: 'con_Consent', value: cellText(read.value.con_Consent), reason: 'declined_by_person' }])
        },
        sink: sinkOf(context, writing),
        rejects: rejects ?? options.rejects,
        onProgress: options.onProgress,
        signal: options.signal,
        chunkSize: 25,
      })
      if (batch) await inScope(db, scope, async (trx) => ok(await finish(trx, batch, counts, options, clock.now())))
      return ok({ ...counts, batch: batch?.id ?? null, ignoredColumns: layout.ignored })
    } finally {
      await rejects?.close()
      await source.close()
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return err(error.failure)
    throw error
  }
}

function withoutRestricted(layout: HtcdsLayout, { restricted }: HtcdsMapping): HtcdsLayout {
  const isRestricted = (key: HtcdsKey | undefined): key is HtcdsKey => key !== undefined && restricted.has(key)
  return {
    ...layout,
    columns: layout.columns.map((key) => (isRestricted(key) ? undefined : key)),
    ignored: [...layout.ignored, ...layout.columns.filter(isRestricted)],
  }
}

async function finish(
  trx: Parameters<typeof finishBatch>[0],
  batch: Parameters<typeof finishBatch>[1],
  counts: ImportCounts,
  { agencyId, startedBy }: HtcdsOptions,
  at: Parameters<typeof finishBatch>[3],
): Promise<void> {
  await finishBatch(trx, batch, counts, at)
  await recordAudit(trx, {
    action: 'import.ran',
    object: { kind: 'protection.import_batch', id: batch.id },
    agencyId,
    ...(startedBy !== undefined && { actorId: startedBy }),
    detail: { ...counts },
  })
}

/** How many rows are written at a time, each in its own transaction: most of a row's time is waiting for the database. */
const LANES = 4

function sinkOf(context: ProtectionContext, writing: HtcdsWriting): ImportSink<HtcdsAnswers> {
  return {
    async write(chunk) {
      const counts = { imported: 0, updated: 0, unchanged: 0 }
      const rejected: (RejectedRow | undefined)[] = chunk.map(() => undefined)
      await inLanes(chunk.entries(), LANES, async ([index, { row, item }]) => {
        const written = await writeHtcdsRow(context, writing, row, item)
        if (written.ok) counts[written.value]++
        else rejected[index] = { row, rejections: rejectionsOf(written.error.failure, written.error.drafted, item) }
      })
      return { ...counts, rejected: rejected.filter((row) => row !== undefined) }
    },
  }
}

/** Names what a form refused by the column that it came from. */
function rejectionsOf(
  { fields }: FileFailure,
  drafted: DraftedFile | undefined,
  answers: HtcdsAnswers,
): readonly RowRejection[] {
  const origins = Object.assign({}, ...Object.values(drafted?.placed.origins ?? {})) as Readonly<Record<string, string>>
  const named = (fields ?? []).flatMap(({ pointer }): RowRejection[] => {
    const column = origins[pathOfPointer(pointer)]
    if (column === undefined) return []
    return [{ column, value: cellText(answers[column as keyof HtcdsAnswers]), reason: 'refused_by_form' }]
  })
  return named.length > 0 ? named : [{ column: '', value: '', reason: 'refused_by_file' }]
}
