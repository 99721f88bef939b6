import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant } from '@gloact/kernel'
import type { DeadlineView } from '../contract/files.ts'
import { clockOf, dayItEndsWith, runningClocks } from './clocks.ts'

const ZONE = 'Asia/Bishkek' // UTC+6
const clock = (over: Partial<DeadlineView> = {}): DeadlineView => ({
  kind: 'reflection',
  startedAt: '2026-11-23T18:00:00.000Z',
  dueAt: '2026-12-24T17:59:59.999Z',
  warnAt: '2026-12-17T17:59:59.999Z',
  stoppedAt: null,
  ...over,
})

test('a clock that ends with a day is shown by that day, in the country', () => {
  assert.equal(dayItEndsWith(asInstant('2026-12-24T17:59:59.999Z'), ZONE), '2026-12-24')
  assert.equal(clockOf(clock(), asInstant('2026-12-01T00:00:00Z'), ZONE).dueAt, '2026-12-24')
})

test('a clock that ends within a day is shown by its moment', () => {
  assert.equal(dayItEndsWith(asInstant('2026-12-24T12:00:00.000Z'), ZONE), undefined)
  const shown = clockOf(clock({ dueAt: '2026-12-24T12:00:00.000Z' }), asInstant('2026-12-24T09:00:00Z'), ZONE)
  assert.equal(shown.dueAt, '2026-12-24T12:00:00.000Z')
  assert.equal(shown.hoursLeft, 3)
})

test('a clock is due soon from the moment the country warns at, overdue after its end, and stopped once it was met', () => {
  const at = (now: string, over?: Partial<DeadlineView>) => clockOf(clock(over), asInstant(now), ZONE).state
  assert.equal(at('2026-12-17T17:00:00Z'), 'running')
  assert.equal(at('2026-12-17T18:00:00Z'), 'due_soon')
  assert.equal(at('2026-12-24T18:00:00Z'), 'overdue')
  assert.equal(at('2026-12-24T18:00:00Z', { stoppedAt: '2026-12-20T10:00:00Z' }), 'stopped')
  assert.equal(at('2026-12-24T17:00:00Z', { warnAt: null }), 'running')
})

test('only a child without a guardian is danger; a late form is not', () => {
  const now = asInstant('2026-12-30T00:00:00Z')
  assert.equal(clockOf(clock({ kind: 'guardian' }), now, ZONE).danger, true)
  assert.equal(clockOf(clock({ kind: 'plan' }), now, ZONE).danger, false)
})

test('running clocks come in the order in which they end, without those that were met', () => {
  const kinds = runningClocks(
    [
      clock({ kind: 'plan', dueAt: '2026-12-30T00:00:00.000Z' }),
      clock({ kind: 'guardian', dueAt: '2026-12-02T00:00:00.000Z' }),
      clock({ kind: 'assessment', stoppedAt: '2026-12-01T00:00:00.000Z' }),
    ],
    asInstant('2026-12-01T00:00:00Z'),
    ZONE,
  ).map(({ kind }) => kind)
  assert.deepEqual(kinds, ['guardian', 'plan'])
})
