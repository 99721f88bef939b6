import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, asPlainDate } from '@gloact/kernel'
import { confirmationMissing, inPlaceMissing } from './lasting.ts'
import type { Recorded, Said } from './said.ts'

const said = (step: string, on: string, answers: Readonly<Record<string, string>> = {}): Said => ({
  step,
  by: 'o1',
  happenedAt: asInstant(`${on}T09:00:00.000Z`),
  answers: Object.fromEntries(Object.entries(answers).map(([field, value]) => [field, { value }])),
})
const ALL = { stay: 'yes', cared_for: 'yes', school_or_work: 'yes', health: 'yes', safe: 'yes' }
const solution = (...steps: readonly Said[]): Recorded => ({ id: 's', state: 'in_place', steps })
const missing = (day: string, ...steps: readonly Said[]) =>
  confirmationMissing(solution(...steps), { day: asPlainDate(day), timeZone: 'UTC' })
const GOOD = { alone: 'yes', result: 'going_well' }
const story = (last: Readonly<Record<string, string>> = GOOD) => [
  said('hand_over', '2025-02-28'),
  said('put_in_place', '2025-06-01', ALL),
  said('follow_12', '2026-02-27', last),
]

test('a solution is in place with stay, care, school or work, health and safety: each alone is missed, and not known is no yes', () => {
  assert.deepEqual(inPlaceMissing(said('put_in_place', '2026-01-01', ALL)), [])
  for (const field of Object.keys(ALL))
    for (const value of ['no', 'unknown'])
      assert.equal(inPlaceMissing(said('put_in_place', '2026-01-01', { ...ALL, [field]: value })).length, 1, field)
  assert.equal(inPlaceMissing(undefined).length, 5)
  for (const [option, field, gap] of [
    ['local_integration', 'home', 'lasting_no_home'],
    ['adoption_or_kafala', 'order', 'lasting_no_order'],
  ] as const) {
    assert.deepEqual(inPlaceMissing(said('put_in_place', '2026-01-01', ALL), option), [gap])
    assert.deepEqual(inPlaceMissing(said('put_in_place', '2026-01-01', { ...ALL, [field]: 'yes' }), option), [])
  }
})

test('it is confirmed twelve months after the hand-over and no day before, followed up with the child alone, and still going on', () => {
  assert.deepEqual(missing('2026-02-27', ...story()), ['lasting_too_early'])
  assert.deepEqual(missing('2026-02-28', ...story()), [])
  assert.deepEqual(missing('2026-03-01', ...story().slice(0, 2)), ['lasting_not_followed_up'])
  assert.deepEqual(missing('2026-03-01', ...story({ ...GOOD, alone: 'no' })), ['lasting_not_seen_alone'])
  for (const result of ['at_risk', 'broken_down', 'not_found'])
    assert.deepEqual(missing('2026-03-01', ...story({ ...GOOD, result })), ['lasting_not_going_well'], result)
  assert.deepEqual(missing('2026-03-01', ...story({ ...GOOD, result: 'support_needed' })), [])
  assert.equal(missing('2026-03-01').length, 7, 'of what was never handed over all but how it goes is missing')
})
