import { createCandidateWalk, sharesKey, type Candidates } from './candidates.ts'
import type { KnownMatches } from './known-matches.ts'
import { probabilityOf } from './model.ts'
import type { Records } from './records.ts'
import type { Scorer } from './scorer.ts'

const MOST_PATTERNS = 300_000

/** Some of the pairs that keys bring together, and which fields some key found each without. */
export interface CandidateSample {
  readonly a: Int32Array
  readonly b: Int32Array
  /** For each pair and field, 1 where a key found it that uses nothing of the field. */
  readonly free: Uint8Array
  /** How many candidates there are for each that is here. */
  readonly each: number
}

/** Levels of sampled pairs, and the log2 of the chance of meeting each. */
export interface Patterns {
  readonly levels: Uint8Array
  readonly chances: Float32Array
  readonly crossed: Uint8Array
}

export function gatherPatterns(scorer: Scorer, sample: CandidateSample): Patterns {
  const size = scorer.records.fields.length
  const count = sample.a.length
  const levels = new Uint8Array(count * size)
  const chances = new Float32Array(count * size)
  const crossed = new Uint8Array(count)
  const own = new Uint8Array(size)
  const chance = new Float32Array(size)
  for (let pair = 0; pair < count; pair++) {
    crossed[pair] = scorer.levels(sample.a[pair]!, sample.b[pair]!, own, chance) ? 1 : 0
    levels.set(own, pair * size)
    chances.set(chance, pair * size)
  }
  return { levels, chances, crossed }
}

/** A share of all candidates, the same at any time. */
export function sampleCandidates(
  records: Records,
  candidates: Candidates,
  allowed: (a: number, b: number) => boolean,
): CandidateSample {
  const size = records.fields.length
  const { keys, most } = candidates
  const each = Math.max(1, Math.ceil(most / MOST_PATTERNS))
  const drawn = (a: number, b: number): boolean =>
    each === 1 || ((Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 8) % each === 0
  const taken: number[] = []
  const walk = createCandidateWalk(records, candidates, (a, b) => drawn(a, b) && allowed(a, b))
  for (let turn = 0; turn < keys.length; turn++) walk(turn, (a, b) => taken.push(a, b))
  const count = taken.length / 2
  const a = Int32Array.from({ length: count }, (_, at) => taken[at * 2]!)
  const b = Int32Array.from({ length: count }, (_, at) => taken[at * 2 + 1]!)
  const free = new Uint8Array(count * size)
  for (let pair = 0; pair < count; pair++) {
    let left = size
    for (const key of keys) {
      if (!sharesKey(key, a[pair]!, b[pair]!)) continue
      for (let at = 0; at < size; at++) {
        if (free[pair * size + at] === 1 || key.fields.includes(at)) continue
        free[pair * size + at] = 1
        left--
      }
      if (left === 0) break
    }
  }
  return { a, b, free, each }
}

const LEAST_KNOWN = 0.01

/** The pairs of a sample that a model holds for one person’s. */
export function matchesOf({ a, b, each }: CandidateSample, scorer: Scorer): KnownMatches {
  const taken: number[] = []
  const probabilities: number[] = []
  for (let pair = 0; pair < a.length; pair++) {
    const probability = probabilityOf(scorer.priorLogOdds + scorer.weigh(a[pair]!, b[pair]!))
    if (probability < LEAST_KNOWN) continue
    taken.push(pair)
    probabilities.push(probability)
  }
  return {
    a: Int32Array.from(taken, (pair) => a[pair]!),
    b: Int32Array.from(taken, (pair) => b[pair]!),
    probability: Float32Array.from(probabilities),
    each,
  }
}
