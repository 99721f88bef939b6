import assert from 'node:assert/strict'
import { test } from 'node:test'
import { estimate, missedLinksIn, readDraws, readInput, type Estimate } from '@gloact/estimation'
import { randomSource, unwrap } from '@gloact/kernel'
import { createJoinPool } from '@gloact/linkage/node'
import {
  encodeUnderAgreement,
  historiesOf,
  matchLists,
  readAgreement,
  withoutDummies,
  type LinkedHistories,
} from '@gloact/linkage/private'
import { FIVE_COLUMNS, FIVE_KINDS, fiveLists, type FiveLists } from './testing/five-lists.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e']

/** What the linkage unit makes of the lists, and the analyst of that. */
async function counted({ lists }: FiveLists, planted = true): Promise<LinkedHistories> {
  const agreement = unwrap(
    readAgreement({
      format: 'gloact-linkage-agreement',
      version: 1,
      purpose: 'statistics',
      profile: 'strict',
      parties: NAMES,
      expiresOn: '2100-01-01',
      dummyShare: 1,
      ...(planted && { planted: 'planted' }),
      fields: FIVE_KINDS,
    }),
  )
  const encoded = lists.map((rows, at) =>
    unwrap(
      encodeUnderAgreement(
        { columns: FIVE_COLUMNS, rows },
        { agreement, secret: new Uint8Array(32).fill(7), today: '2026-01-01', choose: randomSource(at + 1).below },
      ),
    ),
  )
  const pool = createJoinPool(1)
  const matched = await matchLists(
    encoded.map(({ list }) => list.rows),
    encoded[0]!.list.slots,
    { join: pool.join, planted: encoded.map(({ list }) => list.planted) },
  )
  await pool.close()
  const about = { checksums: NAMES, withDummies: true, digest: agreement.digest, rules: 'strict' }
  const histories = historiesOf(NAMES, unwrap(matched), about)
  return unwrap(
    withoutDummies(
      histories,
      encoded.map(({ dummies }) => dummies),
    ),
  )
}

/** The estimate from the two files as `gloact match` writes them, with the draws or without. */
async function estimatedFrom(made: LinkedHistories, withDraws = true): Promise<Estimate> {
  const said = typeof made.missedLinks === 'object' ? 'measured' : 'not_measured'
  const rows = made.histories.map((on, at) => [...on.map(String), String(made.counts[at]), said])
  const table = unwrap(await readInput({ columns: [...NAMES, 'count', 'missed_links'], rows }))
  const draws = withDraws
    ? { draws: unwrap(readDraws(made, table.histories)), missedLinks: missedLinksIn(made) }
    : undefined
  return await estimate({ ...table, ...draws }, { interval: 'wald' })
}

const pairsIn = (counts: ArrayLike<number>): number =>
  Array.from(counts).reduce((sum, count, lists) => {
    const on = [...(lists + 1).toString(2)].filter((bit) => bit === '1').length
    return sum + (count * on * (on - 1)) / 2
  }, 0)

const apart = (counts: readonly number[], truth: readonly number[]): number =>
  counts.reduce((sum, count, at) => sum + Math.abs(count - truth[at]!), 0) / truth.reduce((sum, one) => sum + one, 0)

test('planted people tell how many links were missed, and the counts of five lists of 459 to 938 are corrected to under 8 %', async () => {
  const five = fiveLists(1, { mistakes: 0.15, planted: 100 })
  const truth = Array.from(five.truth).slice(1)
  const made = await counted(five)
  const { missedLinks } = made
  assert.ok(typeof missedLinks === 'object')
  assert.equal(missedLinks.planted, 100)
  assert.ok(missedLinks.linked < missedLinks.expected)
  assert.ok(Math.abs(missedLinks.expected / pairsIn(truth) - 1) < 0.1, `${missedLinks.expected} of ${pairsIn(truth)}`)
  const { lower, upper } = missedLinks
  assert.ok(lower < pairsIn(truth) && pairsIn(truth) < upper, `${lower} to ${upper}, and ${pairsIn(truth)}`)
  const [linked, corrected] = [made.linkedCounts!, made.counts].map((table) => apart(table, truth))
  assert.ok(corrected! < 0.08 && corrected! < 0.6 * linked!, `${corrected} after ${linked}`)
  const { refused, estimate: people, interval, findings } = await estimatedFrom(made)
  assert.equal(refused, false, findings[0]!.said.id)
  const said = findings.find(({ code }) => code === 'links_missed')!.said
  assert.deepEqual([said.id, said.params?.['planted']], ['finding.links_missed_corrected', 100])
  assert.ok(Math.abs(people / 6000 - 1) < 0.1, `${people}`)
  // What the same lists say whose every link is right.
  const right = (await estimatedFrom({ ...made, counts: truth, draws: [truth, truth] })).estimate
  assert.ok(
    interval!.lower < right && right < interval!.upper,
    `${interval!.lower} to ${interval!.upper}, and ${right}`,
  )
  const alone = await estimatedFrom(made, false)
  assert.deepEqual([alone.refused, alone.findings[0]!.code], [true, 'links_missed'])
  assert.equal(alone.findings[0]!.said.id, 'finding.links_missed_in_draws')
})

test('lists so full of mistakes that half of the links are missed are refused, and so are those that nobody measured', async () => {
  const bad = await counted(fiveLists(1, { mistakes: 0.3, planted: 60 }))
  const judged = await estimatedFrom(bad)
  assert.deepEqual([judged.refused, judged.findings[0]!.code], [true, 'links_missed'])
  const unmeasured = await counted(fiveLists(2, { mistakes: 0.3 }), false)
  assert.equal(unmeasured.missedLinks, 'not_measured')
  for (const withDraws of [true, false]) {
    const { refused, findings } = await estimatedFrom(unmeasured, withDraws)
    assert.deepEqual([refused, findings[0]!.code], [true, 'links_missed'])
  }
})

test('a planted number that stands twice in a list is refused, and planted people are in no count', async () => {
  const [rows = []] = fiveLists(3, { planted: 2, population: 600 }).lists
  const twice = rows.map((row) => [...row.slice(0, -1), row.at(-1) === '2' ? '1' : row.at(-1)!])
  const agreed = { format: 'gloact-linkage-agreement', version: 1, purpose: 'statistics', profile: 'strict' } as const
  const agreement = unwrap(
    readAgreement({ ...agreed, parties: NAMES, expiresOn: '2100-01-01', planted: 'planted', fields: FIVE_KINDS }),
  )
  const encode = (own: readonly (readonly string[])[]) =>
    encodeUnderAgreement(
      { columns: FIVE_COLUMNS, rows: own },
      { agreement, secret: new Uint8Array(32).fill(7), today: '2026-01-01', choose: randomSource(1).below },
    )
  const refused = encode(twice)
  assert.equal(!refused.ok && refused.error.code, 'record_duplicate')
  assert.equal(unwrap(encode(rows)).list.planted.length, 2)
  const field = { ...agreed, parties: NAMES, expiresOn: '2100-01-01', planted: 'given', fields: FIVE_KINDS }
  assert.equal(readAgreement(field).ok, false)
})
