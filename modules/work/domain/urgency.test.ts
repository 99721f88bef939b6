import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant } from '@gloact/kernel'
import { inOrder, urgencyOf } from './urgency.ts'

const NOW = asInstant('2026-11-24T20:00:00Z')
/** Where it is the 25th already. */
const ZONE = 'Asia/Bishkek'

test('a task is as pressing as its day in the country says', () => {
  const of = (dueAt: string | null) => urgencyOf({ dueAt }, NOW, ZONE)
  assert.equal(of('2026-11-24T19:59:59.000Z'), 'overdue')
  assert.equal(of('2026-11-25T17:59:59.000Z'), 'today')
  assert.equal(of('2026-11-25T18:00:00.000Z'), 'this_week', 'the 26th has begun there')
  assert.equal(of('2026-12-02T17:59:59.000Z'), 'this_week')
  assert.equal(of('2026-12-02T18:00:00.000Z'), 'later')
  assert.equal(of(null), 'this_week')
  assert.equal(urgencyOf({ dueAt: null, presses: 'later' }, NOW, ZONE), 'later')
  assert.equal(urgencyOf({ dueAt: '2026-11-25T17:59:59.000Z', presses: 'later' }, NOW, ZONE), 'today', 'a date says it')
})

test('the most pressing stands first, and among the equally pressing what waits for no date, then what is due first', () => {
  const tasks = [
    { id: 1, urgency: 'later', dueAt: null },
    { id: 2, urgency: 'today', dueAt: null },
    { id: 3, urgency: 'today', dueAt: '2026-11-25T10:00:00.000Z' },
    { id: 4, urgency: 'overdue', dueAt: '2026-11-20T10:00:00.000Z' },
    { id: 5, urgency: 'today', dueAt: '2026-11-25T09:00:00.000Z' },
  ] as const
  assert.deepEqual(
    inOrder(tasks).map(({ id }) => id),
    [4, 2, 5, 3, 1],
  )
})
