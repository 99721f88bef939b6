import type { CaptureHistories } from '../histories.ts'
import type { TrustFinding } from './rules.ts'

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
  const found =
    `By ${planted} planted people ${percent(missed!)} of the links between the lists were missed (${percent(least!)} to ` +
    `${percent(most!)}).`
  const apart = draws ? meanApart(input.histories, draws) : Infinity
  if (missed! > MOST_MISSED) {
    const message = `${found} At most ${percent(MOST_MISSED)} may be: agree on more fields, or on the profile of a trusted unit.`
    return { code: 'links_missed', message, refuses: true }
  }
  if (apart > MOST_APART) {
    const message =
      `${found} What that leaves open moves ${percent(apart)} of the people seen to other lists; ${percent(MOST_APART)} may be. ` +
      'Plant more people, or agree on more fields.'
    return { code: 'links_missed', message, refuses: true }
  }
  const message = `${found} The counts are corrected for them, and the interval has in it what that leaves open.`
  return { code: 'links_missed', message, refuses: false }
}

function notMeasured(known: 'not_measured' | 'in_draws', { assumption, isBounded }: MissedInput): TrustFinding {
  const unknown =
    known === 'in_draws'
      ? 'The lists were linked by encodings alone, and the counts are corrected for links that were missed; how sure that is stands in ' +
        'the draws that were written beside them, and these were not given (--draws).'
      : 'The lists were linked by encodings alone, and how many links were missed was not measured: each that was makes two people of one, ' +
        'and the estimate too high; the interval does not have that in it.'
  const finding = (more: string, refuses: boolean): TrustFinding => ({
    code: 'links_missed',
    message: `${unknown} ${more}`,
    refuses,
  })
  if (assumption !== undefined) return finding(`The analyst states: ${assumption}`, false)
  if (isBounded) return finding('It is held against a bound from elsewhere alone.', false)
  return finding(
    known === 'in_draws'
      ? 'Give the file FILE.draws.json.'
      : 'Have the parties plant people whom all enter, give a bound that is known from elsewhere (--at-least, --at-most), or state ' +
          'why few can be missing (--assume).',
    true,
  )
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

const percent = (share: number): string => `${Math.round(share * 100)} %`
