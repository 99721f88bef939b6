import { pathOf, type Dimension } from './dimension.ts'
import { CELL, type Finder, type Hiding } from './hiding.ts'
import { finderOf, type Way } from './motion.ts'
import { nodesOf } from './table.ts'

/** How many parts of moves are looked at for one step (fewer, the more cells), and how many changes of one dimension: the nearest. */
const MOST_LOOKS = 20_000
const FEWEST_LOOKS = 1_000
const LOOKS_FOR_ALL = 40_000_000
const MOST_LINE_MOVES = 60
/** How many changes that something is in the way of are looked at, and how many changes make way for one another. */
const MOST_BLOCKED = 40
const MOST_MAKING_WAY = 1

/** A change along one dimension that no sum of it notices: a path from a leaf up, less another one where it says so. */
interface LineMove {
  readonly nodes: readonly number[]
  readonly signs: readonly (1 | -1)[]
  readonly price: number
}

/**
 * Finds what hidden cells can be in a table of any number of dimensions and levels, by changes that leave every sum true: in
 * each dimension either one leaf with all its totals rises, or it rises and another falls as much; a change of the table is
 * the product of one such change a dimension (the hypercube of Repsilber, here over whole hierarchies). One is made on top
 * of another, so that where each goes a little way they go far together. Each is a table that looks the same when published:
 * a cell is at least as free as that.
 */
export function moveFinder(hiding: Hiding): Finder {
  const { table, status, up, down, cost } = hiding
  const { dimensions, strides } = table
  const mostLooks = Math.max(FEWEST_LOOKS, Math.min(MOST_LOOKS, LOOKS_FOR_ALL / status.length))
  // One person makes way for another; an amount has no such unit.
  const isCounted = !('contributors' in table)
  const leavesBelow = dimensions.map((tree) => tree.labels.map((_, node) => leavesOf(tree, node)))

  const priceOf = (cell: number, mayHide: boolean): number =>
    status[cell] !== CELL.shown ? 0 : mayHide ? cost[cell]! : Number.POSITIVE_INFINITY

  /** The changes of one dimension that a cell takes part in, those that cost least on the cell's own line. */
  const lineMoves = (cell: number, node: number, dimension: number, mayHide: boolean): readonly LineMove[] => {
    const stride = strides[dimension]!
    const line = cell - node * stride
    const price = (at: number) => (at === node ? 0 : priceOf(line + at * stride, mayHide))
    const tree = dimensions[dimension]!
    const moves: LineMove[] = []
    const isOpen = (leaf: number) => Number.isFinite(price(leaf))
    const rising = leavesBelow[dimension]![node]!.filter(isOpen)
    const falling = rising.length === 0 ? [] : tree.leaves.filter(isOpen)
    const add = (plus: readonly number[], minus: readonly number[]): void => {
      let total = 0
      for (const at of plus) total += price(at)
      for (const at of minus) total += price(at)
      if (total === Number.POSITIVE_INFINITY) return
      const signs = [...plus.map((): 1 | -1 => 1), ...minus.map((): 1 | -1 => -1)]
      moves.push({ nodes: [...plus, ...minus], signs, price: total })
    }
    for (const leaf of rising) {
      const path = pathOf(tree, leaf)
      add(path, [])
      for (const other of falling) {
        const otherPath = pathOf(tree, other)
        const own = path.filter((at) => !otherPath.includes(at))
        if (own.includes(node)) {
          add(
            own,
            otherPath.filter((at) => !path.includes(at)),
          )
        }
      }
    }
    return moves.toSorted((a, b) => a.price - b.price || a.nodes.length - b.nodes.length).slice(0, MOST_LINE_MOVES)
  }

  /** What has to stay where it is while something else makes way. */
  const held = new Set<number>()
  let looks = 0

  interface Search {
    readonly cell: number
    readonly direction: 1 | -1
    readonly moved: Float64Array
    readonly mayHide: boolean
    readonly atLeast: number
  }

  /**
   * The cheapest change, or of those through hidden cells alone the one that goes furthest. Changes that one cell alone stands
   * in the way of are added to `blocked`, where there is one.
   */
  const search = (
    { cell, direction, moved, mayHide, atLeast }: Search,
    blocked?: { readonly steps: Way['steps']; readonly by: number }[],
  ): Way | undefined => {
    const nodes = nodesOf(table, cell)
    const lines = nodes.map((node, dimension) => lineMoves(cell, node, dimension, mayHide))
    if (lines.some((moves) => moves.length === 0)) return undefined
    const freeOf = (at: number, sign: number): number => {
      if (held.has(at)) return 0
      return sign * direction > 0 ? up[at]! - moved[at]! : down[at]! + moved[at]!
    }
    let best: Way | undefined
    const isWorse = (price: number, capacity: number): boolean =>
      best !== undefined && (price > best.price || (price === best.price && capacity <= best.capacity))
    // Whatever changes in the dimensions to come, the cells on the cell's own place in them change with it.
    const descend = (
      dimension: number,
      part: { readonly cells: readonly number[]; readonly signs: readonly number[]; readonly by: number },
      price: number,
      capacity: number,
    ): void => {
      if (dimension === lines.length) {
        const steps = part.cells.map((at, step) => [at, (part.signs[step]! * direction) as 1 | -1] as const)
        if (part.by >= 0) blocked?.push({ steps, by: part.by })
        else best = { price, capacity, steps }
        return
      }
      for (const { nodes: to, signs: signsTo } of lines[dimension]!) {
        if (++looks > mostLooks) return
        const cells = [...part.cells]
        const signs = [...part.signs]
        let { by } = part
        let nextPrice = price
        let nextCapacity = capacity
        for (let step = 0; step < to.length && nextCapacity >= atLeast; step++) {
          if (to[step] === nodes[dimension]) continue
          const shift = (to[step]! - nodes[dimension]!) * strides[dimension]!
          for (let at = 0; at < part.cells.length; at++) {
            const touched = part.cells[at]! + shift
            const sign = part.signs[at]! * signsTo[step]!
            nextPrice += priceOf(touched, mayHide)
            const free = freeOf(touched, sign)
            if (free < atLeast && blocked && by < 0 && !held.has(touched)) by = touched
            else nextCapacity = Math.min(nextCapacity, free)
            cells.push(touched)
            signs.push(sign)
          }
          if (nextPrice === Number.POSITIVE_INFINITY || (by < 0 && isWorse(nextPrice, nextCapacity))) nextCapacity = -1
        }
        if (
          nextCapacity < atLeast ||
          (by < 0 ? isWorse(nextPrice, nextCapacity) : best || blocked!.length >= MOST_BLOCKED)
        )
          continue
        descend(dimension + 1, { cells, signs, by }, nextPrice, nextCapacity)
      }
    }
    const own = freeOf(cell, 1)
    if (own >= atLeast) descend(0, { cells: [cell], signs: [1], by: -1 }, 0, own)
    return best
  }

  /** A change through hidden cells; where one cell is in the way of it, with another change that makes way for it. */
  const through = (asked: Search, depth: number): Way | undefined => {
    const blocked: { readonly steps: Way['steps']; readonly by: number }[] = []
    const straight = search(asked, depth > 0 ? blocked : undefined)
    if (straight || depth === 0) return straight
    const { cell, moved } = asked
    for (const { steps, by } of blocked) {
      if (looks > mostLooks) return undefined
      const [, sign] = steps.find(([at]) => at === by)!
      for (const [at, one] of steps) moved[at]! += one
      held.add(cell)
      const back = through({ ...asked, cell: by, direction: sign > 0 ? -1 : 1, atLeast: 1 }, depth - 1)
      held.delete(cell)
      for (const [at, one] of steps) moved[at]! -= one
      if (back) return { price: 0, capacity: 1, steps: [...steps, ...back.steps] }
    }
    return undefined
  }

  return finderOf(hiding, {
    isExact: false,
    hide: () => undefined,
    find(cell, direction, moved, { mayHide, atLeast }) {
      looks = 0
      const asked = { cell, direction, moved, mayHide, atLeast }
      return mayHide || !isCounted ? search(asked) : through(asked, MOST_MAKING_WAY)
    },
  })
}

function leavesOf(tree: Dimension, node: number): readonly number[] {
  const below = tree.children[node]!
  return below.length === 0 ? [node] : below.flatMap((child) => leavesOf(tree, child))
}
