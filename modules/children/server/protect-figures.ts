import { countTable, flatDimension, protectTable, type DisclosureRule } from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import type { CountryFigures } from '../contract/figures.ts'
import type { Counts } from '../domain/figures.ts'

type TableShown = CountryFigures['tables']['stock']

/** Counts of rows by columns, and the codes that there may be, in the order in which they stand. */
export interface ToProtect {
  readonly counts: Counts
  readonly rows: readonly string[]
  readonly columns: readonly string[]
}

const sumOf = ({ counts, rows, columns }: ToProtect): number =>
  rows.reduce((all, row) => columns.reduce((sum, column) => sum + (counts.get(row)?.get(column) ?? 0), all), 0)

/**
 * Tables of the same children, by what they differ in. All they have in common is how many children there are: that is told by all of them or
 * by none, and each is protected as from somebody who knows it, so that none tells what another hides.
 */
export async function protectTogether<Name extends string>(
  tables: Readonly<Record<Name, ToProtect>>,
  rule: DisclosureRule,
): Promise<Readonly<Record<Name, TableShown>>> {
  const entries = Object.entries<ToProtect>(tables)
  const totals = new Set(entries.map(([, table]) => sumOf(table)))
  if (totals.size > 1) throw new Error('tables of the same children count different numbers of them')
  const [total = 0] = totals
  const shown: [string, TableShown][] = []
  for (const [name, table] of entries) shown.push([name, await protect(table, rule, total >= rule.threshold)])
  return Object.fromEntries(shown) as Record<Name, TableShown>
}

/** Rows by columns with their totals, as they may be told; where no protection was found nothing is. */
export async function protect(table: ToProtect, rule: DisclosureRule, totalKnown = false): Promise<TableShown> {
  const { counts, columns } = table
  const present = table.rows.filter((row) => counts.has(row))
  if (present.length === 0) return { columns: ['total'], rows: [{ code: null, cells: [0] }] }
  const entries = present.flatMap((row, at) =>
    columns.map((column, across) => ({ row: at + 1, column: across + 1, count: counts.get(row)?.get(column) ?? 0 })),
  )
  const counted = unwrap(
    countTable([flatDimension('row', present), flatDimension('column', columns)], {
      leaves: [entries.map(({ row }) => row), entries.map(({ column }) => column)],
      counts: entries.map(({ count }) => count),
    }),
  )
  const safe = await protectTable(
    counted,
    { ...rule, method: 'suppress' },
    totalKnown ? { known: { shown: new Set([0]) } } : {},
  )
  const width = columns.length + 1
  const shownAt = (row: number, column: number): number | null => {
    const figure = safe.ok ? safe.value.figures[row * width + column]! : Number.NaN
    return Number.isNaN(figure) ? null : figure
  }
  const single = columns.length === 1
  return {
    columns: single ? ['total'] : ['total', ...columns],
    rows: [null, ...present].map((code, row) => ({
      code,
      cells: Array.from({ length: single ? 1 : width }, (_, column) => shownAt(row, column)),
    })),
  }
}
