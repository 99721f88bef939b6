import assert from 'node:assert/strict'
import { test } from 'node:test'
import { manyHops, unmetNeed, type NeedReferred } from './unmet-need.ts'

const DAY = 86_400_000
const START = Date.parse('2026-03-01T09:00:00Z')
const on = (day: number): number => START + day * DAY

const referral = (
  person: string,
  need: string,
  ...steps: readonly (readonly [step: string, day: number, code?: string])[]
): NeedReferred => ({
  person,
  need,
  urgency: 'standard',
  keptBack: false,
  acknowledgeBy: null,
  steps: steps.map(([step, day, code]) => ({ step, at: on(day), code: code ?? null })),
})

test('ten referrals of seven needs, by hand: three of six whose time is over are unmet', () => {
  const all = [
    // Met on the ninth day.
    referral('a', 'health', ['send', 0], ['accept', 1], ['start', 9], ['complete', 40, 'provided']),
    // Declined at one, met at another within thirty days of the first: one need, met.
    referral('b', 'health', ['send', 0], ['decline', 2, 'full']),
    referral('b', 'health', ['send', 3], ['accept', 4], ['start', 28]),
    // The same person's other need stays unmet.
    referral('b', 'shelter', ['send', 0], ['expire', 10]),
    // Begun on the 31st day: too late.
    referral('c', 'health', ['send', 0], ['accept', 3], ['start', 31]),
    // Three services, none of them.
    referral('d', 'legal_assistance', ['send', 0], ['decline', 1, 'language']),
    referral('d', 'legal_assistance', ['send', 1], ['decline', 2, 'full']),
    // Sent by mistake: nowhere.
    referral('e', 'health', ['send', 0], ['withdraw', 0, 'mistake']),
    // Its thirty days are not over.
    referral('f', 'health', ['send', 20]),
    // Given in part: met.
    referral('g', 'education', ['send', 0], ['start', 5], ['complete', 20, 'partly_provided']),
  ]
  assert.deepEqual(unmetNeed(all, on(45)), { count: 3, of: 6 })
  // Looked at earlier, what came later is not known: nobody's time is over.
  assert.deepEqual(unmetNeed(all, on(29)), { count: 0, of: 0 })
})

test('a first service that came to nothing meets no need', () => {
  const one = referral('a', 'health', ['send', 0], ['accept', 1], ['start', 3], ['not_deliver', 5, 'unavailable'])
  assert.deepEqual(unmetNeed([one], on(60)), { count: 1, of: 1 })
})

test('a need that was referred three times counts once, and mistakes do not', () => {
  const all = [
    ...[0, 3, 6].map((day) => referral('a', 'health', ['send', day], ['decline', day + 1, 'full'])),
    ...[0, 3].map((day) => referral('b', 'health', ['send', day])),
    referral('b', 'health', ['send', 1], ['withdraw', 2, 'mistake']),
    referral('a', 'shelter', ['send', 0]),
  ]
  assert.deepEqual(manyHops(all, on(10)), { count: 1, of: 3 })
  assert.deepEqual(manyHops(all, on(5)), { count: 0, of: 3 }, 'the third was not sent yet')
})
