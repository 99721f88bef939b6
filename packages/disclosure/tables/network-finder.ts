import { arcsOf, cellNetwork, pathFinder, type NetworkPath, type Passage } from './cell-network.ts'
import { CELL, suffices, type Finder, type Hiding } from './hiding.ts'

/** A hidden cell costs next to nothing to go through again; of two ways the shorter. */
const HIDDEN_PRICE = 1e-6

/** Where no capacity is too small to be of use: a thousandth of a person is none, but amounts are no persons. */
const LEAST_CAPACITY = 1e-6

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
  const list = (cell: number): void => {
    hiddenArcs[tail[cell]!]!.push(cell)
    hiddenArcs[head[cell]!]!.push(cell)
  }
  for (let cell = 0; cell < status.length; cell++) if (status[cell] !== CELL.shown) list(cell)
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

  /** One direction in which a cell moves: the flow that moves it, and how far it goes. */
  const motion = (cell: number, direction: 1 | -1, flow: Float64Array) => {
    const [from, to] = direction > 0 ? [head[cell]!, tail[cell]!] : [tail[cell]!, head[cell]!]
    const room = direction > 0 ? up[cell]! : down[cell]!
    const touched: number[] = []
    let reached = 0
    const way = (passage: Passage, atLeast: number): NetworkPath | undefined =>
      paths.find(passage, flow, { from, to, without: cell, atLeast })
    const push = ({ steps, capacity }: NetworkPath, limit: number): void => {
      const amount = Math.min(capacity, limit - reached)
      for (const [arc, sign] of steps) {
        flow[arc]! += sign * amount
        touched.push(arc)
      }
      reached += amount
    }
    return {
      room,
      reached: () => reached,
      way: (atLeast: number) => way(open, atLeast),
      push,
      /** Goes as far as what is hidden already allows. */
      extend(limit: number): number {
        const target = Math.min(limit, room)
        for (;;) {
          const path = target - reached > LEAST_CAPACITY ? way(hidden, LEAST_CAPACITY) : undefined
          if (!path) return reached
          push(path, target)
        }
      },
      reset(): void {
        for (const arc of touched) flow[arc] = 0
      },
    }
  }

  const flows = [new Float64Array(up.length), new Float64Array(up.length)] as const
  const motionsOf = (cell: number) => [motion(cell, 1, flows[0]), motion(cell, -1, flows[1])] as const
  return {
    isExact: true,
    reach(cell, limit) {
      const [rise, fall] = motionsOf(cell)
      const reach = { up: rise.extend(limit.up), down: fall.extend(limit.down) }
      rise.reset()
      fall.reset()
      return reach
    },
    protect(cell, required) {
      const [rise, fall] = motionsOf(cell)
      const { above, below, spread } = required
      try {
        for (;;) {
          const reach = { up: rise.extend(Math.max(above, spread)), down: fall.extend(Math.max(below, spread)) }
          if (suffices(reach, required)) return true
          const missing = spread - reach.up - reach.down
          const cheapest = [
            { move: rise, least: above },
            { move: fall, least: below },
          ]
            .flatMap(({ move, least }) => {
              const need = Math.max(least - move.reached(), Math.min(missing, move.room - move.reached()))
              if (need <= LEAST_CAPACITY) return []
              const path = move.way(need * (1 - LEAST_CAPACITY)) ?? move.way(LEAST_CAPACITY)
              return path ? [{ move, path, limit: move.reached() + need }] : []
            })
            .toSorted((a, b) => a.path.price - b.path.price)[0]
          if (!cheapest) return false
          for (const [arc] of cheapest.path.steps) {
            if (status[arc] !== CELL.shown) continue
            status[arc] = CELL.complementary
            list(arc)
          }
          cheapest.move.push(cheapest.path, cheapest.limit)
        }
      } finally {
        rise.reset()
        fall.reset()
      }
    },
  }
}
