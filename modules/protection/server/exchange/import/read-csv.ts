import { TableError } from '@gloact/csv'
import { decodeText, readRecords } from '@gloact/csv/node'
import { sourceOf, type ImportFrom } from './import-source.ts'
import { UnreadableFile } from './unreadable-file.ts'

export interface CsvRow {
  /** The record's number, counted from 1; the header is 1. */
  readonly row: number
  readonly cells: readonly string[]
}

/**
 * The records of a CSV file, one at a time. UTF-8 or UTF-16 (as Excel's "Unicode text" is); comma, semicolon or tab,
 * whichever separates the header. Anything else throws `UnreadableFile`: a person's name is not guessed at.
 */
export async function* readCsv(from: ImportFrom): AsyncGenerator<CsvRow> {
  let row = 0
  try {
    const records = readRecords(decodeText(sourceOf(from).stream()), { among: [',', ';', '\t'], strictQuotes: true })
    for await (const batch of records) for (const cells of batch) yield { row: ++row, cells }
  } catch (error) {
    if (error instanceof TableError) {
      const { code, params } = error.problem
      throw new UnreadableFile(
        code === 'csv.record_too_large' ? 'protection.import_too_large' : 'protection.import_unreadable',
        { line: Number(params?.['line'] ?? 0) },
      )
    }
    throw readingFailed(error)
  }
}

/** What went wrong on opening or decoding, as a failure; what is none of these is a bug and goes on as it is. */
export function readingFailed(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? error.code : undefined
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return new UnreadableFile('protection.import_not_utf8')
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
    return new UnreadableFile('protection.import_not_found')
  return error
}
