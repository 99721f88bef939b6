/** Pairs with their log2 odds of being one person's. */
export interface WeighedPairs {
  readonly a: Int32Array
  readonly b: Int32Array
  readonly logOdds: Float32Array
}

export interface ClusterOptions {
  readonly count: number
  /** The log2 odds of any pair, also of one that no key brought together. */
  readonly logOdds: (a: number, b: number) => number
  /** Records that may not come together: two of one list, where a list holds a person once. */
  readonly apart: (a: number, b: number) => boolean
  /** Records that belong together already: the cluster of each. */
  readonly together?: Int32Array
}

// Pairs under these odds bring nobody together, however many they are.
const TIES = [-2, 0, 2, 4, 7, 10]
const MOST_TOGETHER = 300
// One field copied wrongly must not outweigh a whole cluster, nor one number shared make it.
const MOST_SAID = 14

/** The representative of each record's set; the least number of it. */
function createSets(count: number) {
  const parent = Int32Array.from({ length: count }, (_, at) => at)
  const find = (at: number): number => {
    let root = at
    while (parent[root] !== root) root = parent[root]!
    for (let next = at; parent[next] !== root;) {
      const above = parent[next]!
      parent[next] = root
      next = above
    }
    return root
  }
  return {
    find,
    join(a: number, b: number): void {
      const [one, two] = [find(a), find(b)]
      if (one !== two) parent[Math.max(one, two)] = Math.min(one, two)
    },
  }
}

/**
 * Clusters of records that are taken for one person's: agglomerative, on the mean log odds of all pairs between two
 * clusters, as long as that mean speaks for one person and no two records of it must be apart. Connected components
 * would join strangers by one wrong pair. Returns the cluster of each record, numbered in the order of first records.
 */
export function clusterRecords(pairs: WeighedPairs, options: ClusterOptions): Int32Array {
  const { count } = options
  const joined = createSets(count)
  options.together?.forEach((cluster, record) => {
    if (cluster !== record) joined.join(cluster, record)
  })
  const all = Array.from({ length: count }, (_, at) => at)
  for (const members of components(all, pairs, options, TIES[0]!)) split(members, pairs, options, 0, joined)
  const numbers = new Map<number, number>()
  return Int32Array.from({ length: count }, (_, record) => {
    const root = joined.find(record)
    const number = numbers.get(root) ?? numbers.size
    numbers.set(root, number)
    return number
  })
}

type Sets = ReturnType<typeof createSets>

/** A component that is too large to be held against itself is taken apart where its pairs are weakest. */
function split(members: number[], pairs: WeighedPairs, options: ClusterOptions, tie: number, joined: Sets): void {
  if (members.length <= MOST_TOGETHER || tie + 1 >= TIES.length) {
    agglomerate(members.slice(0, MOST_TOGETHER * 10), options, joined)
    return
  }
  for (const part of components(members, pairs, options, TIES[tie + 1]!)) split(part, pairs, options, tie + 1, joined)
}

/** The components of two or more records that pairs of at least these odds tie together. */
function components(
  members: readonly number[],
  pairs: WeighedPairs,
  { count, together }: ClusterOptions,
  least: number,
): number[][] {
  const among = members.length === count ? undefined : new Set(members)
  const sets = createSets(count)
  if (together) for (const record of members) if (together[record] !== record) sets.join(together[record]!, record)
  for (let pair = 0; pair < pairs.a.length; pair++) {
    const [a, b] = [pairs.a[pair]!, pairs.b[pair]!]
    if (pairs.logOdds[pair]! >= least && (!among || (among.has(a) && among.has(b)))) sets.join(a, b)
  }
  const groups = new Map<number, number[]>()
  for (const record of members) {
    const root = sets.find(record)
    const group = groups.get(root)
    if (group) group.push(record)
    else groups.set(root, [record])
  }
  return [...groups.values()].filter(({ length }) => length > 1)
}

function agglomerate(members: readonly number[], { logOdds, apart, together }: ClusterOptions, joined: Sets): void {
  // What belongs together already is one cluster from the beginning.
  const start = new Map<number, number[]>()
  for (const record of members) {
    const key = together?.[record] ?? record
    const group = start.get(key)
    if (group) group.push(record)
    else start.set(key, [record])
  }
  const clusters: (number[] | undefined)[] = [...start.values()]
  const size = clusters.length
  // Sum of log odds between two clusters; minus infinity where they must be apart.
  const sums = new Float64Array(size * size)
  for (let one = 0; one < size; one++) {
    for (let two = one + 1; two < size; two++) {
      let sum = 0
      for (const a of clusters[one]!) {
        for (const b of clusters[two]!) {
          sum += apart(a, b) ? Number.NEGATIVE_INFINITY : Math.max(-MOST_SAID, Math.min(MOST_SAID, logOdds(a, b)))
        }
      }
      sums[one * size + two] = sum
    }
  }
  for (;;) {
    let best = 0
    let pair: [number, number] | undefined
    for (let one = 0; one < size; one++) {
      for (let two = one + 1; two < size; two++) {
        const held = (clusters[one]?.length ?? 0) * (clusters[two]?.length ?? 0)
        if (held === 0) continue
        const mean = sums[one * size + two]! / held
        if (mean > best) [best, pair] = [mean, [one, two]]
      }
    }
    if (!pair) return
    const [one, two] = pair
    joined.join(clusters[one]![0]!, clusters[two]![0]!)
    for (let other = 0; other < size; other++) {
      if (!clusters[other] || other === one || other === two) continue
      const toOne = other < one ? other * size + one : one * size + other
      const toTwo = other < two ? other * size + two : two * size + other
      sums[toOne] = sums[toOne]! + sums[toTwo]!
    }
    clusters[one]!.push(...clusters[two]!)
    clusters[two] = undefined
  }
}
