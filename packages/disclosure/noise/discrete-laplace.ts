import { coinExp } from './exact-coin.ts'
import { type RandomWords, uniformBelow } from './random-words.ts'

/**
 * A whole number with probability proportional to exp(-|x| / scale), scale = numerator / denominator, exactly. Added to a count
 * that one person changes by one it is (1 / scale)-differentially private.
 * Source: Canonne, Kamath and Steinke (2020), algorithm 2.
 */
export function discreteLaplace(words: RandomWords, numerator: number, denominator = 1): number {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || numerator < 1 || denominator < 1) {
    throw new RangeError('the scale is a fraction of two positive whole numbers')
  }
  for (;;) {
    const remainder = uniformBelow(words, numerator)
    if (!coinExp(words, remainder, numerator)) continue
    let units = 0
    while (coinExp(words, 1, 1)) units++
    const magnitude = Math.floor((remainder + numerator * units) / denominator)
    const isNegative = (words.next() & 1) === 1
    if (isNegative && magnitude === 0) continue
    return isNegative ? -magnitude : magnitude
  }
}
