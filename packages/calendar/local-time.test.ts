import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, asPlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import { instantOf, localTimeOf, momentOf, startOfDay } from './local-time.ts'

const HOUR = 3_600_000
const ZONES = [
  'UTC',
  'Asia/Bishkek',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/Bogota',
  'America/Sao_Paulo',
  'Europe/Kyiv',
  'Pacific/Apia',
  'America/Havana',
]

const startIn = (date: string, timeZone: string) => instantOf(startOfDay(asPlainDate(date), timeZone))

test('a day begins where the country is', () => {
  assert.equal(startIn('2026-11-24', 'Asia/Bishkek'), '2026-11-23T18:00:00.000Z')
  assert.equal(startIn('2026-11-24', 'Asia/Kathmandu'), '2026-11-23T18:15:00.000Z')
  assert.equal(startIn('2026-11-24', 'America/Bogota'), '2026-11-24T05:00:00.000Z')
})

test('where the clocks skip midnight the day begins with the first moment that there is', () => {
  // Egypt, 26 April 2024: at 00:00 the clocks went to 01:00. São Paulo, 4 November 2018: the same.
  assert.equal(startIn('2024-04-26', 'Africa/Cairo'), '2024-04-25T22:00:00.000Z')
  assert.equal(startIn('2018-11-04', 'America/Sao_Paulo'), '2018-11-04T03:00:00.000Z')
})

test('where midnight comes twice the day begins with the first', () => {
  // Havana, 1 November 2026: at 01:00 the clocks go back to 00:00.
  assert.equal(startIn('2026-11-01', 'America/Havana'), '2026-11-01T04:00:00.000Z')
})

test('a date that a country skipped begins with the date after it', () => {
  // Samoa had no 30 December 2011.
  assert.equal(startIn('2011-12-30', 'Pacific/Apia'), startIn('2011-12-31', 'Pacific/Apia'))
})

test('a day begins after the day before it, and everywhere the moment before belongs to that', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12_000 }), fc.constantFrom(...ZONES), (days, timeZone) => {
      const date = addDays(asPlainDate('2012-01-01'), days)
      const start = startOfDay(date, timeZone)
      assert.equal(localTimeOf(start, timeZone).date, date)
      assert.ok(localTimeOf(start - 1, timeZone).date < date)
    }),
  )
})

test('what the clock shows is found again as the first moment at which it shows it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2040, 0) }),
      fc.constantFrom(...ZONES),
      (moment, timeZone) => {
        const local = localTimeOf(moment, timeZone)
        const found = momentOf(local, timeZone)
        assert.deepEqual(localTimeOf(found, timeZone), local)
        assert.ok(found === moment || (found < moment && moment - found <= HOUR))
      },
    ),
    { numRuns: 300 },
  )
})
