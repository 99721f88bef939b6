import type { CodedRecords } from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import type { PickedTable } from './read-table.ts'
import type { TaskProblem } from './task.ts'

/** What fits into the numbers that codes are kept as. */
const MOST_CODES = 65_535

/** Columns of a table as numbers: code 0 is an empty cell. */
export interface CodeTable {
  readonly records: CodedRecords
  readonly columns: readonly {
    readonly name: string
    readonly codes: readonly string[]
    readonly counts: Uint32Array
  }[]
}

/**
 * Reads columns as they are; their lists are what stands in them, after those that are `known`. `blank` stands for no answer beside
 * an empty cell.
 */
export function codeTable(
  table: Pick<PickedTable, 'columns' | 'rows'>,
  wanted: readonly string[],
  { known = [], blank = '' }: { readonly known?: readonly (readonly string[])[]; readonly blank?: string } = {},
): Result<CodeTable, TaskProblem> {
  const values: Uint16Array[] = []
  const columns: { name: string; codes: string[]; counts: Uint32Array }[] = []
  for (const [at, name] of wanted.entries()) {
    const place = table.columns.indexOf(name)
    const codes = new Map((known[at] ?? ['']).map((code, number) => [code, number]))
    const own = new Uint16Array(table.rows.length)
    for (const [row, cells] of table.rows.entries()) {
      const cell = (cells[place] ?? '').trim()
      const value = cell === blank ? '' : cell
      let code = codes.get(value)
      if (code === undefined) codes.set(value, (code = codes.size))
      if (code > MOST_CODES) return err({ code: 'disclosure.not_categories', params: { column: name } })
      own[row] = code
    }
    const counts = new Uint32Array(codes.size)
    for (const code of own) counts[code]!++
    values.push(own)
    columns.push({ name, codes: [...codes.keys()], counts })
  }
  return ok({ records: { count: table.rows.length, values }, columns })
}
