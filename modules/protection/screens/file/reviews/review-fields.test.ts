import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPlainDate } from '@gloact/kernel'
import { PAYLOAD_SCHEMAS } from '../../../contract/file/payloads.ts'
import type { FileView } from '../../../contract/reading/files.ts'
import { latestFirst, nextProblem, offeredNext, reviewOf, type ReviewFields } from './review-fields.ts'

const HELD = asPlainDate('2026-11-24')
const fields = (over: Partial<ReviewFields> = {}): ReviewFields => ({
  of: 'plan',
  on: HELD,
  participants: 'The caseworker and the shelter',
  tookPart: 'yes',
  findings: 'The course began.',
  decision: 'continue',
  next: '2026-12-24',
  ...over,
})

test('what was typed becomes a review that the contract takes', () => {
  const payload = reviewOf(fields(), HELD)
  assert.ok(payload)
  assert.deepEqual(PAYLOAD_SCHEMAS.review_held.parse(payload), payload)
})

test('a review says who took part, what was found and what follows', () => {
  for (const lacking of ['participants', 'findings'] as const)
    assert.equal(reviewOf(fields({ [lacking]: ' ' }), HELD), null)
  for (const lacking of ['of', 'decision', 'tookPart'] as const)
    assert.equal(reviewOf(fields({ [lacking]: null }), HELD), null)
  assert.deepEqual(reviewOf(fields({ tookPart: 'declined' }), HELD)?.personTookPart, { absent: 'declined' })
})

test('what goes on needs the day of its next review, what ends does not', () => {
  assert.equal(nextProblem(fields({ next: null }), HELD), 'missing')
  assert.equal(nextProblem(fields({ next: '2026-11-23' }), HELD), 'early')
  assert.equal(nextProblem(fields({ next: null, decision: 'close' }), HELD), null)
  assert.equal(reviewOf(fields({ next: null, decision: 'close' }), HELD)?.nextReviewOn, null)
})

test('a month on is offered as the next day', () => {
  assert.equal(offeredNext(asPlainDate('2027-01-31')), '2027-02-28')
})

test('reviews are read the latest first, of one thing or of all', () => {
  const review = (actionId: string, of: string, heldOn: string) => ({ actionId, payload: { of, heldOn } })
  const reviews = [
    review('a', 'plan', '2026-10-01'),
    review('b', 'risk', '2026-11-01'),
    review('c', 'plan', '2026-11-01'),
  ] as unknown as FileView['reviews']
  const ids = (of?: 'plan') => latestFirst(reviews, of).map(({ actionId }) => actionId)
  assert.deepEqual(ids(), ['c', 'b', 'a'])
  assert.deepEqual(ids('plan'), ['c', 'a'])
})
