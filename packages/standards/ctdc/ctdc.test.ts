import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CROSSWALKS, translateBack } from '@gloact/codes'
import { asPlainDate, unwrap } from '@gloact/kernel'
import fc from 'fast-check'
import { CTDC_CONCATENATIONS, CTDC_GROUPS, CTDC_INDICATORS, detectCtdcLayout } from './ctdc-columns.ts'
import { ctdcCaseNumber, mapCtdcRow } from './ctdc-row.ts'
import { hasInformation } from './historical-case.ts'

const today = asPlainDate('2026-11-24')

const CODED = [
  'yearOfRegistration',
  'Datasource',
  'gender',
  'ageBroad',
  'majorityStatus',
  'majorityStatusAtExploit',
  'majorityEntry',
  'citizenship',
  'CountryOfExploitation',
  'isAbduction',
]
const INDICATORS = CTDC_GROUPS.flatMap((group) => CTDC_INDICATORS[group].map(({ column }) => column))
const PUBLISHED = [...CODED, ...INDICATORS, ...Object.values(CTDC_CONCATENATIONS)]
const layout = unwrap(detectCtdcLayout(PUBLISHED))

/** A row of the published layout: -99 where nothing is given. */
const row = (values: Record<string, string>): string[] => PUBLISHED.map((column) => values[column] ?? '-99')
const map = (values: Record<string, string>) => mapCtdcRow(row(values), layout, today)

test('both layouts are told by their columns, in any order and with a byte order mark', () => {
  assert.equal(PUBLISHED.length, 63)
  assert.equal(layout.name, 'published')
  const wide = ['\uFEFFcaseNo', ...CODED, ...INDICATORS.filter((name) => !/Military|Organ|Mining/.test(name))]
  assert.equal(wide.length, 56)
  assert.equal(unwrap(detectCtdcLayout(wide.toReversed())).name, 'wide')
  const misspelt = PUBLISHED.map((name) => name.replace('CountryOfExploitation', 'CountryOfExploition'))
  assert.equal(unwrap(detectCtdcLayout(misspelt)).name, 'published')
  const missing = detectCtdcLayout(PUBLISHED.filter((name) => name !== 'gender'))
  assert.deepEqual(missing.ok ? {} : missing.error.params, { missing: 'gender', count: 1 })
})

test('NA is Namibia; 0, 00, -99 and a blank are a citizenship that is not known', () => {
  assert.deepEqual(unwrap(map({ citizenship: 'NA' })).citizenship, { value: 'NA' })
  for (const unknown of ['0', '00', '-99', '', 'Unknown']) {
    assert.deepEqual(unwrap(map({ citizenship: unknown })).citizenship, { absent: 'not_known' })
  }
})

test('0, 1 and -99 stay three different things', () => {
  const { means } = unwrap(map({ meansOfControlDebtBondage: '1', meansOfControlThreats: '0' }))
  assert.deepEqual(means, { yes: ['debt_bondage'], no: ['threats'] })
})

test('a blank of the wide file is not "no"', () => {
  const columns = ['caseNo', ...CODED, ...INDICATORS]
  const wide = unwrap(detectCtdcLayout(columns))
  const cells = columns.map((name) => (name === 'caseNo' ? '12' : name === 'isForcedLabour' ? '1' : ''))
  const item = unwrap(mapCtdcRow(cells, wide, today))
  assert.deepEqual(item.exploitation, { yes: ['forced_labour'], no: [] })
  assert.deepEqual(item.abduction, { absent: 'not_known' })
  assert.equal(ctdcCaseNumber(cells, wide), '12')
})

test('age bands are read with two hyphens and with a dash', () => {
  for (const [written, code] of [
    ['0--8', '0_8'],
    ['9—17', '9_17'],
    ['48+', '48_plus'],
  ] as const) {
    assert.deepEqual(unwrap(map({ ageBroad: written })).ageBand, { value: code })
  }
})

test('a group says something only where more is known than that it was not filled in', () => {
  assert.equal(hasInformation(unwrap(map({ meansOfControlNotSpecified: '1' })).means), false)
  assert.equal(hasInformation(unwrap(map({ meansOfControlThreats: '0' })).means), true)
})

test('concatenations repeat the columns: they agree, or the row is rejected', () => {
  const agrees = {
    meansOfControlPhysicalAbuse: '1',
    meansOfControlRestrictsMovement: '1',
    meansOfControlConcatenated: 'Physical abuse; Denied freedom of movement/kept in isolation',
  }
  assert.ok(map(agrees).ok)
  const disagrees = map({ ...agrees, meansOfControlPhysicalAbuse: '0' })
  assert.deepEqual(disagrees.ok ? [] : disagrees.error.map(({ column, reason }) => [column, reason]), [
    ['meansOfControlConcatenated', 'contradicts_columns'],
  ])
  const combined = { isSexAndLabour: '1', isForcedLabour: '1', isSexualExploit: '1' }
  assert.ok(map({ ...combined, typeOfExploitConcatenated: 'Combined sexual and labour exploitation' }).ok)
  assert.ok(map({ recruiterRelationUnknown: '1', RecruiterRelationship: 'Not Specified' }).ok)
  assert.equal(map({ typeOfSexConcatenated: 'Nonsense' }).ok, false)
})

test('every wrong value of a row is told at once', () => {
  const wrong = map({ yearOfRegistration: '2099', gender: 'F', isForcedLabour: '2' })
  assert.deepEqual(
    wrong.ok ? [] : wrong.error.map(({ column, value, reason }) => `${column} ${value} ${reason}`).toSorted(),
    ['gender F unknown_value', 'isForcedLabour 2 unknown_value', 'yearOfRegistration 2099 out_of_range'],
  )
  const short = mapCtdcRow(['2020'], layout, today)
  assert.equal(short.ok ? '' : short.error[0]?.reason, 'wrong_number_of_columns')
})

test('columns become the codes that the crosswalks name', () => {
  const crosswalks = Object.values(CROSSWALKS).filter(({ to }) => to === 'ctdc_kanon')
  for (const { column, code } of CTDC_GROUPS.flatMap((group) => CTDC_INDICATORS[group])) {
    const named = crosswalks.flatMap((crosswalk) => translateBack(crosswalk, column))
    // CTDC's "other" work is every section that it has no column for.
    if (named.length > 0 && column !== 'typeOfLabourOther')
      assert.ok(named.includes(code), `${column} is ${named.join(' or ')}, not ${code}`)
  }
})

test('no row makes the mapping throw', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('0', '1', '-99', 'NA', '')), { maxLength: 70 }),
      (cells) => {
        mapCtdcRow(cells, layout, today)
        mapCtdcRow([...cells, ...row({})].slice(0, PUBLISHED.length), layout, today)
      },
    ),
  )
})
