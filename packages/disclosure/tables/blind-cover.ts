import { finderFor } from './finder.ts'
import { guardOf } from './guard.ts'
import { CELL, structureCost, type Hiding } from './hiding.ts'
import { hideFewer, showAgain } from './improve.ts'
import type { Requirement } from './sensitive-cells.ts'

/** A cell of this many thresholds is taken before others: what moves a little changes nothing of that. */
const PREFERRED = 4
const BEHIND_PREFERRED = 1.5

/**
 * Hides other cells by what a reader sees all the same: which cells are small, never how small. Each small cell is given a way
 * on which it can be anything its sign allows, through cells that are not small and have room for that; what the small cells
 * do for each other is left out of account. Somebody who runs the program on every table that looks the same (the minimality
 * attack of Wong et al. 2007) finds it hide the same in all but those in which a cell has lost that room. Small cells that have
 * no such way are left as they are. Gives the cells that it hid.
 */
export async function coverBlindly(
  { table, status, cost }: Hiding,
  threshold: number,
  { kept, pause }: { readonly kept: ReadonlySet<number> | undefined; readonly pause: () => void | Promise<void> },
): Promise<ReadonlySet<number>> {
  const room = threshold - 2
  const isSmall = (cell: number): boolean => status[cell] === CELL.sensitive
  const free = table.values.map((value, cell) => (!isSmall(cell) && value >= threshold + room ? room : 0))
  const blind: Hiding = {
    table,
    status,
    up: free.slice(),
    down: free.slice(),
    cost: table.values.map((value, cell) => {
      if (cost[cell] === Number.POSITIVE_INFINITY || free[cell] === 0) return Number.POSITIVE_INFINITY
      return structureCost(table, cell) * (value >= PREFERRED * threshold ? 1 : BEHIND_PREFERRED)
    }),
  }
  const before = status.slice()
  const finder = finderFor(blind)
  const small = [...status.keys()].filter(isSmall)
  const required: Requirement = { above: room, below: 0, spread: 0 }
  /** Looks after one cell at a time: it alone of the small ones moves. */
  const alone = <Value>(cell: number, look: () => Value): Value => {
    blind.up[cell] = blind.down[cell] = room
    const value = look()
    blind.up[cell] = blind.down[cell] = 0
    return value
  }
  const nobody = { of: new Int32Array(status.length).fill(-1), cells: [] }
  const guard = guardOf(blind, finder, new Map(small.map((cell) => [cell, required])), nobody)
  const each = {
    ...guard,
    get looks() {
      return guard.looks
    },
    isSafe: (cell: number) => alone(cell, () => guard.isSafe(cell)),
    protect: (cell: number, steps?: 'long' | 'short') => alone(cell, () => guard.protect(cell, steps)),
  }
  const covered: number[] = []
  for (const cell of small) {
    await pause()
    if (each.protect(cell)) covered.push(cell)
  }
  const improving = { hiding: blind, guard: each, sensitive: covered, kept, pause }
  await showAgain(improving)
  await hideFewer(improving)
  return new Set([...status.keys()].filter((cell) => status[cell] !== before[cell]))
}
