import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPlainDate, type PlainDate } from '@gloact/kernel'
import { carerGaps, isScreened, reasonSuffices, type ChildToPlace, type RegisteredCarer } from './carer.ts'
import { readPrimeroCarer } from './primero/read-carer.ts'

const today = asPlainDate('2026-11-24')
const active: RegisteredCarer = { status: 'active', kind: 'foster', approvedUntil: today, limit: 2, takes: [] }
const girl = { sex: 'female', born: { from: asPlainDate('2013-05-01'), to: asPlainDate('2013-05-31') } }
const gaps = (
  carer: RegisteredCarer | null,
  {
    children = 0,
    type = 'foster',
    ...more
  }: { children?: number; type?: string; reason?: string; child?: ChildToPlace } = {},
) => carerGaps({ carer, type, child: girl, children, today, ...more })

test('a reason lets a child be placed outside of what was approved, and with nobody who takes none', () => {
  assert.deepEqual(gaps(active, { children: 1 }), [], 'on the last day of the approval, for the last place')
  assert.deepEqual(gaps(active, { children: 2 }), ['care_carer_full'])
  const lapsed = { ...active, approvedUntil: asPlainDate('2026-11-23') }
  assert.deepEqual(gaps(lapsed, { children: 2 }), ['care_carer_lapsed', 'care_carer_full'])
  assert.deepEqual(gaps({ ...active, approvedUntil: null }), ['care_carer_lapsed'], 'no day is no approval')
  const narrow = { ...lapsed, takes: ['boys', 'under_7'] }
  const all = gaps(narrow, { children: 2, type: 'kinship' })
  assert.deepEqual(all, ['care_carer_lapsed', 'care_carer_full', 'care_carer_kind', 'care_carer_sex', 'care_carer_age'])
  assert.equal(reasonSuffices(all), true)
  assert.deepEqual(gaps(narrow, { children: 2, type: 'kinship', reason: 'Siblings' }), [])
  assert.deepEqual(
    gaps(lapsed, { children: 2, reason: '  ' }),
    ['care_carer_lapsed', 'care_carer_full'],
    'blank is none',
  )
  for (const status of ['not_screened', 'suspended', 'ended', '']) {
    const refused = gaps({ ...active, status }, { reason: 'Siblings' })
    assert.deepEqual(refused, ['care_carer_not_active'], status)
    assert.equal(reasonSuffices(refused), false)
  }
  assert.deepEqual(gaps(null, { reason: 'Siblings' }), ['care_carer_unknown'])
})

test('an approval that names a sex is for children of whom the file says it; one that names both is for everybody', () => {
  const of = (takes: readonly string[], sex: string | undefined) =>
    gaps({ ...active, takes }, { child: { ...girl, sex } }).length === 0
  assert.deepEqual(
    [of(['girls'], 'female'), of(['girls'], 'male'), of(['girls'], 'other'), of(['girls'], undefined)],
    [true, false, false, false],
  )
  for (const sex of ['female', 'male', 'other', undefined]) {
    assert.equal(of(['girls', 'boys'], sex), true)
    assert.equal(of([], sex), true)
  }
})

test('an approval that names ages is for a child who can be of no other age', () => {
  const of = (takes: readonly string[], from: string | null, to: string | null) =>
    gaps(
      { ...active, takes },
      { child: { ...girl, born: { from: from as PlainDate | null, to: to as PlainDate | null } } },
    ).length === 0
  // Today is 24 November 2026.
  assert.equal(of(['under_7'], '2019-11-25', '2026-01-01'), true, 'seven tomorrow at the earliest')
  assert.equal(of(['under_7'], '2019-11-24', '2026-01-01'), false, 'seven today')
  assert.equal(of(['from_7'], '2014-11-25', '2019-11-24'), true)
  assert.equal(of(['from_7'], '2014-11-24', '2019-11-24'), false, 'twelve today')
  assert.equal(of(['from_7'], '2014-11-25', '2019-11-25'), false, 'six still')
  assert.equal(of(['from_7', 'from_12'], '2010-11-25', '2019-11-24'), true, 'each of the ages is approved')
  assert.equal(of(['from_7', 'from_16'], '2009-11-24', '2019-11-24'), false, 'twelve to fifteen is between them')
  assert.equal(of(['from_16'], '2006-01-01', '2010-11-24'), true, 'nobody is too old: who could be a child is one')
  assert.equal(of(['from_16'], null, null), false, 'nobody knows the age')
  assert.equal(of(['girls'], null, null), true, 'an approval that names no age is for each')
})

test('screened means everything was asked, and the answer speaks for it', () => {
  const screened = Object.fromEntries(
    Object.entries({
      identity_seen: 'yes',
      record_clean: 'yes',
      record_seen_on: '2026-01-01',
      lived_elsewhere: 'no',
      other_registers: 'yes',
      household_checked: 'yes',
      home_visited_on: '2026-01-02',
    }).map(([field, value]) => [field, { value }]),
  )
  assert.equal(isScreened(screened), true)
  for (const field of Object.keys(screened)) {
    const { [field]: _, ...rest } = screened
    assert.equal(isScreened(rest), false, `${field} not asked`)
  }
  const elsewhere = { ...screened, lived_elsewhere: { value: 'yes' } }
  const record = (result: string) => ({
    ...elsewhere,
    'records_elsewhere/a': { value: true },
    'records_elsewhere/a/result': { value: result },
  })
  assert.equal(isScreened(elsewhere), false, 'no record of the other country')
  assert.equal(isScreened(record('not_to_be_had')), false)
  assert.equal(isScreened(record('clean')), true)
})

test('a registry record keeps every word, and is never screened by what it says', () => {
  const read = readPrimeroCarer(
    {
      registry_id_display: 'ab12',
      status: 'active',
      registry_category: 'kafala',
      telephone_current: 'none',
      approved: true,
    },
    today,
  )
  assert.deepEqual([read.source, read.number, read.answers['status']], ['ab12', 'ab12', { value: 'not_screened' }])
  assert.deepEqual(read.answers['kind'], { value: 'kafala' })
  assert.deepEqual(read.unknown.map(({ field, why }) => `${why} ${field}`).toSorted(), [
    'field approved',
    'value phone',
    'value status',
  ])
  const words = JSON.stringify(read.answers['elsewhere'])
  for (const said of ['status: active', 'telephone_current: none', 'approved: true'])
    assert.ok(words.includes(said), said)
})
