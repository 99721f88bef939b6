import { open, rename, rm } from 'node:fs/promises'
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
  { delimiter = ',', mark = false, signal }: WriteTableOptions = {},
): Promise<Result<{ readonly rows: number }, TableProblem>> {
  let written = 0
  async function* pieces(): AsyncGenerator<string> {
    let text = `${mark ? '\uFEFF' : ''}${rowText(columns, delimiter)}\n`
    for await (const row of rows) {
      text += `${rowText(row, delimiter)}\n`
      written++
      if (text.length < 1 << 16) continue
      yield text
      text = ''
    }
    yield text
  }
  const result = await writeWhole(path, pieces(), { signal })
  return result.ok ? ok({ rows: written }) : result
}

/**
 * Writes a file from pieces, whole or not at all: where the pieces throw, or the signal ends it, nothing is left and what
 * stood there before stays. Problems are `csv.not_writable` and `csv.cancelled`; what the pieces throw is thrown on, unless
 * it is a problem of another table.
 */
export async function writeWhole(
  path: string,
  pieces: Many<string | Uint8Array>,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Result<null, TableProblem>> {
  const unfinished = `${path}.${newId()}.part`
  const file = await open(unfinished, 'wx', 0o600).catch(() => undefined)
  if (!file) return err(tableProblem('csv.not_writable'))
  let stands = false
  try {
    for await (const piece of pieces) {
      if (signal?.aborted) return err(tableProblem('csv.cancelled'))
      await file.writeFile(piece)
    }
    await file.sync()
    await file.close()
    if (signal?.aborted) return err(tableProblem('csv.cancelled'))
    stands = await rename(unfinished, path).then(
      () => true,
      () => false,
    )
    return stands ? ok(null) : err(tableProblem('csv.not_writable'))
  } catch (error) {
    if (error instanceof TableError) return err(error.problem)
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOSPC' || code === 'EIO' || code === 'EDQUOT') return err(tableProblem('csv.not_writable'))
    throw error
  } finally {
    await file.close().catch(() => undefined)
    if (!stands) await rm(unfinished, { force: true })
  }
}
