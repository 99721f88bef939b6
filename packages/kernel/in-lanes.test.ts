import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inLanes } from './in-lanes.ts'

test('all are worked on, no more at a time than there are lanes, begun in their order', async () => {
  const begun: number[] = []
  let [now, most] = [0, 0]
  await inLanes([0, 1, 2, 3, 4, 5, 6], 3, async (item) => {
    begun.push(item)
    most = Math.max(most, ++now)
    await new Promise((resolve) => setImmediate(resolve))
    now--
  })
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5, 6])
  assert.equal(most, 3)
})

test('after a failure nothing is begun, and it is thrown once what was begun has ended', async () => {
  const [begun, ended]: [number[], number[]] = [[], []]
  const working = inLanes([0, 1, 2, 3], 2, async (item) => {
    begun.push(item)
    if (item === 0) throw new Error('of the first')
    await new Promise((resolve) => setImmediate(resolve))
    ended.push(item)
  })
  await assert.rejects(working, /of the first/)
  assert.deepEqual([begun, ended], [[0, 1], [1]])
})
