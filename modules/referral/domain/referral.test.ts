import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { asInstant } from '@gloact/kernel'
import { isEnd, problemsOfKind } from '@gloact/records'
import { everyWalkHolds } from '@gloact/records/testing'
import { available, roomOf, ROOM, servicesThatFit, type Capacity, type ServiceEntry } from './directory.ts'
import { COPY_FORMS } from './copied.ts'
import { REFERRAL_FORMS } from './forms.ts'
import {
  groupsFor,
  groupsToRecall,
  IN_WORDS_ALONE,
  mayBeReferredTo,
  narrowedTo,
  NEVER_BY_REFERRAL,
  wantedGroups,
} from './passing-on.ts'
import { referralPolicy } from './policy.ts'
import { referralClock, referralKind, URGENCIES } from './referral-kind.ts'

test('what holds for every kind of request holds for a referral', () => {
  assert.deepEqual(problemsOfKind(referralKind), [])
  everyWalkHolds(referralKind)
})

test('no state is without somebody whose turn it is, or a clock of theirs that runs', () => {
  const started = (state: string) =>
    Object.values(referralKind.steps).filter(
      ({ to, starts = [], resumes = [] }) => to === state && [...starts, ...resumes].length > 0,
    )
  for (const [state, { turn }] of Object.entries(referralKind.states)) {
    if (isEnd(referralKind, state) || state === 'draft') continue
    assert.notEqual(turn, null, state)
    // Acknowledged and in service go on under a clock that an earlier step started.
    if (state === 'acknowledged' || state === 'in_service') continue
    assert.ok(started(state).length > 0, state)
  }
})

test('every clock runs for some time, whatever the urgency, and every form that a step needs is there', () => {
  for (const urgency of URGENCIES)
    for (const clock of Object.keys(referralKind.clocks))
      assert.ok(referralClock({ byUrgency: {}, alike: {} })(clock, { urgency }), clock)
  for (const { needs } of Object.values(referralKind.steps))
    if (needs !== undefined) assert.ok({ ...REFERRAL_FORMS, ...COPY_FORMS }[needs], needs)
})

test('police, consulate, family and donors are reached by no referral', () => {
  for (const kind of NEVER_BY_REFERRAL) assert.equal(mayBeReferredTo(kind), false, kind)
  assert.equal(mayBeReferredTo('shelter'), true)
})

test('what is wanted holds the reason, each group once, never counselling or a photograph; for a child only what the service needs', () => {
  const anyGroups = fc.array(
    fc.constantFrom('identity', 'health', 'counselling', 'photograph', 'exploitation', 'needs'),
  )
  fc.assert(
    fc.property(anyGroups, fc.constantFrom('shelter', 'health', 'unheard_of'), fc.boolean(), (asked, type, child) => {
      const groups = wantedGroups(asked, type, { ofChild: child })
      assert.ok(groups.includes('needs'))
      assert.equal(new Set(groups).size, groups.length)
      assert.ok(!groups.includes('counselling') && !groups.includes('photograph'))
      if (child) assert.ok(groups.every((group) => groupsFor(type).includes(group)))
    }),
  )
})

test('after a withdrawal nothing that it took away is left to be read: over any history of grants', () => {
  const group = fc.constantFrom('needs', 'identity', 'contact', 'health', 'exploitation')
  const history = fc.array(fc.record({ group, given: fc.boolean() }), { maxLength: 12 })
  fc.assert(
    fc.property(fc.uniqueArray(group), history, (sent, events) => {
      const agreed = new Set<string>(sent)
      for (const { group: each, given } of events) {
        if (given) agreed.add(each)
        else agreed.delete(each)
      }
      const gone = groupsToRecall(sent, [...agreed])
      for (const each of sent) assert.equal(gone.includes(each), !agreed.has(each))
      const left = narrowedTo(sent, gone)
      assert.ok((left ?? []).every((each) => agreed.has(each) && new Set<string>(sent).has(each)))
      // The words may speak of what is told in words alone.
      if (gone.some((each) => IN_WORDS_ALONE.includes(each))) assert.equal(left, null)
    }),
    { numRuns: 100_000 },
  )
})

const NOW = asInstant('2026-11-24T09:00:00Z')
const capacity = (more: Partial<Capacity>): Capacity => ({
  unit: 'bed',
  maximum: 10,
  occupied: 0,
  held: 0,
  outOfUse: 0,
  keepsList: false,
  updatedAt: NOW,
  ...more,
})

test('room is what is left of what can be used; what nobody has confirmed for its time is unknown', () => {
  assert.equal(roomOf(capacity({ occupied: 7, held: 2, outOfUse: 0 }), NOW), 'open')
  assert.equal(roomOf(capacity({ occupied: 7, held: 2, outOfUse: 1 }), NOW), 'full')
  assert.equal(roomOf(capacity({ occupied: 12, keepsList: true }), NOW), 'waitlist')
  assert.equal(available(capacity({ occupied: 12 })), -2)
  assert.equal(roomOf(capacity({ updatedAt: asInstant('2026-11-23T08:00:00Z') }), NOW), 'unknown')
  assert.equal(roomOf(capacity({ unit: 'place', updatedAt: asInstant('2026-11-01T08:00:00Z') }), NOW), 'open')
  assert.equal(roomOf(capacity({ updatedAt: null }), NOW), 'unknown')
  assert.equal(roomOf(capacity({ maximum: null }), NOW), 'assess_first')
})

const service = (name: string, more: Partial<ServiceEntry> = {}): ServiceEntry => ({
  id: name,
  type: 'shelter',
  name,
  area: 'north',
  languages: ['ar'],
  serves: 'anybody',
  minAge: null,
  maxAge: null,
  room: 'open',
  ...more,
})

test('services that fit stand by room, then language, then area; unknown room after a list and before a full house', () => {
  const order = servicesThatFit(
    [
      service('e', { room: 'full' }),
      service('d', { room: 'unknown' }),
      service('c', { room: 'waitlist' }),
      service('b', { languages: ['fr'] }),
      service('a2', { area: 'coast' }),
      service('a1'),
      service('other', { type: 'health' }),
      service('of children', { serves: 'children', maxAge: 17 }),
    ],
    { type: 'shelter', language: 'ar', area: 'north', child: false },
  ).map(({ name }) => name)
  assert.deepEqual(order, ['a1', 'a2', 'b', 'c', 'd', 'e'])
  assert.deepEqual(ROOM.indexOf('unknown') < ROOM.indexOf('full'), true)
})

test('a child is offered no service for adults alone', () => {
  const found = servicesThatFit([service('adults', { minAge: 18 }), service('all')], { type: 'shelter', child: true })
  assert.deepEqual(
    found.map(({ name }) => name),
    ['all'],
  )
})

test('who works on files sends, who answers for a service answers, and administrators do neither', () => {
  const may = (
    role: 'caseworker' | 'service_provider' | 'administrator',
    action: 'referral.send' | 'referral.answer',
    agencyId = 'mine',
  ) => referralPolicy.decide({ agencyId: 'mine', roles: [role] }, action, { agencyId }).allowed
  assert.deepEqual([may('caseworker', 'referral.send'), may('service_provider', 'referral.send')], [true, false])
  assert.deepEqual([may('service_provider', 'referral.answer'), may('administrator', 'referral.answer')], [true, false])
  assert.equal(may('caseworker', 'referral.send', 'theirs'), false)
})

test('a clock that a country decided runs so, and every other as usual', () => {
  const three = { unit: 'hours', amount: 3, onNonWorkingDay: 'keep' } as const
  const clock = referralClock({ byUrgency: { urgent: { acknowledge: three } }, alike: { find_another: three } })
  assert.deepEqual(clock('acknowledge', { urgency: 'urgent' }), three)
  assert.deepEqual(clock('find_another', { urgency: 'planned' }), three)
  const usual = referralClock({ byUrgency: {}, alike: {} })
  for (const urgency of ['emergency', 'standard', 'planned'])
    assert.deepEqual(clock('acknowledge', { urgency }), usual('acknowledge', { urgency }))
})
