import { open, rename, rm } from 'node:fs/promises'
import { recordAudit } from '@gloact/audit'
import { kAnonymous, shownFigure, type DisclosureRules, type ShownFigure } from '@gloact/disclosure'
import { err, failure, newId, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { CTDC_MISSING, CTDC_PUBLISHED_COLUMNS, ctdcRecordOf, type CtdcRecord } from '@gloact/standards'
import { TRAINING_MARK } from '../../../domain/exchange/training-mark.ts'
import type { ProtectionContext } from '../../file/context.ts'
import { tables } from '../../file/file-tables.ts'

/** CTDC publishes its case data with k = 11 (codebook v7.1). */
const CTDC_K = 11

/** How many records have to be alike: as CTDC does, or as the country's rule for the public where that asks for more. */
export const usualK = ({ public: { threshold } }: DisclosureRules): number => Math.max(CTDC_K, threshold)

/** The columns by which somebody might be known, in the order in which they are blanked. */
const QUASI_IDENTIFIERS = [
  'majorityEntry',
  'majorityStatusAtExploit',
  'citizenship',
  'CountryOfExploitation',
  'ageBroad',
  'yearOfRegistration',
  'gender',
  'majorityStatus',
] as const

export interface CtdcExportOptions {
  /** Where the CSV file is written; a file of that name is replaced. */
  readonly out: string
  /** Whose files; without one, the whole country's. */
  readonly agencyId?: string | undefined
  /** How many records have to share what could tell one: `usualK`; never below the country's rule for the public. */
  readonly k?: number | undefined
}

export interface CtdcExportResult {
  readonly exported: number
  /** By the rule for the public, as is what was blanked: said beside the file, it would tell of those who are not in it. */
  readonly leftOut: ShownFigure
  readonly blanked: Readonly<Record<string, ShownFigure>>
}

/** What this needs of the module: countable answers alone, and so no key. */
type ExportContext = Pick<ProtectionContext, 'db' | 'training' | 'disclosure'> & {
  readonly rules: Pick<ProtectionContext['rules'], 'country' | 'forms'>
}

/**
 * Writes the files whose person was found to be a victim of trafficking (conclusive or, until it is decided, reasonable
 * grounds) as a CSV of CTDC's published layout, k-anonymous. Countable answers alone: no key is opened.
 * `protection.export_too_few_alike` where `k` is below the country's rule, `protection.export_not_writable` where the place
 * cannot be written; that it was made is in the audit log before the file is in its place.
 */
export async function exportCtdc(
  { db, rules, training, disclosure }: ExportContext,
  { out, agencyId, k = usualK(disclosure) }: CtdcExportOptions,
): Promise<Result<CtdcExportResult, Failure>> {
  const { threshold } = disclosure.public
  if (k < threshold) return err(failure('protection.export_too_few_alike', { params: { smallest: threshold } }))
  const unfinished = `${out}.${newId()}.part`
  // Whatever the reason, the person who asked can only name another place.
  const file = await open(unfinished, 'wx', 0o600).catch(() => undefined)
  if (!file) return err(failure('protection.export_not_writable'))
  try {
    const records = await readInScope(db, systemScope(rules.country), async (trx) => {
      let query = tables(trx)
        .selectFrom('protection.case_file')
        .select(['coded', 'opened_on'])
        .where('country', '=', rules.country)
        .where('status', '!=', 'import_undone')
      if (agencyId !== undefined) query = query.where('agency_id', '=', agencyId)
      const rows = await query.execute()
      return rows.flatMap(({ coded, opened_on: openedOn }): CtdcRecord[] =>
        isIdentified(coded) ? [ctdcRecordOf(coded, rules.forms, openedOn.slice(0, 4))] : [],
      )
    })
    const { rows, dropped, blanked } = kAnonymous(records, {
      columns: QUASI_IDENTIFIERS,
      k,
      missing: CTDC_MISSING,
    })
    if (training) await file.write(`"# ${TRAINING_MARK}"\n`)
    await file.write(`${CTDC_PUBLISHED_COLUMNS.join(',')}\n`)
    for (const row of rows) {
      // Codes and numbers alone: nothing needs quotes, and nothing begins as a formula does but -99.
      await file.write(`${CTDC_PUBLISHED_COLUMNS.map((column) => row[column] ?? CTDC_MISSING).join(',')}\n`)
    }
    await file.sync()
    const recorded = await inScope<CtdcExportResult, Failure>(db, systemScope(rules.country), async (trx) => {
      await recordAudit(trx, {
        action: 'export.made',
        object: { kind: 'protection.ctdc_export', id: newId() },
        purpose: 'statistics',
        ...(agencyId !== undefined && { agencyId }),
        detail: { records: rows.length, k },
      })
      const shown = (count: number) => shownFigure(disclosure.public, count)
      return ok({
        exported: rows.length,
        leftOut: shown(dropped),
        blanked: Object.fromEntries(Object.entries(blanked).map(([column, count]) => [column, shown(count)])),
      })
    })
    if (recorded.ok) await rename(unfinished, out)
    return recorded
  } finally {
    await file.close()
    await rm(unfinished, { force: true })
  }
}

const isIdentified = (coded: Readonly<Record<string, unknown>>): boolean =>
  coded['conclusive_grounds'] === 'positive' ||
  (coded['conclusive_grounds'] === null && coded['reasonable_grounds'] === 'positive')
