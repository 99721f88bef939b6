import {
  countTable,
  flatDimension,
  isSmallCount,
  protectTable,
  roundedCount,
  toldTogether,
  type DisclosureRule,
} from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import { FIGURE_TABLES, TABLE_COUNTS, type CountryFigures, type FigureTable } from '../contract/figures.ts'
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

/** All tables of a month as they are told: by what each is declared to count, so that none is told beside another by itself. */
export async function toldTables(
  tables: Readonly<Record<FigureTable, ToProtect>>,
  rule: DisclosureRule,
): Promise<Readonly<Record<FigureTable, TableShown>>> {
  const of = (counts: 'at_end' | 'in_month') => FIGURE_TABLES.filter((name) => TABLE_COUNTS[name] === counts)
  const exact = await protectTogether(Object.fromEntries(of('at_end').map((name) => [name, tables[name]])), rule)
  const isBeside = besideWithheld(Object.values(exact), rule)
  const rounded = of('in_month').map((name) => [name, protectRounded(tables[name], rule, isBeside)] as const)
  return { ...exact, ...Object.fromEntries(rounded) } as Record<FigureTable, TableShown>
}

/** A cell that is told elsewhere as well; null for the total of rows, or of columns. */
export type KnownCell = readonly [row: string | null, column: string | null]

/** Whether a number may not be told beside tables, since it is a few more or fewer than what they withhold together. */
export type IsBeside = (count: number) => boolean

/**
 * What a reader knows of the cells that exact tables withhold: for every total that is told, what is left of it beside the parts that are, alone
 * and with each of these. A number that is a few away from one of them could be it but for a few, and would say how many these are.
 */
export function besideWithheld(tables: readonly TableShown[], rule: DisclosureRule): IsBeside {
  const sums = new Set(
    tables.flatMap(({ rows, columns }) => {
      const down = columns.map((_, at) => rows.map(({ cells }) => cells[at] ?? null))
      const across = columns.length > 1 ? rows.map(({ cells }) => cells) : []
      return [...down, ...across].flatMap(([whole, ...parts]) => {
        if (typeof whole !== 'number' || !parts.includes(null)) return []
        const told = parts.filter((part) => part !== null && part > 0) as readonly number[]
        const left = whole - told.reduce((sum, part) => sum + part, 0)
        return [whole, left, ...told.map((part) => left + part)]
      })
    }),
  )
  return (count) => [...sums].some((sum) => isSmallCount(rule, Math.abs(sum - count)))
}

/** Rounding to the nearest tells that a count just above the threshold is one of a few: below this nothing is told. */
const leastTold = ({ threshold }: DisclosureRule): number => threshold + Math.ceil(threshold / 2)

/** A count that overlaps others, or null. */
export const roundedBeside = (count: number, rule: DisclosureRule, isBeside: IsBeside): number | null =>
  count > 0 && (count < leastTold(rule) || isBeside(count)) ? null : roundedCount(count, rule)

/**
 * A table of what overlaps the children at the end of the month without counting the same: who was given a guardian in it is mostly still there.
 * Every count is told to the nearest threshold, and not at all where it is a few away from what an exact table withholds. A total is the sum
 * of what is told of its parts, and says nothing that they do not.
 */
export function protectRounded(
  { counts, rows, columns }: ToProtect,
  rule: DisclosureRule,
  isBeside: IsBeside,
): TableShown {
  const present = rows.filter((row) => counts.has(row))
  const across = columns.length === 1 ? [null] : [null, ...columns]
  const at = (row: string | null, column: string | null): number | null => {
    const parts = (row === null ? present : [row]).flatMap((one) =>
      (column === null ? columns : [column]).map((other) =>
        roundedBeside(counts.get(one)?.get(other) ?? 0, rule, isBeside),
      ),
    )
    return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0)
  }
  return {
    columns: across.map((column) => column ?? 'total'),
    rows: [null, ...present].map((code) => ({ code, cells: across.map((column) => at(code, column)) })),
  }
}

/** Rows by columns with their totals, as they may be told; where no protection was found nothing is. */
export async function protect(
  table: ToProtect,
  rule: DisclosureRule,
  /** Cells that are told elsewhere: what is told here gives nothing away to somebody who has read them. */
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
