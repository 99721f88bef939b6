import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource, unwrap } from '@gloact/kernel'
import { loadKernel } from '../node/load-kernel.ts'
import { readAgreement } from './agreement.ts'
import type { Join } from './candidates.ts'
import { joinDice } from './dice-join.ts'
import { isHopeless, withstands } from './attack-report.ts'
import { encodeForAgency, secretIn } from './encode-for-agency.ts'
import { readEncodings } from './encodings.ts'
import { lookAtList } from './look-at-list.ts'
import { systemChoose } from './system-choose.ts'
import { FIELDS, people } from './testing.ts'

const kernel = loadKernel()
const join: Join = (a, b, options) => Promise.resolve(joinDice(kernel, a, b, options))
const columns = ['id', ...FIELDS.map(({ column }) => column)]
const agreement = unwrap(
  readAgreement({
    format: 'gloact-linkage-agreement',
    version: 1,
    purpose: 'statistics',
    profile: 'strict',
    parties: ['North', 'South'],
    expiresOn: '2027-06-30',
    fields: FIELDS,
  }),
)
const given = { agreement, secret: new Uint8Array(32).fill(7), today: '2026-11-25', join }

test('an agency hands out two files, of which only the one for the analyst tells how many dummies there are', async () => {
  const steps: string[] = []
  const table = { columns, rows: people(80, 3) }
  const { encodings, dummyCount, records, dummies } = unwrap(
    await encodeForAgency(table, {
      ...given,
      choose: randomSource(4).below,
      onProgress: (step) => steps.push(step),
    }),
  )
  assert.equal(unwrap(readEncodings(encodings)).rows.total, records + dummies)
  assert.equal(records, 80)
  assert.doesNotMatch(encodings, /dumm/)
  const { dummies: told, checksum } = JSON.parse(dummyCount) as { dummies: number; checksum: string }
  assert.equal(told, dummies)
  assert.ok(encodings.includes(checksum))
  assert.deepEqual([...new Set(steps)], ['encoding', 'attacking'])
})

test('where chance lets an attack find one too many, other dummies are drawn, and what is handed out withstood', async () => {
  const table = { columns, rows: people(300, 2) }
  let drawnAnew = 0
  for (let seed = 1; seed <= 6; seed++) {
    let encoded = 0
    const made = await encodeForAgency(table, {
      ...given,
      choose: randomSource(seed).below,
      mostFound: 0.005,
      onProgress: (step) => (encoded += step === 'attacking' ? 1 : 0),
    })
    assert.ok(encoded >= 1 && encoded <= 3)
    if (made.ok) assert.ok(withstands(made.value.report, 0.005).ok)
    else assert.equal(encoded, 3)
    if (made.ok && encoded > 1) drawnAnew++
  }
  assert.ok(drawnAnew > 0, 'no seed needed another draw')
})

test('where an attack finds too many, neither file is handed out, and what was found is told', async () => {
  const table = { columns, rows: people(80, 3) }
  let drawn = 0
  const refused = await encodeForAgency(table, {
    ...given,
    choose: randomSource(4).below,
    mostFound: -1,
    onProgress: (step) => (drawn += step === 'attacking' ? 1 : 0),
  })
  assert.ok(!refused.ok)
  assert.equal(drawn, 1, 'other dummies would not help')
  assert.equal(refused.error.code, 'attack_succeeds')
  assert.equal(refused.error.report?.attacks.length, 3)
})

test('far over what may be found is no matter of chance', () => {
  const report = (right: number, claimed = 300) => ({
    records: 300,
    dummies: 150,
    attacks: [{ attack: 'graph' as const, claimed, right, found: right / 300 }],
  })
  // Of 300 records three may be found; ten with two standard errors taken off are 3.7.
  assert.deepEqual(
    [4, 9, 10, 60].map((right) => isHopeless(report(right), 0.01)),
    [false, false, true, true],
  )
  // Guessing finds as many.
  assert.ok(withstands(report(10, 2000), 0.01).ok)
  assert.ok(!isHopeless(report(10, 2000), 0.01))
})

test('a line break at its end is no part of a secret', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  assert.deepEqual(secretIn(bytes('se\ncret\r\n\n')), bytes('se\ncret'))
  assert.deepEqual(secretIn(bytes('\n')), bytes(''))
})

test('of a list is told what is missing, what cannot be read and what is there twice', () => {
  const rows = [
    ['1', 'Aida', 'Bekova', '1990-02-03', 'f', '1'],
    ['2', 'AIDA', 'Békova ', '3.2.1990', 'F', '1'],
    ['3', '', 'Omarov', 'about 1980', 'm', ''],
    ['4', '', '', '', '', ''],
    ['5', '', '', '', '', ''],
  ]
  const look = lookAtList({ columns: columns.map((name) => (name === 'phone' ? 'telephone' : name)), rows }, FIELDS)
  assert.equal(look.records, 5)
  assert.equal(look.repeated, 1)
  assert.deepEqual(look.unused, ['id', 'telephone'])
  assert.deepEqual(
    look.fields.map(({ column, found, filled, unreadable }) => [column, found, filled, unreadable]),
    [
      ['given', true, 2, 0],
      ['family', true, 3, 0],
      ['born', true, 3, 1],
      ['sex', true, 3, 0],
      ['phone', false, 0, 0],
    ],
  )
})

test('chance from the system takes every number about as often', () => {
  const choose = systemChoose()
  const counts = [0, 0, 0]
  for (let draw = 0; draw < 30_000; draw++) counts[choose(3)]!++
  // Eight standard deviations of a fair draw.
  assert.ok(
    counts.every((count) => Math.abs(count - 10_000) < 660),
    String(counts),
  )
  assert.equal(choose(1), 0)
  assert.ok(choose(2 ** 32) < 2 ** 32)
  assert.throws(() => choose(0), RangeError)
})
