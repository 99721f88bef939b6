import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SERVICE_STATES } from '../../../../domain/file/services.ts'
import { countServices, SERVICE_FILTERS, showsIn } from './service-list.ts'

test('every service shows under all, and under one other heading at most', () => {
  for (const state of SERVICE_STATES) {
    assert.ok(showsIn('all', state))
    const others = SERVICE_FILTERS.filter((filter) => filter !== 'all' && showsIn(filter, state))
    assert.equal(others.length, state === 'corrected' || state === 'mistake' ? 0 : 1, state)
  }
})

test('services are counted by where they stand', () => {
  const counts = countServices([{ state: 'ended' }, { state: 'ended' }, { state: 'waiting' }])
  assert.deepEqual([counts.ended, counts.waiting, counts.planned], [2, 1, 0])
})
