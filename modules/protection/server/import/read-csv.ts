import { CsvError, parse } from 'csv-parse'
import { sourceOf, type ImportFrom } from './import-source.ts'
import { UnreadableFile } from './unreadable-file.ts'

export interface CsvRow {
  /** The record's number, counted from 1; the header is 1. */
  readonly row: number
  readonly cells: readonly string[]
}

/** No record of either standard comes near; a file without line ends is not read into memory whole. */
const LONGEST_RECORD = 1 << 20

/**
 * The records of a CSV file, one at a time. UTF-8 or UTF-16 (as Excel's "Unicode text" is); comma, semicolon or tab,
 * whichever separates the header. Anything else throws `UnreadableFile`.
 */
export async function* readCsv(from: ImportFrom): AsyncGenerator<CsvRow> {
  const source = decoded(from)
  const first = await source.next()
  const start = first.done ? '' : first.value
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(start),
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  })
  // Fed by hand rather than piped: an error of the source ends the parser, and the other way round.
  const feeding = feed(parser, start, source)
  try {
    let row = 0
    for await (const cells of parser as AsyncIterable<string[]>) yield { row: ++row, cells }
    await feeding
  } catch (error) {
    if (error instanceof CsvError) {
      throw new UnreadableFile(
        error.code === 'CSV_MAX_RECORD_SIZE' ? 'protection.import_too_large' : 'protection.import_unreadable',
        { line: Number(error['lines'] ?? 0) },
      )
    }
    throw error
  } finally {
    parser.destroy()
    await feeding.catch(() => undefined)
  }
}

type Parser = ReturnType<typeof parse>

async function feed(parser: Parser, start: string, source: AsyncGenerator<string>): Promise<void> {
  const drained = () =>
    new Promise<void>((resolve) => {
      const go = () => {
        parser.off('drain', go).off('close', go)
        resolve()
      }
      parser.on('drain', go).on('close', go)
    })
  try {
    if (!parser.write(start)) await drained()
    for await (const text of source) {
      if (parser.destroyed) return
      if (!parser.write(text)) await drained()
    }
    parser.end()
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

async function* decoded(from: ImportFrom): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  try {
    for await (const chunk of sourceOf(from).stream()) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
      yield decoder.decode(chunk, { stream: true })
    }
    if (decoder) yield decoder.decode()
  } catch (error) {
    throw readingFailed(error)
  }
}

const encodingOf = (start: Buffer): string =>
  start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8'

/** The separator that the header has most of, outside quotes. */
function delimiterOf(text: string): string {
  const header = text
    .slice(0, 65_536)
    .split(/\r?\n/, 1)[0]!
    .replaceAll(/"[^"]*"/g, '')
  const count = (separator: string): number => header.split(separator).length
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best))
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
