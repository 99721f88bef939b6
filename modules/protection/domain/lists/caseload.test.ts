import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distributeEvenly, namedAfter } from './caseload.ts'

const files = fc.uniqueArray(
  fc.record({ id: fc.uuid(), dueAt: fc.option(fc.constantFrom('2026-11-24T00:00:00Z', '2026-12-01T00:00:00Z')) }),
  { selector: ({ id }) => id, maxLength: 30 },
)
const receivers = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 5 })

test('an even distribution gives every file to somebody, and nobody two more than anybody else', () => {
  fc.assert(
    fc.property(files, receivers, (caseload, to) => {
      const given = distributeEvenly(caseload, to)
      assert.equal(given.size, caseload.length)
      const counts = to.map((who) => [...given.values()].filter((one) => one === who).length)
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1)
    }),
  )
})

test('an even distribution does not hang on the order in which the files come', () => {
  fc.assert(
    fc.property(files, receivers, (caseload, to) => {
      assert.deepEqual(
        Object.fromEntries(distributeEvenly(caseload, to)),
        Object.fromEntries(distributeEvenly(caseload.toReversed(), to)),
      )
    }),
  )
})

test('what is due soon is shared out as evenly as the rest', () => {
  const due = (id: string, dueAt: string | null) => ({ id, dueAt })
  const given = distributeEvenly(
    [due('c', null), due('a', '2026-11-24'), due('d', null), due('b', '2026-11-25')],
    ['x', 'y'],
  )
  assert.deepEqual([given.get('a'), given.get('b')], ['x', 'y'])
})

test('nobody to receive them: nothing is given', () => {
  assert.equal(distributeEvenly([{ id: 'a', dueAt: null }], []).size, 0)
})

test('anyone who leaves is named no longer, and an audience never ends with nobody in it', () => {
  assert.deepEqual(namedAfter(['a', 'b'], 'a', null), ['b'])
  assert.deepEqual(namedAfter(['a', 'b'], 'a', 'c'), ['b', 'c'])
  assert.deepEqual(namedAfter(['a', 'b'], 'a', 'b'), ['b'])
  assert.equal(namedAfter(['a'], 'a', null), null)
})
