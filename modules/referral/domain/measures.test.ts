import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ENDINGS, measure, waitedBy, type MeasuredReferral, type MeasuredStep } from './measures.ts'

const HOUR = 3_600_000
const NOW = 100 * 24 * HOUR

type Told = readonly (readonly [step: string, hours: number, code?: string])[]
/** Sent so many days before now, to be acknowledged in 24 hours; its steps by the hours after that. */
const referral = (daysAgo: number, told: Told): MeasuredReferral => {
  const sent = NOW - daysAgo * 24 * HOUR
  return {
    need: 'shelter',
    urgency: 'standard',
    keptBack: false,
    acknowledgeBy: sent + 24 * HOUR,
    steps: [['send', 0] as const, ...told].map(([step, hours, code]): MeasuredStep => ({
      step,
      at: sent + hours * HOUR,
      code: code ?? null,
    })),
  }
}

const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value)

/** Thirty referrals, worked out by hand: sent ninety days ago but for the last three. */
const COHORT: readonly MeasuredReferral[] = [
  // Twelve served: acknowledged after 2 h, accepted after 10 h, first service after 48 h; eight of them read by the sender.
  ...times(
    8,
    referral(90, [
      ['acknowledge', 2],
      ['accept', 10],
      ['start', 48],
      ['complete', 300, 'provided'],
      ['close', 400, 'met'],
    ]),
  ),
  ...times(
    3,
    referral(90, [
      ['acknowledge', 2],
      ['accept', 10],
      ['start', 48],
      ['complete', 300, 'partly'],
    ]),
  ),
  referral(90, [
    ['acknowledge', 30],
    ['accept', 40],
    ['start', 60],
    ['complete', 300, 'ended_early'],
  ]),
  // Three that had no room, one that spoke another language.
  ...times(
    3,
    referral(90, [
      ['acknowledge', 20],
      ['decline', 30, 'full'],
      ['close', 50, 're_referred'],
    ]),
  ),
  referral(90, [['decline', 5, 'language']]),
  // Three that nobody answered.
  ...times(3, referral(90, [['expire', 240]])),
  // Accepted, and not given: one did not want it, one could not be reached, one service was not to be had.
  referral(90, [
    ['acknowledge', 4],
    ['accept', 12],
    ['not_deliver', 100, 'declined_by_person'],
  ]),
  referral(90, [
    ['acknowledge', 4],
    ['accept', 12],
    ['not_deliver', 100, 'no_contact'],
  ]),
  referral(90, [
    ['acknowledge', 4],
    ['accept', 12],
    ['not_deliver', 100, 'unavailable'],
  ]),
  // On a list for good; one that came off it.
  referral(90, [
    ['acknowledge', 6],
    ['put_on_list', 20],
  ]),
  referral(90, [
    ['acknowledge', 6],
    ['put_on_list', 20],
    ['accept', 500],
    ['start', 600],
    ['complete', 900, 'provided'],
  ]),
  // Called back after three hours, and withdrawn after two days without a word; neither is a failure of anybody.
  referral(90, [
    ['recall', 3],
    ['confirm_recall', 27],
  ]),
  referral(90, [['withdraw', 48, 'placed_elsewhere']]),
  // Sent by mistake: in no figure.
  referral(90, [['withdraw', 1, 'mistake']]),
  // Of today: one answered, one acknowledged, one not yet due.
  referral(0.5, [
    ['acknowledge', 1],
    ['accept', 3],
  ]),
  referral(0.5, [['acknowledge', 1]]),
  referral(0.25, []),
]

test('a cohort of thirty comes to what was worked out by hand', () => {
  assert.equal(COHORT.length, 30)
  const found = measure(COHORT, NOW)
  assert.equal(found.sent, 29, 'the mistake is not counted')
  // Due or acknowledged: 29 less the recall after three hours and the one of today without a word. Late: 30 h, three expired, one withdrawn.
  assert.deepEqual(found.acknowledgedInTime, { count: 22, of: 27 })
  // Ends of answering: 12 + 1 of today accepted, 3 accepted and not given, 4 declined, 3 expired, 2 on a list (one later accepted).
  assert.deepEqual(found.accepted, { count: 17, of: 25 })
  assert.deepEqual(found.delivered, { count: 12, of: 26 })
  assert.deepEqual(found.unavailable, { count: 7, of: 29 })
  assert.deepEqual(found.declinedByPerson, { count: 1, of: 27 })
  // Ended: 13 completed, 3 not given, 4 declined, 3 expired.
  assert.deepEqual(found.loopClosed, { count: 11, of: 23 })
  assert.deepEqual(found.endings, {
    delivered: 12,
    ended_early: 1,
    not_delivered: 2,
    not_shared: 0,
    declined_by_person: 1,
    declined: 4,
    expired: 3,
    withdrawn: 2,
    under_way: 4,
  })
  // Of 18 that were promised a service, eleven began after 48 h: half by then; nine in ten not yet.
  assert.deepEqual(found.toFirstService, { median: 48, ninetieth: null, of: 18 })
  assert.equal(found.toAcknowledge.median, 4)
  // Of two that were taken back one service has confirmed, a day later.
  assert.deepEqual(found.toConfirmRecall, { median: 24, ninetieth: null, of: 2 })
})

test('who waits still counts as "longer than", and is not left out', () => {
  const now = (hours: number) => ({ waited: hours, happened: true })
  const still = (hours: number) => ({ waited: hours, happened: false })
  // Three of four answered: without the fourth the median would be 2.
  assert.equal(waitedBy([now(1), now(2), now(3), still(50)], 0.5), 2)
  assert.equal(waitedBy([now(1), still(50), still(50), still(50)], 0.5), null)
  assert.equal(waitedBy([], 0.5), null)
  // As printed in Kaplan and Meier’s example: 0.8 deaths and losses at 0.8, 1.0*, 2.7*, 3.1, 5.4, 7.0*, 9.2, 12.1* months.
  const printed = [now(0.8), still(1), still(2.7), now(3.1), now(5.4), still(7), now(9.2), still(12.1)]
  // The curve: 7/8, 7/8·4/5 = 0.7, 7/8·4/5·3/4 = 0.525, and half of that at 9.2.
  assert.equal(waitedBy(printed, 0.45), 5.4)
  assert.equal(waitedBy(printed, 0.5), 9.2)
  assert.equal(waitedBy(printed, 0.74), null)
})

test('every referral that was sent has one ending, each share lies within its whole, and what comes later changes no earlier figure', () => {
  const steps = [
    'acknowledge',
    'accept',
    'put_on_list',
    'decline',
    'start',
    'complete',
    'not_deliver',
    'withdraw',
    'recall',
    'expire',
    'close',
  ]
  const some = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 90 }),
      fc.array(
        fc.tuple(
          fc.constantFrom(...steps),
          fc.integer({ min: 0, max: 2000 }),
          fc.constantFrom('full', 'mistake', 'provided', undefined),
        ),
        { maxLength: 6 },
      ),
    ),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 90 * 24 }), (told, earlier) => {
      const all = told.map(([days, taken]) => referral(days, taken.toSorted((a, b) => a[1] - b[1]) as Told))
      const found = measure(all, NOW)
      assert.equal(
        ENDINGS.reduce((sum, ending) => sum + found.endings[ending], 0),
        found.sent,
      )
      for (const share of [
        found.acknowledgedInTime,
        found.accepted,
        found.delivered,
        found.unavailable,
        found.declinedByPerson,
        found.loopClosed,
      ])
        assert.ok(share.count >= 0 && share.count <= share.of && share.of <= found.sent)
      const moment = NOW - earlier * HOUR
      const until = all.map((one) => ({ ...one, steps: one.steps.filter(({ at }) => at <= moment) }))
      assert.deepEqual(measure(until, moment), measure(all, moment))
    }),
  )
})

test('an outcome that the person keeps to themselves is neither given nor not given, and its loop closes like every other', () => {
  const kept = referral(100, [
    ['acknowledge', 1],
    ['accept', 2],
    ['start', 20],
    ['end', 300],
    ['close', 310],
  ])
  const found = measure([kept], NOW)
  assert.equal(found.endings.not_shared, 1)
  assert.deepEqual(
    [found.delivered, found.loopClosed],
    [
      { count: 0, of: 0 },
      { count: 1, of: 1 },
    ],
  )
})
