import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { type RandomWords, uniformBelow } from '../noise/random-words.ts'
import { arcsOf, cellNetwork, pathFinder, type CellNetwork } from './cell-network.ts'
import { treeDimension } from './dimension.ts'
import { addUp, type Table } from './table.ts'

export interface Rounded {
  /** Multiples of the base that add up to their totals, in every dimension and level. */
  readonly values: Float64Array
  /** The furthest that any cell, total or not, lies from its count. */
  readonly furthest: number
}

export type RoundingFailure = Failure<'disclosure.rounding_does_not_fit'>

/** How often a table whose sums are no network is rounded again, to find totals that are near their counts. */
const ATTEMPTS = 40

/** Rounded figures of cells that are out already. */
export interface RoundedBefore {
  /** Figures of the same data, which have to stay what they are. */
  readonly fixed: ReadonlyMap<number, number>
  /** Figures of data that may have changed, which stay wherever the sums let them, the smallest first. */
  readonly kept: ReadonlyMap<number, number>
  /** Of those kept the cells that were shown at both multiples beside their count: once more may not be drawn. */
  readonly bound: ReadonlySet<number>
}

const NOTHING_BEFORE: RoundedBefore = { fixed: new Map(), kept: new Map(), bound: new Set() }

/**
 * Random controlled rounding (Cox 1987): every cell becomes one of the two multiples of the base beside it, totals remain
 * sums, and each is as likely to go up as keeps its mean at the count. In a table of two dimensions with one hierarchy at
 * most, every total lies within the base, too; in others the inner cells do, and totals are as near as was found.
 *
 * What is out already stays what it is, and the rest is rounded around it. Where that cannot be for what is `fixed` or `bound`, that
 * is `disclosure.rounding_does_not_fit`.
 */
export function roundTable(
  table: Table,
  base: number,
  words: RandomWords,
  before: RoundedBefore = NOTHING_BEFORE,
): Result<Rounded, RoundingFailure> {
  const network = cellNetwork(table)
  if (network) {
    const values = roundNetwork(table.values, network, { base, words, before })
    return values
      ? ok({ values, furthest: furthestOf(table, values) })
      : err(failure('disclosure.rounding_does_not_fit'))
  }
  let best: Rounded | undefined
  for (let attempt = 0; attempt < ATTEMPTS && !(best && best.furthest < base); attempt++) {
    const values = roundFolded(table, base, words, before)
    if (!values) return err(failure('disclosure.rounding_does_not_fit'))
    const furthest = furthestOf(table, values)
    if (!best || furthest < best.furthest) best = { values, furthest }
  }
  return ok(best!)
}

function furthestOf({ values: counts }: Table, values: Float64Array): number {
  let furthest = 0
  for (let cell = 0; cell < values.length; cell++)
    furthest = Math.max(furthest, Math.abs(values[cell]! - counts[cell]!))
  return furthest
}

/**
 * Pushes what is no multiple round cycles, up or down by chance, until nothing is left: at a node where sums are whole no
 * single arc can be a fraction, so there is always a cycle, and each push settles at least one arc.
 */
function roundNetwork(
  counts: Float64Array,
  network: CellNetwork,
  { base, words, before }: { base: number; words: RandomWords; before: RoundedBefore },
): Float64Array | undefined {
  const values = counts.slice()
  if (!settleBefore(values, network, base, before)) return undefined
  const { nodes, tail, head, outOf, arcs } = network
  const isFraction = (arc: number): boolean => values[arc]! % base !== 0
  const next = outOf.slice()
  const visited = new Int32Array(nodes).fill(-1)
  /** Another arc at a node that is no multiple yet; arcs that are settled never come back. */
  const fractionAt = (node: number, not: number): number => {
    let at = next[node]!
    while (at < outOf[node + 1]! && !isFraction(arcs[at]!)) at++
    next[node] = at
    while (at < outOf[node + 1]! && (arcs[at] === not || !isFraction(arcs[at]!))) at++
    return at < outOf[node + 1]! ? arcs[at]! : -1
  }
  for (let start = 0; start < values.length; start++) {
    while (isFraction(start)) {
      const steps: [arc: number, sign: 1 | -1][] = []
      const walked: number[] = []
      let node = tail[start]!
      let arc = start
      while (visited[node] === -1) {
        visited[node] = steps.length
        walked.push(node)
        const rises = tail[arc] === node
        steps.push([arc, rises ? 1 : -1])
        node = rises ? head[arc]! : tail[arc]!
        arc = fractionAt(node, arc)
        if (arc === -1) throw new Error('a sum of multiples is not one')
      }
      pushRound(values, steps.slice(visited[node]), base, words)
      for (const one of walked) visited[one] = -1
    }
  }
  return values
}

/** Moves a cycle up or down until an arc of it is a multiple; the odds keep every mean where it is. */
function pushRound(
  values: Float64Array,
  cycle: readonly (readonly [arc: number, sign: 1 | -1])[],
  base: number,
  words: RandomWords,
): void {
  let forward = Number.POSITIVE_INFINITY
  let backward = Number.POSITIVE_INFINITY
  for (const [arc, sign] of cycle) {
    const over = values[arc]! % base
    forward = Math.min(forward, sign > 0 ? base - over : over)
    backward = Math.min(backward, sign > 0 ? over : base - over)
  }
  const amount = uniformBelow(words, forward + backward) < backward ? forward : -backward
  for (const [arc, sign] of cycle) values[arc]! += sign * amount
}

/**
 * Brings the cells that are out already to what is out, without any cell leaving the two multiples beside its count. Whether that
 * went for all that may not move.
 */
function settleBefore(
  values: Float64Array,
  network: CellNetwork,
  base: number,
  { fixed, kept, bound }: RoundedBefore,
): boolean {
  if (fixed.size + kept.size === 0) return true
  const counts = values.slice()
  const up = counts.map((count) => Math.ceil(count / base) * base - count)
  const down = counts.map((count) => count - Math.floor(count / base) * base)
  let flow = new Float64Array(values.length)
  const paths = pathFinder(network)
  const arcs = arcsOf(network)
  const passage = { up, down, at: (node: number) => arcs[node]!, price: () => 1 }
  const settle = (cell: number, target: number): boolean => {
    const wanted = target - counts[cell]!
    if (wanted > up[cell]! || -wanted > down[cell]!) return false
    for (let missing = wanted - flow[cell]!; missing !== 0; missing = wanted - flow[cell]!) {
      const ends = [network.head[cell]!, network.tail[cell]!] as const
      const [from, to] = missing > 0 ? ends : [ends[1], ends[0]]
      const path = paths.find(passage, flow, { from, to, without: cell, atLeast: 1 })
      if (!path) return false
      const amount = Math.min(path.capacity, Math.abs(missing))
      for (const [arc, sign] of path.steps) flow[arc]! += sign * amount
      flow[cell]! += Math.sign(missing) * amount
    }
    up[cell] = flow[cell]!
    down[cell] = -flow[cell]!
    return true
  }
  for (const [cell, target] of fixed) if (!settle(cell, target)) return false
  // Small figures tell of the fewest persons: it is they that must not come in two ways.
  const smallestFirst = [...kept].toSorted(([, a], [, b]) => a - b)
  for (const [cell, target] of smallestFirst) if (bound.has(cell) && !settle(cell, target)) return false
  for (const [cell, target] of smallestFirst) {
    if (bound.has(cell)) continue
    const flowBefore = flow.slice()
    if (!settle(cell, target)) flow = flowBefore
  }
  for (let cell = 0; cell < values.length; cell++) values[cell] = counts[cell]! + flow[cell]!
  return true
}

/**
 * Rounds a table whose sums are no network by those that are: all dimensions but the last as one hierarchy, one within the
 * other, against the leaves of the last. The remaining totals are then the sums of what was rounded.
 */
function roundFolded(table: Table, base: number, words: RandomWords, before: RoundedBefore): Float64Array | undefined {
  const { dimensions, strides, values: counts } = table
  const last = dimensions.length - 1
  const across = dimensions[last]!
  const labels = ['']
  const parents = [-1]
  // For each node of the folded hierarchy the cell that it is, but for the last dimension.
  const places = [0]
  const descend = (dimension: number, node: number, folded: number): void => {
    const tree = dimensions[dimension]!
    const below = tree.children[node]!
    if (below.length === 0) {
      if (dimension + 1 < last) descend(dimension + 1, 0, folded)
      return
    }
    for (const child of below) {
      labels.push('')
      parents.push(folded)
      places.push(places[folded]! + (child - node) * strides[dimension]!)
      descend(dimension, child, labels.length - 1)
    }
  }
  descend(0, 0, 0)
  const rows = treeDimension('', labels, parents)
  const columns = treeDimension('', ['', ...across.leaves.map(() => '')], [-1, ...across.leaves.map(() => 0)])
  const width = columns.labels.length
  const folded = new Float64Array(labels.length * width)
  const cellOf = (row: number, column: number) => places[row]! + (column === 0 ? 0 : across.leaves[column - 1]!)
  for (let row = 0; row < labels.length; row++) {
    for (let column = 0; column < width; column++) folded[row * width + column] = counts[cellOf(row, column)]!
  }
  const network = cellNetwork({ dimensions: [rows, columns], strides: [width, 1], values: folded })!
  // Totals that are not in the fold are sums of what is; they stay where all their parts do.
  const foldedBefore = { fixed: new Map<number, number>(), kept: new Map<number, number>(), bound: new Set<number>() }
  for (let row = 0; row < labels.length; row++) {
    for (let column = 0; column < width; column++) {
      const cell = cellOf(row, column)
      for (const way of ['fixed', 'kept'] as const) {
        const figure = before[way].get(cell)
        if (figure !== undefined) foldedBefore[way].set(row * width + column, figure)
      }
      if (before.bound.has(cell)) foldedBefore.bound.add(row * width + column)
    }
  }
  if (foldedBefore.fixed.size < before.fixed.size) return undefined
  const rounded = roundNetwork(folded, network, { base, words, before: foldedBefore })
  if (!rounded) return undefined
  const values = new Float64Array(counts.length)
  for (const row of rows.leaves) {
    for (let column = 1; column < width; column++) values[cellOf(row, column)] = rounded[row * width + column]!
  }
  for (let dimension = 0; dimension < dimensions.length; dimension++) addUp(table, dimension, values)
  return values
}
