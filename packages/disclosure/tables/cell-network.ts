import type { Table } from './table.ts'

/**
 * The sums of a table as a network: each cell is an arc, each sum a node at which what goes in equals what goes out. Cells
 * that may change without any shown cell changing are then circulations (Cox 1995; Castro 2012). `outOf` and `arcs` list the
 * arcs at each node.
 */
export interface CellNetwork {
  readonly nodes: number
  readonly tail: Int32Array
  readonly head: Int32Array
  readonly outOf: Int32Array
  readonly arcs: Int32Array
}

/**
 * The network of a table of one dimension, or of two of which one at most has codes within codes; undefined for any other,
 * whose sums are no network.
 */
export function cellNetwork({ dimensions, strides, values }: Table): CellNetwork | undefined {
  if (dimensions.length > 2) return undefined
  const deep = dimensions.map(({ depths }) => depths.some((depth) => depth > 1))
  if (deep.every(Boolean) && dimensions.length === 2) return undefined
  const along = deep[1] ? 1 : 0
  const { parents, children } = dimensions[along]!
  const across = dimensions[1 - along]
  const width = across?.labels.length ?? 1
  const rows = parents.length
  // A node for each sum of children in each column, one for each leaf's sum over columns, and one for the total row's.
  const sumOf = (row: number, column: number): number => row * width + column
  const acrossLeaf = (row: number): number => (across ? rows * width + row : rows * width)
  const acrossTop = rows * width
  const tail = new Int32Array(values.length)
  const head = new Int32Array(values.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      const cell = row * strides[along]! + column * (across ? strides[1 - along]! : 0)
      const from = row === 0 ? acrossTop : sumOf(parents[row]!, column)
      const to = children[row]!.length === 0 ? acrossLeaf(row) : sumOf(row, column)
      // What the columns bring to a sum over columns, their total takes away.
      const isTotal = across !== undefined && column === 0
      tail[cell] = isTotal ? to : from
      head[cell] = isTotal ? from : to
    }
  }
  const nodes = rows * width + rows
  const outOf = new Int32Array(nodes + 1)
  for (let cell = 0; cell < values.length; cell++) {
    outOf[tail[cell]! + 1]!++
    outOf[head[cell]! + 1]!++
  }
  for (let node = 0; node < nodes; node++) outOf[node + 1]! += outOf[node]!
  const next = outOf.slice()
  const arcs = new Int32Array(values.length * 2)
  for (let cell = 0; cell < values.length; cell++) {
    arcs[next[tail[cell]!]!++] = cell
    arcs[next[head[cell]!]!++] = cell
  }
  return { nodes, tail, head, outOf, arcs }
}

/** What may go through the arcs: how far each may rise and fall, and what it costs to go through it at all. */
export interface Passage {
  readonly up: Float64Array
  readonly down: Float64Array
  /** The arcs at a node that are worth looking at. */
  at(node: number): ArrayLike<number>
  /** Infinite where nothing may go through. */
  price(arc: number): number
}

export interface NetworkPath {
  readonly price: number
  readonly capacity: number
  /** The arcs in order, each with whether it rises (1) or falls (-1). */
  readonly steps: readonly (readonly [arc: number, sign: 1 | -1])[]
}

/** All arcs at each node. */
export function arcsOf({ nodes, outOf, arcs }: CellNetwork): readonly Int32Array[] {
  return Array.from({ length: nodes }, (_, node) => arcs.subarray(outOf[node], outOf[node + 1]))
}

/** Looks for paths through a network on top of a flow that is already there. */
export function pathFinder({ nodes, tail, head }: CellNetwork): {
  find(
    passage: Passage,
    flow: Float64Array,
    way: { readonly from: number; readonly to: number; readonly without: number; readonly atLeast: number },
  ): NetworkPath | undefined
} {
  const distance = new Float64Array(nodes)
  const stamp = new Int32Array(nodes)
  const through = new Int32Array(nodes)
  const heap = nodeHeap(distance)
  let round = 0
  return {
    find({ up, down, at: arcsAt, price }, flow, { from, to, without, atLeast }) {
      round++
      heap.clear()
      distance[from] = 0
      stamp[from] = round
      heap.push(from)
      for (let node = heap.pop(); node >= 0 && node !== to; node = heap.pop()) {
        const reached = distance[node]!
        const near = arcsAt(node)
        for (let at = 0; at < near.length; at++) {
          const arc = near[at]!
          if (arc === without) continue
          const rises = tail[arc] === node
          const free = rises ? up[arc]! - flow[arc]! : down[arc]! + flow[arc]!
          if (free < atLeast) continue
          const next = rises ? head[arc]! : tail[arc]!
          const length = reached + price(arc)
          if (!(length < (stamp[next] === round ? distance[next]! : Number.POSITIVE_INFINITY))) continue
          distance[next] = length
          stamp[next] = round
          through[next] = arc
          heap.push(next)
        }
      }
      if (stamp[to] !== round) return undefined
      const steps: [number, 1 | -1][] = []
      let capacity = Number.POSITIVE_INFINITY
      for (let node = to; node !== from;) {
        const arc = through[node]!
        const rises = head[arc] === node
        capacity = Math.min(capacity, rises ? up[arc]! - flow[arc]! : down[arc]! + flow[arc]!)
        steps.push([arc, rises ? 1 : -1])
        node = rises ? tail[arc]! : head[arc]!
      }
      return { price: distance[to]!, capacity, steps }
    },
  }
}

/** Nodes by their distance; a node that came nearer is there twice, and the second time does no harm. */
function nodeHeap(distance: Float64Array): { clear(): void; push(node: number): void; pop(): number } {
  const items: number[] = []
  const keys: number[] = []
  return {
    clear() {
      items.length = 0
      keys.length = 0
    },
    push(node) {
      const key = distance[node]!
      let at = items.length
      items.push(node)
      keys.push(key)
      while (at > 0) {
        const parent = (at - 1) >> 1
        if (keys[parent]! <= key) break
        items[at] = items[parent]!
        keys[at] = keys[parent]!
        at = parent
      }
      items[at] = node
      keys[at] = key
    },
    pop() {
      if (items.length === 0) return -1
      const first = items[0]!
      const node = items.pop()!
      const key = keys.pop()!
      if (items.length === 0) return first
      let at = 0
      for (;;) {
        let child = 2 * at + 1
        if (child >= items.length) break
        if (child + 1 < items.length && keys[child + 1]! < keys[child]!) child++
        if (keys[child]! >= key) break
        items[at] = items[child]!
        keys[at] = keys[child]!
        at = child
      }
      items[at] = node
      keys[at] = key
      return first
    },
  }
}
