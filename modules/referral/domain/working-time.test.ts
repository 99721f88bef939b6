import assert from 'node:assert/strict'
import { test } from 'node:test'
import { workedBy } from './working-time.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
/** Friday to Tuesday. */
const WEEK = [true, false, false, true, true].map((works, index) => ({ start: index * DAY, works }))

test('a weekend adds nothing, a working day the whole of itself, and a part of one its part', () => {
  const worked = workedBy(WEEK)
  const between = (from: number, to: number) => (worked(to) - worked(from)) / HOUR
  assert.equal(between(20 * HOUR, 3 * DAY + 2 * HOUR), 6, 'four hours of Friday and two of Monday')
  assert.equal(between(DAY + HOUR, 2 * DAY + HOUR), 0)
  assert.equal(between(3 * DAY, 4 * DAY), 24)
  assert.equal(between(-DAY, 9 * DAY), 48, 'what lies outside the days counts as their ends')
  assert.equal(workedBy([])(5), 0)
})
