import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource, unwrap } from '@gloact/kernel'
import { loadKernel } from '../node/load-kernel.ts'
import { readAgreement } from './agreement.ts'
import type { Join } from './candidates.ts'
import { joinDice } from './dice-join.ts'
import { isHopeless, withstands } from './attack-report.ts'
import { encodeForAgency } from './encode-for-agency.ts'
import { encodeUnderAgreement } from './encode-list.ts'
import { readEncodings } from './encodings.ts'
import type { DummyCount } from './histories.ts'
import { lookAtList } from './look-at-list.ts'
import { isProjectKey, projectKey, secretIn, writeProjectKey } from './project-key.ts'
import { documentOf, FIELDS, people, textOf } from './testing.ts'
import { readTries, worstOf, writeTries, type EncodingTry } from './tries.ts'

const kernel = loadKernel()
const join: Join = (a, b, options) => Promise.resolve(joinDice(kernel, a, b, options))
const columns = ['id', ...FIELDS.map(({ column }) => column)]
const agreement = unwrap(
  readAgreement(documentOf({ parties: ['North', 'South'], expiresOn: '2027-06-30', dummyShare: 0.5 })),
)
const given = { agreement, secret: new Uint8Array(32).fill(7), today: '2026-11-25', join }

test('an agency hands out two files, of which only the one for the analyst tells how many dummies there are', async () => {
  const steps: string[] = []
  const table = { columns, rows: people(80, 3) }
  const made = unwrap(
    await encodeForAgency(table, {
      ...given,
      choose: randomSource(4).below,
      onProgress: (step) => steps.push(step),
    }),
  )
  const { dummyCount, records, dummies, report } = made
  const encodings = await textOf(made.encodings)
  const list = unwrap(readEncodings([encodings]))
  assert.equal(list.rows.total, records + dummies)
  assert.equal(records, 80)
  // The limit and what kept to it travel with the encodings; what was found would tell how many are real.
  assert.deepEqual(list.attacks, {
    mostFound: 0.01,
    withstood: ['frequency', 'patterns'],
    withinChance: ['graph'],
    succeeded: [],
    tries: null,
  })
  assert.deepEqual([made.sealed, made.leftOut], [null, 0])
  // Not in the encodings themselves: any four letters stand somewhere in so many.
  assert.doesNotMatch(JSON.stringify({ ...(JSON.parse(encodings) as object), clks: [] }), /dumm/)
  const count = JSON.parse(dummyCount) as DummyCount
  const { dummies: told, checksum } = count
  assert.equal(told, dummies)
  assert.deepEqual([count.mostFound, count.attacks], [0.01, report.attacks])
  assert.ok(encodings.includes(checksum))
  assert.deepEqual([...new Set(steps)], ['encoding', 'attacking'])
})

test('where chance lets an attack find one too many, other dummies are drawn, and what is handed out withstood', async () => {
  const table = { columns, rows: people(300, 2) }
  let drawnAgain = 0
  for (const seed of [1, 6, 17]) {
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
    if (made.ok && encoded > 1) drawnAgain++
  }
  assert.ok(drawnAgain > 0, 'no seed needed another draw')
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

test('the verdict is fixed by the list, the agreement and the key: encoding once more, in another order, gives the same file', async () => {
  const rows = people(120, 3)
  const encoded = async (own: readonly string[][], secret = given.secret) => {
    const made = unwrap(await encodeForAgency({ columns, rows: own }, { ...given, secret }))
    return { dummies: made.dummies, attacks: made.report.attacks, text: await textOf(made.encodings) }
  }
  const first = await encoded(rows)
  assert.deepEqual(await encoded(rows), first)
  assert.deepEqual(await encoded(rows.toReversed()), first)
  // A column that is not agreed on is no other draw either.
  const numbered = rows.map(([, ...cells], at) => [`other ${at}`, ...cells])
  assert.deepEqual(await encoded(numbered), first)
  const file = new TextEncoder().encode(writeProjectKey(agreement, unwrap(projectKey(agreement, given.secret))))
  assert.deepEqual(await encoded(rows, file), first)
  // Somebody with the agreement alone, or another list, foresees nothing.
  const others = await encoded(people(120, 4))
  assert.notDeepEqual([others.dummies, others.attacks], [first.dummies, first.attacks])
  const refusing = { ...given, mostFound: -1 }
  const refused = [
    await encodeForAgency({ columns, rows }, refusing),
    await encodeForAgency({ columns, rows }, refusing),
  ]
  assert.deepEqual(refused[0], refused[1])
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

test('the stricter limit holds: an agency’s own, or the agreement’s', async () => {
  const table = { columns, rows: people(80, 3) }
  const limitOf = async (agreed: number, own?: number): Promise<number | undefined> => {
    const lenient = unwrap(readAgreement(documentOf({ mostFound: agreed })))
    const input = { ...given, agreement: lenient, choose: randomSource(4).below, ...(own && { mostFound: own }) }
    const made = unwrap(await encodeForAgency(table, input))
    return unwrap(readEncodings([await textOf(made.encodings)])).attacks?.mostFound
  }
  assert.deepEqual([await limitOf(0.1), await limitOf(0.1, 0.05), await limitOf(0.05, 0.1)], [0.1, 0.05, 0.05])
  for (const mostFound of [0.2, -0.1, '0.01']) {
    const read = readAgreement(documentOf({ mostFound }))
    assert.equal(read.ok ? '' : read.error.code, 'agreement_invalid')
  }
})

test('the key of a project encodes as the secret does that it was made of, under its agreement alone', async () => {
  const table = { columns, rows: people(40, 3) }
  const file = new TextEncoder().encode(writeProjectKey(agreement, unwrap(projectKey(agreement, given.secret))))
  assert.deepEqual(
    [isProjectKey(file), isProjectKey(given.secret), isProjectKey(new TextEncoder().encode('{"a"'))],
    [true, false, false],
  )
  const encodeWith = (secret: Uint8Array, under = agreement) =>
    encodeUnderAgreement(table, { ...given, agreement: under, secret, choose: randomSource(4).below })
  assert.deepEqual(unwrap(encodeWith(file)), unwrap(encodeWith(given.secret)))
  const other = encodeWith(file, unwrap(readAgreement(documentOf({ title: 'another project' }))))
  assert.equal(other.ok ? '' : other.error.code, 'key_mismatch')
  const damaged = encodeWith(new TextEncoder().encode(new TextDecoder().decode(file).replace(/"key":"..../, '"key":"')))
  assert.equal(damaged.ok ? '' : damaged.error.code, 'key_invalid')
})

test('records that the agreement’s filter does not let through are not encoded, and only the agency is told', async () => {
  const filtering = unwrap(readAgreement(documentOf({ filter: { column: 'consent', values: ['Yes', 'court order'] } })))
  const answers = ['yes', ' YES ', 'Court order', 'no', '']
  const rows = people(100, 3).map((cells, at) => [...cells, answers[at % 5]!])
  const table = { columns: [...columns, 'consent'], rows }
  const input = { ...given, agreement: filtering, choose: randomSource(4).below }
  const encoded = unwrap(encodeUnderAgreement(table, input))
  assert.deepEqual([encoded.records.length, encoded.leftOut], [60, 40])
  assert.deepEqual(
    encoded.records,
    rows.filter((_, at) => at % 5 < 3).map((cells) => cells.slice(1, 6)),
  )
  const look = lookAtList(table, filtering)
  assert.deepEqual([look.records, look.leftOut, look.unused], [60, 40, ['id']])
  const without = encodeUnderAgreement({ columns, rows: people(100, 3) }, input)
  assert.equal(without.ok ? '' : without.error.code, 'column_missing')
  const nobody = encodeUnderAgreement({ ...table, rows: rows.map((cells) => cells.with(6, 'no')) }, input)
  assert.equal(nobody.ok ? '' : nobody.error.code, 'list_too_small')
  for (const filter of [
    { column: 'consent' },
    { column: 'consent', values: [] },
    { column: '', values: ['x'] },
    'yes',
  ]) {
    assert.equal(readAgreement(documentOf({ filter })).ok, false)
  }
})

test('of a list is told what is missing, what cannot be read and what is there twice', () => {
  const rows = [
    ['1', 'Aida', 'Bekova', '1990-02-03', 'f', '1'],
    ['2', 'AIDA', 'Békova ', '3.2.1990', 'F', '1'],
    ['3', '', 'Omarov', 'about 1980', 'm', ''],
    ['4', '', '', '', '', ''],
    ['5', '', '', '', '', ''],
  ]
  const look = lookAtList({ columns: columns.map((name) => (name === 'phone' ? 'telephone' : name)), rows }, agreement)
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

test('tries under an agreement are recorded: a row that is changed until chance lets it pass is seen', async () => {
  const { digest } = agreement
  const rows = people(80, 3)
  const encode = (list: readonly (readonly string[])[], tries: readonly EncodingTry[], mostFound = 1) =>
    encodeForAgency({ columns, rows: list }, { ...given, tries, mostFound })
  const refused = await encode(rows, [], -1)
  assert.ok(!refused.ok && refused.error.tries)
  const kept = unwrap(readTries(writeTries(refused.error.tries, digest), digest))
  assert.deepEqual(
    kept.map(({ on, handedOut }) => [on, handedOut]),
    [['2026-11-25', false]],
  )
  const again = await encode(rows, kept, -1)
  assert.deepEqual(!again.ok && again.error.tries, kept, 'the same list ends in the same way and is no other try')
  const changed = unwrap(await encode([...rows.slice(1), people(1, 9)[0]!], kept))
  assert.deepEqual(
    changed.tries!.map(({ handedOut }) => handedOut),
    [false, true],
  )
  assert.notEqual(changed.tries![0]!.list, changed.tries![1]!.list)
  const list = unwrap(readEncodings([await textOf(changed.encodings)]))
  assert.deepEqual(list.attacks!.tries, { number: 2, refused: 1 })
  const { tries } = JSON.parse(changed.dummyCount) as DummyCount
  assert.deepEqual(tries, { number: 2, refused: 1, worst: worstOf(changed.tries!) })
  const written = writeTries(changed.tries!, digest)
  for (const other of [
    written.replace('false', 'true'),
    written.split('\n').slice(1).join('\n'),
    `${written}{}`,
    written.replaceAll(digest, 'x'),
  ]) {
    const read = readTries(other, digest)
    assert.equal(!read.ok && read.error.code, 'tries_changed')
  }
})
