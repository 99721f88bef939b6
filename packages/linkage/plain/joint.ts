import { logarithm, powerOfTwo, randomSource } from '@gloact/kernel'
import type { WeighedPairs } from './clusters.ts'

/** Ways to divide records among persons, drawn by how likely they are; and how often pairs are together in them. */
export interface JointPosterior {
  /** Pairs that are together in some: the candidates, and those that others bring together; the lesser record first. */
  readonly a: Int32Array
  readonly b: Int32Array
  readonly probability: Float32Array
  /** Pairs of one person that are expected beside the candidates: others bring them together. */
  readonly more: number
  /** For each draw the cluster of each record. */
  readonly draws: readonly Int32Array[]
}

export interface JointOptions {
  readonly count: number
  /** The log2 odds of any pair, also of one that no key brought together. */
  readonly logOdds: (a: number, b: number) => number
  /** Records that may not come together. */
  readonly apart: (a: number, b: number) => boolean
  /** Records that stay together, two or more; none of their pairs is a candidate. */
  readonly groups?: readonly (readonly number[])[]
  /** Pairs of one person that are expected among the candidates. */
  readonly expected: number
  readonly seed: number
  readonly signal?: { readonly aborted: boolean }
  /** Awaited between rounds. */
  readonly pause?: (done: number, total: number) => Promise<void>
}

const DRAWS = 20
const SETTLING = 16
/** Rounds between two draws, so that one does not repeat the other. */
const BETWEEN = 2
/** Above so many records a draw a round: the draws repeat one another somewhat, and time is saved. */
const MANY = 200_000
// Pairs under these odds bring nobody together.
const LEAST_ODDS = -7
// One field copied wrongly must not outweigh all others, nor one number shared make a person.
const MOST_SAID = 14
const MOST_TOGETHER = 300
/** How far the prior is moved, in bits. */
const [LEAST_SHIFT, MOST_SHIFT] = [-2, 3]

/** Neighbours of each record: those of `record` stand from `starts[record]` on. */
interface Graph {
  readonly starts: Int32Array
  readonly neighbours: Int32Array
  readonly odds: Float32Array
}

function graphOf(pairs: WeighedPairs, { count, apart }: JointOptions): Graph {
  const starts = new Int32Array(count + 1)
  const kept = (pair: number): boolean => pairs.logOdds[pair]! >= LEAST_ODDS && !apart(pairs.a[pair]!, pairs.b[pair]!)
  for (let pair = 0; pair < pairs.a.length; pair++) {
    if (!kept(pair)) continue
    starts[pairs.a[pair]! + 1]!++
    starts[pairs.b[pair]! + 1]!++
  }
  for (let record = 0; record < count; record++) starts[record + 1]! += starts[record]!
  const next = starts.slice()
  const neighbours = new Int32Array(starts[count]!)
  const odds = new Float32Array(starts[count]!)
  const add = (from: number, to: number, logOdds: number): void => {
    neighbours[next[from]!] = to
    odds[next[from]!++] = logOdds
  }
  for (let pair = 0; pair < pairs.a.length; pair++) {
    if (!kept(pair)) continue
    add(pairs.a[pair]!, pairs.b[pair]!, pairs.logOdds[pair]!)
    add(pairs.b[pair]!, pairs.a[pair]!, pairs.logOdds[pair]!)
  }
  return { starts, neighbours, odds }
}

const clamp = (odds: number): number => Math.max(-MOST_SAID, Math.min(MOST_SAID, odds))

/**
 * Divides records among persons at random (Gibbs sampling): each record in turn goes to one of the clusters of its
 * candidates, or stays alone, by the sums of its log odds with the person who is there. A pair's own odds know nothing of others that
 * are as alike, of which but one can be right; so the odds of all are raised until as many candidates are together as are
 * expected of all by themselves. Records that stay together go as one. Probabilities are the means of those that records were placed by. The same for a
 * seed; undefined where it was cancelled.
 */
export async function drawJoint(pairs: WeighedPairs, options: JointOptions): Promise<JointPosterior | undefined> {
  const { count, apart, expected } = options
  const graph = graphOf(pairs, options)
  const { starts, neighbours } = graph
  const { unit } = randomSource(options.seed, 29)
  const label = Int32Array.from({ length: count }, (_, record) => record)
  const members: number[][] = Array.from({ length: count }, (_, record) => [record])
  const free: number[] = []
  const groupOf = new Map<number, readonly number[]>()
  for (const group of options.groups ?? []) {
    const [first] = group
    for (const record of group) {
      groupOf.set(record, group)
      if (record === first) continue
      label[record] = first!
      members[first!]!.push(record)
      members[record]!.length = 0
      free.push(record)
    }
  }
  const active: (readonly number[])[] = []
  for (let record = 0; record < count; record++) {
    const block = groupOf.get(record) ?? [record]
    if (block[0] === record && block.some((one) => starts[one]! < starts[one + 1]!)) active.push(block)
  }
  const other = new Map<number, number>()
  const togetherBy = new Float32Array(neighbours.length)
  const togetherOther = new Map<number, number>()
  const seen = new Int32Array(count).fill(-1)
  const place = new Int32Array(count)
  let [turn, shift, held] = [0, 0, 0]

  /** The odds of two that no key brought together. */
  function otherOdds(a: number, b: number): number {
    if (apart(a, b)) return Number.NEGATIVE_INFINITY
    const pair = Math.min(a, b) * count + Math.max(a, b)
    let odds = other.get(pair)
    if (odds === undefined) other.set(pair, (odds = options.logOdds(Math.min(a, b), Math.max(a, b))))
    return odds
  }

  const neighboursIn = (cluster: readonly number[]): number =>
    cluster.reduce((sum, member) => sum + Number(seen[member] === turn), 0)
  const clusters: number[] = []
  const sums: number[] = []

  /** Marks whom a record may go together with, and where their odds stand. */
  function mark(record: number): void {
    turn++
    for (let at = starts[record]!; at < starts[record + 1]!; at++) {
      seen[neighbours[at]!] = turn
      place[neighbours[at]!] = at
    }
  }

  function visit(block: readonly number[], counts: boolean): void {
    const own = members[label[block[0]!]!]!
    for (const record of block) own.splice(own.indexOf(record), 1)
    if (own.length === 0) free.push(label[block[0]!]!)
    clusters.length = 0
    sums.length = 0
    for (const record of block) {
      for (let at = starts[record]!; at < starts[record + 1]!; at++) {
        const cluster = label[neighbours[at]!]!
        if (clusters.includes(cluster) || members[cluster]!.length >= MOST_TOGETHER) continue
        clusters.push(cluster)
        sums.push(0)
      }
    }
    for (const record of block) {
      mark(record)
      held -= neighboursIn(own)
      for (let at = 0; at < clusters.length; at++) {
        let sum = 0
        const there = members[clusters[at]!]!
        for (const member of there)
          sum += clamp((seen[member] === turn ? graph.odds[place[member]!]! : otherOdds(record, member)) + shift)
        sums[at] = there.some((member) => apart(record, member)) ? Number.NEGATIVE_INFINITY : sums[at]! + sum
      }
    }
    const most = Math.max(0, ...sums)
    let total = powerOfTwo(-most)
    for (let at = 0; at < sums.length; at++) total += sums[at] = powerOfTwo(sums[at]! - most)
    let left = unit() * total
    let chosen = -1
    for (let at = 0; at < sums.length; at++) {
      if (counts && sums[at]! / total > 0) countTogether(block, members[clusters[at]!]!, sums[at]! / total)
      if (left >= 0 && (left -= sums[at]!) < 0) chosen = clusters[at]!
    }
    const cluster = chosen >= 0 ? chosen : free.pop()!
    for (const record of block) {
      if (block.length > 1) mark(record)
      // A cluster that was left empty may be the one that is taken again.
      held += neighboursIn(members[cluster]!)
      label[record] = cluster
    }
    members[cluster]!.push(...block)
  }

  /** Counts how likely a block is together with a cluster. */
  function countTogether(block: readonly number[], cluster: readonly number[], share: number): void {
    for (const record of block) {
      if (block.length > 1) mark(record)
      for (const member of cluster) {
        if (seen[member] === turn) togetherBy[place[member]!]! += share
        else {
          const pair = Math.min(record, member) * count + Math.max(record, member)
          togetherOther.set(pair, (togetherOther.get(pair) ?? 0) + share)
        }
      }
    }
  }

  const draws: Int32Array[] = []
  const between = count > MANY ? 1 : BETWEEN
  const rounds = SETTLING + DRAWS * between
  for (let round = 0; round < rounds; round++) {
    await options.pause?.(round, rounds)
    if (options.signal?.aborted === true) return undefined
    const counted = round >= SETTLING
    for (const block of active) visit(block, counted)
    if (!counted) {
      const by = (round < SETTLING / 2 ? 10 : 4) * logarithm(expected / Math.max(held, 1))
      if (round > 1) shift = Math.max(LEAST_SHIFT, Math.min(MOST_SHIFT, shift + Math.max(-0.5, Math.min(0.5, by))))
    } else if ((round - SETTLING + 1) % between === 0) draws.push(label.slice())
  }
  const each = 2 * (rounds - SETTLING)
  const more = [...togetherOther.values()].reduce((sum, share) => sum + share / each, 0)
  return { ...meansOf(graph, togetherBy, togetherOther, each, count), more, draws }
}

/** Each pair was looked at from both sides in every round. */
function meansOf(
  { starts, neighbours }: Graph,
  by: Float32Array,
  others: ReadonlyMap<number, number>,
  each: number,
  count: number,
): Pick<JointPosterior, 'a' | 'b' | 'probability'> {
  const [a, b, probability]: [number[], number[], number[]] = [[], [], []]
  const place = new Map<number, number>()
  for (let record = 0; record < count; record++) {
    for (let at = starts[record]!; at < starts[record + 1]!; at++) {
      const neighbour = neighbours[at]!
      if (neighbour < record) {
        const pair = place.get(neighbour * count + record)!
        place.delete(neighbour * count + record)
        probability[pair] = Math.min(1, (probability[pair]! + by[at]!) / each)
        continue
      }
      place.set(record * count + neighbour, a.length)
      a.push(record)
      b.push(neighbour)
      probability.push(by[at]!)
    }
  }
  for (const [pair, sum] of others) {
    a.push(Math.floor(pair / count))
    b.push(pair % count)
    probability.push(Math.min(1, sum / each))
  }
  return { a: Int32Array.from(a), b: Int32Array.from(b), probability: Float32Array.from(probability) }
}
