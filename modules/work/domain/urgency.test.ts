import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant } from '@gloact/kernel'
import fc from 'fast-check'
import { inOrder, urgencyOf, type Placed, type Stakes, type Urgency } from './urgency.ts'

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

const task = (id: string, urgency: Urgency, dueAt: string | null, more: Partial<Placed> = {}): Placed => ({
  urgency,
  dueAt,
  since: '2026-11-01T00:00:00.000Z',
  module: 'protection',
  kind: 'deadline',
  about: { kind: 'protection.case_file', id },
  ...more,
})
const idsOf = (tasks: readonly Placed[]) => tasks.map(({ about }) => about.id)

test('the most pressing stands first, and among the equally pressing what waits for no date, then what is due first', () => {
  const tasks = [
    task('1', 'later', null),
    task('2', 'today', null),
    task('3', 'today', '2026-11-25T10:00:00.000Z'),
    task('4', 'overdue', '2026-11-20T10:00:00.000Z'),
    task('5', 'today', '2026-11-25T09:00:00.000Z'),
  ]
  assert.deepEqual(idsOf(inOrder(tasks)), ['4', '2', '5', '3', '1'])
})

test('in whatever order tasks come, each stands in the same place: what has waited longest first', () => {
  const due = '2026-11-25T20:59:59.999Z'
  const tasks = [
    task('waits', 'today', due, { since: '2026-10-01T00:00:00.000Z', module: 'training' }),
    task('a', 'today', due, { module: 'children' }),
    task('b', 'today', due, { details: { about: 'risk_review' } }),
    task('b', 'today', due, { details: { about: 'support_plan' } }),
    task('c', 'today', due),
    task('d', 'today', due, { kind: 'appointment' }),
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray(tasks, { minLength: tasks.length }), (shuffled) => {
      assert.deepEqual(inOrder(shuffled), [tasks[0], tasks[1], tasks[5], tasks[2], tasks[3], tasks[4]])
    }),
  )
})

test('a danger stands before everything, a guardian who is due before plans and visits, what the law’s time has passed of before the rest', () => {
  const task = (kind: string, dueAt: string | null, stakes?: Stakes) => ({
    kind,
    dueAt,
    stakes,
    urgency: urgencyOf({ dueAt, stakes }, NOW, ZONE),
    since: '2026-11-01T00:00:00.000Z',
    module: 'protection',
    about: { kind: 'protection.case_file', id: kind },
  })
  const tasks = [
    task('plan', '2026-11-01T00:00:00.000Z'),
    task('law', '2026-11-20T00:00:00.000Z', 'law'),
    task('guardian', '2026-11-24T00:00:00.000Z', 'guardian'),
    task('guardian_later', '2026-12-24T00:00:00.000Z', 'guardian'),
    task('missing', '2026-11-30T00:00:00.000Z', 'life'),
    task('law_later', '2026-11-25T00:00:00.000Z', 'law'),
  ]
  assert.deepEqual(
    inOrder(tasks).map(({ kind }) => kind),
    ['missing', 'guardian', 'law', 'plan', 'law_later', 'guardian_later'],
  )
  assert.equal(tasks[4]!.urgency, 'today', 'a danger is of today')
})
