import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killRounds } from '../support/kill-rounds.ts'
import { isThorough } from '@gloact/kernel/testing'

const ROUNDS = isThorough ? 40 : 2

// Many more for who asks for them: node tests/faults/kill-loop.ts --rounds 200
test('server, database or both, killed again and again under writers: what was acknowledged is there once, and everything verifies', async () => {
  const report = await killRounds({ rounds: ROUNDS, seed: 7, writers: 4, lookEvery: Math.min(ROUNDS, 4) })
  const told = JSON.stringify(report)
  assert.equal(report.rounds, ROUNDS, told)
  assert.ok(report.acknowledged > 0 && report.unanswered > 0, told)
  assert.deepEqual(
    [report.lost, report.doubled, report.blocked, report.refused, report.broken],
    [0, 0, 0, [], []],
    told,
  )
  assert.ok(report.chains.held > 0, told)
})
