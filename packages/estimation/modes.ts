import { exponential, logarithm } from '@gloact/kernel'

const GRID = 128
/** A group counts where it holds at least this share of the replicates, */
const LEAST_SHARE = 0.1
/** and a valley parts two where its density is at most this share of the lower peak's. */
const VALLEY = 0.5

/**
 * Whether replicates fall into groups that lie apart, on the scale of the logarithm of the dark figure: a kernel density
 * with a valley between two peaks. It is a warning, not a test.
 */
export function separatedModes(estimates: Float64Array, observed: number): boolean {
  const values = estimates
    .filter((value) => Number.isFinite(value))
    .map((value) => logarithm(Math.max(value - observed, 0) + 0.5))
    .toSorted()
  if (values.length < 50) return false
  const at = (share: number): number => values[Math.floor(share * (values.length - 1))]!
  const low = at(0.01)
  const high = at(0.99)
  const spread = Math.min(deviationOf(values), (at(0.75) - at(0.25)) / 1.34)
  const bandwidth = 0.9 * spread * exponential(-0.2 * logarithm(values.length))
  if (!(high > low) || !(bandwidth > 0)) return false
  const density = Float64Array.from({ length: GRID }, (_, point) => {
    const x = low + ((high - low) * point) / (GRID - 1)
    return values.reduce((sum, value) => {
      const z = (x - value) / bandwidth
      return Math.abs(z) > 6 ? sum : sum + exponential(-0.5 * z * z)
    }, 0)
  })
  for (let valley = 1; valley < GRID - 1; valley++) {
    const x = low + ((high - low) * valley) / (GRID - 1)
    const left = density.subarray(0, valley).reduce((most, value) => Math.max(most, value), 0)
    const right = density.subarray(valley + 1).reduce((most, value) => Math.max(most, value), 0)
    if (density[valley]! > VALLEY * Math.min(left, right)) continue
    const share = values.filter((value) => value < x).length / values.length
    if (Math.min(share, 1 - share) >= LEAST_SHARE) return true
  }
  return false
}

function deviationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1))
}
