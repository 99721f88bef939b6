import { gather } from '@gloact/attachments'
import { parseBytes } from '@gloact/csv'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { textOf } from '@gloact/workbook'
import { openWorkbook, WORKBOOK_LIMITS, WorkbookError } from '@gloact/workbook/node'
import { bytesSource } from '@gloact/zip'
import type { Register } from '../register.ts'
import { columnOfHeader, type SheetColumn } from '../sheet.ts'

export const MOST_LINES = 5_000
const MOST_BYTES = 10 * 1024 * 1024
const MOST_COLUMNS = 500

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

interface Raw {
  readonly line: number
  readonly cells: readonly string[]
}

interface RawTable {
  readonly rows: readonly Raw[]
  readonly merged: readonly number[]
}

const unreadable = err(failure('registers.import_unreadable'))
const tooLarge = err(failure('registers.import_too_large'))

/** Reads a file that somebody sent: a workbook, or a table of text in any usual encoding. Nothing of it is written to a disk. */
export async function readLines(of: Register, body: AsyncIterable<Uint8Array>): Promise<Result<ReadLines, Failure>> {
  const bytes = await gather(body, MOST_BYTES)
  if (!bytes) return tooLarge
  const isArchive = bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))
  const tables = isArchive ? await fromWorkbook(bytes) : fromText(bytes)
  if (!tables.ok) return tables
  for (const table of tables.value) {
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

/** Where lines begin that are said more than are taken, one more is enough to know. */
const ENOUGH = MOST_LINES + 2

async function fromWorkbook(bytes: Buffer): Promise<Result<readonly RawTable[], Failure>> {
  try {
    const limits = { ...WORKBOOK_LIMITS, bytes: 128 * 1024 * 1024, columns: MOST_COLUMNS, rows: 20_000 }
    const workbook = await openWorkbook(bytesSource(bytes), limits)
    const tables: RawTable[] = []
    for (const sheet of workbook.sheets) {
      const rows: Raw[] = []
      for await (const { row, cells } of sheet.rows()) {
        rows.push({ line: row, cells: Array.from(cells, (cell) => textOf(cell).trim()) })
        if (rows.length > ENOUGH) return tooLarge
      }
      tables.push({ rows, merged: sheet.merged.map((place) => Number(/\d+/.exec(place)?.[0] ?? 0)) })
    }
    return ok(tables)
  } catch (error) {
    if (error instanceof WorkbookError) return error.problem === 'too_large' ? tooLarge : unreadable
    throw error
  }
}

function fromText(bytes: Buffer): Result<readonly RawTable[], Failure> {
  const parsed = parseBytes(bytes)
  if (!parsed.ok) return unreadable
  const { columns, rows } = parsed.value
  if (columns.length > MOST_COLUMNS || rows.length > ENOUGH) return tooLarge
  const lines = [columns, ...rows].map((cells, at) => ({ line: at + 1, cells: cells.map((cell) => textOf(cell)) }))
  return ok([{ rows: lines, merged: [] }])
}
