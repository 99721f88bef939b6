import { exponential, logarithm, said, type Said } from '@gloact/kernel'
import { fit } from '../fit.ts'
import { sumSubsets, sumSupersets, tableOf, type CaptureHistories } from '../histories.ts'
import { listsOf, pairsOf, type Model } from '../model.ts'

/** N where an interaction that the model takes to be nothing has a value. */
export interface SensitivityPoint {
  /** The logarithm of the odds ratio: 0.5 makes people on one list 1.6 times as likely (in odds) to be on the other. */
  readonly interaction: number
  /** Infinity where there is no estimate. */
  readonly estimate: number
}

/** What makes N follow from the lists, and what N would be if it were otherwise. */
export interface Identification {
  /** What has to be assumed. */
  readonly assumption: Said
  /** Masks of the pairs that the model takes to be independent given the rest. */
  readonly omittedPairs: readonly number[]
  /** N against the interaction of all lists together, everything that was seen fitted as before. */
  readonly allLists: readonly SensitivityPoint[]
  /** N against the interaction of each pair that the model leaves out. */
  readonly pairs: readonly { readonly pair: number; readonly points: readonly SensitivityPoint[] }[]
}

const VALUES = [-1, -0.5, 0, 0.5, 1]

/**
 * The identifying assumption of a model and N against it. Models that fit what was seen equally well give any N
 * (Aleshin-Guendel, Sadinle and Wakefield 2024): with an interaction δ of all t lists and the fit as it is, the dark figure
 * is multiplied by exp(±δ), plus where t is even.
 */
export function identificationOf(
  histories: CaptureHistories,
  model: Model,
  { hasDraws = false }: { readonly hasDraws?: boolean } = {},
): Identification {
  const { lists } = histories
  const { observed, darkFigure, existence } = fit(histories, model)
  const sign = lists.length % 2 === 0 ? 1 : -1
  const omittedPairs = pairsOf(lists.length).filter((pair) => !model.includes(pair))
  const exists = existence === 0
  return {
    assumption: assumptionOf(lists, omittedPairs, { hasDraws }),
    omittedPairs,
    allLists: VALUES.map((interaction) => ({
      interaction,
      estimate: exists ? observed + darkFigure * exponential(sign * interaction) : Infinity,
    })),
    pairs: exists
      ? omittedPairs.map((pair) => ({
          pair,
          points: VALUES.map((interaction) => ({
            interaction,
            estimate: withFixedTerm(histories, model, pair, interaction),
          })),
        }))
      : [],
  }
}

/**
 * What has to be assumed: `omitted` are the masks of the pairs that the model takes to be independent given the rest, with strata
 * within each of them.
 */
export function assumptionOf(
  lists: readonly string[],
  omitted: readonly number[],
  { hasDraws = false, hasStrata = false }: { readonly hasDraws?: boolean; readonly hasStrata?: boolean } = {},
): Said {
  const yes = (whether: boolean): string => (whether ? 'yes' : 'no')
  return said('finding.identifying_assumption', {
    lists: lists.length,
    draws: yes(hasDraws),
    strata: yes(hasStrata),
    omitted: yes(omitted.length > 0),
    pairs: { as: 'items', of: omitted.map((pair) => listsOf(pair).map((list) => lists[list]!)) },
  })
}

const MOST_ITERATIONS = 100

/** N under the model with a further term whose coefficient is given; Infinity where there is no estimate. */
function withFixedTerm(histories: CaptureHistories, model: Model, term: number, value: number): number {
  const { lists, size, counts, overlaps } = tableOf(histories)
  const alive = new Uint8Array(size).fill(1)
  alive[0] = 0
  const active = model.filter((own) => overlaps[own]! > 0)
  for (const own of model) {
    if (overlaps[own]! > 0) continue
    for (let cell = 1; cell < size; cell++) if ((cell & own) === own) alive[cell] = 0
  }
  const factor = exponential(value)
  const offset = Float64Array.from(alive, (_, cell) => ((cell & term) === term ? factor : 1))
  const mean = Float64Array.from(alive, (one, cell) => (one ? counts[cell]! + 0.1 : 0))
  const right = Float64Array.from(alive, (one, cell) =>
    one ? mean[cell]! * logarithm(mean[cell]! / offset[cell]!) + counts[cell]! - mean[cell]! : 0,
  )
  const coefficients = new Float64Array(size)
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const weights = Float64Array.from(mean)
    sumSupersets(weights, lists)
    sumSupersets(right, lists)
    const step = solveTerms(active, weights, right)
    if (!step) return Infinity
    let largest = 0
    active.forEach((own, at) => {
      const change = step[at]!
      coefficients[own] = iteration === 0 ? change : coefficients[own]! + Math.max(-3, Math.min(3, change))
      largest = Math.max(largest, Math.abs(change))
    })
    if (iteration > 0 && largest < 1e-9) break
    if (iteration === MOST_ITERATIONS - 1) return Infinity
    const predictor = Float64Array.from(coefficients)
    sumSubsets(predictor, lists)
    for (let cell = 1; cell < size; cell++) {
      mean[cell] = alive[cell] === 1 ? offset[cell]! * exponential(predictor[cell]!) : 0
      right[cell] = alive[cell] === 1 ? counts[cell]! - mean[cell]! : 0
    }
    right[0] = 0
  }
  const dark = exponential(coefficients[0]!)
  return dark < overlaps[0]! * 1e6 ? overlaps[0]! + dark : Infinity
}

/** The least-squares step by Cholesky's method: X'WX has the superset sum of the weights at q | r. */
function solveTerms(terms: readonly number[], weights: Float64Array, right: Float64Array): Float64Array | undefined {
  const count = terms.length
  const factor = new Float64Array(count * count)
  for (let row = 0; row < count; row++) {
    for (let column = 0; column <= row; column++) {
      let value = weights[terms[row]! | terms[column]!]!
      for (let at = 0; at < column; at++) value -= factor[row * count + at]! * factor[column * count + at]!
      if (column < row) factor[row * count + column] = value / factor[column * count + column]!
      else if (value > 1e-11 * weights[terms[row]!]!) factor[row * count + row] = Math.sqrt(value)
      else return undefined
    }
  }
  const out = new Float64Array(count)
  for (let row = 0; row < count; row++) {
    let value = right[terms[row]!]!
    for (let at = 0; at < row; at++) value -= factor[row * count + at]! * out[at]!
    out[row] = value / factor[row * count + row]!
  }
  for (let row = count - 1; row >= 0; row--) {
    let value = out[row]!
    for (let below = row + 1; below < count; below++) value -= factor[below * count + row]! * out[below]!
    out[row] = value / factor[row * count + row]!
  }
  return out
}
