import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

test('properties have a seed, so that a run draws what the run before it drew', () => {
  const { seed } = fc.readConfigureGlobal()
  if (seed === undefined) return assert.fail('the runner sets none')
  assert.deepEqual(fc.sample(fc.integer(), { numRuns: 5, seed }), fc.sample(fc.integer(), 5))
})
