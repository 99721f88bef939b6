import {
  openWorkbook as openBook,
  WORKBOOK_LIMITS,
  WorkbookError,
  type SheetRow,
  type Workbook as Book,
} from '@gloact/workbook/node'
import { sourceOf, type ImportFrom } from './import-source.ts'
import { readingFailed } from './read-csv.ts'
import { UnreadableFile } from './unreadable-file.ts'

export { WORKBOOK_LIMITS, type WorkbookLimits } from '@gloact/workbook/node'

export interface Workbook extends Book {
  close(): Promise<void>
}

/** What is wrong with a workbook, as a failure of the import; anything else goes on as it is. */
function failureOf(error: unknown): unknown {
  if (!(error instanceof WorkbookError)) return readingFailed(error)
  switch (error.problem) {
    case 'too_large':
      return new UnreadableFile('protection.import_too_large')
    case 'not_utf8':
      return new UnreadableFile('protection.import_not_utf8')
    case 'not_xml':
      return new UnreadableFile('protection.import_unreadable', { part: 'xml' })
    case 'damaged':
      return new UnreadableFile('protection.import_unreadable', { part: 'archive' })
  }
}

/** Opens a workbook to be imported, row by row. Throws `UnreadableFile`. */
export async function openWorkbook(from: ImportFrom, limits = WORKBOOK_LIMITS): Promise<Workbook> {
  const source = sourceOf(from)
  // One that was given to us is its owner's to close.
  const close = async (): Promise<void> => (source === from ? undefined : source.close())
  try {
    const book = await openBook(source, limits)
    const sheets = book.sheets.map((sheet) => ({ ...sheet, rows: () => readable(sheet.rows()) }))
    return { ...book, sheets, close }
  } catch (error) {
    await close()
    throw failureOf(error)
  }
}

async function* readable(rows: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
  try {
    yield* rows
  } catch (error) {
    throw failureOf(error)
  }
}
