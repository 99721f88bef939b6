import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { err, ok, type Result } from '@gloact/kernel'
import { isDelimiter } from '../delimiter.ts'
import { encodingOf, looksBinary, looksWestern, type TextEncoding } from '../encoding.ts'
import { columnsOf, readAsWindows1252, rowFitter, type HeaderOptions } from '../layout.ts'
import type { ParsedTable } from '../parse-table.ts'
import { TableError, tableProblem, type TableProblem, type TableWarning } from '../problem.ts'
import { decodeText } from './decode-text.ts'
import { readRecords } from './read-records.ts'

export interface ReadTableOptions extends HeaderOptions {
  /** The separator, if it is not to be found out: comma, semicolon, tab or bar. */
  readonly delimiter?: string | undefined
  /** The encoding, if it is not to be found out. */
  readonly encoding?: TextEncoding | undefined
  readonly signal?: AbortSignal | undefined
  /** Told how many bytes of the file are read, of how many; twice over where the encoding is looked for first. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** A table whose rows come one at a time. */
export interface ReadTable {
  readonly columns: readonly string[]
  /**
   * The rows, each with as many cells as there are columns, as text. They can be gone through once. What is wrong further
   * down in the file throws `TableError`.
   */
  readonly rows: AsyncIterable<string[]>
  /** The same rows, some hundreds or thousands at a time, instead of one by one: for large files. */
  readonly batches: AsyncIterable<string[][]>
  /** Complete once the rows have been gone through. */
  readonly warnings: readonly TableWarning[]
  readonly encoding: TextEncoding
  readonly delimiter: string
  /** The file's size in bytes. */
  readonly bytes: number
}

/**
 * Opens anybody's delimited text: UTF-8 or UTF-16, with or without a mark, or else Windows-1252, and said so; separated by
 * comma, semicolon, tab or bar; the first line names the columns. It is read in pieces, however large it is.
 * A text without a mark is gone through once before, to learn whether all of it is UTF-8.
 */
export async function readTable(
  path: string,
  options: ReadTableOptions = {},
): Promise<Result<ReadTable, TableProblem>> {
  try {
    return ok(await openTable(path, options))
  } catch (error) {
    return err(readingProblem(error))
  }
}

const LARGEST_LOADED = 256 * 2 ** 20

/**
 * A whole table in memory; `csv.too_large` where the file has over `largestBytes` (256 MiB unless told otherwise), before
 * anything is read.
 */
export async function loadTable(
  path: string,
  { largestBytes = LARGEST_LOADED, ...options }: ReadTableOptions & { readonly largestBytes?: number } = {},
): Promise<Result<ParsedTable & Pick<ReadTable, 'encoding' | 'bytes'>, TableProblem>> {
  try {
    const { size } = await stat(path)
    if (size > largestBytes) {
      const [megabytes, limit] = [Math.ceil(size / 2 ** 20), Math.floor(largestBytes / 2 ** 20)]
      return err(tableProblem('csv.too_large', { megabytes, limit }))
    }
    const { columns, batches, warnings, encoding, delimiter, bytes } = await openTable(path, options)
    const all: string[][] = []
    for await (const batch of batches) for (const row of batch) all.push(row)
    return ok({ columns, rows: all, warnings, encoding, delimiter, bytes })
  } catch (error) {
    return err(readingProblem(error))
  }
}

async function openTable(path: string, options: ReadTableOptions): Promise<ReadTable> {
  const { header = true, signal, onProgress } = options
  if (options.delimiter !== undefined && !isDelimiter(options.delimiter))
    throw new TableError(tableProblem('csv.delimiter'))
  const { start, size } = await stat(path)
  const binary = looksBinary(start)
  if (binary) throw new TableError(tableProblem(binary))
  const warnings: TableWarning[] = []
  const encoding = options.encoding ?? (await foundEncoding(path, start, size, options))
  if (encoding === 'windows-1252' && options.encoding === undefined) warnings.push(readAsWindows1252)
  let delimiter = ''
  const records = readRecords(textAlone(decodeText(bytesOf(path, { size, signal, onProgress }), encoding)), {
    delimiter: options.delimiter,
    onDelimiter: (found) => (delimiter = found),
  })
  const first = await records.next()
  if (first.done) throw new TableError(tableProblem('csv.empty'))
  const [head = [], ...others] = first.value
  const layout = columnsOf(head, { header })
  if (!layout.ok) {
    await records.return(undefined)
    throw new TableError(layout.error)
  }
  const { columns } = layout.value
  warnings.push(...layout.value.warnings)
  const batches = fitted(header ? others : [head, ...others], records, { columns: columns.length, warnings, header })
  return { columns, rows: oneByOne(batches, signal), batches, warnings, encoding, delimiter, bytes: size }
}

interface Fitting {
  readonly columns: number
  readonly warnings: TableWarning[]
  readonly header: boolean
}

async function* fitted(
  first: string[][],
  records: AsyncIterable<string[][]>,
  { columns, warnings, header }: Fitting,
): AsyncGenerator<string[][]> {
  const fitter = rowFitter(columns, { header })
  try {
    if (first.length > 0) yield first.map(fitter.fit)
    for await (const batch of records) yield batch.map(fitter.fit)
  } catch (error) {
    throw error instanceof TableError ? error : new TableError(readingProblem(error))
  }
  warnings.push(...fitter.warnings())
}

async function* oneByOne(
  batches: AsyncIterable<string[][]>,
  signal: AbortSignal | undefined,
): AsyncGenerator<string[]> {
  for await (const batch of batches) {
    for (const row of batch) {
      if (signal?.aborted) throw new TableError(tableProblem('csv.cancelled'))
      yield row
    }
  }
}

/** What a file begins with, and its size. */
async function stat(path: string): Promise<{ start: Uint8Array; size: number }> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(4096)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return { start: buffer.subarray(0, bytesRead), size }
  } finally {
    await file.close()
  }
}

interface Watched extends Pick<ReadTableOptions, 'signal' | 'onProgress'> {
  readonly size: number
}

async function* bytesOf(path: string, { size, signal, onProgress }: Watched): AsyncGenerator<Uint8Array> {
  let done = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    if (signal?.aborted) throw new TableError(tableProblem('csv.cancelled'))
    yield chunk
    done += chunk.length
    onProgress?.(done, size)
  }
}

/** By its mark, and otherwise UTF-8 where all of it is, and Windows-1252 where it is not. */
async function foundEncoding(
  path: string,
  start: Uint8Array,
  size: number,
  { signal, onProgress }: ReadTableOptions,
): Promise<TextEncoding> {
  const told = encodingOf(start)
  if (told !== 'utf-8') return told
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let last = start
  try {
    for await (const chunk of bytesOf(path, { size, signal, onProgress })) {
      last = chunk
      decoder.decode(chunk, { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (!isWrongEncoding(error)) throw error
    if (!looksWestern(last)) throw new TableError(tableProblem('csv.encoding_unknown'))
    return 'windows-1252'
  }
}

/** A text as it is, until there is a character in it that no text has. */
async function* textAlone(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) {
    if (piece.includes('\u0000')) throw new TableError(tableProblem('csv.binary'))
    yield piece
  }
}

const isWrongEncoding = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'

/** What went wrong on opening, decoding or parsing, as a problem; a bug is thrown on. */
function readingProblem(error: unknown): TableProblem {
  if (error instanceof TableError) return error.problem
  if (isWrongEncoding(error)) return tableProblem('csv.encoding')
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EPERM' || code === 'EISDIR' || code === 'ENOTDIR')
    return tableProblem('csv.not_found')
  throw error
}
