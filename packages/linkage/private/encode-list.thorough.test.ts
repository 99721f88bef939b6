import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { randomSource, unwrap } from '@gloact/kernel'
import { createJoinPool } from '../node/join-pool.ts'
import { dummyShareOf, readAgreement, type LinkageProfile } from './agreement.ts'
import { attackEncodings, withstands } from './attack-report.ts'
import { bitRows, rowCounts } from './bit-rows.ts'
import { checkTogether, encodeUnderAgreement, type TextTable } from './encode-list.ts'
import { readEncodings, writeEncodings } from './encodings.ts'
import { historiesOf, withoutDummies } from './histories.ts'
import { matchLists } from './match-lists.ts'
import { projectKey } from './project-key.ts'
import { FIELDS, people } from './testing.ts'

const SECRET = new Uint8Array(32).fill(7)
const COLUMNS = ['id', ...FIELDS.map(({ column }) => column)]

const document = (profile: LinkageProfile = 'strict') => ({
  format: 'gloact-linkage-agreement',
  version: 1,
  title: 'How many persons the shelters share',
  purpose: 'statistics',
  profile,
  parties: ['North shelter', 'South shelter'],
  expiresOn: '2027-06-30',
  dummyShare: profile === 'strict' ? 0.5 : 2,
  fields: FIELDS,
})

function encoded(rows: readonly string[][], json: object, { secret = SECRET, seed = 1 } = {}) {
  const table: TextTable = { columns: COLUMNS, rows }
  const agreement = unwrap(readAgreement(json))
  return unwrap(
    encodeUnderAgreement(table, { agreement, secret, today: '2026-11-25', choose: randomSource(seed).below }),
  )
}

const pool = createJoinPool(1)

test('changing a word of the agreement, also one that no program reads, gives another key and links nothing', () => {
  const words = fc.record({
    title: fc.string(),
    note: fc.string(),
    expiresOn: fc.constantFrom('2027-06-30', '2027-07-01'),
  })
  fc.assert(
    fc.property(words, words, (one, other) => {
      const [first, second] = [one, other].map((change) => unwrap(readAgreement({ ...document(), ...change })))
      const same = JSON.stringify(one) === JSON.stringify(other)
      const keys = [first!, second!].map((agreement) => unwrap(projectKey(agreement, SECRET)).join())
      assert.equal(keys[0] === keys[1], same)
    }),
  )
})

test('lists encoded under agreements of different wording are refused, and would match nobody', async () => {
  const shared = people(120, 3)
  const [one, other] = [encoded(shared, document()), encoded(shared, { ...document(), title: 'how many' }, { seed: 2 })]
  const together = checkTogether([one.list, other.list], '2026-11-25')
  assert.equal(together.ok ? '' : together.error.code, 'encodings_mixed')
  const matched = unwrap(await matchLists([one.list.rows, other.list.rows], one.list.slots, { join: pool.join }))
  assert.equal(matched.counts[3], 0)
})

test('operations and statistics cannot share a key, and lists for operations are not encoded to be counted', () => {
  const [statistics, operations] = ['statistics', 'operations'].map((purpose) => ({ digest: 'same', purpose }) as const)
  const keyOf = (agreement: { digest: string; purpose: string }) =>
    unwrap(projectKey(agreement as Parameters<typeof projectKey>[0], SECRET)).join()
  assert.notEqual(keyOf(statistics!), keyOf(operations!))
  const agreement = unwrap(readAgreement({ ...document(), purpose: 'operations' }))
  const table = { columns: COLUMNS, rows: people(100, 1) }
  const input = { agreement, secret: SECRET, today: '2026-11-25', choose: randomSource(1).below }
  const refused = encodeUnderAgreement(table, input)
  assert.equal(refused.ok ? '' : refused.error.code, 'agreement_invalid')
})

test('an agreement that has ended, a short secret and a small list are refused', () => {
  const agreement = unwrap(readAgreement(document()))
  const input = { agreement, secret: SECRET, today: '2026-11-25', choose: randomSource(1).below }
  const codeOf = (rows: string[][], change: object): string => {
    const result = encodeUnderAgreement({ columns: COLUMNS, rows }, { ...input, ...change })
    return result.ok ? '' : result.error.code
  }
  assert.equal(codeOf(people(100, 1), { today: '2027-07-01' }), 'agreement_expired')
  assert.equal(codeOf(people(100, 1), { secret: new Uint8Array(16) }), 'secret_too_short')
  assert.equal(codeOf(people(10, 1), {}), 'list_too_small')
  assert.equal(codeOf(people(100, 1), {}), '')
})

for (const profile of ['strict', 'trusted-unit'] as const) {
  test(`dummies are found again by nobody, and the persons in common come out (${profile})`, async () => {
    const shared = people(90, 1005)
    const lists = [
      [...shared, ...people(110, 20_006)],
      [...shared.map((row) => row.with(0, `b${row[0]}`)), ...people(60, 300_007)],
    ].map((rows, at) => encoded(rows, document(profile), { seed: at + 10 }))
    for (const { dummies, origins, records } of lists) {
      const least = Math.ceil(records.length * (profile === 'strict' ? 0.5 : 2))
      assert.ok(dummies >= least && dummies <= 1.5 * least, String(dummies))
      assert.equal(origins.filter((origin) => origin < 0).length, dummies)
    }
    const slots = lists[0]!.list.slots
    const matched = unwrap(
      await matchLists(
        lists.map(({ list }) => list.rows),
        slots,
        { join: pool.join },
      ),
    )
    const about = { checksums: ['a', 'b'], withDummies: true, digest: '', rules: '' }
    const left = unwrap(
      withoutDummies(
        historiesOf(['a', 'b'], matched, about),
        lists.map(({ dummies }) => dummies),
      ),
    )
    assert.deepEqual(left.histories, [
      [1, 0],
      [0, 1],
      [1, 1],
    ])
    assert.deepEqual(left.counts, [110, 60, 90])
    for (const draw of left.draws) assert.ok(Math.abs(draw[2]! - 90) <= 1, draw.join())
    assert.equal(left.draws.length, 20)
    const again = withoutDummies(left, [1, 1])
    assert.equal(again.ok, false)
  })
}

test('how many dummies there are follows from nothing that the linkage unit can know', () => {
  const rows = people(60, 2)
  const numbers = Array.from({ length: 40 }, (_, seed) => encoded(rows, document(), { seed }).dummies)
  assert.ok(Math.min(...numbers) >= 30 && Math.max(...numbers) <= 45, numbers.join())
  // Sixteen numbers are as likely: of forty draws, fewer than eight of them would come once in a million times.
  assert.ok(new Set(numbers).size >= 8, numbers.join())
})

test('where the agreement states no share of dummies, a list takes what its size needs', () => {
  const { dummyShare: _, ...unstated } = document()
  const { dummies } = encoded(people(60, 2), unstated)
  assert.ok(dummies >= 60 && dummies <= 90, `${dummies}`)
  const agreement = unwrap(readAgreement(unstated))
  assert.deepEqual(
    [dummyShareOf(agreement, 999), dummyShareOf(agreement, 1000), dummyShareOf(unwrap(readAgreement(document())), 60)],
    [1, 0.5, 0.5],
  )
})

test('whatever the counts, as many dummies as were put in come off those on one list alone', () => {
  const table = fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(table, table, fc.tuple(fc.nat(500), fc.nat(500), fc.nat(500)), (counts, draw, dummies) => {
      const about = { checksums: ['a', 'b', 'c'], withDummies: true, digest: '', rules: '' }
      const withMore = (cells: readonly number[]) =>
        Uint32Array.from(cells, (count, on) => count + (dummies[[1, 2, 4].indexOf(on)] ?? 0))
      const rest = {
        recordsPerList: [2000, 2000, 2000],
        expectedPairs: 0,
        floor: 0.5,
        modelHash: '',
        missed: undefined,
      }
      const matches = { counts: withMore(counts), draws: [withMore(draw)], ...rest }
      const left = unwrap(withoutDummies(historiesOf(['a', 'b', 'c'], matches, about), dummies))
      assert.deepEqual(left.counts, counts.slice(1))
      assert.deepEqual(left.draws, [draw.slice(1)])
      assert.deepEqual(
        left.recordsPerList,
        dummies.map((count) => 2000 - count),
      )
    }),
  )
})

test('every encoding of the strict profile has as many bits set', () => {
  const { list } = encoded(people(50, 9), document())
  assert.deepEqual(new Set(rowCounts(list.rows)), new Set([2048]))
})

test('a file of encodings that is cut short or changed is refused, and read back it is the same', () => {
  const { list } = encoded(people(40, 9), document())
  const text = [...writeEncodings(list)].join('')
  assert.deepEqual(unwrap(readEncodings([text])), list)
  assert.deepEqual(unwrap(readEncodings(writeEncodings(list))), list)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: text.trimEnd().length - 1 }), (cut) => {
      assert.equal(readEncodings([text.slice(0, cut)]).ok, false)
    }),
    { numRuns: 50 },
  )
  const damaged = text.replace(
    /"clks":\["(.)/,
    (found, letter: string) => found.slice(0, -1) + (letter === 'A' ? 'B' : 'A'),
  )
  assert.equal(readEncodings([damaged]).ok, false)
})

test('an attack that finds more than may be found is refused', async () => {
  const agreement = unwrap(readAgreement(document()))
  const encoding = encoded(people(120, 4), document())
  const report = await attackEncodings({ agreement, encoding, join: pool.join, choose: randomSource(8).below })
  assert.deepEqual(
    report.attacks.map(({ attack }) => attack),
    ['frequency', 'patterns', 'graph'],
  )
  const found = { ...report, attacks: [{ attack: 'graph', claimed: 9, right: 3, found: 0.03 } as const] }
  assert.equal(withstands(found, 0.05).ok, true)
  assert.equal(withstands(found, 0.01).ok, false)
})

test('the graph attack finds records where nothing hides them', async () => {
  // Encodings under the attacker’s own key, without dummies: what the attack sees is then the same on both sides.
  const agreement = unwrap(readAgreement(document('trusted-unit')))
  const made = encoded(people(150, 4), document('trusted-unit'))
  const real = Array.from(made.origins.keys()).filter((row) => made.origins[row]! >= 0)
  const { rows } = made.list
  const encoding = {
    ...made,
    dummies: 0,
    origins: Int32Array.from(real, (row) => made.origins[row]!),
    list: {
      ...made.list,
      rows: bitRows(real.map((row) => rows.bytes.subarray(row * rows.width, (row + 1) * rows.width))),
    },
  }
  const bare = await attackEncodings({ agreement, encoding, join: pool.join, choose: randomSource(8).below })
  const hidden = await attackEncodings({ agreement, encoding: made, join: pool.join, choose: randomSource(8).below })
  const byGraph = (report: typeof bare) => report.attacks.find(({ attack }) => attack === 'graph')!.found
  assert.ok(byGraph(bare) > byGraph(hidden), `${byGraph(bare)} without dummies, ${byGraph(hidden)} with`)
})
