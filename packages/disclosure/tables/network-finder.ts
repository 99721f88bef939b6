import { arcsOf, cellNetwork, pathFinder, type Passage } from './cell-network.ts'
import { CELL, type Finder, type Hiding } from './hiding.ts'
import { finderOf } from './motion.ts'

/** A hidden cell costs next to nothing to go through again; of two ways the shorter. */
const HIDDEN_PRICE = 1e-6

/**
 * Finds what hidden cells of a network can be: the most and the least are exact, for the largest flow through the hidden cells
 * is of whole numbers where the counts are. What to hide in addition is the cheapest path that lets a cell go where it has to.
 */
export function networkFinder(hiding: Hiding): Finder | undefined {
  const { status, up, down, cost, table } = hiding
  const network = cellNetwork(table)
  if (!network) return undefined
  const { tail, head } = network
  const paths = pathFinder(network)
  const allArcs = arcsOf(network)
  // Few of a table's cells are hidden. One that is shown again stays in these lists, and lets nothing through.
  const hiddenArcs = Array.from({ length: network.nodes }, (): number[] => [])
  const listed = new Uint8Array(status.length)
  const hide = (cell: number): void => {
    if (listed[cell] === 1) return
    listed[cell] = 1
    hiddenArcs[tail[cell]!]!.push(cell)
    hiddenArcs[head[cell]!]!.push(cell)
  }
  for (let cell = 0; cell < status.length; cell++) if (status[cell] !== CELL.shown) hide(cell)
  const hidden: Passage = {
    up,
    down,
    at: (node) => hiddenArcs[node]!,
    price: (arc) => (status[arc] === CELL.shown ? Number.POSITIVE_INFINITY : HIDDEN_PRICE),
  }
  const open: Passage = {
    up,
    down,
    at: (node) => allArcs[node]!,
    price: (arc) => (status[arc] === CELL.shown ? cost[arc]! : HIDDEN_PRICE),
  }
  return finderOf(hiding, {
    isExact: true,
    hide,
    find(cell, direction, moved, { mayHide, atLeast }) {
      const [from, to] = direction > 0 ? [head[cell]!, tail[cell]!] : [tail[cell]!, head[cell]!]
      return paths.find(mayHide ? open : hidden, moved, { from, to, without: cell, atLeast })
    },
  })
}
