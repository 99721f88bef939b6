import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRecords, orderOfDates, type Column } from './index.ts'

const COLUMNS: readonly Column[] = [
  { name: 'id', kind: 'id' },
  { name: 'name', kind: 'full_name' },
  { name: 'born', kind: 'date_of_birth' },
  { name: 'age', kind: 'age' },
  { name: 'on', kind: 'recorded_on' },
]
const NAMED = COLUMNS.map(({ name }) => name)

test('dates and ages that cannot be read are counted for each list and column, where they are needed', () => {
  const builder = createRecords({ columns: COLUMNS }, { year: 2026 })
  builder.open('a', NAMED)
  const rows = ['1978-03-14', '14 March 1978', '28563', '03/14/78', '1978', '', '1978-13-14', 'unknown']
  rows.forEach((born, at) => builder.add([`a${at}`, 'Amina', born, 'about 20', '']))
  builder.open('b', NAMED)
  builder.add(['b1', 'Amina', '', '20', 'last spring'])
  builder.add(['b2', 'Amina', '1978-03-14', '', 'last spring'])
  const [a, b] = [
    { list: 'a', isFromColumn: false, records: 8 },
    { list: 'b', isFromColumn: false, records: 2 },
  ]
  assert.deepEqual(builder.finish().dates, [
    { ...a, column: 'born', kind: 'date_of_birth', filled: 6, unread: 3, odd: 1 },
    { ...a, column: 'age', kind: 'age', filled: 5, unread: 5, odd: 0 },
    { ...b, column: 'age', kind: 'age', filled: 1, unread: 0, odd: 0 },
    { ...b, column: 'on', kind: 'recorded_on', filled: 1, unread: 1, odd: 0 },
    { ...b, column: 'born', kind: 'date_of_birth', filled: 1, unread: 0, odd: 0 },
  ])
})

test('of a list that a column names it is said that one does, and how many records it has', () => {
  const columns: readonly Column[] = [...COLUMNS, { name: 'agency', kind: 'list' }]
  const builder = createRecords({ columns }, { year: 2026 })
  builder.open(
    'all',
    columns.map(({ name }) => name),
  )
  builder.add(['1', 'Amina', 'spring', '', '', 'North'])
  builder.add(['2', 'Amina', '', '', '', 'NORTH'])
  builder.add(['3', 'Amina', 'spring', '', '', ''])
  builder.open('b', NAMED)
  builder.add(['4', 'Amina', 'spring', '', ''])
  assert.deepEqual(
    builder.finish().dates.map(({ list, isFromColumn, records }) => [list, isFromColumn, records]),
    [
      ['North', true, 2],
      ['', true, 1],
      ['b', false, 1],
    ],
  )
})

test('each table is read in its own order of day and month', () => {
  const builder = createRecords({ columns: COLUMNS }, { year: 2026 })
  for (const [list, born, order] of [
    ['a', '14/03/1978', 'dmy'],
    ['b', '03/14/1978', 'mdy'],
  ] as const) {
    builder.open(list, NAMED, new Map([['born', order]]))
    builder.add([list, 'Amina', born, '', ''])
  }
  const { fields, dates } = builder.finish()
  const born = fields.find(({ kind }) => kind === 'date_of_birth')!
  assert.equal(born.codes[0], born.codes[1])
  assert.deepEqual(
    dates.map(({ odd }) => odd),
    [0, 0],
  )
})

test('an order is certain where a day over 12 tells it and none speaks against it', () => {
  const told = (...cells: string[]) => {
    const { order, isCertain } = orderOfDates(cells)
    return `${order} ${isCertain}`
  }
  assert.equal(told('14/03/1978', '02/03/1978'), 'dmy true')
  assert.equal(told('03/14/1978'), 'mdy true')
  assert.equal(told('01/02/1978'), 'dmy false')
  assert.equal(told('03/14/1978', '14/03/1978', '03/15/1978'), 'mdy false')
  assert.equal(told('1978-03-04', '1979-01-02'), 'ymd true')
  assert.equal(told('1978-03-04', '1979-01-02', '03/04/1978'), 'ymd false')
  assert.equal(told('28563').split(' ')[0], 'ymd')
})
