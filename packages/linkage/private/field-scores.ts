import { logarithm } from '@gloact/kernel'
import type { BitRows } from './bit-rows.ts'
import { probabilitiesOf } from './calibrate.ts'
import type { CandidatePairs } from './candidates.ts'
import { createFieldComparison, LEVELS, type FieldComparison } from './field-comparison.ts'
import type { FilterSlot } from './profile-encoders.ts'

const ROUNDS = 6
/** Random pairs within lists from which is learned how unrelated records agree: so many, or so many for each there is. */
const SAMPLED = { most: 600_000, each: 4 }
/** Pairs within lists that are kept after the first round, the likeliest: the others are nobody’s. */
const KEPT_WITHIN = 20_000

export interface FieldScoring {
  readonly lists: readonly BitRows[]
  readonly slots: readonly FilterSlot[]
  readonly pairs: CandidatePairs
  readonly choose: (below: number) => number
}

/**
 * Fellegi–Sunter weights of candidate pairs from field-level filters. How often unrelated records agree (u) is counted in
 * random pairs within lists, where no two are one person; how often one person’s do (m) by expectation–maximisation with u
 * held fixed, begun from the pairs’ similarity and held to the calibration in each round. Levels are monotone; a missing
 * field, and one whose filters have other keys, weighs nothing.
 *
 * @returns the sum of the natural logarithms of m/u, a candidate; −∞ for one that the first round rules out.
 */
export function scoreFields({ lists, slots, pairs, choose }: FieldScoring): Float64Array {
  const { first, second, isWithin, similarity, ratio } = pairs
  const comparison = createFieldComparison(lists, slots)
  const { fields } = comparison
  const levels = new Uint8Array(first.length * fields)
  for (let pair = 0; pair < first.length; pair++) comparison.compare(first[pair]!, second[pair]!, levels, pair * fields)
  const unrelated = unrelatedCounts(lists, comparison, choose)
  const all = Uint32Array.from({ length: first.length }, (_, pair) => pair)
  let weights = weightsOf(levels, all, probabilitiesOf(similarity, isWithin, ratio), unrelated, comparison)
  const rough = sums(levels, all, weights, comparison)
  const floor = rough.filter((_, pair) => isWithin[pair] === 1).toSorted()
  const least = floor[Math.max(0, floor.length - KEPT_WITHIN)] ?? Number.NEGATIVE_INFINITY
  const kept = all.filter((pair) => rough[pair]! >= least)
  const isKeptWithin = Uint8Array.from(kept, (pair) => isWithin[pair]!)
  let scores = sums(levels, kept, weights, comparison)
  for (let round = 1; round < ROUNDS; round++) {
    weights = weightsOf(levels, kept, probabilitiesOf(scores, isKeptWithin, ratio), unrelated, comparison)
    scores = sums(levels, kept, weights, comparison)
  }
  const result = new Float64Array(first.length).fill(Number.NEGATIVE_INFINITY)
  for (const [at, pair] of kept.entries()) result[pair] = scores[at]!
  return result
}

function sums(
  codes: Uint8Array,
  which: Uint32Array,
  weights: Float64Array,
  { fields, levels }: FieldComparison,
): Float64Array {
  const scores = new Float64Array(which.length)
  for (let at = 0; at < which.length; at++) {
    const from = which[at]! * fields
    let sum = 0
    for (let field = 0; field < fields; field++) sum += weights[field * levels + codes[from + field]!]!
    scores[at] = sum
  }
  return scores
}

function unrelatedCounts(
  lists: readonly BitRows[],
  comparison: FieldComparison,
  choose: (below: number) => number,
): Float64Array {
  const { fields, levels } = comparison
  const counts = new Float64Array(fields * levels)
  const codes = new Uint8Array(fields)
  let start = 0
  const starts = lists.map(({ total }) => (start += total) - total)
  const within = lists.reduce((sum, { total }) => sum + (total * (total - 1)) / 2, 0)
  const sampled = Math.min(SAMPLED.most, SAMPLED.each * within)
  for (let drawn = 0; drawn < sampled; drawn++) {
    const list = drawn % lists.length
    const { total } = lists[list]!
    const [first, second] = [choose(total), choose(total)]
    if (first === second) continue
    comparison.compare(starts[list]! + first, starts[list]! + second, codes, 0)
    for (let field = 0; field < fields; field++) counts[field * levels + codes[field]!]!++
  }
  return counts
}

/** The logarithms of m/u: of each field, in each context, by level. */
function weightsOf(
  codes: Uint8Array,
  which: Uint32Array,
  probabilities: Float64Array,
  unrelated: Float64Array,
  { fields, levels }: FieldComparison,
): Float64Array {
  const related = new Float64Array(fields * levels)
  for (let at = 0; at < which.length; at++) {
    const probability = probabilities[at]!
    if (probability === 0) continue
    const from = which[at]! * fields
    for (let field = 0; field < fields; field++) related[field * levels + codes[from + field]!]! += probability
  }
  const weights = new Float64Array(fields * levels)
  for (let from = 0; from < weights.length; from += LEVELS) {
    const [own, other] = [related, unrelated].map((counts) => counts.subarray(from + 1, from + LEVELS))
    weights.set(monotoneWeights(own!, other!), from + 1)
  }
  return weights
}

/**
 * log(m/u) by level, the more alike never the less: neighbouring levels that would be are taken together (pooling adjacent
 * violators), and so are levels that nothing was seen of. Few pairs draw a weight towards nought.
 */
function monotoneWeights(related: Float64Array, unrelated: Float64Array): Float64Array {
  const [ofRelated, ofUnrelated] = [related, unrelated].map((counts) => counts.reduce((sum, count) => sum + count, 0))
  interface Run {
    readonly from: number
    related: number
    unrelated: number
  }
  const weight = (run: Run): number => {
    const u = (run.unrelated + 0.5) / (ofUnrelated! + 1)
    return logarithm((run.related + u) / ((ofRelated! + 1) * u))
  }
  const isEmpty = (run: Run): boolean => run.related + run.unrelated < 1
  const runs: Run[] = []
  for (let level = 0; level < related.length; level++) {
    runs.push({ from: level, related: related[level]!, unrelated: unrelated[level]! })
    for (;;) {
      const [above, below] = runs.slice(-2)
      if (!above || !below) break
      if (!isEmpty(above) && !isEmpty(below) && weight(above) >= weight(below)) break
      runs.pop()
      above.related += below.related
      above.unrelated += below.unrelated
    }
  }
  const weights = new Float64Array(related.length)
  for (const [at, run] of runs.entries()) weights.fill(weight(run), run.from, runs[at + 1]?.from ?? weights.length)
  return weights
}
