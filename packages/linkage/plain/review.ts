import { randomSource } from '@gloact/kernel'
import type { Decision } from './decisions.ts'
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

const bandOf = (probability: number): number =>
  probability < BANDS[0] ? -1 : BANDS.findIndex((bound) => probability < bound) - 1

const nameOf = (band: number): string => `${BANDS[band]}–${Math.min(1, BANDS[band + 1]!)}`

/**
 * Pairs for clerical review, so many from each band of probability (a band with fewer gives its share to the others),
 * in an order that does not tell the band. The same for a seed.
 */
export function reviewSample({ weighed }: Pick<Linkage, 'weighed'>, size: number, seed = 1): ReviewPair[] {
  const { below } = randomSource(seed)
  const bands: number[][] = BANDS.slice(1).map(() => [])
  weighed.logOdds.forEach((logOdds, pair) => {
    const probability = probabilityOf(logOdds)
    bands[bandOf(probability)]?.push(pair)
  })
  const drawn: ReviewPair[] = []
  let left = size
  const ordered = bands.map((pairs, at) => ({ pairs, at })).toSorted((x, y) => x.pairs.length - y.pairs.length)
  ordered.forEach(({ pairs, at }, turn) => {
    const take = Math.min(pairs.length, Math.ceil(left / (ordered.length - turn)), left)
    left -= take
    const band = nameOf(at)
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

/** What people found in the pairs of a band of probability. */
export interface ReviewedBand {
  readonly band: string
  readonly same: number
  readonly notSame: number
  readonly unsure: number
  /** The mean of what the model says of those that were decided; undefined where none was. */
  readonly expected: number | undefined
  /** The share that is one person's of those that were decided, and an interval of 95 % (Wilson 1927). */
  readonly precision: { readonly share: number; readonly low: number; readonly high: number } | undefined
}

/** Of a normal distribution 95 % lie so many standard deviations around the mean. */
const Z = 1.959964

function wilson(right: number, count: number): { share: number; low: number; high: number } {
  const share = right / count
  const middle = (share + Z ** 2 / (2 * count)) / (1 + Z ** 2 / count)
  const off = (Z / (1 + Z ** 2 / count)) * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2))
  return { share, low: Math.max(0, middle - off), high: Math.min(1, middle + off) }
}

/** What people decided, altogether and by bands. */
export interface MeasuredReview {
  readonly same: number
  readonly notSame: number
  readonly unsure: number
  readonly bands: readonly ReviewedBand[]
}

/**
 * How good the probabilities are: of the pairs that people decided, how many of each band are one person's, beside what the
 * model says of the pair alone. A pair that nobody could decide counts for neither. True of a band where the pairs were drawn
 * from it by chance, as `reviewSample` does. Bands without a pair are left out.
 */
export function measureReview({ scorer }: Pick<Linkage, 'scorer'>, decisions: readonly Decision[]): MeasuredReview {
  // Who could not decide at first and did later has decided.
  const verdicts = new Map<string, Decision>()
  for (const decision of decisions) {
    const { a, b, verdict } = decision
    const pair = `${Math.min(a, b)} ${Math.max(a, b)}`
    if (verdict !== 'unsure' || !verdicts.has(pair)) verdicts.set(pair, decision)
  }
  const all = { same: 0, notSame: 0, unsure: 0 }
  const bands = BANDS.slice(1).map(() => ({ ...all, sum: 0 }))
  for (const { a, b, verdict } of verdicts.values()) {
    const found = verdict === 'not_same' ? 'notSame' : verdict
    all[found]++
    const probability = probabilityOf(scorer.priorLogOdds + scorer.weigh(a, b))
    const held = bands[bandOf(probability)]
    if (held === undefined) continue
    held[found]++
    if (verdict !== 'unsure') held.sum += probability
  }
  const told = bands.flatMap(({ same, notSame, unsure, sum }, at) => {
    const count = same + notSame
    if (count + unsure === 0) return []
    return [
      {
        band: nameOf(at),
        same,
        notSame,
        unsure,
        expected: count === 0 ? undefined : sum / count,
        precision: count === 0 ? undefined : wilson(same, count),
      },
    ]
  })
  return { ...all, bands: told }
}
