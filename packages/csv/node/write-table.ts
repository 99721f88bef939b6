import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { err, newId, ok, type Result } from '@gloact/kernel'
import { rowText } from '../row-text.ts'
import { TableError, tableProblem, type TableProblem } from '../problem.ts'

type Many<Item> = AsyncIterable<Item> | Iterable<Item>

export interface WriteTableOptions {
  readonly delimiter?: string
  /** Puts a byte order mark first, so that spreadsheets read every script; programs that read it have to know. */
  readonly mark?: boolean
  readonly signal?: AbortSignal | undefined
}

/**
 * Writes a table as UTF-8, cells neutralised, and gives the number of rows. The file is there whole or not at all: it is
 * written beside its place under another name and renamed when all of it is on the disk. Only its owner can read it.
 */
export async function writeTable(
  path: string,
  columns: readonly string[],
  rows: Many<readonly string[]>,
  { signal, ...options }: WriteTableOptions = {},
): Promise<Result<{ readonly rows: number }, TableProblem>> {
  let written = 0
  async function* counted(): AsyncGenerator<readonly string[]> {
    for await (const row of rows) {
      written++
      yield row
    }
  }
  const result = await writeWhole(path, tableText(columns, counted(), options), { signal })
  return result.ok ? ok({ rows: written }) : result
}

const PIECE = 1 << 16

/** A table as it is written, in pieces: for `writeTogether`. */
export async function* tableText(
  columns: readonly string[],
  rows: Many<readonly string[]>,
  { delimiter = ',', mark = false }: Omit<WriteTableOptions, 'signal'> = {},
): AsyncGenerator<string> {
  let text = `${mark ? '\uFEFF' : ''}${rowText(columns, delimiter)}\n`
  for await (const row of rows) {
    text += `${rowText(row, delimiter)}\n`
    if (text.length < PIECE) continue
    yield text
    text = ''
  }
  yield text
}

/** Writes one file in the way of `writeTogether`. */
export const writeWhole = (
  path: string,
  pieces: FileToWrite['pieces'],
  options?: { readonly signal?: AbortSignal | undefined },
): Promise<Result<null, TableProblem>> => writeTogether([{ path, pieces }], options)

export interface FileToWrite {
  readonly path: string
  readonly pieces: Many<string | Uint8Array>
}

/**
 * Writes files from pieces, all of them whole or none at all: where the pieces throw, the disk is full or the signal ends it,
 * nothing is left and what stood there before stays. Only their owner can read them. Problems are `csv.not_writable` and
 * `csv.cancelled`; what the pieces throw is thrown on, unless it is a problem of another table, and so is what does not lie
 * with the place (too many open files).
 */
export async function writeTogether(
  files: readonly FileToWrite[],
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Result<null, TableProblem>> {
  const unfinished: { readonly part: string; readonly path: string }[] = []
  try {
    for (const { path, pieces } of files) {
      const place = await onDisk(placeOf(path))
      const part = `${place}.${newId()}.part`
      const file = await onDisk(open(part, 'wx', 0o600))
      unfinished.push({ part, path: place })
      await fill(file, pieces, signal)
    }
    for (let next = unfinished[0]; next; next = unfinished[0]) {
      await onDisk(rename(next.part, next.path))
      unfinished.shift()
    }
    return ok(null)
  } catch (error) {
    if (error instanceof TableError) return err(error.problem)
    throw error
  } finally {
    await Promise.all(unfinished.map(({ part }) => rm(part, { force: true })))
  }
}

/** The file that a path leads to, over links, whether it is there yet or not. Never a folder or a device. */
async function placeOf(path: string): Promise<string> {
  try {
    const place = await realpath(path)
    if ((await stat(place)).isFile()) return place
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return path
    throw error
  }
  throw new TableError(tableProblem('csv.not_writable'))
}

/** Puts all pieces on the disk; throws `TableError` where the signal came. */
async function fill(file: FileHandle, pieces: FileToWrite['pieces'], signal: AbortSignal | undefined): Promise<void> {
  const goOn = (): void => {
    if (signal?.aborted) throw new TableError(tableProblem('csv.cancelled'))
  }
  try {
    for await (const piece of pieces) {
      goOn()
      await onDisk(file.writeFile(piece))
    }
    await onDisk(file.sync())
    goOn()
  } finally {
    await onDisk(file.close())
  }
}

/** What says that a file cannot be written in its place: it may not, the path leads nowhere, the disk is full or broken. */
const NOT_WRITABLE = new Set(
  'EACCES EPERM EROFS EBUSY ENOENT ENOTDIR EISDIR ELOOP ENAMETOOLONG EINVAL ENOSPC EDQUOT EFBIG EIO'.split(' '),
)

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** What is done with the file itself: that it cannot be written becomes a problem, anything else is thrown on. */
async function onDisk<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    throw NOT_WRITABLE.has(codeOf(error)) ? new TableError(tableProblem('csv.not_writable')) : error
  }
}
