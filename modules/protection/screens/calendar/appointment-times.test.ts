import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, type PlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import type { AppointmentStatus } from '../../domain/file/appointments.ts'
import { clockTime, daysOf, overlapping, spanOf, timeFrom } from './appointment-times.ts'

const day = (text: string) => text as PlainDate
const ZONE = 'Asia/Bishkek'

test('a time is entered by the clocks of the country, wherever the browser is', () => {
  assert.deepEqual(timeFrom(day('2026-11-24'), '09:30', ZONE), { at: '2026-11-24T03:30:00.000Z' })
  assert.deepEqual(timeFrom(day('2026-11-24'), null, ZONE), { on: '2026-11-24' })
  // Across a change of clocks the wall says what was entered.
  assert.deepEqual(timeFrom(day('2026-03-29'), '09:30', 'Europe/Kyiv'), { at: '2026-03-29T06:30:00.000Z' })
  assert.deepEqual(timeFrom(day('2026-03-28'), '09:30', 'Europe/Kyiv'), { at: '2026-03-28T07:30:00.000Z' })
})

test('what was entered is shown again as it was entered', () => {
  const time = fc
    .tuple(fc.integer({ min: 4, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
  fc.assert(
    fc.property(time, fc.constantFrom(ZONE, 'Europe/Kyiv', 'Asia/Kathmandu', 'America/Bogota'), (typed, zone) => {
      const when = timeFrom(day('2026-03-29'), typed, zone)
      assert.ok('at' in when)
      assert.equal(clockTime(when.at, zone), typed)
    }),
  )
})

test('an appointment is on the day of the country, and a whole day is one day', () => {
  const late = spanOf(timeFrom(day('2026-11-24'), '23:30', ZONE), 60, ZONE)
  assert.deepEqual(daysOf(late, ZONE), { on: '2026-11-24', until: '2026-11-25' })
  const whole = spanOf({ on: day('2026-11-24') }, 60, ZONE)
  assert.deepEqual(daysOf(whole, ZONE), { on: '2026-11-24', until: '2026-11-24' })
  // One that ends at midnight is not on the next day.
  const until = spanOf(timeFrom(day('2026-11-24'), '23:00', ZONE), 60, ZONE)
  assert.deepEqual(daysOf(until, ZONE), { on: '2026-11-24', until: '2026-11-24' })
})

test('only those who were chosen and only what still takes place are warned of, and never the appointment itself', () => {
  const other = (
    id: string,
    from: string,
    until: string,
    staffIds: string[],
    status: AppointmentStatus = 'planned',
  ) => ({
    id,
    startsAt: `2026-11-24T${from}:00.000Z`,
    endsAt: `2026-11-24T${until}:00.000Z`,
    allDay: false,
    status,
    staffIds,
  })
  const span = { startsAt: asInstant('2026-11-24T10:00:00Z'), endsAt: asInstant('2026-11-24T11:00:00Z'), allDay: false }
  const others = [
    other('a', '09:30', '10:15', ['amal', 'bek']),
    other('b', '11:00', '12:00', ['amal']),
    other('c', '10:00', '11:00', ['amal'], 'cancelled_by_us'),
    other('d', '10:00', '11:00', ['amal']),
  ]
  assert.deepEqual(
    overlapping(span, ['amal'], others, 'd').map(({ staffId, startsAt }) => [staffId, startsAt.slice(11, 16)]),
    [['amal', '09:30']],
  )
  assert.deepEqual(overlapping({ ...span, allDay: true }, ['amal'], others, null), [])
})
