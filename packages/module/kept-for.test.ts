import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '@gloact/kernel'
import { keptFor } from './kept-for.ts'

test('a value is asked for once in its time for each key, by however many at once; what failed is asked again', async () => {
  const clock = fixedClock('2026-11-24T09:00:00Z')
  const kept = keptFor<number>(clock, 60_000)
  let asked = 0
  const ask = async () => (asked += 1)
  assert.deepEqual(await Promise.all([kept('a', ask), kept('a', ask), kept('b', ask)]), [1, 1, 2])
  clock.set('2026-11-24T09:01:00Z')
  assert.equal(await kept('a', ask), 3)
  await assert.rejects(kept('c', () => Promise.reject(new Error('away'))))
  assert.equal(await kept('c', ask), 4)
})
