import type { CaptureHistories } from '../histories.ts'
import { refuse, statedAs, warn, type TrustFinding } from './rules.ts'

/** What planted people told of the links between the lists. */
export interface MeasuredLinks {
  readonly planted: number
  readonly linked: number
  readonly expected: number
  readonly lower: number
  readonly upper: number
}

/**
 * What is known of the links that a linkage by encodings missed: nothing, or what planted people told; `in_draws` where that stands in
 * draws that were not given.
 */
export type MissedLinks = MeasuredLinks | 'not_measured' | 'in_draws'

/** The column of a table of counts that says so. */
export const MISSED_COLUMN = 'missed_links'

/** Where a larger share of the links was missed, the counts are more correction than count. */
const MOST_MISSED = 0.4
/**
 * How far the tables drawn may lie from the counts, as a share of the people seen. The counts lay up to 1.6 times as far from the truth
 * (docs/methods/linkage.md, “Missed links”), and 8 % is what is held to.
 */
const MOST_APART = 0.05

export interface MissedInput {
  readonly missedLinks: MissedLinks
  readonly histories: CaptureHistories
  readonly draws: readonly CaptureHistories[] | undefined
  readonly assumption: string | undefined
  readonly isBounded: boolean
}

/** What missed links mean for the estimate. It names shares alone. */
export function judgeMissed(input: MissedInput): TrustFinding {
  const { missedLinks, draws } = input
  if (typeof missedLinks === 'string') return notMeasured(missedLinks, input)
  const { planted, linked, lower, upper, expected } = missedLinks
  const [missed, least, most] = [expected, lower, upper].map((links) => Math.max(0, 1 - linked / Math.max(1, links)))
  const found = { planted, missed: missed!, least: least!, most: most! }
  const apart = draws ? meanApart(input.histories, draws) : Infinity
  if (missed! > MOST_MISSED) return refuse('links_missed', { ...found, allowed: MOST_MISSED }, 'links_missed_many')
  if (apart > MOST_APART) {
    return refuse('links_missed', { ...found, apart, allowed: MOST_APART }, 'links_missed_unsure')
  }
  return warn('links_missed', found, 'links_missed_corrected')
}

function notMeasured(known: 'not_measured' | 'in_draws', { assumption, isBounded }: MissedInput): TrustFinding {
  const params = { stated: statedAs(assumption, isBounded), why: assumption ?? '' }
  const finding = params.stated === 'nothing' ? refuse : warn
  return known === 'in_draws'
    ? finding('links_missed', params, 'links_missed_in_draws')
    : finding('links_missed', params)
}

/** How many of the people seen are on other lists in the draws than in the counts, on average. */
function meanApart(histories: CaptureHistories, draws: readonly CaptureHistories[]): number {
  const countsOf = ({ masks, counts }: CaptureHistories) =>
    new Map(Array.from(masks, (mask, at) => [mask, counts[at]!]))
  const own = countsOf(histories)
  const seen = histories.counts.reduce((sum, count) => sum + count, 0)
  const apart = draws.map((draw) => {
    const drawn = countsOf(draw)
    let sum = 0
    for (const mask of new Set([...own.keys(), ...drawn.keys()])) {
      sum += Math.abs((own.get(mask) ?? 0) - (drawn.get(mask) ?? 0))
    }
    return sum / seen
  })
  return apart.reduce((sum, one) => sum + one, 0) / apart.length
}
