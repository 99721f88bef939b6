import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fuzzApi } from '../support/fuzz.ts'
import { isThorough } from '@gloact/kernel/testing'

// In large, for who asks for it: node tests/faults/fuzz.ts --requests 20000 --seed 1
test('whatever is sent to whichever operation by whomever, no answer is a fault of the server, none is missing, and no word of it stands in a log', async () => {
  const report = await fuzzApi(isThorough ? { requests: 20_000, seed: 46 } : { requests: 2_000, seed: 46 })
  const told = JSON.stringify(report, null, 2)
  assert.deepEqual(report.faults, [], told)
  assert.equal(report.called, report.operations, told)
  // Three tries an operation, or thirty, by anyone: most are refused, and enough are not to see that something is tried.
  assert.ok(report.succeeded > report.operations / (isThorough ? 8 : 16), told)
})
