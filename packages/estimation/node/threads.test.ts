import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bootstrap, Stopped, type BootstrapPlan } from '../index.ts'
import { bootstrapInThreads } from './index.ts'

const plan: BootstrapPlan = {
  histories: {
    lists: ['a', 'b', 'c', 'd'],
    masks: Uint32Array.of(1, 2, 4, 8, 3, 5, 6, 9, 10, 12, 7),
    counts: Float64Array.of(120, 90, 70, 60, 15, 9, 4, 3, 6, 2, 1),
  },
  rule: { kind: 'stepwise', threshold: 0.02 },
  replicates: 130,
  seed: 7,
}

test('a bootstrap is the same on one thread, on three and without any', async () => {
  const alone = bootstrap(plan)
  for (const threads of [1, 3]) {
    assert.deepEqual(await bootstrapInThreads(plan, { threads }), alone)
  }
})

test('progress is told up to the end', async () => {
  const told: number[] = []
  await bootstrapInThreads(plan, { threads: 2, onProgress: (done, total) => told.push(done / total) })
  assert.deepEqual(told, [1 / 3, 2 / 3, 1])
})

test('a bootstrap is stopped by its signal, before it starts and while it runs', async () => {
  await assert.rejects(bootstrapInThreads(plan, { signal: AbortSignal.abort() }), Stopped)
  const controller = new AbortController()
  const running = bootstrapInThreads(
    { ...plan, replicates: 100_000 },
    { signal: controller.signal, onProgress: () => controller.abort() },
  )
  await assert.rejects(running, { name: 'AbortError' })
})
