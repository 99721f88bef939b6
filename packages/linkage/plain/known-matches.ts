import { probabilityOf } from './model.ts'
import type { CandidateSample } from './patterns.ts'
import type { Scorer } from './scorer.ts'

/** Pairs that an earlier model holds for one person's, and how surely: what they agree on is no matter of chance. */
export interface KnownMatches {
  readonly a: Int32Array
  readonly b: Int32Array
  readonly probability: Float32Array
  /** How many there are for each that is here. */
  readonly each: number
}

const LEAST = 0.01

export function matchesOf({ a, b, each }: CandidateSample, scorer: Scorer): KnownMatches {
  const taken: number[] = []
  const probabilities: number[] = []
  for (let pair = 0; pair < a.length; pair++) {
    const probability = probabilityOf(scorer.priorLogOdds + scorer.weigh(a[pair]!, b[pair]!))
    if (probability < LEAST) continue
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
