import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PartialDate } from '@gloact/kernel'
import { type DatePrecision, dateWords, readDate } from './date-text.ts'

const LANGUAGES = ['en', 'ar', 'fr', 'es', 'pt', 'ru']

const read = (text: string, precision: DatePrecision = 'year', language = 'en') =>
  readDate(text, precision, dateWords(language))

test('a date is read as people write it, and as precisely', () => {
  for (const text of [
    '4 March 2026',
    '4/3/2026',
    '04.03.2026',
    '4 3 2026',
    '04032026',
    '2026-03-04',
    'March 4th, 2026',
  ]) {
    assert.equal(read(text), '2026-03-04', text)
  }
  for (const text of ['March 2026', 'mar 2026', '3/2026', '2026-03']) assert.equal(read(text), '2026-03', text)
  assert.equal(read(' 2026 '), '2026')
  assert.equal(read('  '), null)
})

test('the months of a language are read in it, and English ones too', () => {
  assert.equal(read('4 марта 2026 г.', 'day', 'ru'), '2026-03-04')
  assert.equal(read('4 de março de 2026', 'day', 'pt'), '2026-03-04')
  assert.equal(read('4 fevrier 2026', 'day', 'fr'), '2026-02-04')
  assert.equal(read('٤ مارس ٢٠٢٦', 'day', 'ar'), '2026-03-04')
  assert.equal(read('4 March 2026', 'day', 'es'), '2026-03-04')
})

test('what is no date, or not yet one, is not handed on', () => {
  for (const text of [
    '30/2/2026',
    '4 3',
    '26',
    '4/3/26',
    '1 2 3 2026',
    'soon',
    '4 Brumaire 2026',
    '13/2026',
    'ma 2026',
    '2026 2027',
  ]) {
    assert.equal(read(text), undefined, text)
  }
})

test('a field that asks for the day takes nothing coarser', () => {
  assert.equal(read('3/2026', 'day'), undefined)
  assert.equal(read('2026', 'month'), undefined)
  assert.equal(read('4/3/2026', 'day'), '2026-03-04')
})

test('every date that is shown in the field is read back as itself, in every language', () => {
  const dates = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
    .chain((date) => fc.constantFrom(4, 7, 10).map((length) => date.toISOString().slice(0, length) as PartialDate))
  fc.assert(
    fc.property(dates, fc.constantFrom(...LANGUAGES), (date, language) => {
      assert.equal(read(dateWords(language).of(date), 'year', language), date)
    }),
  )
})
