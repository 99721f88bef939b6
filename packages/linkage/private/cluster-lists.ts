import { exponential, logarithm } from '@gloact/kernel'

/** Pairs of records of different lists, numbered through all lists, and the probability that they are one person’s. */
export interface ProbablePairs {
  readonly first: Uint32Array
  readonly second: Uint32Array
  readonly probability: Float64Array
}

export interface ListClustering {
  /** The list of each record. */
  readonly listOf: Uint8Array
  readonly pairs: ProbablePairs
  /** What a pair that no join has found counts as. */
  readonly unseen: number
}

const CERTAIN = 1e-6

const logOdds = (probability: number): number => {
  const bounded = Math.min(1 - CERTAIN, Math.max(CERTAIN, probability))
  return logarithm(bounded / (1 - bounded))
}

interface Merge {
  readonly odds: number
  readonly one: number
  readonly two: number
  readonly versions: number
}

/** The likelier merge first, then the one of earlier records. */
const before = (x: Merge, y: Merge): boolean =>
  x.odds > y.odds || (x.odds === y.odds && (x.one < y.one || (x.one === y.one && x.two < y.two)))

/** Which merge is tried next: those that were there from the start stand in order, those that come later in a heap. */
class Merges {
  readonly #first: readonly Merge[]
  readonly #heap: Merge[] = []
  #next = 0

  constructor(first: readonly Merge[]) {
    this.#first = first
  }

  push(merge: Merge): void {
    const heap = this.#heap
    heap.push(merge)
    for (let at = heap.length - 1; at > 0;) {
      const above = (at - 1) >> 1
      if (!before(heap[at]!, heap[above]!)) break
      ;[heap[at], heap[above]] = [heap[above]!, heap[at]!]
      at = above
    }
  }

  pop(): Merge | undefined {
    const [first, later] = [this.#first[this.#next], this.#heap[0]]
    if (!first || (later && before(later, first))) return this.#later()
    this.#next++
    return first
  }

  #later(): Merge | undefined {
    const heap = this.#heap
    const top = heap[0]
    const last = heap.pop()
    if (heap.length === 0 || !last) return top
    heap[0] = last
    for (let at = 0; ;) {
      let next = at
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < heap.length && before(heap[below]!, heap[next]!)) next = below
      }
      if (next === at) return top
      ;[heap[at], heap[next]] = [heap[next]!, heap[at]!]
      at = next
    }
  }
}

/** For each record its neighbours and their log odds, in two flat arrays. */
function neighboursOf(count: number, { first, second, probability }: ProbablePairs) {
  const starts = new Uint32Array(count + 1)
  for (const ends of [first, second]) for (const record of ends) starts[record + 1]!++
  for (let at = 0; at < count; at++) starts[at + 1]! += starts[at]!
  const next = starts.slice()
  const records = new Uint32Array(first.length * 2)
  const odds = new Float64Array(first.length * 2)
  for (let pair = 0; pair < first.length; pair++) {
    const own = logOdds(probability[pair]!)
    for (const [from, to] of [
      [first[pair]!, second[pair]!],
      [second[pair]!, first[pair]!],
    ] as const) {
      records[next[from]!] = to
      odds[next[from]!++] = own
    }
  }
  return { starts, records, odds }
}

/** Draws a clustering, or makes the likeliest: for each record the first record of its cluster. */
export type Clusters = (chance?: () => number) => Uint32Array

/**
 * Clusters records that are one person’s, each list having one record of a person at most: agglomerative, on the mean log
 * odds of all pairs between two clusters (connected components would join strangers by one wrong pair).
 *
 * @returns a function of chance. Without it a merge is made where its odds are over one half; with it (numbers from 0 to 1) it is drawn
 *   by its probability, which gives a partition out of the posterior rather than the likeliest one. What all draws share is made once.
 */
export function clusterLists({ listOf, pairs, unseen }: ListClustering): Clusters {
  const neighbours = neighboursOf(listOf.length, pairs)
  const unseenOdds = logOdds(unseen)
  const first = Array.from(pairs.first, (one, pair): Merge => {
    const two = pairs.second[pair]!
    const odds = logOdds(pairs.probability[pair]!)
    return { odds, one: Math.min(one, two), two: Math.max(one, two), versions: 0 }
  }).toSorted((x, y) => (before(x, y) ? -1 : before(y, x) ? 1 : 0))
  return (chance) => cluster({ listOf, neighbours, unseenOdds, first }, chance)
}

interface Prepared {
  readonly listOf: Uint8Array
  readonly neighbours: ReturnType<typeof neighboursOf>
  readonly unseenOdds: number
  readonly first: readonly Merge[]
}

function cluster({ listOf, neighbours, unseenOdds, first }: Prepared, chance?: () => number): Uint32Array {
  const count = listOf.length
  const lists = Uint32Array.from(listOf, (list) => 1 << list)
  const members: (number[] | undefined)[] = Array.from({ length: count }, (_, record) => [record])
  const parent = Uint32Array.from({ length: count }, (_, record) => record)
  const version = new Uint32Array(count)
  const find = (record: number): number => {
    let root = record
    while (parent[root] !== root) root = parent[root]!
    return root
  }
  const isBetween = (one: number, two: number): number => {
    let sum = 0
    const [few, many] = members[one]!.length < members[two]!.length ? [one, two] : [two, one]
    for (const record of members[few]!) {
      let found = 0
      for (let at = neighbours.starts[record]!; at < neighbours.starts[record + 1]!; at++) {
        if (find(neighbours.records[at]!) !== many) continue
        sum += neighbours.odds[at]!
        found++
      }
      sum += (members[many]!.length - found) * unseenOdds
    }
    return sum / (members[one]!.length * members[two]!.length)
  }
  const merges = new Merges(first)
  for (;;) {
    const merge = merges.pop()
    if (!merge) break
    const { one, two, odds, versions } = merge
    if (parent[one] !== one || parent[two] !== two || version[one]! + version[two]! !== versions) continue
    if ((lists[one]! & lists[two]!) !== 0) continue
    if (chance ? chance() > 1 / (1 + exponential(-odds)) : odds <= 0) continue
    const around = new Set<number>()
    for (const record of [...members[one]!, ...members[two]!]) {
      for (let at = neighbours.starts[record]!; at < neighbours.starts[record + 1]!; at++) {
        around.add(find(neighbours.records[at]!))
      }
    }
    members[one]!.push(...members[two]!)
    members[two] = undefined
    parent[two] = one
    lists[one]! |= lists[two]!
    version[one]! += version[two]! + 1
    for (const other of around) {
      if (other === one || other === two || (lists[one]! & lists[other]!) !== 0) continue
      const [x, y] = [Math.min(one, other), Math.max(one, other)]
      merges.push({ odds: isBetween(x, y), one: x, two: y, versions: version[x]! + version[y]! })
    }
  }
  return parent.map((_, record) => find(record))
}

/** Persons by the lists they are on, as bits (list 0 is bit 0); records that are not counted are on none. */
export function tableOfClusters(
  clusters: Uint32Array,
  listOf: Uint8Array,
  lists: number,
  isCounted: (record: number) => boolean = () => true,
): Uint32Array {
  const on = new Uint32Array(clusters.length)
  for (const [record, cluster] of clusters.entries()) if (isCounted(record)) on[cluster]! |= 1 << listOf[record]!
  const table = new Uint32Array(2 ** lists)
  for (const mask of on) if (mask > 0) table[mask]!++
  return table
}
