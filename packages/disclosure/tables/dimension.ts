/**
 * One way in which a table is broken down: a tree of codes. Node 0 is the total; a parent stands before its children and is
 * their sum. A node without children is a leaf.
 */
export interface Dimension {
  readonly name: string
  /** What each node is called. */
  readonly labels: readonly string[]
  /** The parent of each node; -1 for the total. */
  readonly parents: Int32Array
  readonly children: readonly (readonly number[])[]
  readonly leaves: readonly number[]
  /** How far each node is from the total. */
  readonly depths: Int32Array
}

/** A dimension whose codes stand side by side under the total. At least one code. */
export const flatDimension = (name: string, codes: readonly string[], total = 'Total'): Dimension =>
  treeDimension(name, [total, ...codes], [-1, ...codes.map(() => 0)])

/** A dimension from the parents of its nodes. Throws where they are no tree that begins with the total. */
export function treeDimension(name: string, labels: readonly string[], parents: readonly number[]): Dimension {
  if (labels.length !== parents.length || labels.length < 2 || parents[0] !== -1) {
    throw new RangeError('a dimension begins with its total and has at least one code')
  }
  const children: number[][] = labels.map(() => [])
  const depths = new Int32Array(labels.length)
  for (let node = 1; node < parents.length; node++) {
    const parent = parents[node]!
    if (!Number.isInteger(parent) || parent < 0 || parent >= node) {
      throw new RangeError('a parent stands before its children')
    }
    children[parent]!.push(node)
    depths[node] = depths[parent]! + 1
  }
  const leaves = labels.flatMap((_, node) => (children[node]!.length === 0 ? [node] : []))
  return { name, labels, parents: Int32Array.from(parents), children, leaves, depths }
}

/** A node and those above it, up to the total. */
export function pathOf({ parents }: Dimension, node: number): readonly number[] {
  const path = [node]
  for (let at = parents[node]!; at >= 0; at = parents[at]!) path.push(at)
  return path
}

/** Codes of several columns, one within the other (`['North', 'Harbour']`), as a dimension, and the leaf of each row. */
export function nestedDimension(
  name: string,
  rows: readonly (readonly string[])[],
  total = 'Total',
): { readonly dimension: Dimension; readonly leafOf: Int32Array } {
  interface Branch {
    readonly label: string
    readonly below: Map<string, Branch>
    node: number
  }
  const root: Branch = { label: total, below: new Map(), node: 0 }
  const ends = rows.map((codes) => {
    let at = root
    for (const label of codes) {
      let next = at.below.get(label)
      if (!next) at.below.set(label, (next = { label, below: new Map(), node: 0 }))
      at = next
    }
    return at
  })
  const labels: string[] = []
  const parents: number[] = []
  const place = (branch: Branch, parent: number): void => {
    branch.node = labels.length
    labels.push(branch.label)
    parents.push(parent)
    const below = [...branch.below.values()].toSorted((a, b) => compareCodes(a.label, b.label))
    for (const next of below) place(next, branch.node)
  }
  place(root, -1)
  return { dimension: treeDimension(name, labels, parents), leafOf: Int32Array.from(ends, ({ node }) => node) }
}

/** Numbers by their size, everything else by its letters, the same on every machine. */
function compareCodes(a: string, b: string): number {
  const [first, second] = [Number.parseFloat(a), Number.parseFloat(b)]
  if (first !== second && !Number.isNaN(first) && !Number.isNaN(second)) return first - second
  return a < b ? -1 : 1
}
