import { apart, heavyWork } from '@gloact/http/server'
import { parseBytes } from '@gloact/csv'
import type { Failure, Result } from '@gloact/kernel'
import { textOf } from '@gloact/workbook'
import { openWorkbook, WORKBOOK_LIMITS, WorkbookError } from '@gloact/workbook/node'
import { bytesSource } from '@gloact/zip'

export const MOST_LINES = 5_000
const MOST_COLUMNS = 500

interface Raw {
  readonly line: number
  readonly cells: readonly string[]
}

interface RawTable {
  readonly rows: readonly Raw[]
  readonly merged: readonly number[]
}

/** The tables of a file, or why it has none to read. */
export type TablesRead = { readonly tables: readonly RawTable[] } | { readonly problem: 'unreadable' | 'too_large' }

const unreadable = { problem: 'unreadable' } as const
const tooLarge = { problem: 'too_large' } as const

/** Reads the tables of a file that somebody sent: a workbook, or a table of text in any usual encoding. Nothing of it is written to a disk. */
export async function readTables(bytes: Uint8Array): Promise<TablesRead> {
  const isArchive = Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('PK\x03\x04', 'latin1'))
  return isArchive ? fromWorkbook(bytes) : fromText(bytes)
}

/** The same on another thread, so that everyone else is answered while a large one is read. */
export const readTablesApart = (bytes: Uint8Array): Promise<Result<TablesRead, Failure>> =>
  apart(heavyWork(readTables, new URL(import.meta.url)), bytes, { size: bytes.length })

/** Where lines begin that are said more than are taken, one more is enough to know. */
const ENOUGH = MOST_LINES + 2

async function fromWorkbook(bytes: Uint8Array): Promise<TablesRead> {
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
    return { tables }
  } catch (error) {
    if (error instanceof WorkbookError) return error.problem === 'too_large' ? tooLarge : unreadable
    throw error
  }
}

function fromText(bytes: Uint8Array): TablesRead {
  const parsed = parseBytes(bytes)
  if (!parsed.ok) return unreadable
  const { columns, rows } = parsed.value
  if (columns.length > MOST_COLUMNS || rows.length > ENOUGH) return tooLarge
  const lines = [columns, ...rows].map((cells, at) => ({ line: at + 1, cells: cells.map((cell) => textOf(cell)) }))
  return { tables: [{ rows: lines, merged: [] }] }
}
