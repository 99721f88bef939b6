import { cellMap } from './records.ts'

/** Cliques of a triangulated graph, joined so that a column lies in one connected part. */
export interface JunctionTree {
  /** In an order where a clique's parent stands before it. */
  readonly cliques: readonly TreeClique[]
  /** All cells of all cliques together. */
  readonly cells: number
}

export interface TreeClique {
  readonly columns: readonly number[]
  readonly cells: number
  /** Index of the parent; -1 for a root. */
  readonly parent: number
  /** Columns shared with the parent. */
  readonly separator: readonly number[]
}

export interface TreeMaps {
  readonly toSeparator: Uint32Array
  readonly parentToSeparator: Uint32Array
  readonly separatorCells: number
}

/** More columns do not fit the bits of a set. */
export const MOST_COLUMNS = 30

export const setOf = (columns: readonly number[]): number => columns.reduce((set, column) => set | (1 << column), 0)

export function columnsOf(set: number): number[] {
  const columns: number[] = []
  for (let column = 0; column < MOST_COLUMNS; column++) if (set & (1 << column)) columns.push(column)
  return columns
}

const cellsOf = (set: number, sizes: readonly number[]): number => {
  let cells = 1
  for (let column = 0; column < sizes.length; column++) if (set & (1 << column)) cells *= sizes[column]!
  return cells
}

/**
 * The maximal cliques after eliminating columns one at a time, always the one whose clique has the fewest cells
 * (Kjaerulff 1990). `sets` are the measured marginals as bit sets.
 */
export function eliminate(sets: readonly number[], sizes: readonly number[]): number[] {
  const neighbours = sizes.map((_, column) => 1 << column)
  for (const set of sets) {
    for (let column = 0; column < sizes.length; column++) if (set & (1 << column)) neighbours[column]! |= set
  }
  const cliques: number[] = []
  let left = (1 << sizes.length) - 1
  while (left !== 0) {
    let best = -1
    let bestCells = Infinity
    for (let column = 0; column < sizes.length; column++) {
      if (!(left & (1 << column))) continue
      const cells = cellsOf(neighbours[column]! & left, sizes)
      if (cells < bestCells) {
        best = column
        bestCells = cells
      }
    }
    const clique = neighbours[best]! & left
    if (!cliques.some((other) => (clique & other) === clique)) cliques.push(clique)
    left &= ~(1 << best)
    for (let column = 0; column < sizes.length; column++) if (clique & (1 << column)) neighbours[column]! |= clique
  }
  return cliques
}

/** How many cells a model of these marginals would hold. */
export const modelCells = (sets: readonly number[], sizes: readonly number[]): number =>
  eliminate(sets, sizes).reduce((sum, clique) => sum + cellsOf(clique, sizes), 0)

/** The junction tree of measured marginals: a spanning tree of the cliques with the widest separators (Prim). */
export function junctionTree(marginals: readonly (readonly number[])[], sizes: readonly number[]): JunctionTree {
  const sets = eliminate(marginals.map(setOf), sizes)
  const placed: { set: number; parent: number; separator: number }[] = []
  const waiting = new Set(sets)
  while (waiting.size > 0) {
    let best: { set: number; parent: number; separator: number } | undefined
    let bestWidth = 0
    for (const set of waiting) {
      for (const [parent, { set: other }] of placed.entries()) {
        const width = bitsIn(set & other)
        if (width > bestWidth) {
          best = { set, parent, separator: set & other }
          bestWidth = width
        }
      }
    }
    best ??= { set: [...waiting][0]!, parent: -1, separator: 0 }
    waiting.delete(best.set)
    placed.push(best)
  }
  const cliques = placed.map(({ set, parent, separator }) => ({
    columns: columnsOf(set),
    cells: cellsOf(set, sizes),
    parent,
    separator: columnsOf(separator),
  }))
  return { cliques, cells: cliques.reduce((sum, { cells }) => sum + cells, 0) }
}

/** For each clique with a parent, where its cells and its parent's fall in the separator. */
export function treeMaps({ cliques }: JunctionTree, sizes: readonly number[]): (TreeMaps | undefined)[] {
  return cliques.map(({ columns, parent, separator }) =>
    parent < 0
      ? undefined
      : {
          toSeparator: cellMap(columns, separator, sizes),
          parentToSeparator: cellMap(cliques[parent]!.columns, separator, sizes),
          separatorCells: separator.reduce((cells, column) => cells * sizes[column]!, 1),
        },
  )
}

function bitsIn(set: number): number {
  let bits = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) bits++
  return bits
}
