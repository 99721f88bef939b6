import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPlainDate } from '@gloact/kernel'
import { monthsFrom } from './retention.ts'

test('twelve months begin with the present one', () => {
  const months = monthsFrom(asPlainDate('2026-11-24'))
  assert.deepEqual([months[0], months[1], months[2], months.length], ['2026-11', '2026-12', '2027-01', 12])
})
