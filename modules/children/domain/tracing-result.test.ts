import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tracingResultOf } from './tracing-result.ts'

test('tracing has come to what was verified last, or to whether anybody still looks; without a record of it, to nothing', () => {
  const [open, paused] = [[{ state: 'open' }], [{ state: 'paused' }]]
  assert.equal(tracingResultOf([], [{ finding: 'yes' }]), null)
  assert.equal(tracingResultOf(open, []), 'under_way')
  assert.equal(tracingResultOf(paused, []), 'stopped')
  assert.equal(tracingResultOf(open, [{ finding: 'rejected' }]), 'under_way', 'others may still be found')
  assert.equal(tracingResultOf(paused, [{ finding: 'rejected' }]), 'not_verified')
  assert.equal(tracingResultOf(paused, [{ finding: 'reunification' }, { finding: 'no' }]), 'found')
})
