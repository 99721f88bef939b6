import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FormAnswers } from '@gloact/forms'
import { carriedAnswers } from './carry-over.ts'

const NEXT = { planId: 'next', goalId: 'goal', year: '2029', startsOn: '2029-01-01', endsOn: '2033-12-31' }
const LEFT = ['secured', 'spent', 'implements']

test('carrying over loses no answer but money of the plan before and days that the next one does not have', () => {
  const day = fc
    .record({ year: fc.integer({ min: 2024, max: 2036 }), month: fc.integer({ min: 1, max: 12 }) })
    .map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}-15`)
  const action = fc.record(
    {
      title: fc.string(),
      output: fc.string(),
      owner: fc.constantFrom('a', 'b'),
      starts_on: day,
      due_on: day,
      secured: fc.integer(),
      spent: fc.integer(),
      implements: fc.constant('national'),
      obligations: fc.array(fc.constantFrom('law-1', 'law-2')),
      depends_on: fc.array(fc.constantFrom('one', 'two', 'elsewhere')),
    },
    { requiredKeys: ['title'] },
  )
  const newIds = new Map([
    ['one', 'one in the next'],
    ['two', 'two in the next'],
  ])
  fc.assert(
    fc.property(action, (given) => {
      const before = Object.fromEntries(
        Object.entries({ ...given, code: 'A.1', plan: 'before', goal: 'before' }).map(([path, value]) => [
          path,
          { value },
        ]),
      ) as FormAnswers
      const after = carriedAnswers('action', before, NEXT, newIds)
      assert.deepEqual(after['carried_from'], { value: 'action' })
      for (const [path, answer] of Object.entries(before)) {
        if (LEFT.includes(path)) assert.equal(after[path], undefined)
        else if (path === 'starts_on' || path === 'due_on') {
          const kept = String('value' in answer ? answer.value : '')
          const inside = kept >= NEXT.startsOn && kept <= NEXT.endsOn
          assert.deepEqual(after[path], inside ? answer : undefined)
        } else if (path === 'depends_on') {
          const named = 'value' in answer && Array.isArray(answer.value) ? answer.value.map(String) : []
          assert.deepEqual(after[path], { value: named.map((one) => newIds.get(one) ?? one) })
        } else if (!['plan', 'goal', 'code'].includes(path)) assert.deepEqual(after[path], answer)
      }
    }),
  )
})
