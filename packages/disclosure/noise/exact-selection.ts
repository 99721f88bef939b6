import { coinExpBig } from './exact-coin.ts'
import { type RandomWords, uniformBelow } from './random-words.ts'

const FINENESS = 2 ** 30

/**
 * The exponential mechanism, exactly: index i with probability proportional to exp(epsilon score_i / (2 sensitivity)). Scores are
 * whole numbers; `sensitivity` is the most that one person changes a score. It is epsilon-differentially private and, having
 * bounded range, (epsilon^2 / 8)-zero-concentrated (Cesar and Rogers 2021). A uniform candidate is kept with probability
 * exp(-epsilon (best - score) / (2 sensitivity)); epsilon is rounded down to a fraction of 2^30.
 * Source: McSherry and Talwar (2007); docs/methods/disclosure.md.
 */
export function selectExactly(
  words: RandomWords,
  scores: ArrayLike<number>,
  { epsilon, sensitivity }: { readonly epsilon: number; readonly sensitivity: number },
): number {
  if (scores.length === 0) throw new RangeError('there is nothing to select from')
  let best = -Infinity
  for (let index = 0; index < scores.length; index++) {
    if (!Number.isSafeInteger(scores[index]!)) throw new RangeError('scores are whole numbers')
    best = Math.max(best, scores[index]!)
  }
  const rate = BigInt(Math.floor(epsilon * FINENESS))
  const below = 2n * BigInt(FINENESS) * BigInt(sensitivity)
  for (;;) {
    const index = uniformBelow(words, scores.length)
    if (coinExpBig(words, BigInt(best - scores[index]!) * rate, below)) return index
  }
}
