import { exponential, logarithm, type RandomSource } from '@gloact/kernel'
import { logGamma } from './distributions.ts'

/*
 * Random tables of many people: each cell's count is drawn at once, given those before it, instead of one person after the
 * other. A count is found by chopping probabilities off a uniform number from the mode outwards, which takes about as many
 * steps as its standard deviation and needs no approximation.
 */

/** From this number of people on cells are drawn at once; below it one person after the other is as quick. */
export const MANY_PEOPLE = 50_000

/** Puts people into cells by their weights (not negative, not all 0): a multinomial draw. */
export function drawByWeights(
  into: Float64Array,
  weights: ArrayLike<number>,
  people: number,
  random: RandomSource,
): void {
  let left = people
  let weight = 0
  for (let cell = 0; cell < into.length; cell++) weight += weights[cell]!
  for (let cell = 0; cell < into.length; cell++) {
    const own = weights[cell]!
    const drawn = own > 0 && left > 0 ? binomial(left, Math.min(1, own / weight), random) : 0
    into[cell] = drawn
    left -= drawn
    weight -= own
  }
  // What rounding left over belongs to the heaviest cell.
  if (left > 0) into[heaviest(weights, into.length)]! += left
}

/** Takes so many of the people in cells, each at most once: a multivariate hypergeometric draw. Counts are whole. */
export function drawPart(into: Float64Array, from: ArrayLike<number>, people: number, random: RandomSource): void {
  let left = people
  let rest = 0
  for (let cell = 0; cell < into.length; cell++) rest += from[cell]!
  for (let cell = 0; cell < into.length; cell++) {
    const own = from[cell]!
    const drawn = own > 0 && left > 0 ? hypergeometric(rest, own, left, random) : 0
    into[cell] = drawn
    left -= drawn
    rest -= own
  }
}

/** How many of `trials` succeed, each with that probability. */
export function binomial(trials: number, probability: number, random: RandomSource): number {
  if (probability <= 0) return 0
  if (probability >= 1) return trials
  const odds = probability / (1 - probability)
  const mode = Math.min(trials, Math.floor((trials + 1) * probability))
  const atMode = exponential(
    logChoose(trials, mode) + mode * logarithm(probability) + (trials - mode) * logarithm(1 - probability),
  )
  const range = { low: 0, high: trials, mode, atMode }
  return fromMode(range, (at) => ((trials - at) / (at + 1)) * odds, random)
}

/** How many marked ones are among `taken` of a population, none taken twice. */
export function hypergeometric(population: number, marked: number, taken: number, random: RandomSource): number {
  const low = Math.max(0, taken + marked - population)
  const high = Math.min(taken, marked)
  if (low === high) return low
  const mode = Math.min(high, Math.max(low, Math.floor(((taken + 1) * (marked + 1)) / (population + 2))))
  const atMode = exponential(
    logChoose(marked, mode) + logChoose(population - marked, taken - mode) - logChoose(population, taken),
  )
  const rest = population - marked - taken
  return fromMode(
    { low, high, mode, atMode },
    (at) => ((marked - at) * (taken - at)) / ((at + 1) * (rest + at + 1)),
    random,
  )
}

interface Range {
  readonly low: number
  readonly high: number
  readonly mode: number
  readonly atMode: number
}

/** A value by its probability: `ratio(k)` is that of k + 1 over that of k. */
function fromMode({ low, high, mode, atMode }: Range, ratio: (at: number) => number, random: RandomSource): number {
  for (;;) {
    let rest = random.unit() - atMode
    let up = mode
    let down = mode
    let above = atMode
    let below = atMode
    while (rest >= 0 && (above > 0 || below > 0)) {
      above = up < high ? above * ratio(up++) : 0
      rest -= above
      if (rest < 0) return up
      below = down > low ? below / ratio(--down) : 0
      rest -= below
      if (rest < 0) return down
    }
    if (rest < 0) return mode
    // All probability was chopped off and, by rounding, something of the number is left: it is drawn again.
  }
}

const logChoose = (all: number, some: number): number =>
  logGamma(all + 1) - logGamma(some + 1) - logGamma(all - some + 1)

function heaviest(weights: ArrayLike<number>, size: number): number {
  let best = 0
  for (let cell = 1; cell < size; cell++) if (weights[cell]! > weights[best]!) best = cell
  return best
}
