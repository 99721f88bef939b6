import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant } from '@gloact/kernel'
import fc from 'fast-check'
import { answerMissing, complaintsOf, isSuspended, REVIEWS, UPHELD, upheldAgainstGuardian } from './suspension.ts'

let made = 0
const said = (step: string, answers: Readonly<Record<string, string>> = {}) => ({
  id: `step ${(made += 1)}`,
  step,
  by: 'somebody',
  happenedAt: asInstant('2026-11-24T09:00:00.000Z'),
  answers: Object.fromEntries(Object.entries(answers).map(([question, value]) => [question, { value }])),
})

test('a complaint is of who was the guardian when it was made, and is answered in its turn', () => {
  const [first, second] = [said('answer_complaint', { outcome: 'upheld' }), said('answer_complaint')]
  const steps = [
    said('ask'),
    said('provide', { guardian: 'a' }),
    said('complain'),
    said('end_guardian'),
    said('appoint', { guardian: 'b' }),
    said('complain'),
    first,
  ]
  const told = (all: typeof steps) => complaintsOf(all).map(({ guardian, answer }) => [guardian, answer?.id])
  assert.deepEqual(told(steps), [
    ['a', first.id],
    ['b', undefined],
  ])
  assert.deepEqual(told([...steps, second]), [
    ['a', first.id],
    ['b', second.id],
  ])
  assert.deepEqual(answerMissing(complaintsOf(steps)), [])
  assert.deepEqual(answerMissing(complaintsOf([...steps, second])), ['complaint_none'])
  assert.deepEqual(answerMissing([]), ['complaint_none'])
})

test('while somebody covers a complaint is of them; before and afterwards of the guardian, and of a successor from then on', () => {
  const steps = [
    said('stand_in'),
    said('complain'),
    said('appoint', { guardian: 'a' }),
    said('complain'),
    said('cover', { guardian: 'b' }),
    said('complain'),
    said('end_cover'),
    said('complain'),
    said('cover', { guardian: 'b' }),
    said('replace', { guardian: 'c' }),
    said('complain'),
    said('end_guardian'),
    said('complain'),
  ]
  assert.deepEqual(
    complaintsOf(steps).map(({ guardian }) => guardian),
    [undefined, 'a', 'b', 'a', 'c', undefined],
  )
})

test('what was upheld about somebody else is nothing against the guardian; that nobody knows is no acquittal', () => {
  assert.equal(upheldAgainstGuardian(said('answer_complaint', { outcome: 'upheld', of_guardian: 'no' })), null)
  assert.equal(upheldAgainstGuardian(said('answer_complaint', { outcome: 'not_upheld', of_guardian: 'yes' })), null)
  assert.equal(upheldAgainstGuardian(said('answer_complaint', { outcome: 'upheld_safety' })), 'upheld_safety')
})

test('two that stand, or one of safety, suspend; nothing else does, whatever was found of them before', () => {
  const complaint = fc.record({
    outcome: fc.constantFrom(...UPHELD),
    reviews: fc.array(fc.constantFrom(...REVIEWS), { maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(complaint, { maxLength: 5 }), (complaints) => {
      const standing = complaints.filter(({ reviews }) => [undefined, 'stands'].includes(reviews[reviews.length - 1]))
      const safety = standing.some(({ outcome }) => outcome === 'upheld_safety')
      assert.equal(isSuspended(complaints), safety || standing.length > 1)
    }),
  )
})
