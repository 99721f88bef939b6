import { isInner, nodesOf, type Table } from './table.ts'
import type { Requirement } from './sensitive-cells.ts'

/** What a cell of a table shows: its value, or one of two signs. */
export const CELL = { shown: 0, sensitive: 1, complementary: 2 } as const

/**
 * A table in which cells are being hidden. How far a hidden cell may go up and down is set by what its sign tells; what is
 * shown does not move. A finder proves that others are possible: tables of whole numbers that look the same when published.
 */
export interface Hiding {
  readonly table: Table
  /** One of `CELL` for each cell. */
  readonly status: Uint8Array
  /** How far each cell could go up, and down, without its sign becoming false. */
  readonly up: Float64Array
  readonly down: Float64Array
  /** What hiding a cell costs; infinite where it has to be shown. */
  readonly cost: Float64Array
}

export interface Reach {
  readonly up: number
  readonly down: number
  /** The cells that move with it. */
  readonly touched?: readonly number[]
}

/** In how many steps a cell is freed: one that goes all the way where there is one, or the cheapest, however short. */
export type Steps = 'long' | 'short'

export interface Finder {
  /** Whether `reach` is all that can be worked out, or what is at least possible. */
  readonly isExact: boolean
  /** How far a hidden cell is free to go, up to the limits given. */
  reach(cell: number, limit: Reach): Reach
  /** Hides more cells until a cell is as free as required; false where that cannot be. */
  protect(cell: number, required: Requirement, steps: Steps): boolean
}

/** Rounding errors of sums of amounts; counts have none. */
const SLACK = 1e-9

export const suffices = ({ up, down }: Reach, { above, below, spread }: Requirement): boolean =>
  up >= above * (1 - SLACK) && down >= below * (1 - SLACK) && up + down >= spread * (1 - SLACK)

/** As far as it is worth looking. */
export const limitOf = ({ above, below, spread }: Requirement): Reach => ({
  up: Math.max(above, spread),
  down: Math.max(below, spread),
})

/** What hiding costs: large cells more than small ones, totals much more than what they are made of. */
export function hidingCosts(table: Table, mayHide: (cell: number) => boolean): Float64Array {
  return Float64Array.from(table.values, (value, cell) => {
    if (!mayHide(cell)) return Number.POSITIVE_INFINITY
    let cost = 4
    for (let rest = value; rest >= 2; rest /= 2) cost++
    return cost * structureCost(table, cell)
  })
}

/** What hiding a cell costs for where it stands: totals many times what they are made of. */
export function structureCost(table: Table, cell: number): number {
  if (isInner(table, cell)) return 1
  let cost = 1
  for (const [dimension, node] of nodesOf(table, cell).entries()) {
    const { children } = table.dimensions[dimension]!
    if (children[node]!.length > 0) cost *= node === 0 ? 12 : 6
  }
  return cost
}
