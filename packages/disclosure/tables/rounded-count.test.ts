import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roundedCount, roundedSum } from './rounded-count.ts'

test('no difference of two rounded counts says how many a few people are', () => {
  const rule = { threshold: 10 }
  assert.deepEqual(
    [0, 1, 9, 10, 14, 15, 104].map((count) => roundedCount(count, rule)),
    [0, null, null, 10, 10, 20, 100],
  )
  // Whatever the larger set: with few more or fewer people the two are told alike, or a whole step apart.
  for (let all = 10; all < 200; all++)
    for (let few = 1; few < 10; few++) {
      const told = roundedCount(all + few, rule)! - roundedCount(all, rule)!
      assert.ok(told === 0 || told === 10, `${all} + ${few}`)
    }
})

test('a sum stands beside its rounded parts only where none of them is withheld', () => {
  const rule = { threshold: 10 }
  // The year, rounded, would say that each of the three others is 1 or 2: 10 to 14 in all, of which 10 to 14 are in the first.
  assert.equal(roundedCount(10 + 1 + 1 + 1, rule), 10)
  assert.equal(roundedSum([10, 1, 1, 1], rule), null)
  assert.equal(roundedSum([40, 30, 0, 21], rule), 90)
  assert.equal(roundedSum([0, 0], rule), 0)
})
