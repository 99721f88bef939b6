import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyWalkHolds } from '@gloact/records/testing'
import { assessment, itemsAmiss } from '../domain/assessment.ts'
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

test('every way through a self-assessment holds: the person who submits it never reviews it, and each item is answered once', () => {
  everyWalkHolds(assessment)
  assert.deepEqual(assessment.steps.review.notBy, ['submit'])
  assert.deepEqual(itemsAmiss(['1', '2'], ['2', '1']), [])
  assert.deepEqual(itemsAmiss(['1', '2'], ['1', '1', '3']), ['2', '1', '3'])
})
