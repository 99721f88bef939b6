import { TableError, type TableProblem } from '@gloact/csv'
import { readTable, type ReadTable } from '@gloact/csv/node'
import type { CodedRecords, ColumnDomain } from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import { Cancelled, type Pause } from '../interruptible.ts'
import type { Problem } from '../outcome.ts'

const MOST_CODES = 65_535
const MOST_CELLS = 4e8
const GROW = 1 << 16

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

/** Opens a table, its problems without a place in it. */
export async function openTable(
  path: string,
  options: Parameters<typeof readTable>[1],
): Promise<Result<ReadTable, Problem>> {
  const table = await readTable(path, options)
  return table.ok ? table : err(problemOf(table.error))
}

function problemOf({ code, message }: TableProblem): Problem {
  if (code === 'csv.cancelled') throw new Cancelled()
  return { code, message }
}

/** Reads the columns of a public list; a value that the list does not name is refused, without being told. */
export async function codeByLists(
  table: ReadTable,
  lists: readonly ColumnDomain[],
  pause: Pause,
): Promise<Result<ReadCodes, Problem>> {
  const missing = lists.filter(({ name }) => !table.columns.includes(name))
  if (missing.length > 0) {
    const names = missing.map(({ name }) => `“${name}”`).join(', ')
    return err({
      code: 'disclosure.column_missing',
      message: `The file has no column ${names}, which the code list names. Mend the heading or the code list.`,
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
    (column, row) => {
      const stray = strays[column]!
      stray.cells++
      if (stray.row === 0) stray.row = row
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
    message: `${wrong.join('\n')}\nAdd the values to the code list, if they are public, or mend the file.`,
  })
}

/** Reads columns as they are; their lists are what stands in them. For what stays inside. */
export async function codeByContent(
  table: ReadTable,
  wanted: readonly string[],
  pause: Pause,
  known: readonly (readonly string[])[] = [],
): Promise<Result<ReadCodes, Problem>> {
  return readCodes(
    table,
    wanted.map((name, at) => ({
      name,
      codes: [...(known[at] ?? [''])],
      codeOf(codes, value) {
        const code = codes.get(value)
        if (code !== undefined) return code
        if (codes.size > MOST_CODES) return -1
        codes.set(value, codes.size)
        return codes.size - 1
      },
    })),
    pause,
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
  onStray?: (column: number, row: number) => void,
): Promise<Result<ReadCodes, Problem>> {
  const places = wanted.map(({ name }) => table.columns.indexOf(name))
  const known = wanted.map(({ codes }) => new Map(codes.map((code, index) => [code, index])))
  let values = wanted.map(() => new Uint16Array(GROW))
  let count = 0
  try {
    for await (const row of table.rows) {
      if (count === values[0]!.length) {
        if (count * wanted.length > MOST_CELLS) {
          const rows = Math.floor(MOST_CELLS / wanted.length)
          return err({
            code: 'disclosure.too_large',
            message: `The file is too large for memory: with ${wanted.length} columns about ${rows} rows work. Name fewer columns.`,
          })
        }
        values = values.map((codes) => {
          const longer = new Uint16Array(Math.ceil(codes.length * 1.6))
          longer.set(codes)
          return longer
        })
        await pause()
      }
      for (const [column, { codeOf }] of wanted.entries()) {
        const code = codeOf(known[column]!, row[places[column]!]!.trim())
        if (code < 0) {
          if (onStray) onStray(column, count + 2)
          else return err(notCategories(column + 1))
          continue
        }
        values[column]![count] = code
      }
      count++
    }
  } catch (error) {
    if (error instanceof TableError) return err(problemOf(error.problem))
    throw error
  }
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

const notCategories = (column: number): Problem => ({
  code: 'disclosure.not_categories',
  message: `Column ${column} has over ${MOST_CODES} different values and is no category. Leave it out, or put its values into bands.`,
})
