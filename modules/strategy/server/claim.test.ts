import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyWalkHolds } from '@gloact/records/testing'
import { ACTION_AFTER, claim } from '../domain/claim.ts'
import { ACTION_STATES } from '../domain/words.ts'

test('every way through a claim holds: no path leads from claimed to verified by the claimer', () => {
  everyWalkHolds(claim)
  assert.deepEqual(claim.steps.verify.notBy, ['claim'])
  for (const [step, state] of Object.entries(ACTION_AFTER)) {
    assert.ok(step in claim.steps)
    assert.ok(ACTION_STATES.includes(state))
  }
})
