import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant } from '@gloact/kernel'
import fc from 'fast-check'
import { isAtLeast, lateClocks, rungOf, RUNGS } from './ladder.ts'

const at = (hour: number) => asInstant(Date.parse('2026-11-24T00:00:00Z') + hour * 3_600_000)
const clock = { startedAt: at(0), dueAt: at(4), stoppedAt: null }

test('at half, the whole, half as long again and twice the time a deadline comes to the next rung', () => {
  const rungs = [1, 2, 3.9, 4, 5.9, 6, 7.9, 8, 400].map((hour) => rungOf(clock, at(hour)))
  assert.deepEqual(rungs, [
    null,
    'half',
    'half',
    'over',
    'over',
    'other_service',
    'other_service',
    'country',
    'country',
  ])
  assert.equal(rungOf({ ...clock, stoppedAt: at(1) }, at(400)), null, 'what was done in time is never late')
  assert.equal(rungOf({ ...clock, dueAt: null }, at(400)), null, 'what stands still is not late')
})

test('time never leads down the ladder', () => {
  const hours = fc.integer({ min: 0, max: 500 })
  fc.assert(
    fc.property(hours, hours, hours, (due, one, other) => {
      const of = (hour: number) => RUNGS.indexOf(rungOf({ ...clock, dueAt: at(due) }, at(hour))!)
      assert.ok(of(Math.min(one, other)) <= of(Math.max(one, other)))
    }),
  )
})

test('of several deadlines the one furthest gone stands first, and others are not named', () => {
  const late = lateClocks(
    {
      first: clock,
      second: { ...clock, dueAt: at(2) },
      third: { ...clock, dueAt: at(2) },
      done: { ...clock, stoppedAt: at(3) },
    },
    'over',
    at(5),
    (name) => name !== 'third',
  )
  assert.deepEqual(
    late.map(({ clock: name, rung }) => [name, rung]),
    [
      ['second', 'country'],
      ['first', 'over'],
    ],
  )
  assert.equal(isAtLeast(null, 'half'), false)
})
