import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { pathOf, type Dimension } from './dimension.ts'

/** More cells than this, totals among them, are no table that anybody reads, and take minutes to protect. */
const MOST_CELLS = 50_000

/**
 * A table with all its totals: one cell for every combination of the nodes of its dimensions, the last dimension varying
 * fastest. A cell is the sum of the cells below it, in every dimension.
 */
export interface Table {
  readonly dimensions: readonly Dimension[]
  /** How far apart two neighbours in each dimension stand. */
  readonly strides: readonly number[]
  readonly values: Float64Array
}

/** A table of amounts: beside the sums, how many contributed more than nothing to each cell and its largest contributions, in order. */
export interface AmountTable extends Table {
  readonly contributors: Float64Array
  /** For each cell its `kept` largest contributions, one after the other. */
  readonly largest: Float64Array
  readonly kept: number
}

export const isAmountTable = (table: Table | AmountTable): table is AmountTable => 'contributors' in table

export type TableFailure = Failure<'disclosure.table_too_large' | 'disclosure.not_a_count' | 'disclosure.table_empty'>

/** What is counted: for each entry the leaf in each dimension and, where an entry is not one person, its count. */
export interface Entries {
  /** `leaves[dimension][entry]`. */
  readonly leaves: readonly ArrayLike<number>[]
  /** Whole numbers from 0; one each where absent. */
  readonly counts?: ArrayLike<number>
}

/** Counts entries into a table: rows of persons, or the cells of a table that is given. Cells that are given twice add up. */
export function countTable(dimensions: readonly Dimension[], { leaves, counts }: Entries): Result<Table, TableFailure> {
  const empty = emptyTable(dimensions)
  if (!empty.ok) return empty
  const { strides, values } = empty.value
  const entries = leaves[0]?.length ?? 0
  if (entries === 0) return err(failure('disclosure.table_empty'))
  for (let entry = 0; entry < entries; entry++) {
    const count = counts ? counts[entry]! : 1
    if (!Number.isSafeInteger(count) || count < 0) {
      return err(failure('disclosure.not_a_count', { params: { entry: entry + 1 } }))
    }
    values[cellAt(strides, leaves, entry)]! += count
  }
  for (let dimension = 0; dimension < dimensions.length; dimension++) addUp(empty.value, dimension, values)
  return ok(empty.value)
}

/** Amounts, none of them negative: for each entry its leaf in each dimension, and whose it is. */
export interface Amounts {
  /** `leaves[dimension][entry]`. */
  readonly leaves: readonly ArrayLike<number>[]
  readonly amounts: ArrayLike<number>
  /** A number for whose each amount is; each entry is another's where absent. */
  readonly contributors?: ArrayLike<number>
}

/**
 * Sums amounts into a table with what the contributor rules look at. What one contributor has in several cells is one
 * contribution to each total of them. Who contributes nothing to a cell counts as no contributor to it.
 */
export function amountTable(
  dimensions: readonly Dimension[],
  { leaves, amounts, contributors: whose }: Amounts,
  kept = 2,
): Result<AmountTable, TableFailure> {
  const empty = emptyTable(dimensions)
  if (!empty.ok) return empty
  const { values } = empty.value
  if (amounts.length === 0) return err(failure('disclosure.table_empty'))
  const contributors = new Float64Array(values.length)
  const largest = new Float64Array(values.length * kept)
  const contribute = (amount: number, cell: number): void => {
    if (amount === 0) return
    values[cell]! += amount
    contributors[cell]!++
    let at = kept - 1
    const from = cell * kept
    if (amount <= largest[from + at]!) return
    for (; at > 0 && largest[from + at - 1]! < amount; at--) largest[from + at] = largest[from + at - 1]!
    largest[from + at] = amount
  }
  for (let entry = 0; entry < amounts.length; entry++) {
    const amount = amounts[entry]!
    if (!Number.isFinite(amount) || amount < 0) {
      return err(failure('disclosure.not_a_count', { params: { entry: entry + 1 } }))
    }
  }
  for (const entries of entriesOfEach(whose, amounts.length)) {
    const own = new Map<number, number>()
    for (let at = 0; at < entries.length; at++) {
      const entry = entries[at]!
      forCellsAbove(
        empty.value,
        leaves.map((of) => of[entry]!),
        (cell) => own.set(cell, (own.get(cell) ?? 0) + amounts[entry]!),
      )
    }
    for (const [cell, amount] of own) contribute(amount, cell)
  }
  return ok({ ...empty.value, contributors, largest, kept })
}

function* entriesOfEach(whose: ArrayLike<number> | undefined, count: number): Generator<ArrayLike<number>> {
  if (!whose) {
    for (let entry = 0; entry < count; entry++) yield [entry]
    return
  }
  const order = Uint32Array.from({ length: count }, (_, entry) => entry).toSorted((a, b) => whose[a]! - whose[b]!)
  for (let from = 0, to = 1; from < count; from = to++) {
    while (to < count && whose[order[to]!] === whose[order[from]!]) to++
    yield order.subarray(from, to)
  }
}

function emptyTable(dimensions: readonly Dimension[]): Result<Table, TableFailure> {
  if (dimensions.length === 0) throw new RangeError('a table has at least one dimension')
  const cells = dimensions.reduce((product, { labels }) => product * labels.length, 1)
  if (cells > MOST_CELLS) {
    return err(failure('disclosure.table_too_large', { params: { cells, most: MOST_CELLS } }))
  }
  const strides: number[] = []
  let stride = cells
  for (const { labels } of dimensions) strides.push((stride /= labels.length))
  return ok({ dimensions, strides, values: new Float64Array(cells) })
}

function cellAt(strides: readonly number[], leaves: readonly ArrayLike<number>[], entry: number): number {
  let cell = 0
  for (let dimension = 0; dimension < strides.length; dimension++) {
    cell += leaves[dimension]![entry]! * strides[dimension]!
  }
  return cell
}

/** Adds the children of one dimension to their parents, from the leaves up. */
export function addUp({ dimensions, strides }: Table, dimension: number, values: Float64Array): void {
  const { parents } = dimensions[dimension]!
  const stride = strides[dimension]!
  const block = stride * parents.length
  for (let from = 0; from < values.length; from += block) {
    for (let node = parents.length - 1; node > 0; node--) {
      const child = from + node * stride
      const parent = from + parents[node]! * stride
      for (let at = 0; at < stride; at++) values[parent + at]! += values[child + at]!
    }
  }
}

/** Visits a combination of leaves and every total that it is part of. */
export function forCellsAbove(
  { dimensions, strides }: Table,
  leaves: readonly number[],
  visit: (cell: number) => void,
): void {
  const descend = (dimension: number, cell: number): void => {
    if (dimension === dimensions.length) return visit(cell)
    for (const node of pathOf(dimensions[dimension]!, leaves[dimension]!)) {
      descend(dimension + 1, cell + node * strides[dimension]!)
    }
  }
  descend(0, 0)
}

/** The node of a cell in each dimension. */
export const nodesOf = ({ dimensions, strides }: Table, cell: number): number[] =>
  dimensions.map(({ labels }, dimension) => Math.floor(cell / strides[dimension]!) % labels.length)

/** Whether a cell is no total in any dimension. */
export const isInner = (table: Table, cell: number): boolean =>
  nodesOf(table, cell).every((node, dimension) => table.dimensions[dimension]!.children[node]!.length === 0)
