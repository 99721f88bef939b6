import { cellsAbove, type Candidate, type Measure } from './releases.ts'

/** The file that a table is made of: what each row says in its columns, also in those that only earlier tables have. */
export interface InHand {
  readonly count: number
  has(column: string): boolean
  /** The code in a column of the file; undefined where the file has no such column. */
  codeOf(entry: number, column: string): string | undefined
  /** How many persons a row stands for. */
  weightOf(entry: number): number
  /** The amounts of the rows, where they were read. */
  readonly amounts?: AmountsInHand | undefined
}

export interface AmountsInHand extends Measure {
  /** The amount of each row, in whole units of the last digit. */
  readonly values: ArrayLike<number>
  /** How many digits of an amount stand after the point. */
  readonly decimals: number
  /** A number for whose each row is; each is another's where absent. */
  readonly contributors?: ArrayLike<number> | undefined
}

/** Rows that say the same in some columns, as one. */
export interface Groups {
  readonly count: number
  /** The group of each row. */
  readonly of: Int32Array
  /** The first row of each group. */
  readonly first: readonly number[]
}

export function groupsOf({ count, codeOf }: InHand, columns: readonly string[]): Groups {
  const known = new Map<string, number>()
  const of = new Int32Array(count)
  const first: number[] = []
  for (let entry = 0; entry < count; entry++) {
    const key = columns.map((column) => codeOf(entry, column)).join('\u0000')
    let group = known.get(key)
    if (group === undefined) known.set(key, (group = first.push(entry) - 1))
    of[entry] = group
  }
  return { count: first.length, of, first }
}

/** What the rows of each group are together. */
export function totalsOf({ of, count }: Groups, valueOf: (entry: number) => number): Float64Array {
  const totals = new Float64Array(count)
  for (const [entry, group] of of.entries()) totals[group]! += valueOf(entry)
  return totals
}

/** What the cells of a table with these columns would be by the file in hand; cells that nobody is in are not among them. */
export function cellsInHand(
  inHand: InHand,
  columns: Candidate['columns'],
  valueOf: (entry: number) => number,
): ReadonlyMap<string, number> {
  const groups = groupsOf(inHand, columns.flat())
  const totals = totalsOf(groups, valueOf)
  const cells = new Map<string, number>()
  for (const [group, entry] of groups.first.entries()) {
    for (const name of cellsAbove(columns, (column) => inHand.codeOf(entry, column)!)) {
      cells.set(name, (cells.get(name) ?? 0) + totals[group]!)
    }
  }
  return cells
}
