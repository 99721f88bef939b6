import { countTable, flatDimension, protectTable, toldTogether, type DisclosureRule } from '@gloact/disclosure'
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

/** Tables of the same children, by what they differ in, told side by side: none tells with the others what another hides. */
export async function protectTogether<Name extends string>(
  tables: Readonly<Record<Name, ToProtect>>,
  rule: DisclosureRule,
): Promise<Readonly<Record<Name, TableShown>>> {
  const entries = Object.entries<ToProtect>(tables).map(([name, { counts, rows, columns }]) => {
    const present = rows.filter((row) => counts.has(row))
    const count = (row: string, column: string) => counts.get(row)?.get(column) ?? 0
    return [name, { rows: present, columns, count }] as const
  })
  const told = await toldTogether(rule, Object.fromEntries(entries))
  const shown = entries.map(([name, { columns }]) => {
    const { rows, at } = told[name]!
    const across = columns.length === 1 || rows.length === 0 ? [null] : [null, ...columns]
    return [
      name,
      {
        columns: across.map((column) => column ?? 'total'),
        rows: [null, ...rows].map((code) => ({ code, cells: across.map((column) => at(code, column)) })),
      },
    ] as const
  })
  return Object.fromEntries(shown) as Record<Name, TableShown>
}

/** A cell that is told elsewhere as well; null for the total of rows, or of columns. */
export type KnownCell = readonly [row: string | null, column: string | null]

/**
 * Rows by columns with their totals, as they may be told; where no protection was found nothing is. `known` are cells that are told
 * elsewhere: what is told here gives nothing away to somebody who has read them.
 */
export async function protect(
  table: ToProtect,
  rule: DisclosureRule,
  known: readonly KnownCell[] = [],
): Promise<TableShown> {
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
  const width = columns.length + 1
  const placeIn = (codes: readonly string[], code: string | null) => (code === null ? 0 : codes.indexOf(code) + 1)
  const read = known.map(([row, column]) => placeIn(present, row) * width + placeIn(columns, column))
  const safe = await protectTable(
    counted,
    { ...rule, method: 'suppress' },
    read.length > 0 ? { known: { shown: new Set(read) } } : {},
  )
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

/** A count to the nearest threshold tells nothing of one child. */
export const rounded = (count: number, to: number): number => Math.round(count / to) * to
