import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addMonths,
  ageOn,
  asciiDigits,
  asId,
  asInstant,
  asPlainDate,
  canonicalJson,
  dateIn,
  daysBetween,
  fixedClock,
  isDateInRange,
  isMomentInRange,
  isPartialDate,
  isPlainDate,
  isPlainText,
  isUuid,
  messageIdsIn,
  newId,
  newRandomId,
  saysSomething,
  spanOf,
  withoutUnseen,
  type PartialDate,
} from './index.ts'

test('a new id is a UUID and sorts by the time it was made at', () => {
  const earlier = newId(1_700_000_000_000)
  const later = newId(1_700_000_000_001)
  assert.ok(isUuid(earlier) && isUuid(later) && isUuid(newRandomId()))
  assert.ok(earlier < later)
  assert.equal(newRandomId()[14], '4')
  assert.throws(() => asId('not-an-id'))
})

test('ids of one moment stand in the order in which they were made', () => {
  const at = 1_700_000_000_000
  const made = Array.from({ length: 100_000 }, () => newId(at))
  assert.ok(made.every(isUuid))
  assert.deepEqual(made.toSorted(), made)
  assert.equal(new Set(made).size, made.length)
  assert.ok(made.at(-1)! < newId(at + 1))
  // Neither the place in a moment nor what follows it is told by another moment's.
  const starts = Array.from({ length: 50 }, (_, index) => newId(at + 1 + index).slice(14, 23))
  assert.ok(new Set(starts).size > 25)
})

test('a date that does not exist is not a date', () => {
  assert.ok(isPlainDate('2024-02-29'))
  for (const wrong of ['0000-06-15', '2023-02-29', '2026-13-01', '2026-1-1', '', '2026-11-24T00:00:00Z'])
    assert.ok(!isPlainDate(wrong), wrong)
  assert.ok(isPartialDate('2026') && isPartialDate('2026-11') && !isPartialDate('2026-00'))
})

test('what is reckoned from a date never leaves the calendar', () => {
  for (const [date, days, expected] of [
    ['9999-12-31', 1, '9999-12-31'],
    ['9999-12-30', 1, '9999-12-31'],
    ['2026-11-24', 9_000_000, '9999-12-31'],
    ['0001-01-01', -1, '0001-01-01'],
    ['0001-01-02', -1, '0001-01-01'],
  ] as const)
    assert.equal(addDays(asPlainDate(date), days), expected)
  assert.equal(addMonths(asPlainDate('9999-12-31'), 1), '9999-12-31')
  assert.equal(addMonths(asPlainDate('0001-01-31'), -1), '0001-01-01')
  assert.ok(isPlainDate(spanOf('9999' as PartialDate).last))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: -200_000, max: 200_000 }), (year, amount) => {
      const date = asPlainDate(`${String(year).padStart(4, '0')}-06-15`)
      for (const reckoned of [addDays(date, amount), addMonths(date, amount)])
        assert.ok(isPlainDate(reckoned), reckoned)
    }),
  )
})

test('a date or a moment that people can mean lies from 1800 to 2199', () => {
  for (const date of ['1800-01-01', '2026-11-24', '2199-12-31']) assert.ok(isDateInRange(date), date)
  for (const date of ['1799-12-31', '2200-01-01', '9999-12-31', '0001-01-01', '0226-11-24', '2026-02-30', ''])
    assert.ok(!isDateInRange(date), date)
  for (const moment of ['1800-01-01T00:00:00Z', '2199-12-31T23:59:59.999Z', '2026-11-24T00:00:00+05:30'])
    assert.ok(isMomentInRange(moment), moment)
  for (const moment of ['9999-12-31T23:59:59-05:00', '0001-01-01T00:00:00Z', '2199-12-31T23:59:59-01:00', 'soon'])
    assert.ok(!isMomentInRange(moment), moment)
})

test('adding days and counting them agree', () => {
  fc.assert(
    fc.property(fc.integer({ min: -40_000, max: 40_000 }), (days) => {
      const start = asPlainDate('2026-11-24')
      assert.equal(daysBetween(start, addDays(start, days)), days)
    }),
  )
})

test('a month later never leaves the month it should fall in', () => {
  assert.equal(addMonths(asPlainDate('2027-01-31'), 1), '2027-02-28')
  assert.equal(addMonths(asPlainDate('2026-11-30'), 3), '2027-02-28')
  assert.equal(addMonths(asPlainDate('2026-03-15'), -3), '2025-12-15')
})

test('a partial date spans its year, its month or its day', () => {
  assert.deepEqual(spanOf('2024' as PartialDate), { first: '2024-01-01', last: '2024-12-31' })
  assert.deepEqual(spanOf('2024-02' as PartialDate), { first: '2024-02-01', last: '2024-02-29' })
  assert.deepEqual(spanOf('2024-02-03' as PartialDate), { first: '2024-02-03', last: '2024-02-03' })
})

test('someone turns a year older on the birthday and not before', () => {
  assert.equal(ageOn(asPlainDate('2008-11-24'), asPlainDate('2026-11-23')), 17)
  assert.equal(ageOn(asPlainDate('2008-11-24'), asPlainDate('2026-11-24')), 18)
})

test('the date of an instant is the date in its place', () => {
  const clock = fixedClock('2026-11-24T22:30:00Z')
  assert.equal(clock.today('Asia/Bishkek'), '2026-11-25')
  assert.equal(dateIn(asInstant('2026-11-24T22:30:00Z'), 'America/Bogota'), '2026-11-24')
})

test('digits of every script are read as 0 to 9, and nothing else is changed', () => {
  for (const digits of [
    '٠١٢٣٤٥٦٧٨٩',
    '۰۱۲۳۴۵۶۷۸۹',
    '०१२३४५६७८९',
    '໐໑໒໓໔໕໖໗໘໙',
    '០១២៣៤៥៦៧៨៩',
    '𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡',
    '𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙',
  ])
    assert.equal(asciiDigits(digits), '0123456789')
  assert.equal(asciiDigits('هاتف ٠٧٧-١٢٣، ½ Ⅳ ③'), 'هاتف 077-123، ½ Ⅳ ③')
  // The first of each ten is its zero: there are ten of every kind, side by side.
  let others = 0
  for (let code = 0; code <= 0x1ffff; code++) {
    if (!/\p{Nd}/u.test(String.fromCodePoint(code))) continue
    assert.equal(asciiDigits(String.fromCodePoint(code)), String(others % 10), code.toString(16))
    others++
  }
  assert.ok(others >= 600, `${others} digits`)
})

test('canonical JSON does not depend on the order of keys', () => {
  assert.equal(
    canonicalJson({ b: [1, { d: 2, c: 'x' }], a: null }),
    canonicalJson({ a: null, b: [1, { c: 'x', d: 2 }] }),
  )
  assert.throws(() => canonicalJson({ a: Number.NaN }))
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as unknown
      assert.deepEqual(JSON.parse(canonicalJson(plain)), plain)
    }),
  )
})

test('what nobody sees in a text is taken out once and for all, and what scripts are written with stays', () => {
  assert.equal(withoutUnseen('\ufeff\u202eA\u2068b\u2069\u202c\r\nC\u2028D'), 'Ab\nC\nD')
  assert.equal(withoutUnseen('\r\r\u2028'), '\n')
  assert.equal(withoutUnseen('می\u200cخواهم\u200f क्\u200dष'), 'می\u200cخواهم\u200f क्\u200dष')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => withoutUnseen(withoutUnseen(text)) === withoutUnseen(text)),
  )
  assert.ok(isPlainText('Two\nlines\t', { lines: true }) && !isPlainText('Two\nlines', { lines: false }))
  for (const none of ['\u0000', '\u001b', '\u0085', '\ud800', '\uffff'])
    assert.ok(!isPlainText(`a${none}b`, { lines: true }), JSON.stringify(none))
  assert.deepEqual(['\u200f \u200b', '', '😀', 'ب'].map(saysSomething), [false, false, true, true])
})

test('ids of sentences are found in a text, and addresses, files and numbers are not taken for them', () => {
  const text = 'File protection.decision.letter.number\n\nprotection.decision.letter.child, see'
  assert.deepEqual(messageIdsIn(text, 'protection'), [
    'protection.decision.letter.number',
    'protection.decision.letter.child',
  ])
  const harmless =
    'Ask info@protection.example.org or https://protection.example.org/help. Child protection. See 3.4.1.'
  assert.deepEqual(messageIdsIn(harmless, 'protection'), [])
})
