import { textOf, type Cell, type DateSystem } from '@gloact/workbook'
import {
  readHtcdsHeader,
  type ChosenColumns,
  type HtcdsFileLayout,
  isBlankRow,
  type SourceRow,
} from '@gloact/standards'
import { sourceOf, type ImportFrom } from './import-source.ts'
import { readCsv, readingFailed } from './read-csv.ts'
import { openWorkbook, WORKBOOK_LIMITS, type WorkbookLimits } from './read-xlsx.ts'
import { UnreadableFile } from './unreadable-file.ts'

export interface HtcdsSource {
  readonly layout: HtcdsFileLayout
  readonly dateSystem: DateSystem
  /** The rows that hold something, without the header. To be read once. */
  readonly rows: AsyncIterable<SourceRow<readonly (Cell | undefined)[]>>
  close(): Promise<void>
}

type Row = SourceRow<readonly (Cell | undefined)[]>

/**
 * Opens a workbook or a CSV file of the HTCDS, whatever its name ends in. Of a workbook the first sheet counts that has
 * the standard's columns. Throws `UnreadableFile`.
 */
export async function openHtcds(
  from: ImportFrom,
  {
    limits = WORKBOOK_LIMITS,
    chosen,
  }: { readonly limits?: WorkbookLimits; readonly chosen?: ChosenColumns | undefined } = {},
): Promise<HtcdsSource> {
  return (await isZip(from))
    ? fromWorkbook(from, limits, chosen)
    : fromRows(csvRows(from), '1900', async () => undefined, chosen)
}

async function isZip(from: ImportFrom): Promise<boolean> {
  const file = sourceOf(from)
  try {
    return (await file.read(0, 4)).equals(Buffer.from('PK\x03\x04', 'latin1'))
  } catch (error) {
    throw readingFailed(error)
  } finally {
    // One that was given to us is its owner's to close.
    if (file !== from) await file.close()
  }
}

async function* csvRows(from: ImportFrom): AsyncGenerator<Row> {
  for await (const { row, cells } of readCsv(from)) yield { row, item: cells }
}

async function fromWorkbook(
  from: ImportFrom,
  limits: WorkbookLimits,
  chosen: ChosenColumns | undefined,
): Promise<HtcdsSource> {
  const workbook = await openWorkbook(from, limits)
  try {
    for (const sheet of workbook.sheets) {
      const source = await fromRows(sheetRows(sheet.rows()), workbook.dateSystem, () => workbook.close(), chosen).catch(
        (error: unknown) => {
          if (error instanceof UnreadableFile && error.failure.code === 'protection.import_unknown_layout') return
          throw error
        },
      )
      if (source) return source
    }
    throw new UnreadableFile('protection.import_unknown_layout')
  } catch (error) {
    await workbook.close()
    throw error
  }
}

async function* sheetRows(
  rows: AsyncGenerator<{ row: number; cells: readonly (Cell | undefined)[] }>,
): AsyncGenerator<Row> {
  for await (const { row, cells } of rows) yield { row, item: cells }
}

async function fromRows(
  rows: AsyncGenerator<Row>,
  dateSystem: DateSystem,
  close: () => Promise<void>,
  chosen: ChosenColumns | undefined,
): Promise<HtcdsSource> {
  const head: Row[] = []
  while (head.length < 2) {
    const next = await rows.next()
    if (next.done) break
    head.push(next.value)
  }
  const texts = (row: Row | undefined): string[] => Array.from(row?.item ?? [], (cell) => textOf(cell))
  const header = readHtcdsHeader(texts(head[0]), texts(head[1]), chosen)
  if (!header.ok) {
    await rows.return(undefined)
    throw new UnreadableFile(header.error)
  }
  const layout = header.value
  return {
    layout,
    dateSystem,
    close: async () => {
      await rows.return(undefined)
      await close()
    },
    rows: (async function* () {
      for (const row of head.slice(layout.headerRows)) if (!isBlankRow(row.item, layout)) yield row
      for await (const row of rows) if (!isBlankRow(row.item, layout)) yield row
    })(),
  }
}
