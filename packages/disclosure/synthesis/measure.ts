import { rhoOfSelection } from '../accounting/zero-concentrated.ts'
import { type Variance, varianceAtLeast, varianceValue, withGaussianNoise } from '../noise/discrete-gaussian.ts'
import type { RandomWords } from '../noise/random-words.ts'
import type { Measurement } from './graphical-model.ts'
import { type CodedRecords, countMarginal, marginalKey } from './records.ts'

/** The records a release is made of, reached only through what is charged: noisy marginals and exact selection. */
export interface Measurer {
  /** Counts a marginal with noise, for rho; what was really charged is never more. */
  measure(columns: readonly number[], rho: number): Measurement
  /** The true counts, for scores that an exact selection takes; never to be shown. */
  countsForScores(columns: readonly number[]): Uint32Array
  /** All that was charged so far. */
  spent(): number
  /** Charges a selection. */
  chargeSelection(epsilon: number): void
  /** In the order taken. */
  readonly measurements: readonly Measurement[]
}

/** Refuses to charge more than `budget`: a mistake in the sums of a method stops the release, it does not leak. */
export function measurerOf(
  records: CodedRecords,
  sizes: readonly number[],
  { words, budget }: { readonly words: RandomWords; readonly budget: number },
): Measurer {
  const measurements: Measurement[] = []
  const counted = new Map<string, Uint32Array>()
  let spent = 0
  const chargeRho = (rho: number): void => {
    spent += rho
    if (spent > budget * (1 + 1e-9)) throw new Error('a release would cost more than its budget')
  }
  const counts = (columns: readonly number[]): Uint32Array => {
    const key = marginalKey(columns)
    const known = counted.get(key) ?? countMarginal(records, columns, sizes)
    counted.set(key, known)
    return known
  }
  return {
    measurements,
    spent: () => spent,
    countsForScores: counts,
    chargeSelection: (epsilon) => chargeRho(rhoOfSelection(epsilon)),
    measure(columns, rho) {
      const variance: Variance = varianceAtLeast(1 / (2 * rho))
      const value = varianceValue(variance)
      // One person is in one cell of a marginal: the sensitivity is 1.
      chargeRho(1 / (2 * value))
      const measurement = { columns, noisy: withGaussianNoise(words, counts(columns), variance), variance: value }
      measurements.push(measurement)
      return measurement
    },
  }
}

/**
 * The number of people that all measurements together speak for: the mean of their sums by precision. It is a noisy figure and
 * can be published.
 */
export function noisyTotal(measurements: readonly Measurement[]): number {
  let weights = 0
  let weighted = 0
  for (const { noisy, variance } of measurements) {
    const weight = 1 / (variance * noisy.length)
    let sum = 0
    for (const value of noisy) sum += value
    weights += weight
    weighted += weight * sum
  }
  return Math.max(0, Math.round(weighted / weights))
}
