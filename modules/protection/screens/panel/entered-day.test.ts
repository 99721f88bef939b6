import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPlainDate } from '@gloact/kernel'
import { dayProblem, momentOn, soundDay } from './entered-day.ts'

const bounds = { from: '2026-11-01', today: asPlainDate('2026-11-24') }

test('a day lies from first contact until today', () => {
  assert.equal(dayProblem('2026-11-01', bounds), null)
  assert.equal(dayProblem('2026-11-24', bounds), null)
  assert.equal(dayProblem('2026-10-31', bounds), 'before_contact')
  assert.equal(dayProblem('2026-11-25', bounds), 'future')
  assert.equal(dayProblem('2020-01-01', { ...bounds, from: null }), null)
})

test('a day that is half typed or does not exist is missing', () => {
  for (const day of [null, '2026', '2026-11', '2026-02-30']) assert.equal(dayProblem(day, bounds), 'missing')
})

test('only a sound day is handed on', () => {
  assert.equal(soundDay('2026-11-10', bounds), '2026-11-10')
  assert.equal(soundDay('2026-11-25', bounds), null)
})

test('an earlier day is recorded as its beginning in the country', () => {
  assert.equal(momentOn(asPlainDate('2026-11-10'), bounds.today, 'Asia/Riyadh'), '2026-11-09T21:00:00.000Z')
})
