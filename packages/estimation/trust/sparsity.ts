import { tableOf, type CaptureHistories } from '../histories.ts'
import { order, pairsOf } from '../model.ts'

/** How much the lists say of each other. */
export interface Sparsity {
  /** Masks of pairs of lists that share nobody. */
  readonly emptyPairs: readonly number[]
  /** Masks of pairs that share 1 to 4 people. */
  readonly thinPairs: readonly number[]
  /** People on two lists or more, and their share of those seen. */
  readonly overlapping: number
  readonly overlappingShare: number
  /** The share of N that was never seen; NaN where there is no estimate. */
  readonly darkShare: number
}

const THIN = 5

export function sparsityOf(histories: CaptureHistories, estimate: number): Sparsity {
  const { lists, overlaps, counts } = tableOf(histories)
  const pairs = pairsOf(lists)
  const observed = overlaps[0]!
  const overlapping = counts.reduce((sum, count, mask) => (order(mask) > 1 ? sum + count : sum), 0)
  return {
    emptyPairs: pairs.filter((pair) => overlaps[pair] === 0),
    thinPairs: pairs.filter((pair) => overlaps[pair]! > 0 && overlaps[pair]! < THIN),
    overlapping,
    overlappingShare: overlapping / observed,
    darkShare: Number.isFinite(estimate) ? (estimate - observed) / estimate : Number.NaN,
  }
}
