/**
 * Private linkage of the five lists of anonlink’s example, in both profiles: capture cells that are wrong, as a share of
 * all persons (sum of absolute differences), without knowing any pair; and records that the attacks find in each of the five
 * lists: with dummies, as `gloact encode` attacks them; without, as many records; and where a tenth of them is told to the
 * attacker. Each seed draws other dummies, their number too, and another order.
 *
 *   node packages/linkage/bench/private.ts [strict|trusted-unit] [seeds, as 3 or 2-4]
 *
 * The goals are 8 % and 1 %, and 1 % found. The lists lie beside the repository, not in it.
 */
import { randomSource, unwrap } from '@gloact/kernel'
import { createJoinPool } from '../node/join-pool.ts'
import { LINKAGE_PROFILES, type LinkageProfile } from '../private/agreement.ts'
import { attackEncodings } from '../private/attack-report.ts'
import { bitRows } from '../private/bit-rows.ts'
import type { AgreedEncoding } from '../private/encode-list.ts'
import { matchLists } from '../private/match-lists.ts'
import { agreementOf, encodedBy } from '../private/testing.ts'
import { FIVE_PARTY_FIELDS, loadShared } from './shared-data.ts'

const tables = [1, 2, 3, 4, 5].map((list) => loadShared(`five-parties/dataset-${list}.csv`))

const truth = new Float64Array(2 ** tables.length)
const onLists = new Map<string, number>()
for (const [list, { rows }] of tables.entries()) {
  for (const [id = ''] of rows) onLists.set(id, (onLists.get(id) ?? 0) | (1 << list))
}
for (const on of onLists.values()) truth[on]!++

const cellError = (counts: ArrayLike<number>): number =>
  (100 * truth.reduce((sum, count, cell) => sum + Math.abs(count - counts[cell]!), 0)) / onLists.size

/** An encoding as it would be without dummies. */
function bare(encoding: AgreedEncoding): AgreedEncoding {
  const { rows } = encoding.list
  const real = [...encoding.origins.keys()].filter((row) => encoding.origins[row]! >= 0)
  const filters = real.map((row) => rows.bytes.subarray(row * rows.width, (row + 1) * rows.width))
  const origins = Int32Array.from(real, (row) => encoding.origins[row]!)
  return { ...encoding, dummies: 0, origins, list: { ...encoding.list, rows: bitRows(filters, rows.width) } }
}

const cpuSeconds = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

const pool = createJoinPool()

async function measure(profile: LinkageProfile, seed: number): Promise<void> {
  const parties = tables.map((_, list) => `party ${list + 1}`)
  const fields = Object.entries(FIVE_PARTY_FIELDS).map(([column, kind]) => ({ column, kind }))
  const agreement = agreementOf(profile, parties, fields)
  const started = process.cpuUsage()
  const encodings = tables.map((table, list) => encodedBy(agreement, table, 100 * seed + list))
  const encoded = cpuSeconds(started)
  const matching = process.cpuUsage()
  const matched = unwrap(
    await matchLists(
      encodings.map(({ list }) => list.rows),
      encodings[0]!.list.slots,
      { join: pool.join },
    ),
  )
  const errorOf = (counts: Uint32Array): number => {
    const left = Float64Array.from(counts)
    for (const [list, { dummies }] of encodings.entries()) left[1 << list]! -= dummies
    return cellError(left)
  }
  const drawn = matched.draws.map(errorOf).toSorted((x, y) => x - y)
  console.log(`${profile} (${agreement.dummyShare} dummies a record), seed ${seed}`)
  console.log(`  cells wrong: ${errorOf(matched.counts).toFixed(2)} % of ${onLists.size} persons`)
  console.log(`  in the ${drawn.length} posterior tables: ${drawn[0]!.toFixed(2)} to ${drawn.at(-1)?.toFixed(2)} %`)
  console.log(`  CPU: encoding ${encoded.toFixed(1)} s, matching ${cpuSeconds(matching).toFixed(1)} s`)
  for (const [list, encoding] of encodings.entries()) {
    const attack = async (name: string, attacked: AgreedEncoding, how: { told?: number; most?: number }) => {
      const choose = randomSource(100 * seed + list).below
      const report = await attackEncodings({ agreement, encoding: attacked, join: pool.join, choose, ...how })
      const found = report.attacks.map(({ attack: by, found: share }) => `${by} ${(100 * share).toFixed(2)} %`)
      const size = `${report.records} records, ${report.dummies} dummies`
      console.log(`  list ${list + 1}, ${name} (${size}): found ${found.join(', ')}`)
      return report.records
    }
    const attacked = await attack('with dummies', encoding, {})
    // What dummies do, and what being told does, is seen once.
    if (seed > 1) continue
    await attack('without dummies', bare(encoding), { most: attacked })
    await attack('a tenth being told', encoding, { told: 10 })
  }
}

const asked = process.argv.slice(2)
const numbers = (asked.find((argument) => /^\d+(-\d+)?$/.test(argument)) ?? '1').split('-').map(Number)
const [first = 1, last = 1] = numbers.length > 1 ? numbers : [1, numbers[0]]
const wanted = LINKAGE_PROFILES.filter((profile) => asked.includes(profile))
for (const profile of wanted.length > 0 ? wanted : LINKAGE_PROFILES) {
  for (let seed = first; seed <= last; seed++) await measure(profile, seed)
}
await pool.close()
