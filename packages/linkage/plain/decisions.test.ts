import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decide, VERDICTS, type Decision } from './decisions.ts'

const records = (lists: readonly number[]) => ({ count: lists.length, lists: Int32Array.from(lists) })
const same = (a: number, b: number): Decision => ({ a, b, verdict: 'same' })
const not = (a: number, b: number): Decision => ({ a, b, verdict: 'not_same' })

test('what follows from decisions is decided too', () => {
  const decided = decide(records([0, 0, 0, 0, 0]), [same(3, 1), same(1, 4), not(4, 0)], 'within_all')
  assert.ok(decided.ok)
  const { groups, together, apart, roots } = decided.value
  assert.deepEqual(groups, [[1, 3, 4]])
  assert.deepEqual([...roots], [0, 1, 2, 1, 1])
  assert.ok(together(3, 4) && !together(0, 1) && !together(2, 3))
  assert.ok(apart(3, 0) && apart(0, 1) && !apart(2, 0) && !apart(3, 4))
})

test('decisions that contradict one another are refused, whatever their order', () => {
  const decision = fc.record({ a: fc.nat(5), b: fc.nat(5), verdict: fc.constantFrom(...VERDICTS) })
  fc.assert(
    fc.property(fc.array(decision, { maxLength: 12 }), (made) => {
      const decisions = made.filter(({ a, b }) => a !== b)
      const decided = decide(records([0, 0, 0, 0, 0, 0]), decisions, 'within_all')
      const turned = decide(records([0, 0, 0, 0, 0, 0]), decisions.toReversed(), 'within_all')
      assert.equal(decided.ok, turned.ok)
      if (!decided.ok) return
      const { together, apart } = decided.value
      for (const { a, b, verdict } of decisions) {
        if (verdict === 'same') assert.ok(together(a, b) && !apart(a, b))
        if (verdict === 'not_same') assert.ok(apart(b, a) && !together(a, b))
      }
    }),
    { numRuns: 500 },
  )
  const refused = decide(records([0, 0, 0]), [same(0, 1), same(1, 2), not(0, 2)], 'within_all')
  assert.equal(refused.ok ? '' : refused.error.code, 'linkage.decisions_contradict')
})

test('lists that hold a person once are given none twice by decisions', () => {
  const twice = [same(0, 2), same(1, 2)]
  const refused = decide(records([0, 0, 1]), twice, 'between_lists')
  assert.match(refused.ok ? '' : refused.error.message, /holds one person twice/)
  assert.ok(decide(records([0, 0, 1]), twice, 'within_all').ok, 'a list that is deduplicated first may')
  assert.ok(decide(records([-1, -1, 1]), twice, 'between_lists').ok, 'and who stands on no list may')
})
