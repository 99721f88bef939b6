import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import type { BitRows } from '../private/bit-rows.ts'
import { createJoinPool } from './join-pool.ts'

/** More pairs than are joined without workers; every eighth row of the second list is one of the first. */
function lists(): [BitRows, BitRows] {
  const choose = randomSource(5).below
  const [width, total] = [16, 2200]
  const a = Uint8Array.from({ length: width * total }, () => choose(256))
  const b = Uint8Array.from({ length: width * total }, (_, at) => {
    const row = Math.floor(at / width)
    return row % 8 === 0 ? a[((row * 3) % total) * width + (at % width)]! : choose(256)
  })
  return [
    { bytes: a, width, total },
    { bytes: b, width, total },
  ]
}

test('a join gives the same bits with one thread and with several, also where it keeps the most alike alone', async () => {
  const [a, b] = lists()
  const limits = [undefined, 20_000, 150]
  const joined = async (threads: number) => {
    const pool = createJoinPool(threads)
    try {
      const results = []
      for (const limit of limits) {
        let parts = 0
        const onProgress = (done: number, all: number): void => {
          parts++
          assert.equal(all, a.total * b.total)
          assert.ok(done <= all)
        }
        const pairs = await pool.join(a, b, { threshold: 0.6, onProgress, ...(limit && { limit }) })
        if (threads > 1) assert.equal(parts, threads, 'the work was divided among workers')
        results.push(pairs)
      }
      return results
    } finally {
      await pool.close()
    }
  }
  const alone = await joined(1)
  assert.ok(alone[0]!.first.length > 20_000, String(alone[0]!.first.length))
  assert.deepEqual(
    alone.slice(1).map(({ first }) => first.length),
    limits.slice(1),
  )
  for (const threads of [2, 3]) assert.deepEqual(await joined(threads), alone)
})

test('where one part alone has more pairs than are kept, the threshold says so', async () => {
  const [a, b] = lists()
  // Only the first rows of A are like anything.
  const bytes = a.bytes.slice()
  bytes.fill(0, 40 * a.width)
  const pool = createJoinPool(2)
  try {
    const options = { threshold: 0.3, limit: 500 }
    const parted = await pool.join({ ...a, bytes }, b, options)
    assert.equal(parted.first.length, 500)
    assert.equal(parted.threshold, Math.min(...parted.similarity))
  } finally {
    await pool.close()
  }
})
