import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { chooseKeys, createCandidateWalk } from './candidates.ts'
import { createRecords, linkRecords, type Column } from './index.ts'

const COLUMNS: readonly Column[] = [
  { name: 'id', kind: 'id' },
  { name: 'given', kind: 'given_name' },
  { name: 'family', kind: 'family_name' },
  { name: 'born', kind: 'date_of_birth' },
  { name: 'phone', kind: 'identifier' },
]
const two = (value: number): string => String(value).padStart(2, '0')
const PARTS = ['ba', 'de', 'ki', 'lo', 'mu', 'na', 're', 'si', 'to', 'vu']
const word = (at: number): string =>
  PARTS[at % 10]! + PARTS[Math.floor(at / 10) % 10]! + PARTS[Math.floor(at / 100) % 10]!

const person = (at: number): string[] => [
  word(at),
  word((at * 613 + 5) % 1000),
  `${1950 + ((at * 17) % 50)}-${two(1 + (at % 12))}-${two(1 + ((at * 5) % 28))}`,
  `+99670${1_000_000 + at * 7919}`,
]

function listOf(rows: readonly (readonly string[])[]) {
  const builder = createRecords({ columns: COLUMNS }, { year: 2026 })
  builder.open(
    'list',
    COLUMNS.map(({ name }) => name),
  )
  rows.forEach((cells, at) => builder.add([`r${at}`, ...cells]))
  return builder.finish()
}

const others = Array.from({ length: 300 }, (_, at) => person(at))

test('a person who is on a list more often than keys may be shared is found as often as one who is there less', async () => {
  for (const copies of [99, 130]) {
    const records = listOf([...others, ...Array.from({ length: copies }, () => person(999))])
    const linkage = unwrap(await linkRecords(records, { mode: 'within_all' }))
    const all = (copies * (copies - 1)) / 2
    assert.ok(Math.abs(linkage.pairs.length - all) <= 5, `${linkage.pairs.length} pairs of ${all}`)
    assert.deepEqual(linkage.crowd, { mostShared: 100, records: 0, compared: 0 })
  }
})

test('records that share what too many do and are not the same are told to be compared with nobody', async () => {
  const alike = Array.from({ length: 120 }, () => ['Amina', 'Isaev', '', ''])
  const records = listOf([...others, ...alike])
  const { crowd, warnings } = unwrap(await linkRecords(records, { mode: 'within_all' }))
  assert.deepEqual(crowd, { mostShared: 100, records: 120, compared: 0 })
  const left = warnings.find(({ code }) => code === 'keys_left_out')?.said.params
  assert.deepEqual(left, { records: 120, most: 100, rest: { id: 'link.crowd_none' } })
})

test('of records that are all the same it is not said that they have nothing in common', async () => {
  const alike = listOf(Array.from({ length: 120 }, () => ['Amina', 'Isaev', '', '']))
  const refused = await linkRecords(alike, { mode: 'within_all' })
  assert.match(refused.ok ? '' : refused.error.message, /is shared by more than 100 of them/)
  const whole = unwrap(await linkRecords(listOf(Array.from({ length: 120 }, () => person(1))), { mode: 'within_all' }))
  assert.equal(whole.candidates, (120 * 119) / 2)
  const same = whole.warnings.find(({ code }) => code === 'many_the_same')?.said.params
  assert.deepEqual(same, { same: 119, records: 120 })
})

test('however many records say the same, a key brings no more of different persons together than it may', () => {
  const [persons, copies, pairsPerRecord] = [600, 10, 30]
  const records = listOf(
    Array.from({ length: persons * copies }, (_, at) => {
      const [given, , born] = person(at % persons)
      // Few family names, and one telephone an office: runs of many persons who are there ten times.
      return [given!, word(at % 7), born!, `+9967000000${two(at % 40)}`]
    }),
  )
  const { keys } = chooseKeys(records, { mostShared: 100, mostKeys: 100, pairsPerRecord })
  assert.ok(keys.length > 0)
  for (const key of keys) {
    let between = 0
    createCandidateWalk(
      records,
      { keys: [key], most: Infinity, crowd: { mostShared: 100, records: 0, compared: 0 } },
      () => true,
    )(0, (a, b) => (between += Number(a % persons !== b % persons)))
    assert.ok(between <= pairsPerRecord * records.count, `${key.name}: ${between}`)
  }
})

test('a key that crowds make too dear is used without most of them', () => {
  const [persons, copies] = [60, 100]
  const records = listOf(
    Array.from({ length: persons * copies }, (_, at) => {
      const of = at % persons
      const slip = Math.floor(at / persons) % 10
      return [
        word(slip === 1 ? at % 900 : of % 7),
        word(slip === 2 ? (at * 7) % 900 : (of * 3) % 11),
        slip === 3
          ? `${1950 + (at % 50)}-${two(1 + (at % 12))}-${two(2 + (at % 27))}`
          : `${1970 + (of % 4)}-${two(1 + (of % 12))}-${two(1 + ((of * 5) % 28))}`,
        `+99670000${two((slip === 4 ? at : of) % 13)}`,
      ]
    }),
  )
  const chosen = chooseKeys(records, { mostShared: 100, mostKeys: 100, pairsPerRecord: 30 })
  assert.ok(chosen.crowd.records < 100, `${chosen.crowd.records} records have no key`)
  let found = 0
  const walk = createCandidateWalk(records, chosen, () => true)
  for (const turn of chosen.keys.keys()) walk(turn, (a, b) => (found += Number(a % persons === b % persons)))
  const there = (persons * copies * (copies - 1)) / 2
  assert.ok(found > 0.85 * there, `${found} of ${there}`)
})
