import { logarithm2, powerOfTwo } from '@gloact/kernel'
import { MISSING } from './fields/field.ts'
import { probabilityOf, type LinkageModel } from './model.ts'
import type { CandidateSample, Patterns } from './patterns.ts'

/** Pairs of lesser odds before a field is looked at tell nothing of how sure the evidence makes. */
const HOPELESS = 16
/** How many pairs the discount of 1 is worth before anything is seen. */
const DISCOUNT_HELD = 100

/** Fields that tell so many bits where they agree fully can be held against all the others. */
const TELLING = 3

/**
 * How sure the evidence of all fields together makes, learned without labels: pairs that the other fields leave at some
 * odds agree on a telling field by so much more than chance as there are matches among them. Gives the prior and the
 * discount under which that holds best (composite likelihood, each telling field against all others; Newton steps).
 */
export function calibrate(
  sample: CandidateSample,
  { levels, chances, crossed }: Patterns,
  model: LinkageModel,
): Pick<LinkageModel, 'prior' | 'discount'> {
  const size = model.fields.length
  const bits = model.fields.map(({ m }) => m.map((share) => logarithm2(share)))
  const telling = model.fields.map(
    ({ m, u }) => logarithm2(m[0]! / u[0]![0]!) > TELLING && logarithm2(m[0]! / u[2]![0]!) > TELLING,
  )
  const start = logarithm2(model.prior / (1 - model.prior))
  const swap = logarithm2(model.swapped)
  const others: number[] = []
  const ratios: number[] = []
  const weights = new Float64Array(size)
  for (let pair = 0; pair < sample.a.length; pair++) {
    let total = crossed[pair] ? swap : 0
    for (let at = 0; at < size; at++) {
      const level = levels[pair * size + at]!
      weights[at] = level === MISSING ? 0 : bits[at]![level]! - chances[pair * size + at]!
      total += weights[at]!
    }
    for (let at = 0; at < size; at++) {
      const level = levels[pair * size + at]!
      if (
        level === MISSING ||
        !telling[at] ||
        sample.free[pair * size + at] === 0 ||
        total - weights[at]! + start < -HOPELESS
      )
        continue
      others.push(total - weights[at]!)
      ratios.push(powerOfTwo(Math.min(40, weights[at]!)))
    }
  }
  let [prior, discount] = [start, model.discount]
  for (let step = 0; step < 40; step++) {
    let [g0, g1, h00, h01, h11] = [0, -(discount - 1) * DISCOUNT_HELD, 1e-9, 0, DISCOUNT_HELD]
    for (let at = 0; at < others.length; at++) {
      const x = others[at]!
      const p = probabilityOf(prior + discount * x)
      const ratio = ratios[at]!
      const z = (p * ratio) / (1 - p + p * ratio)
      const spread = p * (1 - p)
      g0 += z - p
      g1 += (z - p) * x
      h00 += spread
      h01 += spread * x
      h11 += spread * x * x
    }
    const determinant = h00 * h11 - h01 * h01
    if (!(determinant > 0)) break
    const one = (h11 * g0 - h01 * g1) / determinant
    const two = (h00 * g1 - h01 * g0) / determinant
    prior += Math.max(-1, Math.min(1, one / Math.LN2))
    discount = Math.max(0.4, Math.min(1, discount + Math.max(-0.1, Math.min(0.1, two / Math.LN2))))
    if (Math.abs(one) + Math.abs(two) < 1e-5) break
  }
  return { prior: Math.min(0.5, probabilityOf(prior)), discount }
}
