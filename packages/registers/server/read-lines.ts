import { gather } from '@gloact/attachments'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { Register } from '../register.ts'
import { columnOfHeader, type SheetColumn } from '../sheet.ts'
import { MOST_LINES, readTablesApart } from './read-tables.ts'

const MOST_BYTES = 10 * 1024 * 1024

/** A table of a file: its columns as the register knows them, and the lines that say something. */
export interface ReadLines {
  /** By the place in the file; undefined where a column is none of the register's. */
  readonly columns: readonly (SheetColumn | undefined)[]
  readonly passedOver: readonly string[]
  /** Each with its number as the file counts: the header is above the first. */
  readonly lines: readonly { readonly line: number; readonly cells: readonly string[] }[]
  /** The lines on which cells begin that are drawn as one: what the others of them say cannot be known. */
  readonly merged: readonly number[]
}

const unreadable = err(failure('registers.import_unreadable'))
const tooLarge = err(failure('registers.import_too_large'))

/** Reads a file that somebody sent: a workbook, or a table of text in any usual encoding. Nothing of it is written to a disk. */
export async function readLines(of: Register, body: AsyncIterable<Uint8Array>): Promise<Result<ReadLines, Failure>> {
  const bytes = await gather(body, MOST_BYTES)
  if (!bytes) return tooLarge
  const read = await readTablesApart(bytes)
  if (!read.ok) return read
  if ('problem' in read.value) return read.value.problem === 'too_large' ? tooLarge : unreadable
  for (const table of read.value.tables) {
    const [header, ...rest] = table.rows
    if (!header) continue
    const columns = header.cells.map((cell) => columnOfHeader(of, cell))
    if (!columns.some((column) => column?.field)) continue
    const said = rest.filter(({ cells }) => cells.some((cell) => cell !== ''))
    if (said.length > MOST_LINES) return tooLarge
    return ok({
      columns,
      passedOver: header.cells.filter((cell, at) => columns[at] === undefined && cell !== '').slice(0, 50),
      lines: said,
      merged: table.merged,
    })
  }
  return err(failure('registers.import_no_columns'))
}
