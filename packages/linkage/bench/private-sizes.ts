/**
 * Whether five lists of a size withstand the attacks that an agency tries on its own, with the dummies that it takes by default or with so many
 * as are named: how many of the five are handed out, and the most that an attack found. Lists of anonlink's example, cut.
 *
 *   node packages/linkage/bench/private-sizes.ts strict|trusted-unit SIZES [DUMMIES_A_RECORD]
 *
 * such as `trusted-unit 460,700,940`. The lists lie beside the repository, not in it.
 */
import { unwrap } from '@gloact/kernel'
import { createJoinPool } from '../node/join-pool.ts'
import { readAgreement } from '../private/agreement.ts'
import { encodeForAgency } from '../private/encode-for-agency.ts'
import { documentOf } from '../private/testing.ts'
import { FIVE_PARTY_FIELDS, loadShared } from './shared-data.ts'

const [profile = 'strict', sizes = '460,700,940', share] = process.argv.slice(2)
const fields = Object.entries(FIVE_PARTY_FIELDS).map(([column, kind]) => ({ column, kind }))
const parties = [1, 2, 3, 4, 5].map((list) => `party ${list}`)
const stated = share === undefined ? {} : { dummyShare: Number(share) }
const agreement = unwrap(readAgreement(documentOf({ profile, parties, fields, ...stated })))
const pool = createJoinPool(1)
for (const size of sizes.split(',').map(Number)) {
  let [handedOut, most, by] = [0, 0, '']
  for (const list of [1, 2, 3, 4, 5]) {
    const { columns, rows } = loadShared(`five-parties/dataset-${list}.csv`)
    const table = { columns, rows: rows.slice(0, size) }
    const secret = new Uint8Array(32).fill(list + 1)
    const made = await encodeForAgency(table, { agreement, secret, today: '2026-01-01', join: pool.join })
    const attacks = (made.ok ? made.value.report : made.error.report)?.attacks ?? []
    if (made.ok) handedOut++
    for (const { attack, found } of attacks) {
      if (found > most) [most, by] = [found, attack]
    }
  }
  console.log(
    `${profile}, ${size} records: ${handedOut} of 5 handed out; at most ${(100 * most).toFixed(2)} % found (${by})`,
  )
}
await pool.close()
