import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstShown, groupTasks } from './group-tasks.ts'

test('what is overdue stands with what is due today', () => {
  const groups = groupTasks([{ urgency: 'overdue' }, { urgency: 'today' }, { urgency: 'this_week' }] as const)
  assert.equal(groups.today.length, 2)
  assert.equal(groups.this_week.length, 1)
  assert.deepEqual(groups.later, [])
})

test('ninety tasks of one kind hide no other, and the order stays', () => {
  const task = (kind: string, id: number) => ({ module: 'm', kind, about: { kind: 'f', id: String(id) }, details: {} })
  const many = Array.from({ length: 90 }, (_, id) => task('guardian', id))
  const others = [task('plan', 90), task('review', 91)]
  const shown = firstShown([...many, ...others])
  assert.deepEqual(
    shown.map(({ about }) => about.id),
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '90', '91'],
  )
  assert.deepEqual(firstShown(many.slice(0, 12)), many.slice(0, 12))
})
