import { randomSource } from '@gloact/kernel'
import type { Linkage } from './link.ts'
import { probabilityOf } from './model.ts'

/** A pair to be looked at by a person, drawn from a band of probabilities. */
export interface ReviewPair {
  readonly a: number
  readonly b: number
  /** By the pair alone. */
  readonly probability: number
  readonly band: string
  /** How many pairs of the band it stands for. */
  readonly standsFor: number
}

// Most of what a person can settle lies in the middle; the ends show whether the model is as sure as it may be.
const BANDS = [0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 1.000001] as const

/**
 * Pairs for clerical review, so many from each band of probability (a band with fewer gives its share to the others),
 * in an order that does not tell the band. The same for a seed.
 */
export function reviewSample({ weighed }: Pick<Linkage, 'weighed'>, size: number, seed = 1): ReviewPair[] {
  const { below } = randomSource(seed)
  const bands: number[][] = BANDS.slice(1).map(() => [])
  weighed.logOdds.forEach((logOdds, pair) => {
    const probability = probabilityOf(logOdds)
    if (probability < BANDS[0]) return
    bands[BANDS.findIndex((bound) => probability < bound) - 1]!.push(pair)
  })
  const drawn: ReviewPair[] = []
  let left = size
  const ordered = bands.map((pairs, at) => ({ pairs, at })).toSorted((x, y) => x.pairs.length - y.pairs.length)
  ordered.forEach(({ pairs, at }, turn) => {
    const take = Math.min(pairs.length, Math.ceil(left / (ordered.length - turn)), left)
    left -= take
    const band = `${BANDS[at]}–${Math.min(1, BANDS[at + 1]!)}`
    for (let turn = 0; turn < take; turn++) {
      const place = turn + below(pairs.length - turn)
      const pair = pairs[place]!
      pairs[place] = pairs[turn]!
      const [a, b] = [weighed.a[pair]!, weighed.b[pair]!]
      drawn.push({ a, b, probability: probabilityOf(weighed.logOdds[pair]!), band, standsFor: pairs.length / take })
    }
  })
  return drawn.toSorted((x, y) => x.a - y.a || x.b - y.b)
}
