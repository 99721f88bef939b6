import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlainDate } from '@gloact/kernel'
import { endOfDay, momentInAddress, momentOfAddress, type PastMoment } from './place-in-address.ts'

test('a moment in an address is read as it was written, and nothing else is one', () => {
  const day = '2026-03-03' as PlainDate
  const moments: readonly PastMoment[] = [
    { kind: 'sequence', sequence: 12 },
    { kind: 'recorded', day },
    { kind: 'happened', day },
  ]
  for (const moment of moments) assert.deepEqual(momentOfAddress(momentInAddress(moment)), moment)
  for (const text of ['', '0', '-1', '1.5', '2026-02-30', 'happened-', 'happened-12', 'yesterday'])
    assert.equal(momentOfAddress(text), undefined, text)
})

test('a day of the past is known to its end in the country, wherever it is asked from', () => {
  assert.equal(endOfDay('2026-03-03' as PlainDate, 'Asia/Bishkek'), '2026-03-03T17:59:59.999Z')
})
