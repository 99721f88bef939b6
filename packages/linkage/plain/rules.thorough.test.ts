import assert from 'node:assert/strict'
import { test } from 'node:test'
import { learnLinkage } from './index.ts'
import { inventedPeople, recordsOf } from '../bench/invented-people.ts'
import { disagrees } from './rules.ts'

test('rules of two halves of the columns tell how many pairs of one person there are', async () => {
  const rows = [...inventedPeople(600, { share: 0.3 })]
  const learned = await learnLinkage(recordsOf(rows), { mode: 'within_all' })
  assert.ok(learned.ok)
  const { rules } = learned.value
  assert.ok(rules)
  const sizes = new Map<number, number>()
  for (const { person } of rows) sizes.set(person, (sizes.get(person) ?? 0) + 1)
  const there = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  assert.ok(Math.abs(rules.expected / there - 1) < 0.2, `${rules.expected} expected, ${there} there`)
  assert.ok(rules.low <= rules.expected && rules.expected <= rules.high)
  assert.ok(Math.abs(rules.found / rules.recall - rules.expected) < 1e-6)
  const [one, two] = rules.columns
  assert.ok(one.every((column) => !two.includes(column)))
  assert.equal(disagrees(rules, there), false)
  assert.equal(disagrees(rules, there * 2), true)
  assert.equal(disagrees(rules, there / 3), true)
})
