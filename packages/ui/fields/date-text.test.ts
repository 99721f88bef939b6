import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PartialDate } from '@gloact/kernel'
import { dateOfParts, partsOfDate } from './date-text.ts'

const read = (day: string, month: string, year: string, precision: 'day' | 'month' | 'year' = 'year') =>
  dateOfParts({ day, month, year }, precision)

test('a date is read as precisely as it was typed', () => {
  assert.equal(read('4', '3', '2026'), '2026-03-04')
  assert.equal(read('', '3', '2026'), '2026-03')
  assert.equal(read('', '', '2026'), '2026')
  assert.equal(read('', '', ''), null)
})

test('what is no date, or not yet one, is not handed on', () => {
  assert.equal(read('30', '2', '2026'), undefined)
  assert.equal(read('4', '', '2026'), undefined)
  assert.equal(read('', '', '26'), undefined)
})

test('a field that asks for the day takes nothing coarser', () => {
  assert.equal(read('', '3', '2026', 'day'), undefined)
  assert.equal(read('', '', '2026', 'month'), undefined)
  assert.equal(read('4', '3', '2026', 'day'), '2026-03-04')
})

test('digits of other scripts are read', () => {
  assert.equal(read('٤', '3', '٢٠٢٦'), '2026-03-04')
})

test('every date shown in the boxes is read back as itself', () => {
  const dates = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
    .chain((date) => fc.constantFrom(4, 7, 10).map((length) => date.toISOString().slice(0, length) as PartialDate))
  fc.assert(fc.property(dates, (date) => dateOfParts(partsOfDate(date), 'year') === date))
})
