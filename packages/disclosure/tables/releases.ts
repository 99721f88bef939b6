import type { ReleasedRecords } from '../records/released-records.ts'
import type { Dimension } from './dimension.ts'
import type { ProtectedTable } from './protect-table.ts'
import type { ContributorRule, DisclosureRule } from './rule.ts'
import { nodesOf, type AmountTable, type Table } from './table.ts'

/**
 * A table that is out, as it was shown. One register holds the releases of one population; no count that was hidden is in it.
 * A cell is known by what it says: `[["region","North"],["sex","F"]]`, columns in the order of their names.
 */
export interface ReleasedTable {
  readonly release: string
  readonly at: string
  readonly method: DisclosureRule['method']
  readonly threshold: number
  readonly base: number
  /** The column that says how many persons each row stands for; one where absent. */
  readonly counted?: string
  /** The columns of each dimension, one within the other. */
  readonly dimensions: readonly (readonly string[])[]
  readonly cells: Readonly<Record<string, string>>
}

/** What is summed, by the names of columns, and whose it is; each row is another's where no column says so. */
export interface Measure {
  readonly amount: string
  readonly contributor?: string
}

/**
 * A table of amounts that is out: what was summed, by which rules, and what each cell shows. No sum that was hidden is in it, no
 * contribution and no number of contributors. Its figures are not called `cells`, so that a version that knows tables of counts
 * alone does not take it for one.
 */
export interface ReleasedAmounts extends Measure {
  readonly kind: 'amounts'
  readonly release: string
  readonly at: string
  /** The fewest contributors of a sum that is shown. */
  readonly threshold: number
  readonly rules: ContributorRule
  /** The columns of each dimension, one within the other. */
  readonly dimensions: readonly (readonly string[])[]
  /** Sums as they were written, with their decimals, or the sign of one that is hidden. */
  readonly sums: Readonly<Record<string, string>>
}

/** What one register holds: tables of counts, tables of amounts, or records. */
export type Release = ReleasedTable | ReleasedAmounts | ReleasedRecords

export const isReleasedTable = (release: Release): release is ReleasedTable => 'cells' in release

export const isReleasedAmounts = (release: Release): release is ReleasedAmounts => 'sums' in release

/** What each cell of a table that is out shows, by what it says. */
export const shownIn = (release: ReleasedTable | ReleasedAmounts): Readonly<Record<string, string>> =>
  isReleasedAmounts(release) ? release.sums : release.cells

/** A table that is to go out: its dimensions with the columns that they were made of. */
export interface Candidate {
  readonly table: Table | AmountTable
  readonly columns: readonly (readonly string[])[]
  readonly rule: DisclosureRule
  /** What is summed; where absent, persons are counted. */
  readonly measure?: Measure
  /** The column that says how many persons each row stands for; one where absent. */
  readonly counted?: string
}

/** The name of each cell of a table: the same in every table, however its rows and columns are laid out. */
export function cellNames(table: Pick<Table, 'dimensions' | 'strides'>, columns: Candidate['columns']): string[] {
  const conditions = table.dimensions.map((dimension, at) => conditionsOf(dimension, columns[at]!))
  const cells = table.dimensions.reduce((product, { labels }) => product * labels.length, 1)
  return Array.from({ length: cells }, (_, cell) =>
    cellName(nodesOf({ ...table, values: NOTHING }, cell).flatMap((node, at) => conditions[at]![node]!)),
  )
}

const NOTHING = new Float64Array(0)

type Condition = readonly [column: string, code: string]

const cellName = (said: readonly Condition[]): string => JSON.stringify(said.toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** What each node of a dimension says: for a district its region, too. */
function conditionsOf(dimension: Dimension, columns: readonly string[]): Condition[][] {
  const conditions: Condition[][] = []
  for (const [node, label] of dimension.labels.entries()) {
    const parent = dimension.parents[node]!
    conditions.push(parent < 0 ? [] : [...conditions[parent]!, [columns[dimension.depths[node]! - 1]!, label]])
  }
  return conditions
}

/** The names of the cells, totals among them, that somebody is part of, by their code in each column. */
export function cellsAbove(columns: Candidate['columns'], codeOf: (column: string) => string): string[] {
  let said: Condition[][] = [[]]
  for (const names of columns) {
    const steps = names.map((name) => [name, codeOf(name)] as const)
    said = said.flatMap((so) => [so, ...steps.map((_, level) => [...so, ...steps.slice(0, level + 1)])])
  }
  return said.map(cellName)
}

/** The columns of which a cell says something. */
export const levelOf = (name: string): string =>
  JSON.stringify((JSON.parse(name) as Condition[]).map(([column]) => column))

/** Whether a cell shows its figure rather than a sign. */
export const isFigure = (shown: string): boolean => /^\d+(?:\.\d+)?$/.test(shown)

/** A sum of whole units with its decimals, as it is written: `amountText(1250, 2)` is `12.50`. Exact for every safe integer. */
export function amountText(units: number, decimals: number): string {
  if (decimals === 0) return String(units)
  const digits = String(units).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Whether two figures are the same number, with however many decimals each is written. */
export const isSameFigure = (one: string, other: string): boolean => withoutEnd(one) === withoutEnd(other)

const withoutEnd = (figure: string): string => (figure.includes('.') ? figure.replace(/\.?0+$/, '') : figure)

interface Entry {
  readonly release: string
  readonly at: Date
}

/** What is entered into the register of a table of counts that was protected. */
export function releasedTable(
  { columns, rule, counted }: Omit<Candidate, 'table'>,
  protectedTable: ProtectedTable,
  { release, at }: Entry,
): ReleasedTable {
  const { method, threshold, base } = rule
  const cells = byName(columns, protectedTable, protectedTable.shown)
  return {
    release,
    at: at.toISOString(),
    method,
    threshold,
    base,
    ...(counted !== undefined && { counted }),
    dimensions: columns,
    cells,
  }
}

/** What is entered into the register of a table of amounts that was protected: `shown` are its sums as they are written. */
export function releasedAmounts(
  { columns, rule }: Omit<Candidate, 'table'>,
  { amount, contributor }: Measure,
  protectedTable: Pick<ProtectedTable, 'dimensions' | 'strides' | 'shown'>,
  { release, at }: Entry,
): ReleasedAmounts {
  return {
    kind: 'amounts',
    release,
    at: at.toISOString(),
    amount,
    ...(contributor !== undefined && { contributor }),
    threshold: rule.threshold,
    rules: rule.contributors,
    dimensions: columns,
    sums: byName(columns, protectedTable, protectedTable.shown),
  }
}

function byName(
  columns: Candidate['columns'],
  table: Pick<Table, 'dimensions' | 'strides'>,
  shown: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(cellNames(table, columns).map((name, cell) => [name, shown[cell]!]))
}
