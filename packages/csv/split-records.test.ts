import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { TableError } from './problem.ts'
import { recordSplitter, type SplitOptions } from './split-records.ts'

function split(pieces: readonly string[], options: SplitOptions = { delimiter: ',' }): string[][] | string {
  const splitter = recordSplitter(options)
  try {
    return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()]
  } catch (error) {
    assert.ok(error instanceof TableError)
    return error.problem.code
  }
}

/** The rules, one character at a time and without any thought of speed; lines end with LF. */
function bySlowRules(text: string): string[][] | string {
  const records: string[][] = []
  let cells: string[] = []
  let cell = ''
  let mode: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  const endCell = (): void => {
    cells.push(cell)
    cell = ''
    mode = 'start'
  }
  const endRecord = (): void => {
    if (cells.length > 0 || cell !== '' || mode !== 'start') {
      endCell()
      records.push(cells)
    }
    cells = []
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (mode === 'quoted') {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') cell += text[++at]!
      else mode = 'closed'
    } else if (character === ',') endCell()
    else if (character === '\n') endRecord()
    else if (mode === 'start' && character === '"') mode = 'quoted'
    else {
      cell = mode === 'closed' ? `"${cell}"${character}` : cell + character
      mode = 'plain'
    }
  }
  if (mode === 'quoted') return 'csv.unclosed_quote'
  endRecord()
  return records
}

const letters = fc.constantFrom('a', 'é', ' ', '"', '"', ',', ',', '\n', '\n')
const texts = fc.array(letters, { maxLength: 24 }).map((all) => all.join(''))

test('any text comes apart by the rules', () => {
  fc.assert(
    fc.property(texts, (text) => assert.deepEqual(split([text]), bySlowRules(text))),
    { numRuns: 2000 },
  )
})

test('where a text is cut into pieces, and by what its lines end, changes nothing', () => {
  fc.assert(
    fc.property(
      texts,
      fc.array(fc.nat(), { maxLength: 4 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      (text, cuts, lineEnd) => {
        const ended = text.replaceAll('\n', lineEnd)
        const places = [0, ...cuts.map((cut) => cut % (ended.length + 1)), ended.length].toSorted((a, b) => a - b)
        const pieces = places.slice(1).map((place, index) => ended.slice(places[index], place))
        const expected = bySlowRules(text)
        const asWritten =
          typeof expected === 'string'
            ? expected
            : expected.map((cells) => cells.map((cell) => cell.replaceAll('\n', lineEnd)))
        assert.deepEqual(split(pieces), asWritten)
      },
    ),
    { numRuns: 2000 },
  )
})

test('lines that end differently further down are told apart all the same', () => {
  assert.deepEqual(split(['a,b\r\n1,2\n3,4\r\n']), [
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
  ])
  assert.deepEqual(split(['"two\nlines",b\r1,2\r3,4']), [
    ['two\nlines', 'b'],
    ['1', '2'],
    ['3', '4'],
  ])
})

test('quotes that have to be in their place are refused out of it, with the line and nothing else', () => {
  const strict = { delimiter: ',', strictQuotes: true }
  assert.deepEqual(split(['a,"b ""c"" d"\n'], strict), [['a', 'b "c" d']])
  for (const text of ['a,b\n1,Ami"na\n', 'a,b\n1,"Ami"na\n']) {
    const splitter = recordSplitter(strict)
    assert.throws(
      () => [splitter.push(text), splitter.end()],
      (error) =>
        error instanceof TableError &&
        error.problem.code === 'csv.quotes' &&
        error.problem.params?.['line'] === 2 &&
        !/Ami/.test(error.message),
    )
  }
})

test('a record without an end is refused before it fills the memory, by the line that it begins on', () => {
  for (const start of ['"', '']) {
    const splitter = recordSplitter({ delimiter: ',' })
    let pushed = 0
    assert.throws(
      () => {
        splitter.push('a,b\n\n1,2\n')
        splitter.push(start)
        for (; pushed < 100; pushed++) splitter.push('x'.repeat(1 << 16))
      },
      (error) =>
        error instanceof TableError &&
        error.problem.code === 'csv.record_too_large' &&
        error.problem.params?.['line'] === 4,
    )
    assert.ok(pushed < 20)
  }
})
