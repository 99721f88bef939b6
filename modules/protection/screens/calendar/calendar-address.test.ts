import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlainDate } from '@gloact/kernel'
import { calendarAddress, calendarOf } from './calendar-address.ts'

test('an address says what is shown, and is read back as it was written', () => {
  for (const shown of [
    { of: 'mine' },
    { of: 'team', view: 'month', on: '2026-11-24' as PlainDate },
    { of: 'agency', view: 'list' },
  ] as const)
    assert.deepEqual(calendarOf(calendarAddress(shown).split('?')[1] ?? ''), shown)
})

test('what an address says wrongly is left out', () => {
  assert.deepEqual(calendarOf('view=year&on=2026-02-30&of=everybody'), { of: 'mine' })
})
