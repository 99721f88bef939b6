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
 * `csv.cancelled`; what the pieces throw is thrown on, unless it is a problem of another table.
 */
export async function writeTogether(
  files: readonly FileToWrite[],
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Result<null, TableProblem>> {
  const unfinished: { readonly part: string; readonly path: string }[] = []
  try {
    for (const { path, pieces } of files) {
      const place = await placeOf(path)
      const part = `${place}.${newId()}.part`
      const file = place === undefined ? undefined : await open(part, 'wx', 0o600).catch(() => undefined)
      if (place === undefined || !file) return err(tableProblem('csv.not_writable'))
      unfinished.push({ part, path: place })
      if (!(await fill(file, pieces, signal))) return err(tableProblem('csv.cancelled'))
    }
    for (let next = unfinished[0]; next; next = unfinished[0]) {
      await rename(next.part, next.path)
      unfinished.shift()
    }
    return ok(null)
  } catch (error) {
    if (error instanceof TableError) return err(error.problem)
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (NOT_WRITABLE.has(code)) return err(tableProblem('csv.not_writable'))
    throw error
  } finally {
    await Promise.all(unfinished.map(({ part }) => rm(part, { force: true })))
  }
}

const NOT_WRITABLE = new Set(['ENOSPC', 'EIO', 'EDQUOT', 'EFBIG', 'EROFS', 'EACCES', 'EPERM'])

/** The file that a path leads to, over links; undefined where something other than a file stands there. */
async function placeOf(path: string): Promise<string | undefined> {
  try {
    const place = await realpath(path)
    return (await stat(place)).isFile() ? place : undefined
  } catch {
    return path
  }
}

/** Whether all pieces are on the disk: false where the signal came. */
async function fill(
  file: FileHandle,
  pieces: FileToWrite['pieces'],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    for await (const piece of pieces) {
      if (signal?.aborted) return false
      await file.writeFile(piece)
    }
    await file.sync()
    return !signal?.aborted
  } finally {
    await file.close()
  }
}
