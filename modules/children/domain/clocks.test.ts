import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf, isWorkingDay, type WorkingCalendar } from '@gloact/calendar'
import { addDays, addMonths, asInstant, asPlainDate } from '@gloact/kernel'
import { clocksDue, type Facts } from '@gloact/records'
import fc from 'fast-check'
import { CLOCK_NAMES, CLOCKS, childrenClock } from './clocks.ts'
import { KIND_NAMES, KINDS } from './kinds.ts'

const calendar = (timeZone: string, weekend: readonly number[], holidays: readonly string[]): WorkingCalendar => ({
  timeZone,
  weekend,
  holidays: holidays.map((on) => ({ on: asPlainDate(on), name: { en: 'Holiday' } })),
})

const due = (name: string, at: string, of: WorkingCalendar) => {
  const [kind, clock] = name.split('.') as [string, string]
  const state = { startedAt: asInstant(at), pausedAt: null, pausedFor: 0, stoppedAt: null }
  return clocksDue({ [clock]: state }, (each) => childrenClock(kind, {})(each, {}), of)[clock]!
}

test('every clock of every record has a time, whatever is known of it', () => {
  for (const name of KIND_NAMES)
    for (const clock of Object.keys(KINDS[name].clocks))
      assert.ok(childrenClock(name, {})(clock, {}), `${name}.${clock}`)
  assert.equal(
    childrenClock('guardianship', {
      'guardianship.provisional': { unit: 'hours', amount: 6, onNonWorkingDay: 'keep' },
    })('provisional', {})?.amount,
    6,
  )
})

test('24 hours for a guardian run over nights, holidays and the change of the clocks', () => {
  const paris = calendar('Europe/Paris', [6, 7], ['2026-03-28', '2026-03-29'])
  assert.equal(due('guardianship.provisional', '2026-03-28T22:30:00Z', paris).dueAt, '2026-03-29T22:30:00.000Z')
  const safety = childrenClock('guardianship', {})('complaint', { complaint_safety: true })
  assert.deepEqual([safety?.unit, safety?.amount], ['hours', 24])
})

test('in every country and from every moment, days end on a working day, months on the same day of the month or the next that is worked', () => {
  const zones = fc.constantFrom(
    'Europe/Paris',
    'Asia/Kathmandu',
    'Pacific/Kiritimati',
    'America/St_Johns',
    'Africa/Cairo',
  )
  const weekends = fc.constantFrom([6, 7], [5, 6], [7], [])
  const moment = fc
    .integer({ min: 0, max: 900 * 24 * 60 })
    .map((minutes) => new Date(Date.parse('2025-01-01T00:00:00Z') + minutes * 60_000).toISOString())
  const holidays = fc.array(
    fc.integer({ min: 0, max: 1300 }).map((days) => addDays(asPlainDate('2025-01-01'), days)),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(zones, weekends, moment, holidays, fc.constantFrom(...CLOCK_NAMES), (zone, weekend, at, off, name) => {
      const of = calendar(zone, weekend, off)
      const rule = CLOCKS[name]
      const [kind] = name.split('.') as [string]
      const facts: Facts = kind === 'assessment' ? { band: name.split('.')[1]! } : {}
      const clock = kind === 'assessment' ? 'assessment' : name.split('.')[1]!
      const state = { startedAt: asInstant(at), pausedAt: null, pausedFor: 0, stoppedAt: null }
      const resolved = kind === 'determination' ? rule : childrenClock(kind, {})(clock, facts)!
      const [row] = Object.values(clocksDue({ [clock]: state }, () => resolved, of))
      const dueAt = row!.dueAt!
      if (resolved.unit === 'hours') {
        assert.equal(Date.parse(dueAt) - Date.parse(at), resolved.amount * 3_600_000)
        return
      }
      const start = dayOf(asInstant(at), of)
      const last = dayOf(asInstant(dueAt), of)
      assert.ok(isWorkingDay(last, of), `${last} is worked`)
      if (resolved.unit === 'days') assert.ok(last >= addDays(start, resolved.amount), 'never less')
      if (resolved.unit === 'months') assert.ok(last >= addMonths(start, resolved.amount))
    }),
    { seed: 11, numRuns: 1_500 },
  )
})
