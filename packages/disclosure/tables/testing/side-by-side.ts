import type { DisclosureRule } from '../rule.ts'
import type { CrossTable } from '../told-together.ts'
import type { Told } from '../told-table.ts'
import { bounds, type Sum } from './attack.ts'

/**
 * What a reader works out who lays tables of the same people side by side: for each count that is small, and a total of tables that have
 * the same columns once only, the least and the most that it can be. The reader knows that every table adds up, that all have one total, and
 * that tables with the same columns have the same totals of these.
 */
export function workedOut(
  rule: DisclosureRule,
  tables: readonly { readonly table: CrossTable; readonly told: Told }[],
): readonly { readonly cell: string; readonly count: number; readonly least: number; readonly most: number }[] {
  const names: string[] = []
  const values: number[] = []
  const shown: (number | null)[] = []
  const sums: Sum[] = []
  const places = new Map<string, number>()
  const sumOf = ({ rows, columns, count }: CrossTable, row: string | null, column: string | null): number =>
    (row === null ? rows : [row]).reduce(
      (all, at) => (column === null ? columns : [column]).reduce((sum, across) => sum + count(at, across), all),
      0,
    )
  for (const [which, { table, told }] of tables.entries()) {
    const { rows, columns } = table
    const place = (row: string | null, column: string | null): number => {
      const name = JSON.stringify([row === null ? (column === null ? '' : columns) : which, row, column])
      const at = places.get(name) ?? names.length
      if (at === names.length) {
        places.set(name, at)
        names.push(name)
        values.push(sumOf(table, row, column))
        shown.push(null)
      }
      shown[at] ??= told(row, column)
      return at
    }
    for (const row of [null, ...rows]) sums.push([place(row, null), ...columns.map((column) => place(row, column))])
    for (const column of [null, ...columns]) sums.push([place(null, column), ...rows.map((row) => place(row, column))])
  }
  const most = Math.max(...values) * 2
  const worked = bounds(
    sums,
    {
      values: Float64Array.from(values),
      low: Float64Array.from(shown, (figure) => figure ?? 0),
      high: Float64Array.from(shown, (figure) => figure ?? most),
    },
    rule.protection + 1,
    (cell) => values[cell]! > 0 && values[cell]! < rule.threshold,
  )
  return [...worked].map(([cell, found]) => ({ cell: names[cell]!, count: values[cell]!, ...found }))
}
