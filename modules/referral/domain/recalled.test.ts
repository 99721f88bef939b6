import assert from 'node:assert/strict'
import { test } from 'node:test'
import { awaitsDestruction, recalledFirst } from './recalled.ts'

const running = [{ clock: 'confirm_recall', stoppedAt: null }]
const stopped = [{ clock: 'confirm_recall', stoppedAt: '2026-11-24T09:00:00Z' }]
const steps = (...names: readonly string[]) => names.map((step) => ({ step }))

test('after a recall, confirming that copies are gone comes before reporting an outcome', () => {
  const open = steps('complete', 'not_deliver', 'confirm_narrowed')
  assert.deepEqual(recalledFirst(open, running), steps('confirm_narrowed', 'complete', 'not_deliver'))
  assert.deepEqual(recalledFirst(open, stopped), open)
  assert.deepEqual(recalledFirst(open, []), open)
  assert.deepEqual(
    [awaitsDestruction(running), awaitsDestruction(stopped), awaitsDestruction([])],
    [true, false, false],
  )
})
