import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headerWatch } from './header-watch.ts'

const isRecord = (first: string, rows: readonly string[], read?: string): boolean => {
  const columns = first.split(',').map((name, place) => name || `column_${place + 1}`)
  const watch = headerWatch(columns)
  for (const row of rows) watch.take([row.split(',')])
  return watch.isRecord(read?.split(',') ?? columns)
}

test('a first row is a record where half of what stands in it comes again in its column, or is a number', () => {
  assert.equal(isRecord('woman,0-17,sea', ['man,0-17,land', 'woman,18+,land']), true)
  // Empty cells tell nothing, and hide nothing.
  assert.equal(isRecord('woman,,,', ['man,0-17,,1', 'woman,,sea,']), true)
  assert.equal(isRecord('2019,woman', ['2018,man', '2018,man']), true)
  assert.equal(isRecord('2019,,1', ['2018,man,1', '2017,man,']), true)
  // A name and a number of one's own never come again; of what is read, the rest does.
  const withNames = ['Vundra,P-1,Harbour road,man', 'Jorbo,P-2,Mill road,woman']
  assert.equal(isRecord('Zebunto,P-3,Well road,woman', withNames, 'woman'), true)
})

test('a header is none: not with a code that is called as its column, nor with a column for each answer or year', () => {
  assert.equal(isRecord('sex,age,other', ['woman,0-17,other', 'man,18+,none']), false)
  assert.equal(isRecord('Labour,Sexual,Other', ['Labour,,', 'Labour,Sexual,', ',,Other']), false)
  assert.equal(isRecord('sex,2019,2020,2021', ['woman,1,0,1', 'man,0,0,1'], 'sex'), false)
  assert.equal(isRecord('sex,age', []), false)
  // Just these columns are read, of which one has a code that is called as it is, or all but one are years.
  const children = ['woman,North,child', 'man,South,adult', 'woman,South,adult']
  assert.equal(isRecord('sex,region,child', children, 'sex,child'), false)
  const years = ['woman,1,0,1', 'man,0,12,1', 'woman,,,']
  assert.equal(isRecord('sex,2019,2020,2021', years, 'sex,2019,2020,2021'), false)
  assert.equal(isRecord('2019,2020,2021', ['1,0,1', '0,12,1'], '2019,2020,2021'), false)
  // Years above years are answers, and so are two that come again.
  assert.equal(isRecord('woman,2019,2020,x', ['man,2018,2020,y', 'man,2020,2019,z'], 'woman,2019,2020'), true)
  assert.equal(isRecord('woman,sea,P-1,x', ['man,land,P-2,y', 'woman,sea,P-3,z'], 'woman,sea,P-1'), true)
})
