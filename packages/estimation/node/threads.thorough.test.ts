import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bootstrap, estimate, Stopped, type BootstrapPlan, type EstimationInput } from '../index.ts'
import { bootstrapInThreads, estimateInThread, estimateWatched } from './index.ts'

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

const input: EstimationInput = {
  histories: plan.histories,
  observed: 380,
  rowsAre: 'histories',
  warnings: [],
  draws: [plan.histories, { ...plan.histories, counts: plan.histories.counts.map((count) => count + 1) }],
}

test('an estimate in a thread is what it is without one, and tells its stages', async () => {
  const stages: string[] = []
  const made = await estimateInThread(input, { replicates: 130 }, { onStage: (stage) => stages.push(stage) })
  assert.deepEqual(made, await estimate(input, { replicates: 130 }))
  assert.deepEqual(made, await estimateWatched(input, { replicates: 130 }))
  assert.deepEqual(stages, ['models', 'checks', 'replicates'])
})

test('an estimate in a thread is stopped while it fits, and tells its own errors', async () => {
  const controller = new AbortController()
  const onStage = () => controller.abort()
  await assert.rejects(estimateInThread(input, {}, { signal: controller.signal, onStage }), Stopped)
  await assert.rejects(estimateInThread(input, {}, { signal: controller.signal }), Stopped)
  await assert.rejects(estimateWatched(input, {}, { signal: controller.signal, onStage }), Stopped)
  await assert.rejects(estimateInThread(input, { interval: 'profile' }), RangeError)
})
