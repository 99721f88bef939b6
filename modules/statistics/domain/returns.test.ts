import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ctdcRows } from './ctdc-figures.ts'
import { answerFigures, sharesOf, type PublishedYear } from './figures.ts'
import { formsAsOne } from './code-file.ts'
import { publishedSeries } from './glotip-series.ts'
import { besidePublished } from './returns.ts'

/** 400 of whom the form is recorded, and 100 of whom it is not. */
const YEAR: PublishedYear = {
  measure: 'identified',
  year: 2025,
  asOf: '2026-01-01',
  base: 10,
  drawn: 'lines',
  within: { all: 9, form: 9, form_detail: 9 },
  incomplete: [],
  codedWith: 'combinations@1 test',
  cells: { 'adult|female': 300, 'child|male': 150, 'doubt|unknown': 50 },
  families: {
    form: {
      'adult|female|sexual_exploitation': 200,
      'adult|female|unknown': 100,
      'child|male|forced_labour': 150,
      'doubt|unknown|other_forms': 50,
    },
    form_detail: {
      'adult|female|sexual_exploitation': 200,
      'adult|female|unknown': 100,
      'child|male|begging': 100,
      'child|male|forced_labour': 50,
      'doubt|unknown|several': 20,
      'doubt|unknown|sex_and_labour': 20,
      'doubt|unknown|several_labour': 10,
    },
  },
}

const byForm = (codes: readonly string[] = []) => {
  const table = answerFigures(
    {
      measure: 'identified',
      rows: 'form',
      columns: null,
      years: [],
      sexes: [],
      ages: [],
      family: codes.length > 0 ? 'form' : null,
      codes,
    },
    [YEAR],
  )
  assert.ok(typeof table !== 'string')
  return table
}

test('a share is of those whose answer is recorded, as CTDC’s rule has it; who has none is in no denominator', () => {
  const table = byForm()
  assert.deepEqual(table.rows, ['sexual_exploitation', 'forced_labour', 'other_forms', 'unknown'])
  assert.deepEqual(sharesOf(table), [50, 38, 13, null])
  assert.deepEqual(sharesOf(byForm(['sexual_exploitation', 'unknown'])), [100, null])
  assert.deepEqual(
    sharesOf({ rows: ['sexual_exploitation'], cells: [[{ figure: 0, within: 9, least: 0, most: 9 }], []] }),
    [null],
  )
})

test('CTDC’s variables add up to the victims of the year, doubt is neither minor nor adult, and what is not recorded has no share', () => {
  const rows = ctdcRows([YEAR], [YEAR], 2025)
  const of = (variable: string) =>
    rows.flatMap((row) => (row.variable === variable ? [[row.value, row.count, row.percent]] : []))
  assert.deepEqual(of('gender'), [
    ['Female', '300', 67],
    ['Male', '150', 33],
    ['Transgender/NonConforming', '<10', null],
    ['NULL', '50', null],
  ])
  assert.deepEqual(of('majorityStatus'), [
    ['Minor', '150', 30],
    ['Adult', '300', 60],
    ['Unknown', '50', 10],
    ['NULL', '<10', null],
  ])
  const forms = new Map(of('typeOfExploitation').map(([value, count, percent]) => [value, [count, percent]]))
  // In each column that applies, as the codebook’s example has it: shares add up to more than a hundred.
  assert.deepEqual(forms.get('isSexualExploit'), ['220', 55])
  assert.deepEqual(forms.get('isForcedLabour'), ['180', 45])
  assert.deepEqual(forms.get('isSexAndLabour'), ['20', 5])
  assert.deepEqual(forms.get('several'), ['20', 5])
  // A person who begs is in forced labour, as everybody is in CTDC’s file of 2021.
  assert.deepEqual(of('typeOfLabour'), [
    ['typeOfLabourBegging', '100', 100],
    ['typeOfLabourIllicitActivities', '<10', null],
  ])
  const before = ctdcRows([YEAR], [{ ...YEAR, codedWith: 'test' }], 2025)
  assert.equal(
    before.find(({ value }) => value === 'isSexAndLabour')?.count,
    '',
    'not told apart then, which is not few',
  )
  assert.deepEqual(forms.get('NULL'), ['100', null])
  assert.ok(ctdcRows([YEAR], [YEAR], 1999).every(({ count, percent }) => count === '' && percent === null))
})

test('several forms are the combination that CTDC has a column for, labour alone, or others', () => {
  const detailOf = (...values: string[]) => formsAsOne({ values, missing: undefined }).formDetail
  assert.equal(detailOf('sexual_exploitation', 'forced_labour'), 'sex_and_labour')
  assert.equal(detailOf('sexual_exploitation', 'begging', 'forced_labour'), 'sex_and_labour')
  assert.equal(detailOf('forced_labour', 'begging'), 'several_labour')
  assert.equal(detailOf('sexual_exploitation', 'forced_marriage'), 'several')
  assert.equal(detailOf('sexual_exploitation', 'forced_labour', 'organ_removal'), 'several')
  assert.equal(detailOf('begging'), 'begging')
})

test('UNODC’s series stands beside the figures, each year of either, and one that is on another basis says so', () => {
  const series = [
    { year: 2024, value: '<5' },
    { year: 2025, value: '498' },
  ]
  assert.deepEqual(besidePublished(series, [YEAR, { ...YEAR, year: 2026 }], 10), [
    { year: 2026, published: '', here: '500' },
    { year: 2025, published: '498', here: '500' },
    { year: 2024, published: '<5', here: '' },
  ])
  assert.match(publishedSeries('PK')?.note ?? '', /counting basis/)
  assert.deepEqual(publishedSeries('BY')?.years[0], { year: 2007, value: '418' })
  assert.equal(publishedSeries('XX'), null)
})
