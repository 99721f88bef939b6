import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

test('properties have a seed, so that a run draws what the run before it drew', () => {
  const { seed } = fc.readConfigureGlobal()
  assert.equal(seed, Number(process.env.GLOACT_TEST_SEED ?? seed))
  assert.ok(Number.isSafeInteger(seed))
  assert.deepEqual(fc.sample(fc.integer(), { numRuns: 5, seed: seed! }), fc.sample(fc.integer(), 5))
})
