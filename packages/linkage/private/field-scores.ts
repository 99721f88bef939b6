import type { BitRows } from './bit-rows.ts'
import { calibrateScores } from './calibrate.ts'
import type { CandidatePairs } from './candidates.ts'
import type { FilterSlot } from './profile-encoders.ts'

/** Dice coefficients at which a field’s agreement changes its level; level 0 is missing, 1 the same, the last different. */
const CUTS = [0.98, 0.8, 0.65, 0.5, 0.35]
const LEVELS = CUTS.length + 2
const ROUNDS = 6
/** Random pairs within lists from which is learned how unrelated records agree. */
const SAMPLED = 200_000

const bitsIn = (word: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Compares two records of any lists field by field: the level of each field, written into `levels`. */
export function createFieldComparison(lists: readonly BitRows[], slots: readonly FilterSlot[]) {
  const width = (lists[0]?.width ?? 0) / 4
  const total = lists.reduce((sum, list) => sum + list.total, 0)
  const words = new Uint32Array(total * width)
  let start = 0
  for (const { bytes } of lists) {
    words.set(new Uint32Array(bytes.slice().buffer), start)
    start += bytes.length / 4
  }
  const fields = [...new Set(slots.map(({ field }) => field))]
  let from = 0
  const places = slots.map(({ field, bytes }) => {
    const place = { field: fields.indexOf(field), from, to: from + bytes / 4 }
    from = place.to
    return place
  })
  const counts = new Uint16Array(total * slots.length)
  for (let record = 0; record < total; record++) {
    for (const [slot, place] of places.entries()) {
      let bits = 0
      for (let at = place.from; at < place.to; at++) bits += bitsIn(words[record * width + at]!)
      counts[record * slots.length + slot] = bits
    }
  }
  const best = new Float64Array(fields.length)
  return {
    fields: fields.length,
    compare(first: number, second: number, levels: Uint8Array, into: number): void {
      best.fill(-1)
      for (const [slot, { field, from: start_, to }] of places.entries()) {
        const sum = counts[first * slots.length + slot]! + counts[second * slots.length + slot]!
        const isMissing = counts[first * slots.length + slot] === 0 || counts[second * slots.length + slot] === 0
        if (isMissing) continue
        let shared = 0
        for (let at = start_; at < to; at++) shared += bitsIn(words[first * width + at]! & words[second * width + at]!)
        best[field] = Math.max(best[field]!, (2 * shared) / sum)
      }
      for (let field = 0; field < fields.length; field++) {
        const dice = best[field]!
        const cut = CUTS.findIndex((least) => dice >= least)
        levels[into + field] = dice < 0 ? 0 : cut === -1 ? LEVELS - 1 : cut + 1
      }
    },
  }
}

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
 * field weighs nothing.
 *
 * @returns the sum of the natural logarithms of m/u, a candidate.
 */
export function scoreFields({ lists, slots, pairs, choose }: FieldScoring): Float64Array {
  const { first, second, isWithin, similarity, ratio } = pairs
  const comparison = createFieldComparison(lists, slots)
  const { fields } = comparison
  const levels = new Uint8Array(first.length * fields)
  for (let pair = 0; pair < first.length; pair++) comparison.compare(first[pair]!, second[pair]!, levels, pair * fields)
  const unrelated = unrelatedShares(lists, comparison, choose)
  const calibrated = (scores: Float64Array): Float64Array => {
    const probability = calibrateScores({
      between: scores.filter((_, pair) => isWithin[pair] === 0),
      within: scores.filter((_, pair) => isWithin[pair] === 1),
      ratio,
    })
    return scores.map((score, pair) => (isWithin[pair] === 0 ? probability(score) : 0))
  }
  let probabilities = calibrated(similarity)
  const scores = new Float64Array(first.length)
  for (let round = 0; round < ROUNDS; round++) {
    const weights = weightsOf(levels, probabilities, unrelated, fields)
    for (let pair = 0; pair < scores.length; pair++) {
      let sum = 0
      for (let field = 0; field < fields; field++) sum += weights[field * LEVELS + levels[pair * fields + field]!]!
      scores[pair] = sum
    }
    if (round < ROUNDS - 1) probabilities = calibrated(scores)
  }
  return scores
}

/** Of each field the share of its levels among what is not missing, half a pair being added to each. */
function shares(counts: Float64Array, fields: number): Float64Array {
  const result = new Float64Array(fields * LEVELS)
  for (let field = 0; field < fields; field++) {
    const own = counts.subarray(field * LEVELS + 1, (field + 1) * LEVELS)
    const sum = own.reduce((total, count) => total + count + 0.5, 0)
    for (const [at, count] of own.entries()) result[field * LEVELS + 1 + at] = (count + 0.5) / sum
  }
  return result
}

function unrelatedShares(
  lists: readonly BitRows[],
  comparison: ReturnType<typeof createFieldComparison>,
  choose: (below: number) => number,
): Float64Array {
  const { fields } = comparison
  const counts = new Float64Array(fields * LEVELS)
  const levels = new Uint8Array(fields)
  let start = 0
  const starts = lists.map(({ total }) => (start += total) - total)
  for (let drawn = 0; drawn < SAMPLED; drawn++) {
    const list = drawn % lists.length
    const { total } = lists[list]!
    const [first, second] = [choose(total), choose(total)]
    if (first === second) continue
    comparison.compare(starts[list]! + first, starts[list]! + second, levels, 0)
    for (let field = 0; field < fields; field++) counts[field * LEVELS + levels[field]!]!++
  }
  return shares(counts, fields)
}

function weightsOf(
  levels: Uint8Array,
  probabilities: Float64Array,
  unrelated: Float64Array,
  fields: number,
): Float64Array {
  const counts = new Float64Array(fields * LEVELS)
  for (let pair = 0; pair < probabilities.length; pair++) {
    const probability = probabilities[pair]!
    if (probability === 0) continue
    for (let field = 0; field < fields; field++) counts[field * LEVELS + levels[pair * fields + field]!]! += probability
  }
  const related = shares(counts, fields)
  const weights = new Float64Array(fields * LEVELS)
  for (let field = 0; field < fields; field++) {
    for (let level = 1; level < LEVELS; level++) {
      const at = field * LEVELS + level
      const weight = Math.log(related[at]! / unrelated[at]!)
      weights[at] = level === 1 ? weight : Math.min(weight, weights[at - 1]!)
    }
  }
  return weights
}
