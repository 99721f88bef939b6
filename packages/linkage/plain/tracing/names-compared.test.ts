import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tracingTablesOf } from '../../bench/tracing-sets.ts'
import { agreementOf, tracingComparisons } from './comparisons.ts'
import { MISSING } from '../fields/field.ts'
import { createNearIndex } from './near-index.ts'

const COLUMNS = ['id', 'given_name', 'father', 'nickname', 'age', 'telephone', 'last_place', 'mother tongue']
const tables = tracingTablesOf({
  cases: {
    columns: COLUMNS,
    rows: [
      ['latin', 'Khalid', 'Omar', 'Zizou', '9', '777 123456', 'Taiz', 'ku / AR'],
      ['arabic', 'خالد', 'عمر', '', '9', '', '', 'ar'],
      ['nobody', 'Pavel', 'Ivan', '', '3', '', '', ''],
    ],
  },
  requests: {
    columns: COLUMNS,
    rows: [
      ['same', 'Khalid', 'Omar', '', '9', '', '', 'ku'],
      ['called', 'Zizou', '', '', '9', '', '', ''],
      ['known', 'Anna', '', '', '', '00967 777123456', '', 'ar'],
    ],
  },
})
const of = (records: typeof tables.cases, id: string) => records.find((record) => record.id === id)!
const given = tracingComparisons(tables, () => -1).find(({ name }) => name === 'given name')!
const levelOf = (request: string, found: string): number =>
  given.level(of(tables.requests, request), of(tables.cases, found))

test('names in two scripts are levels of their own, and the best of them says the same', () => {
  const [written, sounding] = [levelOf('same', 'latin'), levelOf('same', 'arabic')]
  assert.equal(written, 0)
  assert.ok(sounding >= given.groups![1]!)
  assert.equal(agreementOf(given, sounding), 'same')
  assert.equal(agreementOf(given, levelOf('same', 'nobody')), 'differs')
  for (const group of [given.expected.slice(0, given.groups![1]), given.expected.slice(given.groups![1])])
    assert.ok(Math.abs(group.reduce((sum, share) => sum + share, 0) - 1) < 1e-9, 'each half sums to 1')
})

test('a nickname that stands where the given name is asked for is no other name', () => {
  assert.equal(given.levels[levelOf('called', 'latin')], 'is a nickname in its place')
  assert.equal(agreementOf(given, levelOf('called', 'latin')), 'alike')
  assert.equal(agreementOf(given, levelOf('called', 'nobody')), 'differs')
})

test('a child is looked at who has a telephone or a nickname in common alone, or a name in another script', () => {
  const index = createNearIndex(tables)
  for (const record of tables.cases) index.put(record)
  const near = (id: string) => index.near(of(tables.requests, id)).map((record) => record.id)
  assert.deepEqual(near('known'), ['latin'])
  assert.ok(near('called').includes('latin'))
  assert.ok(near('same').includes('arabic'))
  assert.ok(!near('same').includes('nobody'))
})

test('of two mother tongues one that both say is enough; what one side does not say speaks neither way', () => {
  const tongue = tracingComparisons(tables, () => -1).find(({ name }) => name === 'mother tongue')!
  const level = (request: string, found: string) => tongue.level(of(tables.requests, request), of(tables.cases, found))
  assert.deepEqual([level('same', 'latin'), level('known', 'latin'), level('known', 'arabic')], [0, 0, 0])
  assert.equal(agreementOf(tongue, level('same', 'arabic')), 'differs')
  assert.deepEqual([level('same', 'nobody'), level('called', 'latin')], [MISSING, MISSING])
})
