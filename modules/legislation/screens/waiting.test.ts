import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWaiting, waitsOf } from './waiting.ts'

const [ME, SOMEBODY] = ['me', 'somebody']
const of = (
  author: string,
  more: {
    readonly reviewedBy?: string
    readonly sentBack?: boolean
    readonly stale?: boolean
    readonly validated?: boolean
  },
) => ({
  elements: [
    { finding: null },
    {
      finding: {
        author,
        reviewedBy: more.reviewedBy ?? null,
        state: more.validated ? ('validated' as const) : ('draft' as const),
        sentBack: more.sentBack ?? false,
        stale: more.stale ?? false,
      },
    },
  ],
})

test('a task leads its author to what was sent back or changed, and a reviewer to what somebody else wrote', () => {
  const cases = [
    [of(ME, { sentBack: true }), ['sent_back']],
    [of(ME, { stale: true }), ['stale']],
    [of(ME, {}), []],
    [of(SOMEBODY, {}), ['to_review']],
    [of(SOMEBODY, { sentBack: true }), []],
    [of(SOMEBODY, { reviewedBy: ME }), []],
    [of(SOMEBODY, { reviewedBy: SOMEBODY }), ['to_review']],
    [of(SOMEBODY, { validated: true, stale: true }), []],
    [{ elements: [{ finding: null }] }, []],
  ] as const
  for (const [obligation, expected] of cases) {
    const waiting = (['sent_back', 'stale', 'to_review'] as const).filter((why) => isWaiting(why, obligation, ME))
    assert.deepEqual(waiting, expected)
  }
})

test('nobody is offered what their rights do not let them do', () => {
  assert.deepEqual(waitsOf({ mayEdit: true, mayReview: false }), ['sent_back', 'stale'])
  assert.deepEqual(waitsOf({ mayEdit: false, mayReview: true }), ['to_review'])
  assert.deepEqual(waitsOf({ mayEdit: false, mayReview: false }), [])
})
