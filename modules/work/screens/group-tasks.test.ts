import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupTasks } from './group-tasks.ts'

test('what is overdue stands with what is due today', () => {
  const groups = groupTasks([{ urgency: 'overdue' }, { urgency: 'today' }, { urgency: 'this_week' }] as const)
  assert.equal(groups.today.length, 2)
  assert.equal(groups.this_week.length, 1)
  assert.deepEqual(groups.later, [])
})
