import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { markOf } from './marking.ts'
import { readGift } from './gift/read-gift.ts'

const MINUSES = ['-', '\u2212', '\u2010', '\u2011', '\u2012', '\u2013', '\uFF0D', '\u200E-', '\u061C-']
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0xff10]
const POINTS = ['.', ',', '\u066B', '\uFF0E']
const BLANKS = ['', ' ', '\u00A0', '\u2009', '\u202F', '\u066C']

const right = (text: string, value: number) =>
  markOf(
    { type: 'numeric', ranges: [{ low: value, high: value, weight: null, feedback: null }], otherwise: null },
    { text },
  )

test('a right number is right with any minus, the digits of any script, any decimal sign and blanks of any width', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -9_999_999, max: 9_999_999 }),
      fc.integer({ min: 0, max: 99 }),
      fc.constantFrom(...MINUSES),
      fc.constantFrom(...ZEROS),
      fc.constantFrom(...POINTS),
      fc.constantFrom(...BLANKS),
      (whole, hundredths, minus, zero, point, blank) => {
        const value = Math.sign(whole || 1) * (Math.abs(whole) + hundredths / 100)
        const grouped = String(Math.abs(whole)).replaceAll(/\B(?=(?:\d{3})+$)/g, blank)
        const plain = `${grouped}${point}${String(hundredths).padStart(2, '0')}`
        const digits = plain.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))
        const written = `${value < 0 ? minus : ''}${digits}`
        assert.equal(right(written, value), 1, written)
        assert.equal(right(written, value + 1), 0, written)
      },
    ),
    { seed: 7, numRuns: 500 },
  )
  assert.equal(right('−5,5', -5.5), 1)
  assert.equal(right('no number', 0), 0)
})

test('a bank whose numbers are written so means the same numbers', () => {
  const { questions } = readGift('::A::How cold?{#\u22125,5}\n\n::B::How many?{#١٢٫٥:٠٫٥}')
  assert.deepEqual(
    questions.map(({ answers }) => answers.type === 'numeric' && answers.ranges.map(({ low, high }) => [low, high])),
    [[[-5.5, -5.5]], [[12, 13]]],
  )
})

test('a mark with no words after it is no right answer: the question is refused and named', () => {
  for (const body of ['=~%50%', '=', '=Right ~', '~%50%Half ~%50%']) {
    const { questions, findings } = readGift(`::A::Which?{${body}}`)
    assert.deepEqual(
      [questions.length, findings.map(({ code, weight }) => `${code} ${weight}`)],
      [0, ['empty_answer refused']],
      body,
    )
  }
})
