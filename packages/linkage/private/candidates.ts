import { bitsIn } from '../plain/fields/bits-in.ts'
import { rowCounts, rowWords, type BitRows } from './bit-rows.ts'
import type { DiceJoinOptions } from './dice-join.ts'
import { BestPairs, type DicePairs } from './dice-pairs.ts'

/** Joins two lists; on one thread or several, the pairs are the same. */
export type Join = (a: BitRows, b: BitRows, options: DiceJoinOptions) => Promise<DicePairs>

/** Pairs that may be one person’s, and pairs within lists that are as alike and are not. Records count through all lists. */
export interface CandidatePairs {
  readonly first: Uint32Array
  readonly second: Uint32Array
  readonly similarity: Float64Array
  /** 1 for a pair within a list. */
  readonly isWithin: Uint8Array
  /** All pairs between lists for each pair within one. */
  readonly ratio: number
  /** Pairs less alike than this were not looked at. */
  readonly floor: number
}

const SAMPLED = 100_000
/** Pairs that are looked at altogether, however many lists there are: of more, the most alike. */
export const MOST_CANDIDATES = 20_000_000

/** The similarity that only such a share of unrelated pairs reaches, from random pairs within lists. */
export function floorOf(lists: readonly BitRows[], share: number, choose: (below: number) => number): number {
  const counts = lists.map(rowCounts)
  const words = lists.map(rowWords)
  const similarities = new Float64Array(SAMPLED)
  for (let drawn = 0; drawn < SAMPLED; drawn++) {
    const list = drawn % lists.length
    const { total } = lists[list]!
    const [one, two] = [choose(total), choose(total)]
    const sum = counts[list]![one]! + counts[list]![two]!
    if (one === two || sum === 0) continue
    const { words: of, each } = words[list]!
    let shared = 0
    for (let at = one * each, other = two * each, end = at + each; at < end; at++, other++) {
      shared += bitsIn(of[at]! & of[other]!)
    }
    similarities[drawn] = (2 * shared) / sum
  }
  return Math.max(0.05, similarities.toSorted()[Math.floor(SAMPLED * (1 - share))] ?? 0)
}

export interface Searching extends Pick<DiceJoinOptions, 'limit' | 'signal' | 'onProgress'> {
  readonly join: Join
  readonly floor: number
}

/** Every pair of records of different lists, and of one list, that reaches the floor; of more than `limit` the most alike. */
export async function findCandidates(
  lists: readonly BitRows[],
  { join, floor, limit = MOST_CANDIDATES, signal, onProgress }: Searching,
): Promise<CandidatePairs> {
  let start = 0
  const starts = lists.map(({ total }) => (start += total) - total)
  const listOf = Uint8Array.from(lists.flatMap(({ total }, list) => Array.from({ length: total }, () => list)))
  const best = new BestPairs(limit, floor)
  let [betweenAll, withinAll, done] = [0, 0, 0]
  const total = start ** 2 / 2
  for (const [one, a] of lists.entries()) {
    for (let two = one; two < lists.length; two++) {
      const b = lists[two]!
      const within = one === two
      const found = await join(a, b, {
        threshold: best.threshold,
        limit,
        signal,
        onProgress: (part, all) => onProgress?.(done + (within ? 0.5 : 1) * part * ((a.total * b.total) / all), total),
      })
      const compared = within ? (a.total * (a.total - 1)) / 2 : a.total * b.total
      done += within ? (a.total * b.total) / 2 : compared
      if (within) withinAll += compared
      else betweenAll += compared
      best.raise(found.threshold)
      for (let pair = 0; pair < found.first.length; pair++) {
        if (within && found.first[pair]! >= found.second[pair]!) continue
        best.add(starts[one]! + found.first[pair]!, starts[two]! + found.second[pair]!, found.similarity[pair]!)
      }
    }
  }
  const { first, second, similarity, threshold } = best.pairs()
  return {
    first,
    second,
    similarity,
    isWithin: Uint8Array.from(first, (record, pair) => (listOf[record] === listOf[second[pair]!] ? 1 : 0)),
    ratio: withinAll === 0 ? 0 : betweenAll / withinAll,
    floor: threshold,
  }
}
