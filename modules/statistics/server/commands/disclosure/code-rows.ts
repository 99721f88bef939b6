import { availableMemory } from 'node:process'
import { TableError, type TableProblem } from '@gloact/csv'
import { readTable, type ReadTable } from '@gloact/csv/node'
import { headerWatch, NO_HEADER, type CodedRecords, type ColumnDomain } from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import { isHeadingValue } from '@gloact/command/files'
import { Cancelled, type Pause, type Problem } from '@gloact/command'

const MOST_CODES = 65_535
const MOST_CELLS = 4e8
const GROW = 1 << 16
/** What a cell takes: two bytes as it was read, two as it is made, two while it is edited. */
const BYTES_A_CELL = 6
const BYTES_BESIDE = 300 * 2 ** 20

/** A column that is read in its own way, cell by cell, beside those that become codes: amounts, whose they are, who a row is about. */
export interface CellReader {
  readonly name: string
  /** How many bytes of memory it takes for each row. */
  readonly bytesARow: number
  /** Takes a cell, in the order of the rows; what is wrong with it ends the reading. `row` is its row in the file. */
  take(value: string, row: number): Problem | undefined
}

/** What is read beside the codes, and how much memory there is for all. */
export interface ReadingOptions {
  readonly readers?: readonly CellReader[]
  /** How many bytes are taken for each row later, beside those of its codes and readers. */
  readonly bytesARow?: number
  /** How many bytes of memory may be taken; what the machine has free, where it is not said. */
  readonly free?: number | undefined
}

/** A table's columns as numbers: of a public list, or of one that grows with what is read. Code 0 is an empty cell. */
export interface ReadCodes {
  readonly records: CodedRecords
  /** The codes of each column read, and how many rows hold each. */
  readonly columns: readonly {
    readonly name: string
    readonly codes: readonly string[]
    readonly counts: Uint32Array
  }[]
  /** How many columns of the file were not asked for. */
  readonly leftOut: readonly string[]
}

/** Opens a table, its problems without a place in it. That a day or a long number is no column's name is seen at once. */
export async function openTable(
  path: string,
  options: Parameters<typeof readTable>[1],
): Promise<Result<ReadTable, Problem>> {
  const table = await readTable(path, options)
  if (!table.ok) return err(problemOf(table.error))
  return table.value.columns.some(isHeadingValue) ? err(NO_HEADER) : table
}

function problemOf({ code, message }: TableProblem): Problem {
  if (code === 'csv.cancelled') throw new Cancelled()
  return { code, message }
}

const IF_ONE_COLUMN = 'Where it has one column only, its separator was not found: name it with --delimiter.'

/** Why columns that were asked for cannot be read; undefined where the file has them all. */
export function missingColumns(
  { columns }: Pick<ReadTable, 'columns'>,
  wanted: readonly string[],
): Problem | undefined {
  const missing = wanted.filter((name) => !columns.includes(name))
  if (missing.length === 0) return undefined
  const message =
    `The file has no column ${missing.map((name) => `“${name}”`).join(', ')} among its ${columns.length}. ` +
    `Check the spelling, capitals too. ${IF_ONE_COLUMN}`
  return { code: 'disclosure.column_missing', message }
}

/** Reads the columns of a public list; a value that the list does not name is refused, without being told. */
export async function codeByLists(
  table: ReadTable,
  lists: readonly ColumnDomain[],
  pause: Pause,
  options: ReadingOptions = {},
): Promise<Result<ReadCodes, Problem>> {
  const missing = lists.filter(({ name }) => !table.columns.includes(name))
  if (missing.length > 0) {
    const names = missing.map(({ name }) => `“${name}”`).join(', ')
    return err({
      code: 'disclosure.column_missing',
      message:
        `The file has no column ${names}, which the code list names, among its ${table.columns.length}. Correct the heading or the ` +
        `code list. ${IF_ONE_COLUMN}`,
    })
  }
  const strays = lists.map(() => ({ cells: 0, row: 0 }))
  const read = await readCodes(
    table,
    lists.map(({ name, codes }) => ({
      name,
      codes: [...codes],
      codeOf: (known, value) => known.get(value) ?? -1,
    })),
    pause,
    {
      ...options,
      onStray(column, row) {
        const stray = strays[column]!
        stray.cells++
        if (stray.row === 0) stray.row = row
      },
    },
  )
  if (!read.ok) return read
  const wrong = lists.flatMap(({ name }, column) => {
    const { cells, row } = strays[column]!
    if (cells === 0) return []
    return [
      `“${name}”: ${cells} ${cells === 1 ? 'cell holds' : 'cells hold'} what its list does not name (first in row ${row}).`,
    ]
  })
  if (wrong.length === 0) return read
  return err({
    code: 'disclosure.values_not_listed',
    message: `${wrong.join('\n')}\nAdd the values to the code list, if they are public, or correct the file.`,
  })
}

/**
 * Reads columns as they are; their lists are what stands in them. For what stays inside. A column of more values than a list may
 * have is told to `onStray`, where one is given, and its further values are read as none; otherwise the table is refused.
 */
export async function codeByContent(
  table: ReadTable,
  wanted: readonly string[],
  pause: Pause,
  {
    known = [],
    blank = '',
    ...options
  }: ReadingOptions & {
    readonly known?: readonly (readonly string[])[] | undefined
    /** What stands for no answer, beside an empty cell. */
    readonly blank?: string
    readonly onStray?: (column: number) => void
  } = {},
): Promise<Result<ReadCodes, Problem>> {
  return readCodes(
    table,
    wanted.map((name, at) => ({
      name,
      codes: [...(known[at] ?? [''])],
      codeOf(codes, value) {
        const code = value === blank ? 0 : codes.get(value)
        if (code !== undefined) return code
        if (codes.size > MOST_CODES) return -1
        // A copy: what was cut out of the text would hold the whole piece in memory.
        codes.set(Buffer.from(value).toString(), codes.size)
        return codes.size - 1
      },
    })),
    pause,
    options,
  )
}

interface WantedColumn {
  readonly name: string
  readonly codes: string[]
  codeOf(known: Map<string, number>, value: string): number
}

async function readCodes(
  table: ReadTable,
  wanted: readonly WantedColumn[],
  pause: Pause,
  {
    onStray,
    readers = [],
    bytesARow = 0,
    free = availableMemory(),
  }: ReadingOptions & { readonly onStray?: (column: number, row: number) => void },
): Promise<Result<ReadCodes, Problem>> {
  const places = wanted.map(({ name }) => table.columns.indexOf(name))
  const known = wanted.map(({ codes }) => new Map(codes.map((code, index) => [code, index])))
  const values = wanted.map(() => new Uint16Array(GROW))
  const readersAt = readers.map((reader) => ({ reader, place: table.columns.indexOf(reader.name) }))
  const allReaders = readers.reduce((sum, reader) => sum + reader.bytesARow, 0)
  const most = mostRows(wanted.length, bytesARow + allReaders, free)
  const header = headerWatch(table.columns)
  let count = 0
  try {
    for await (const batch of table.batches) {
      header.take(batch)
      if (count + batch.length > most) return err(tooLarge(wanted.length + readers.length, most))
      for (const [column, { codeOf }] of wanted.entries()) {
        const codes = (values[column] = roomFor(values[column]!, count + batch.length))
        const place = places[column]!
        const ofColumn = known[column]!
        for (let at = 0; at < batch.length; at++) {
          const code = codeOf(ofColumn, batch[at]![place]!.trim())
          if (code >= 0) codes[count + at] = code
          else if (onStray) onStray(column, count + at + 2)
          else return err(notCategories(column + 1))
        }
      }
      for (const { reader, place } of readersAt) {
        for (let at = 0; at < batch.length; at++) {
          const problem = reader.take(batch[at]![place]!.trim(), count + at + 2)
          if (problem) return err(problem)
        }
      }
      count += batch.length
      await pause()
    }
  } catch (error) {
    if (error instanceof TableError) return err(problemOf(error.problem))
    throw error
  }
  if (header.isRecord([...wanted, ...readers].map(({ name }) => name))) return err(NO_HEADER)
  await pause()
  const records = { count, values: values.map((codes) => codes.subarray(0, count)) }
  return ok({
    records,
    columns: wanted.map(({ name }, column) => {
      const counts = new Uint32Array(known[column]!.size)
      for (const code of records.values[column]!) counts[code]!++
      return { name, codes: [...known[column]!.keys()], counts }
    }),
    leftOut: table.columns.filter((name) => !wanted.some((column) => column.name === name)),
  })
}

/** As many rows of so many columns as there is memory for, in whole thousands. */
function mostRows(columns: number, bytesARow: number, free: number): number {
  const rows = Math.max(0, free - BYTES_BESIDE) / (columns * BYTES_A_CELL + bytesARow)
  return Math.floor(Math.min(rows, MOST_CELLS / Math.max(1, columns)) / 1000) * 1000
}

type Numbers = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

/** The same numbers, with room for so many. */
export function roomFor<Kind extends Numbers>(numbers: Kind, count: number): Kind {
  if (count <= numbers.length) return numbers
  const longer = new (numbers.constructor as new (length: number) => Kind)(
    Math.max(count, Math.ceil(numbers.length * 1.6)),
  )
  longer.set(numbers)
  return longer
}

const tooLarge = (columns: number, rows: number): Problem => ({
  code: 'disclosure.too_large',
  message:
    `The file is too large: with ${columns} ${columns === 1 ? 'column' : 'columns'} and the memory that is free here ` +
    `${rows.toLocaleString('en')} rows can be handled. Name fewer columns, or use a machine with more memory.`,
})

const notCategories = (column: number): Problem => ({
  code: 'disclosure.not_categories',
  message: `Column ${column} has over ${MOST_CODES} different values and is no category. Leave it out, or put its values into bands.`,
})
