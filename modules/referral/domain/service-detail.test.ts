import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isOpenAt, readHours, timeIn, WEEKDAYS, writeHours, type Opening } from './opening-hours.ts'
import { confirmedWithin, DETAIL_FIELDS, seesDetail, SIGHTS, sightsFor } from './service-detail.ts'

test('the address of a confidential site is never shown before somebody was taken in, its contact to nobody outside the network', () => {
  assert.deepEqual(sightsFor('address', true), ['after_acceptance', 'own'])
  assert.deepEqual(sightsFor('contact', true), ['network', 'after_acceptance', 'own'])
  for (const field of DETAIL_FIELDS) assert.deepEqual(sightsFor(field, false), SIGHTS, field)
})

test('who was accepted sees more than the network, the own agency everything; what few see is confirmed within', () => {
  const seen = (looks: { own: boolean; accepted: boolean }) => SIGHTS.filter((sight) => seesDetail(sight, looks))
  assert.deepEqual(seen({ own: false, accepted: false }), ['public', 'network'])
  assert.deepEqual(seen({ own: false, accepted: true }), ['public', 'network', 'after_acceptance'])
  assert.deepEqual(seen({ own: true, accepted: false }), SIGHTS)
  assert.deepEqual(SIGHTS.filter(confirmedWithin), ['after_acceptance', 'own'])
})

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const opening: fc.Arbitrary<Opening> = fc.record(
  {
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    opens: time,
    closes: time,
  },
  { noNullPrototype: true },
)

test('opening hours are read as they were written', () => {
  fc.assert(
    fc.property(fc.array(opening, { minLength: 1, maxLength: 5 }), (openings) => {
      assert.deepEqual(readHours(writeHours(openings)), openings)
    }),
  )
  for (const wrong of [
    '',
    'MO',
    'MO 8:00-16:00',
    'MO 08:00-24:00',
    'XX 08:00-16:00',
    'MO 08:00-16:00; ',
    'mo 08:00-16:00',
  ])
    assert.equal(readHours(wrong), null, wrong)
})

test('a night service is open past midnight; a moment is that of the country', () => {
  const night = readHours('FR 20:00-06:00')!
  assert.ok(isOpenAt(night, 'FR', '23:00') && isOpenAt(night, 'SA', '05:59'))
  assert.ok(!isOpenAt(night, 'FR', '05:00') && !isOpenAt(night, 'SA', '06:00') && !isOpenAt(night, 'SA', '21:00'))
  const day = readHours('MO,TU 08:00-16:00')!
  assert.ok(isOpenAt(day, 'TU', '08:00') && !isOpenAt(day, 'TU', '16:00') && !isOpenAt(day, 'WE', '09:00'))
  assert.deepEqual(timeIn('2026-11-24T20:30:00Z', 'Asia/Bishkek'), { day: 'WE', time: '02:30' })
})
