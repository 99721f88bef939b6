import { exponential, logarithm } from '@gloact/kernel'
import { normalQuantile } from '../distributions.ts'
import type { CountTable } from '../histories.ts'
import { pairsOf } from '../model.ts'

/** N from two of the lists, as if they were independent of each other and the others were not there. */
export interface TwoLists {
  /** Mask of the two. */
  readonly pair: number
  /** People on both. */
  readonly shared: number
  /** Petersen (1896); Infinity where they share nobody. */
  readonly petersen: number
  /** Chapman (1951), which is less biased where they share few. */
  readonly chapman: number
  readonly standardError: number
  /** 95 %, log-normal for those on neither (Chao 1987). */
  readonly lower: number
  readonly upper: number
}

/** N from every two lists. Where they differ much, some lists depend on each other or do not reach the same people. */
export function fromTwoLists(table: CountTable): TwoLists[] {
  const z = normalQuantile(0.975)
  return pairsOf(table.lists).map((pair): TwoLists => {
    const least = pair & -pair
    const [a, b, both] = [table.overlaps[least]!, table.overlaps[pair ^ least]!, table.overlaps[pair]!]
    const chapman = ((a + 1) * (b + 1)) / (both + 1) - 1
    const standardError = Math.sqrt(
      ((a + 1) * (b + 1) * (a - both) * (b - both)) / ((both + 1) * (both + 1) * (both + 2)),
    )
    const seen = a + b - both
    const unseen = chapman - seen
    const relative = standardError / unseen
    const spread = unseen > 0 ? exponential(z * Math.sqrt(logarithm(1 + relative * relative))) : 1
    return {
      pair,
      shared: both,
      petersen: both > 0 ? (a * b) / both : Infinity,
      chapman,
      standardError,
      lower: seen + unseen / spread,
      upper: seen + unseen * spread,
    }
  })
}
