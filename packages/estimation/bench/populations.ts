import { randomSource } from '@gloact/kernel'
import { historiesOf, type CaptureHistories } from '../index.ts'

/** An invented population: its size and the probability of every history, of none included. */
export interface Population {
  readonly title: string
  readonly size: number
  readonly lists: number
  readonly probabilities: Float64Array
}

export interface CoverageTask {
  readonly population: number
  readonly from: number
  readonly to: number
  readonly replicates: number
  /** Other methods than stepwise selection too; they take longer. */
  readonly everyMethod: boolean
}

export interface PopulationResult {
  readonly size: number
  readonly estimate: number
  readonly bca: readonly [number, number]
  readonly percentile: readonly [number, number]
  readonly wald: readonly [number, number]
  readonly profile: readonly [number, number]
  /** Of the best model by BIC, chosen again in each replicate. */
  readonly bestByBic?: readonly [number, number]
  readonly averageByBic?: readonly [number, number]
  readonly graphs?: readonly [number, number]
  /** Whether the bootstrap warned of anything but its number of replicates. */
  readonly warned: boolean
}

/** Histories of people who are on each list with a probability of its own, plus interactions on the log scale. */
function logLinear(coverage: readonly number[], interactions: Readonly<Record<number, number>> = {}): Float64Array {
  const weights = Float64Array.from({ length: 2 ** coverage.length }, (_, mask) => {
    let weight = 1
    coverage.forEach((probability, list) => {
      weight *= mask & (1 << list) ? probability : 1 - probability
    })
    for (const [term, value] of Object.entries(interactions)) {
      if ((mask & Number(term)) === Number(term)) weight *= Math.exp(value)
    }
    return weight
  })
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

const shifted = (probability: number, logOdds: number): number => {
  const odds = (probability / (1 - probability)) * Math.exp(logOdds)
  return odds / (1 + odds)
}

/** A share of the people is more visible to every list; nothing in the data says who. */
function mixture(coverage: readonly number[], visible: number, logOdds: number): Float64Array {
  const common = logLinear(coverage)
  const seen = logLinear(coverage.map((probability) => shifted(probability, logOdds)))
  return common.map((probability, mask) => (1 - visible) * probability + visible * seen[mask]!)
}

const UK_MAIN = [-5.18267, -3.02502, -2.24144, -2.63381, -3.40983].map((a) => Math.exp(a) / (1 + Math.exp(a)))

export const POPULATIONS: readonly Population[] = [
  { title: 'independent, 4 lists', size: 3000, lists: 4, probabilities: logLinear([0.15, 0.12, 0.2, 0.1]) },
  {
    title: 'five lists like the UK of 2013, five pair terms',
    size: 12_000,
    lists: 5,
    // Coefficients of the model that a threshold of 0.01 selects on the published table.
    probabilities: logLinear(UK_MAIN, { 3: 1.6094, 5: 1.01287, 18: -2.81242, 20: -1.15434, 24: -1.07977 }),
  },
  {
    title: 'sparse, five lists, one pair term',
    size: 2500,
    lists: 5,
    probabilities: logLinear([0.03, 0.03, 0.06, 0.035, 0.02], { 3: 1.5 }),
  },
  {
    title: 'five lists, 25 % of people with +1.6 log-odds on every list',
    size: 6000,
    lists: 5,
    probabilities: mixture([0.06, 0.08, 0.05, 0.07, 0.04], 0.25, 1.6),
  },
]

/** One draw of the lists: who of the population was seen, by history. */
export function drawHistories(
  { size, lists, probabilities }: Population,
  seed: number,
  stream: number,
): CaptureHistories {
  const random = randomSource(seed, stream)
  const cumulative = probabilities.slice()
  for (let mask = 1; mask < cumulative.length; mask++) cumulative[mask]! += cumulative[mask - 1]!
  const counts = new Float64Array(cumulative.length)
  for (let person = 0; person < size; person++) {
    const point = random.unit() * cumulative[cumulative.length - 1]!
    counts[cumulative.findIndex((edge) => edge > point)]!++
  }
  return historiesOf(
    Array.from({ length: lists }, (_, list) => String.fromCharCode(65 + list)),
    counts,
  )
}
