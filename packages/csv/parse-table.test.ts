import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { DELIMITERS, delimiterOf } from './delimiter.ts'
import { parseTable } from './index.ts'
import { neutraliseCell, rowText } from './row-text.ts'

const codeOf = (text: string, options = {}): string => {
  const result = parseTable(text, options)
  return result.ok ? 'read' : result.error.code
}

test('comma, semicolon, tab and bar are told apart, whatever stands in quotes', () => {
  for (const delimiter of DELIMITERS) {
    const text = `${['name', 'age', 'note'].join(delimiter)}\n"a${delimiter}b"${delimiter}3${delimiter}x\n`
    const { columns, rows, delimiter: found } = unwrap(parseTable(text))
    assert.equal(found, delimiter)
    assert.deepEqual(columns, ['name', 'age', 'note'])
    assert.deepEqual(rows, [[`a${delimiter}b`, '3', 'x']])
  }
})

test('decimal commas do not make a separator of the comma', () => {
  assert.equal(delimiterOf('weight;share, in %\n1,5;2,5\n1,0;3,1\n'), ';')
})

test('the line “sep=;” of Excel names the separator and is no header', () => {
  assert.deepEqual(unwrap(parseTable('sep=|\r\na|b,c\r\n1|2\r\n')).columns, ['a', 'b,c'])
})

test('numbers as text stay as they were written', () => {
  const { rows } = unwrap(parseTable('id,code,amount\n007,1e5,"1,50"\n+31 6,0x1, 2 \n'))
  assert.deepEqual(rows, [
    ['007', '1e5', '1,50'],
    ['+31 6', '0x1', ' 2 '],
  ])
})

test('a quote is a character inside a cell that does not begin with one', () => {
  assert.deepEqual(unwrap(parseTable('size,of\n5" pipe,a "b"\n')).rows, [['5" pipe', 'a "b"']])
})

test('short rows are filled and said, trailing separators go, longer rows are refused by their place', () => {
  const { rows, warnings } = unwrap(parseTable('a,b\n1\n2,3,\n4\n'))
  assert.deepEqual(rows, [
    ['1', ''],
    ['2', '3'],
    ['4', ''],
  ])
  assert.match(warnings.map(({ message }) => message).join(), /2 rows have fewer cells .*row 2/)
  const long = parseTable('a,b\n1,2\n1,2,3\n')
  assert.ok(!long.ok)
  assert.equal(long.error.code, 'csv.row_too_long')
  assert.match(long.error.message, /Row 3 .*3 cells, the header 2/)
})

test('a header is asked for: not empty, no numbers alone, no name twice', () => {
  assert.equal(codeOf(''), 'csv.empty')
  assert.equal(codeOf('\n\n'), 'csv.empty')
  assert.equal(codeOf('0,1,1,12\n1,0,1,5\n'), 'csv.no_header')
  assert.equal(codeOf('age,sex, age\n1,2,3\n'), 'csv.column_twice')
  const { columns, warnings } = unwrap(parseTable(',age,\n1,2,3\n'))
  assert.deepEqual(columns, ['column_1', 'age', 'column_3'])
  assert.match(warnings[0]!.message, /Columns 1, 3/)
  assert.deepEqual(unwrap(parseTable('0,1\n1,1\n', { header: false })).columns, ['column_1', 'column_2'])
})

test('no problem tells what stands in a cell', () => {
  for (const text of ['Amina,"x\n', 'a,b\nAmina,"x"y,2\n', 'a,b\nAmina,b,c\n', 'Amina,Amina\n1,2\n']) {
    const result = parseTable(text)
    assert.ok(!result.ok)
    assert.doesNotMatch(JSON.stringify(result.error), /Amina/)
  }
})

test('one column, one row and 200 columns are tables', () => {
  assert.equal(unwrap(parseTable('a\n1\n')).warnings[0]?.code, 'csv.one_column')
  const header = Array.from({ length: 200 }, (_, at) => `c${at}`)
  assert.equal(unwrap(parseTable(`${header.join()}\n${header.join()}`)).rows[0]!.length, 200)
  assert.deepEqual(unwrap(parseTable('a,b\n')).rows, [])
})

test('a formula is written as text, a number as a number', () => {
  const signs = ['＝1+1', '＋cmd', '－2', '＠SUM(A1)', '﹦1', '﹢1', '﹣1', '﹫A1', '−1', '\r=1', '\n=1']
  for (const text of ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\tx', "'=x", '--1', ...signs]) {
    assert.equal(neutraliseCell(text), `'${text}`)
  }
  for (const text of ['-5', '+3.25', '-1e-7', 'a=b', '']) assert.equal(neutraliseCell(text), text)
})

test('what is written is read back', () => {
  const cell = fc
    .string({ unit: 'grapheme' })
    .filter((text) => neutraliseCell(text) === text && !text.includes('\uFEFF'))
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(table, fc.constantFrom(...DELIMITERS), (rows, delimiter) => {
      const text = [['x', 'y', 'z'], ...rows].map((row) => rowText(row, delimiter)).join('\n')
      assert.deepEqual(unwrap(parseTable(text, { delimiter })).rows, rows)
    }),
  )
})

test('a table whose first person stands where names of columns should is said, without repeating what stands there', () => {
  for (const first of [
    'Selma,Nangolo,1999-01-31',
    'Selma,selma@example.org,x',
    'Selma,+264 81 000 0000,x',
    '31/01/1999,a,b',
  ]) {
    const { warnings } = unwrap(parseTable(`${first}\n1,2,3\n`))
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['csv.header_like_data'],
      first,
    )
    assert.doesNotMatch(warnings[0]!.message, /1999|example|264/)
  }
  for (const names of ['list,2019,2020', 'name,born_on,phone', 'a 1,b-2,c/3', '1,x,12'])
    assert.deepEqual(unwrap(parseTable(`${names}\n1,2,3\n`)).warnings, [], names)
})
