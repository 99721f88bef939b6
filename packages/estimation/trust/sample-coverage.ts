import type { CountTable } from '../histories.ts'
import { pairsOf } from '../model.ts'

/**
 * N by sample coverage (Chao and Tsay 1998): a share of the people that the lists cover is estimated from those on one list
 * alone, and dependence between every two lists from how often they meet. It chooses no model.
 */
export interface SampleCoverage {
  /** The share of people, each weighed by how visible they are, that the lists reach. */
  readonly coverage: number
  /** As if lists were independent and people alike. */
  readonly independent: number
  /** For a coverage of some 55 % and more; Infinity where dependence leaves no number. */
  readonly high: number
  /** For less: two steps from the independent one, which err towards too few where dependence is positive. */
  readonly low: number
}

/** For three lists or more; undefined with fewer, and where everybody is on one list alone. */
export function sampleCoverageOf({ lists, counts, overlaps }: CountTable): SampleCoverage | undefined {
  if (lists < 3) return undefined
  let uncovered = 0
  let single = 0
  for (let list = 0; list < lists; list++) {
    const alone = counts[1 << list]!
    single += alone
    if (alone > 0) uncovered += alone / overlaps[1 << list]!
  }
  const coverage = 1 - uncovered / lists
  if (!(coverage > 0)) return undefined
  // Who is on a list and on no other but the second of a pair, for either of the two.
  let weight = 0
  let dependence = 0
  for (const pair of pairsOf(lists)) {
    const first = pair & -pair
    const second = pair ^ first
    const near = counts[first]! + counts[second]! + 2 * counts[pair]!
    weight += near
    if (overlaps[pair]! > 0) dependence += (near * overlaps[pair]!) / (overlaps[first]! * overlaps[second]!)
  }
  const independent = (overlaps[0]! - single / lists) / coverage
  const slope = dependence / (lists * coverage)
  const start = independent - weight / (lists * coverage)
  const low = start + slope * (start + slope * independent)
  return { coverage, independent, low, high: slope < 1 ? start / (1 - slope) : Infinity }
}
