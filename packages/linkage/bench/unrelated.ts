/**
 * Which pairs of two lists are taken for one person's and are not: invented lists of 200 and 150 people, 90 of them on both,
 * encoded and linked again and again with other people, in both profiles.
 *
 *   node packages/linkage/bench/unrelated.ts [runs]
 */
import { createJoinPool } from '../node/join-pool.ts'
import { LINKAGE_PROFILES, type LinkageProfile } from '../private/agreement.ts'
import { weighPairs } from '../private/match-lists.ts'
import { agreementOf, encodedBy, FIELDS, people } from '../private/testing.ts'

const COMMON = 90
const columns = ['id', ...FIELDS.map(({ column }) => column)]
const pool = createJoinPool(1)

async function wrongPairs(profile: LinkageProfile, run: number) {
  const common = people(COMMON, 1000 + run)
  const agreement = agreementOf(profile)
  const [north, south] = [people(110, 20_000 + run), people(60, 300_000 + run)].map((others, list) =>
    encodedBy(agreement, { columns, rows: [...common, ...others] }, run * 10 + list),
  )
  const [a, b] = [north!.list.rows, south!.list.rows]
  const { pairs, scores, probabilities } = await weighPairs([a, b], north!.list.slots, { join: pool.join })
  const most = scores.reduce((best, score, pair) => (pairs.isWithin[pair] === 1 ? Math.max(best, score) : best), 0)
  const found = { dummies: 0, dummyAndPerson: 0, persons: 0, above: 0 }
  for (const [pair, probability] of probabilities.entries()) {
    if (probability <= 0.5) continue
    const one = north!.origins[pairs.first[pair]!]!
    const two = south!.origins[pairs.second[pair]! - a.total]!
    if (one >= 0 && one === two && one < COMMON) continue
    if (one < 0 && two < 0) found.dummies++
    else if (one < 0 || two < 0) found.dummyAndPerson++
    else found.persons++
    if (scores[pair]! > most) found.above++
  }
  return found
}

const runs = Number(process.argv[2] ?? 36)
for (const profile of LINKAGE_PROFILES) {
  const all: Awaited<ReturnType<typeof wrongPairs>>[] = []
  for (let run = 1; run <= runs; run++) all.push(await wrongPairs(profile, run))
  const sum = (kind: keyof (typeof all)[number]): number => all.reduce((total, found) => total + found[kind], 0)
  const each = all.map(({ dummies, dummyAndPerson, persons }) => dummies + dummyAndPerson + persons)
  console.log(`${profile}: no wrong pair in ${each.filter((wrong) => wrong === 0).length} of ${runs} runs`)
  console.log(`  at most ${Math.max(...each)} in one; ${sum('above')} more alike than any pair within a list`)
  console.log(
    `  two dummies ${sum('dummies')}, a dummy and a person ${sum('dummyAndPerson')}, two persons ${sum('persons')}`,
  )
}
await pool.close()
