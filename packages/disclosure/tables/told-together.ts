import { flatDimension } from './dimension.ts'
import { protectTable } from './protect-table.ts'
import { isSmallCount, type DisclosureRule } from './rule.ts'
import { countTable } from './table.ts'
import type { Told } from './told-table.ts'

/** The same people as in other tables, by rows and columns. */
export interface CrossTable {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly count: (row: string, column: string) => number
}

/** What may be told of a table, and the rows that may be listed: all of them, or none where nothing of a row is told. */
export interface ToldRows {
  readonly rows: readonly string[]
  readonly at: Told
}

/** Totals of columns as every table that has these columns tells them; a reader may add up the columns that are not told. */
interface Margins {
  readonly counts: ReadonlyMap<string, number>
  readonly hidden: readonly string[]
}

/** Stands in a table for all the columns whose totals are not told. */
const REST = '\u0000rest'

/**
 * Several tables of the same people, as a rule lets them be told side by side. What tables have in common is told once: how many people there
 * are, and the totals of columns that two of them share. Each table is then protected as from somebody who knows these totals, and tells
 * nothing of a column whose total is withheld. So any filling of one table that agrees with what it tells goes with any of another, and all
 * of them together tell no more of a cell than its own table does. Where few people are counted nothing is told of them at all.
 */
export async function toldTogether<Name extends string>(
  rule: DisclosureRule,
  tables: Readonly<Record<Name, CrossTable>>,
): Promise<Readonly<Record<Name, ToldRows>>> {
  const entries = Object.entries<CrossTable>(tables)
  const totals = new Set(entries.map(([, { rows, columns, count }]) => sumOver(rows, columns, count)))
  if (totals.size > 1) throw new Error('tables of the same people count different numbers of them')
  const [total = 0] = totals
  const told: [string, ToldRows][] = []
  for (const alike of Map.groupBy(entries, ([, { columns }]) => JSON.stringify(columns)).values()) {
    const margins = alike.length > 1 ? await marginsOf(rule, alike[0]![1], alike[1]![1]) : undefined
    for (const [name, table] of alike)
      told.push([
        name,
        total === 0 && !rule.zerosSensitive
          ? { rows: table.rows, at: () => 0 }
          : isSmallCount(rule, total)
            ? { rows: [], at: () => null }
            : await toldBeside(rule, table, margins),
      ])
  }
  return Object.fromEntries(told) as Record<Name, ToldRows>
}

const sumOver = (rows: readonly string[], columns: readonly string[], count: CrossTable['count']): number =>
  rows.reduce((all, row) => columns.reduce((sum, column) => sum + count(row, column), all), 0)

async function marginsOf(rule: DisclosureRule, first: CrossTable, other: CrossTable): Promise<Margins> {
  const { columns } = first
  const totalOf = ({ rows, count }: CrossTable, column: string) => sumOver(rows, [column], count)
  const counts = new Map(columns.map((column) => [column, totalOf(first, column)]))
  if (columns.some((column) => counts.get(column) !== totalOf(other, column)))
    throw new Error('tables of the same people count different numbers of them in a column')
  const figures = await figuresOf(rule, [columns], (at) => counts.get(columns[at[0]!]!)!, [0])
  const hidden = figures ? columns.filter((_, at) => Number.isNaN(figures[at + 1]!)) : [...columns]
  // What hides in the sum of few people would be known to be of few: the smallest of the others goes with it.
  const shown = columns
    .filter((column) => !hidden.includes(column) && counts.get(column)! > 0)
    .toSorted((a, b) => counts.get(a)! - counts.get(b)!)
  const rest = () => hidden.reduce((sum, column) => sum + counts.get(column)!, 0)
  while (hidden.length > 0 && isSmallCount(rule, rest()) && shown.length > 0) hidden.push(shown.shift()!)
  return { counts, hidden }
}

async function toldBeside(rule: DisclosureRule, table: CrossTable, margins: Margins | undefined): Promise<ToldRows> {
  const { rows, columns, count } = table
  const hidden = margins?.hidden ?? []
  const apart = [...columns.filter((column) => !hidden.includes(column)), ...(hidden.length > 0 ? [REST] : [])]
  const countOf = (row: string, column: string): number =>
    column === REST ? sumOver([row], hidden, count) : count(row, column)
  const isOne = apart.length === 1
  const cells = isOne
    ? undefined
    : await figuresOf(
        rule,
        [rows, apart],
        ([row, column]) => countOf(rows[row!]!, apart[column!]!),
        margins ? [0, ...apart.map((_, at) => at + 1)] : [0],
      )
  // Where the columns cannot be told, how many people are in each row may be.
  const sums = cells ? undefined : await figuresOf(rule, [rows], ([row]) => sumOver([rows[row!]!], columns, count), [0])
  const total = sumOver(rows, columns, count)
  const width = apart.length + 1
  const figure = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value
  const at: Told = (row, column) => {
    if (column !== null && hidden.includes(column)) return null
    if (row === null && column === null) return total
    if (row === null && margins) return margins.counts.get(column!) ?? null
    const down = row === null ? 0 : rows.indexOf(row) + 1
    const across = column === null ? 0 : apart.indexOf(column) + 1
    if (cells) return figure(cells[down * width + across])
    return column === null || isOne ? figure(sums?.[down]) : null
  }
  return { rows: cells || sums ? rows : [], at }
}

/** The figures of a table of one breakdown or two that is read by somebody who knows some of its cells; undefined where it cannot be protected. */
async function figuresOf(
  rule: DisclosureRule,
  breakdowns: readonly (readonly string[])[],
  count: (at: readonly number[]) => number,
  known: readonly number[],
): Promise<Float64Array | undefined> {
  const places = breakdowns.reduce<readonly (readonly number[])[]>(
    (before, codes) => before.flatMap((at) => Array.from(codes.keys(), (next) => [...at, next])),
    [[]],
  )
  const table = countTable(
    breakdowns.map((codes, at) => flatDimension(String(at), codes)),
    {
      leaves: breakdowns.map((_, dimension) => places.map((at) => at[dimension]! + 1)),
      counts: places.map((at) => count(at)),
    },
  )
  const safe = table.ok
    ? await protectTable(table.value, { ...rule, method: 'suppress' }, { known: { shown: new Set(known) } })
    : table
  return safe.ok ? safe.value.figures : undefined
}
