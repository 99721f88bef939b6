/**
 * Private linkage of five invented lists of 459 to 938 people with planted people among them: links that `match` expects to have missed, against
 * the truth; capture cells that are wrong before and after they are corrected for; whether the estimate is refused, and what it says.
 *
 *   node tests/performance/missed-links.ts strict|trusted-unit MISTAKES PLANTED [SEEDS]
 */
import { estimate, missedLinksIn, readDraws, readInput } from '@gloact/estimation'
import { randomSource, unwrap } from '@gloact/kernel'
import { createJoinPool } from '@gloact/linkage/node'
import { encodeUnderAgreement, historiesOf, matchLists, readAgreement, withoutDummies } from '@gloact/linkage/private'
import {
  FIVE_COLUMNS,
  FIVE_KINDS,
  fiveLists,
} from '../../modules/statistics/server/commands/linkage/testing/five-lists.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e']
const [profile = 'strict', mistakes = '0.15', planted = '100', seeds = '3'] = process.argv.slice(2)
const agreement = unwrap(
  readAgreement({
    format: 'gloact-linkage-agreement',
    version: 1,
    purpose: 'statistics',
    profile,
    parties: NAMES,
    expiresOn: '2100-01-01',
    planted: 'planted',
    fields: FIVE_KINDS,
  }),
)
const pool = createJoinPool(1)
const pairsIn = (counts: readonly number[]): number =>
  counts.reduce((sum, count, at) => {
    const on = [...(at + 1).toString(2)].filter((bit) => bit === '1').length
    return sum + (count * on * (on - 1)) / 2
  }, 0)
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

for (let seed = 1; seed <= Number(seeds); seed++) {
  const five = fiveLists(seed, { mistakes: Number(mistakes), planted: Number(planted) })
  const encoded = five.lists.map((rows, at) =>
    unwrap(
      encodeUnderAgreement(
        { columns: FIVE_COLUMNS, rows },
        {
          agreement,
          secret: new Uint8Array(32).fill(7),
          today: '2026-01-01',
          choose: randomSource(100 * seed + at).below,
        },
      ),
    ),
  )
  const matched = unwrap(
    await matchLists(
      encoded.map(({ list }) => list.rows),
      encoded[0]!.list.slots,
      { join: pool.join, planted: encoded.map(({ list }) => list.planted) },
    ),
  )
  const about = { checksums: NAMES, withDummies: true, digest: agreement.digest, rules: profile }
  const made = unwrap(
    withoutDummies(
      historiesOf(NAMES, matched, about),
      encoded.map(({ dummies }) => dummies),
    ),
  )
  const truth = Array.from(five.truth).slice(1)
  const persons = truth.reduce((sum, count) => sum + count, 0)
  const apart = (counts: readonly number[], from = truth): number =>
    counts.reduce((sum, count, at) => sum + Math.abs(count - from[at]!), 0) / persons
  const estimated = async (counts: readonly number[], draws: boolean) => {
    const rows = made.histories.map((on, at) => [...on.map(String), String(counts[at])])
    const input = unwrap(await readInput({ columns: [...NAMES, 'count'], rows }))
    const drawn = draws ? { draws: unwrap(readDraws(made, input.histories)), missedLinks: missedLinksIn(made) } : {}
    return await estimate({ ...input, ...drawn }, { interval: draws ? 'wald' : 'none' })
  }
  const { missedLinks, linkedCounts = made.counts } = made
  if (typeof missedLinks !== 'object') throw new Error('nothing was measured')
  const { linked, expected, lower, upper } = missedLinks
  const right = await estimated(truth, false)
  const uncorrected = await estimated(linkedCounts, false)
  const given = await estimated(made.counts, true)
  const drawsApart = made.draws.reduce((sum, draw) => sum + apart(draw, [...made.counts]) / made.draws.length, 0)
  const [model, interval] = [Math.round(given.estimate), given.interval]
  const outcome =
    given.refused || !interval
      ? `refused (${given.findings[0]!.code})`
      : `given ${model} (${Math.round(interval.lower)} to ${Math.round(interval.upper)})`
  const lines = [
    `${profile}, mistakes ${mistakes}, ${planted} planted, seed ${seed}`,
    `links ${linked} made, ${expected} expected (${lower} to ${upper}), ${pairsIn(truth)} there`,
    `cells wrong ${percent(apart(linkedCounts))} as linked, ${percent(apart(made.counts))} corrected`,
    `draws apart ${percent(drawsApart)}`,
    `estimate by the truth ${Math.round(right.estimate)}, as linked ${Math.round(uncorrected.estimate)}, ${outcome}`,
  ]
  console.log(lines.join('; '))
}
await pool.close()
