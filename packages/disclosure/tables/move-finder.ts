import { pathOf, type Dimension } from './dimension.ts'
import { CELL, limitOf, suffices, type Finder, type Hiding, type Reach } from './hiding.ts'
import type { Requirement } from './sensitive-cells.ts'
import { nodesOf } from './table.ts'

/** How many moves are looked at for one cell: the nearest in each dimension, combined. */
const MOST_MOVES = 20_000

/** A change along one dimension that no sum of it notices: a path from a leaf up, less another one where it says so. */
interface LineMove {
  readonly nodes: readonly number[]
  readonly signs: readonly number[]
  readonly price: number
}

/** A change of the whole table: which cells rise and fall by one person, and how far that can go. */
interface Move {
  readonly cells: Int32Array
  readonly price: number
  readonly up: number
  readonly down: number
}

/**
 * Finds what hidden cells can be in a table of any number of dimensions and levels, by changes that leave every sum true: in
 * each dimension either one leaf with all its totals rises, or it rises and another falls as much; a change of the table is
 * the product of one such change a dimension (the hypercube of Repsilber, here over whole hierarchies). Each is a table that
 * looks the same when published, so a cell is at least as free as its best change says.
 */
export function moveFinder(hiding: Hiding): Finder {
  const { table, status, up, down, cost } = hiding
  const { dimensions, strides, values } = table
  const perDimension = Math.max(4, Math.floor(MOST_MOVES ** (1 / dimensions.length)))

  const priceOf = (cell: number, mayHide: boolean): number =>
    status[cell] !== CELL.shown ? 0 : mayHide ? cost[cell]! : Number.POSITIVE_INFINITY

  /** A leaf below a cell in each dimension, where somebody is: if it rises with all its totals, every sum stays true. */
  const anchorOf = (cell: number): readonly number[] => {
    const nodes = nodesOf(table, cell)
    let at = cell
    for (const [dimension, tree] of dimensions.entries()) {
      for (;;) {
        const below = tree.children[nodes[dimension]!]!
        if (below.length === 0) break
        const line = at - nodes[dimension]! * strides[dimension]!
        const valueOf = (node: number) => values[line + node * strides[dimension]!]!
        nodes[dimension] = below.reduce((best, node) => (valueOf(node) > valueOf(best) ? node : best))
        at = line + nodes[dimension] * strides[dimension]!
      }
    }
    return nodes
  }

  /** The changes of one dimension that a cell takes part in, those that cost least on the cell's own line. */
  const lineMoves = (
    cell: number,
    { node, anchor, dimension, mayHide }: { node: number; anchor: number; dimension: number; mayHide: boolean },
  ): readonly LineMove[] => {
    const stride = strides[dimension]!
    const line = cell - node * stride
    const price = (at: number) => priceOf(line + at * stride, mayHide)
    const tree = dimensions[dimension]!
    const moves: LineMove[] = []
    const rising = leavesBelow(tree, node).filter((leaf) => Number.isFinite(price(leaf)))
    const falling = rising.length === 0 ? [] : tree.leaves.filter((leaf) => Number.isFinite(price(leaf)))
    for (const leaf of cheapestOf(rising, price, perDimension)) {
      const path = pathOf(tree, leaf)
      add(path, [])
      const above = new Set(path)
      for (const other of cheapestOf(falling, price, perDimension)) {
        const otherPath = pathOf(tree, other).filter((at) => !above.has(at))
        const otherOnly = new Set(pathOf(tree, other))
        const own = path.filter((at) => !otherOnly.has(at))
        if (own.includes(node)) add(own, otherPath)
      }
    }
    const nearest = moves.toSorted((a, b) => a.price - b.price)
    if (nearest.length <= perDimension) return nearest
    // What is always possible is always looked at.
    moves.length = 0
    add(pathOf(tree, anchor), [])
    return [...nearest.slice(0, perDimension), ...moves]

    function add(plus: readonly number[], minus: readonly number[]): void {
      const nodes = [...plus, ...minus]
      let total = 0
      for (const at of nodes) total += price(at)
      if (Number.isFinite(total))
        moves.push({ nodes, signs: nodes.map((_, at) => (at < plus.length ? 1 : -1)), price: total })
    }
  }

  /** Visits the changes that a cell takes part in and that cost less than `under` gives at the time. */
  const forMoves = (cell: number, mayHide: boolean, under: () => number, visit: (move: Move) => void): void => {
    const anchors = anchorOf(cell)
    const lines = nodesOf(table, cell).map((node, dimension) =>
      lineMoves(cell, { node, anchor: anchors[dimension]!, dimension, mayHide }),
    )
    if (lines.some((moves) => moves.length === 0)) return
    const descend = (dimension: number, cells: readonly number[], signs: readonly number[]): void => {
      if (dimension === lines.length) return weigh(cells, signs)
      for (const move of lines[dimension]!) {
        const nextCells: number[] = []
        const nextSigns: number[] = []
        for (let at = 0; at < cells.length; at++) {
          for (let step = 0; step < move.nodes.length; step++) {
            nextCells.push(cells[at]! + move.nodes[step]! * strides[dimension]!)
            nextSigns.push(signs[at]! * move.signs[step]!)
          }
        }
        descend(dimension + 1, nextCells, nextSigns)
      }
    }
    const weigh = (cells: readonly number[], signs: readonly number[]): void => {
      let price = 0
      const most = under()
      let rise = Number.POSITIVE_INFINITY
      let fall = Number.POSITIVE_INFINITY
      for (let at = 0; at < cells.length; at++) {
        const touched = cells[at]!
        price += priceOf(touched, mayHide)
        if (price >= most || price === Number.POSITIVE_INFINITY) return
        rise = Math.min(rise, signs[at]! > 0 ? up[touched]! : down[touched]!)
        fall = Math.min(fall, signs[at]! > 0 ? down[touched]! : up[touched]!)
      }
      if (rise > 0 || fall > 0) visit({ cells: Int32Array.from(cells), price, up: rise, down: fall })
    }
    descend(0, [0], [1])
  }

  const reach = (cell: number, limit: Reach): Reach => {
    let best: Reach = { up: 0, down: 0 }
    forMoves(
      cell,
      false,
      () => (best.up >= limit.up && best.down >= limit.down ? 0 : Number.POSITIVE_INFINITY),
      (move) => {
        best = { up: Math.max(best.up, move.up), down: Math.max(best.down, move.down) }
      },
    )
    return { up: Math.min(best.up, limit.up), down: Math.min(best.down, limit.down) }
  }

  return {
    isExact: false,
    reach,
    protect(cell, required) {
      if (suffices(reach(cell, limitOf(required)), required)) return true
      const chosen = cheapestMoves(cell, required)
      for (const { cells } of chosen) {
        for (const touched of cells) if (status[touched] === CELL.shown) status[touched] = CELL.complementary
      }
      return chosen.length > 0
    },
  }

  /** The one change that does, or the two of which one goes up and the other down; none where none do. */
  function cheapestMoves(cell: number, required: Requirement): readonly Move[] {
    const limit = limitOf(required)
    let single: Move | undefined
    forMoves(
      cell,
      true,
      () => single?.price ?? Number.POSITIVE_INFINITY,
      (move) => {
        if (suffices(move, required)) single = move
      },
    )
    if (single) return [single]
    let rise: Move | undefined
    let fall: Move | undefined
    const isBetter = (amount: number, price: number, than: number, thanPrice: number) =>
      amount > than || (amount === than && price < thanPrice)
    forMoves(
      cell,
      true,
      () => Number.POSITIVE_INFINITY,
      (move) => {
        const [ups, downs] = [Math.min(move.up, limit.up), Math.min(move.down, limit.down)]
        if (isBetter(ups, move.price, Math.min(rise?.up ?? 0, limit.up), rise?.price ?? 0)) rise = move
        if (isBetter(downs, move.price, Math.min(fall?.down ?? 0, limit.down), fall?.price ?? 0)) fall = move
      },
    )
    const together = { up: rise?.up ?? 0, down: fall?.down ?? 0 }
    return suffices(together, required) ? [rise, fall].filter((move) => move !== undefined) : []
  }

  function cheapestOf(leaves: readonly number[], price: (leaf: number) => number, most: number): readonly number[] {
    if (leaves.length <= most) return leaves
    return leaves.toSorted((a, b) => price(a) - price(b)).slice(0, most)
  }

  function leavesBelow(tree: Dimension, node: number): readonly number[] {
    const below = tree.children[node]!
    if (below.length === 0) return [node]
    return below.flatMap((child) => leavesBelow(tree, child))
  }
}
