import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAlone, isMissing, pressing } from './pressing.ts'

test('a child without a guardian beyond the time stands before every other deadline, and one in time stands in its place', () => {
  const now = '2026-11-24T09:00:00.000Z'
  const record = (kind: 'guardianship' | 'care', state: string, nextDueAt: string | null) => ({
    kind,
    state,
    nextDueAt,
  })
  const late = record('care', 'in_place', '2026-10-01T00:00:00.000Z')
  const alone = record('guardianship', 'asked', '2026-11-24T09:00:00.000Z')
  const unconfirmed = record('guardianship', 'unconfirmed', '2026-11-20T00:00:00.000Z')
  const inTime = record('guardianship', 'asked', '2026-11-24T09:00:00.001Z')
  const appointed = record('guardianship', 'appointed', '2026-11-01T00:00:00.000Z')
  const later = record('care', 'in_place', '2026-12-01T00:00:00.000Z')
  const without = record('care', 'ended', null)
  const mixed = [without, later, appointed, inTime, unconfirmed, alone, late]
  assert.deepEqual(
    mixed.toSorted((a, b) => pressing(a, now).localeCompare(pressing(b, now))),
    [unconfirmed, alone, late, appointed, inTime, later, without],
  )
  assert.deepEqual([alone, unconfirmed, appointed, later].map(isAlone), [true, true, false, false])
})

test('a child who is missing stands before every other, one without a guardian too', () => {
  const now = '2026-11-24T09:00:00.000Z'
  const missing = {
    kind: 'care',
    state: 'in_place',
    clock: 'missing_week',
    nextDueAt: '2026-11-30T00:00:00.000Z',
  } as const
  const visit = { ...missing, clock: 'visit' } as const
  const alone = { kind: 'guardianship', state: 'asked', nextDueAt: '2026-11-20T00:00:00.000Z' } as const
  assert.ok(pressing(missing, now) < pressing(alone, now))
  assert.ok(pressing(alone, now) < pressing(visit, now))
  assert.deepEqual([isMissing(missing), isMissing(visit)], [true, false])
})
