import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { scoreDays, type OpeningDay } from './unusual-days.ts'

const day = (staffId: string, number: number, opened: number): OpeningDay => ({
  staffId,
  day: `2026-11-${String(number).padStart(2, '0')}`,
  opened,
  files: opened,
  purposes: [],
})
const habit = (staffId: string, opened: number) =>
  Array.from({ length: 8 }, (_, index) => day(staffId, index + 1, opened))

test('a day of many times the usual is pointed at', () => {
  const last = scoreDays([...habit('a', 4), day('a', 20, 30)]).at(-1)
  assert.partialDeepStrictEqual(last, { usual: 4, score: 7.5, unusual: true })
})

test('a country may have days pointed at sooner', () => {
  const days = [...habit('a', 2), day('a', 20, 8)]
  assert.equal(scoreDays(days).at(-1)?.unusual, false)
  assert.equal(scoreDays(days, { atLeast: 5, timesUsual: 2 }).at(-1)?.unusual, true)
})

test('who opens many every day is usual, and so is a day of a few', () => {
  assert.equal(
    scoreDays([...habit('a', 30), day('a', 20, 40)]).some(({ unusual }) => unusual),
    false,
  )
  assert.equal(
    scoreDays([...habit('a', 1), day('a', 20, 9)]).some(({ unusual }) => unusual),
    false,
  )
})

test('a new colleague is held against everybody’s days', () => {
  const last = scoreDays([...habit('a', 4), day('new', 20, 40)]).at(-1)
  assert.partialDeepStrictEqual(last, { usual: 4, unusual: true })
})

test('more openings never score less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 50 }), (opened, more) => {
      const score = (count: number) => scoreDays([...habit('a', 3), day('a', 20, count)]).at(-1)?.score ?? 0
      assert.ok(score(opened + more) >= score(opened))
    }),
  )
})
