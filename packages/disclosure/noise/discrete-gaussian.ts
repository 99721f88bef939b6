import { discreteLaplace } from './discrete-laplace.ts'
import { coinExp, coinExpBig } from './exact-coin.ts'
import type { RandomWords } from './random-words.ts'

/** A variance as a fraction of whole numbers, so that no rounding comes between the proof and the noise. */
export interface Variance {
  readonly numerator: number
  readonly denominator: number
}

/** The least fraction used here that is not below the variance wished for: rounding goes towards more noise. */
export function varianceAtLeast(variance: number): Variance {
  if (!(variance > 0) || variance > 2 ** 40) throw new RangeError('a variance lies above 0 and below 2^40')
  const denominator = variance < 4096 ? 64 : 1
  return { numerator: Math.max(1, Math.ceil(variance * denominator)), denominator }
}

export const varianceValue = ({ numerator, denominator }: Variance): number => numerator / denominator

/**
 * A whole number with probability proportional to exp(-x^2 / (2 variance)), exactly. Added to each count of a table where one
 * person changes one count by one it gives zero-concentrated differential privacy with rho = 1 / (2 variance).
 * Source: Canonne, Kamath and Steinke (2020), algorithm 3.
 */
export function discreteGaussian(words: RandomWords, { numerator, denominator }: Variance): number {
  // Any whole scale of the proposal is right; the one near the standard deviation refuses least.
  const scale = Math.floor(Math.sqrt(numerator / denominator)) + 1
  const unit = scale * denominator
  for (;;) {
    const drawn = discreteLaplace(words, scale)
    // (|y| - variance / scale)^2 / (2 variance), over whole numbers.
    const distance = Math.abs(Math.abs(drawn) * unit - numerator)
    const below = 2 * unit * scale * numerator
    if (distance < 2 ** 26 && below <= Number.MAX_SAFE_INTEGER) {
      if (coinExp(words, distance * distance, below)) return drawn
    } else {
      const exact = BigInt(Math.abs(drawn)) * BigInt(unit) - BigInt(numerator)
      if (coinExpBig(words, exact * exact, 2n * BigInt(unit) * BigInt(scale) * BigInt(numerator))) return drawn
    }
  }
}

/** Noisy copies of whole counts, each with noise of its own. */
export function withGaussianNoise(words: RandomWords, counts: ArrayLike<number>, variance: Variance): Float64Array {
  const noisy = new Float64Array(counts.length)
  for (let cell = 0; cell < noisy.length; cell++) noisy[cell] = counts[cell]! + discreteGaussian(words, variance)
  return noisy
}
