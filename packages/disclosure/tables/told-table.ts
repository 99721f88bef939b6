import { flatDimension } from './dimension.ts'
import { protectTable } from './protect-table.ts'
import type { DisclosureRule } from './rule.ts'
import { countTable } from './table.ts'

/** A count as it may be told, null where it is withheld. The total stands under a row or a column of null. */
export type Told = (row: string | null, column: string | null) => number | null

/**
 * Counts of a table of two breakdowns as a rule lets them be told: cells are hidden so that none of the small ones can be worked out, from
 * the totals neither. Where no protection is found nothing is told.
 */
export async function toldTable(
  rule: DisclosureRule,
  rows: readonly string[],
  columns: readonly string[],
  count: (row: string, column: string) => number,
): Promise<Told> {
  if (rows.length === 0 || columns.length === 0) return () => 0
  const cells = rows.flatMap((row, at) =>
    columns.map((column, place) => ({ row: at + 1, column: place + 1, count: count(row, column) })),
  )
  const table = countTable([flatDimension('row', rows), flatDimension('column', columns)], {
    leaves: [cells.map(({ row }) => row), cells.map(({ column }) => column)],
    counts: cells.map((cell) => cell.count),
  })
  const safe = table.ok ? await protectTable(table.value, { ...rule, method: 'suppress' }) : table
  const width = columns.length + 1
  const placeOf = (codes: readonly string[], code: string | null) => (code === null ? 0 : codes.indexOf(code) + 1)
  return (row, column) => {
    const figure = safe.ok ? safe.value.figures[placeOf(rows, row) * width + placeOf(columns, column)] : undefined
    return figure === undefined || Number.isNaN(figure) ? null : figure
  }
}
