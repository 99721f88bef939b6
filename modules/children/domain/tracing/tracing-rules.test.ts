import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FormAnswers } from '@gloact/forms'
import { everyWalkHolds } from '@gloact/records/testing'
import { COMPARED_NAMES, type Said } from './compared.ts'
import { missingToMatch, missingToTell, type BeforeContact, missingToSearch, namesTelephone } from './gates.ts'
import type { ComparedName } from './lists.ts'
import { tracingMatch } from './match-kind.ts'
import { changedOfWhatSpokeAgainst } from './rejection.ts'
import { tracingRequest } from './request-kind.ts'
import { tracingSubject } from './subject-kind.ts'

const say = (said: Readonly<Record<string, string>>): FormAnswers =>
  Object.fromEntries(Object.entries(said).map(([field, value]) => [field, { value }]))

test('requests, the child’s side and suggestions keep what every record keeps, on every walk', () => {
  for (const kind of [tracingRequest, tracingSubject, tracingMatch]) {
    const { visited } = everyWalkHolds(kind, { runs: 3_000 })
    assert.deepEqual(
      Object.keys(kind.states).filter((state) => !visited.has(state)),
      [],
      kind.kind,
    )
  }
})

test('a rejected pair stays away after a thousand edits of what did not speak against it', () => {
  const against: readonly ComparedName[] = ['mother_name', 'origin']
  const unrelated = COMPARED_NAMES.filter((name) => !against.includes(name))
  const rejected = {
    against,
    request: { given_name: 'Leen', mother_name: 'Rania', origin: 'Homs' },
    child: { given_name: 'Lin', mother_name: 'Huda', origin: 'Hama' },
  }
  const edits = fc.array(
    fc.record({
      side: fc.constantFrom('request' as const, 'child' as const),
      name: fc.constantFrom(...unrelated),
      text: fc.string(),
    }),
    { minLength: 1_000, maxLength: 1_000 },
  )
  fc.assert(
    fc.property(edits, (made) => {
      const now: Record<'request' | 'child', Said> = { request: rejected.request, child: rejected.child }
      for (const { side, name, text } of made) now[side] = { ...now[side], [name]: text }
      assert.deepEqual(changedOfWhatSpokeAgainst(rejected, now), [])
    }),
    { numRuns: 20 },
  )
})

test('it comes back where something that spoke against it is said otherwise, and says what', () => {
  const rejected = {
    against: ['mother_name' as const],
    request: { mother_name: 'Rania' },
    child: { mother_name: 'Huda' },
  }
  const again = (request: Said, child: Said) => changedOfWhatSpokeAgainst(rejected, { request, child })
  assert.deepEqual(again({ mother_name: 'Rania' }, { mother_name: 'Rania' }), ['mother_name'])
  assert.deepEqual(again({}, rejected.child), ['mother_name'])
  // Written down otherwise is not said otherwise.
  assert.deepEqual(again({ mother_name: ' RANIA' }, rejected.child), [])
})

const CHILD = { state: 'open', answers: say({ wish: 'yes_now', safety: 'safe', guardian: 'agrees' }), agreedFor: false }

test('a child enters matching only as the child wishes, where it is safe and the guardian agrees; absent is no yes', () => {
  assert.deepEqual(missingToMatch(CHILD), [])
  const lacking = (said: Readonly<Record<string, string>>, state = 'open') =>
    missingToMatch({ state, agreedFor: false, answers: { ...CHILD.answers, ...say(said) } })
  assert.deepEqual(lacking({ wish: 'no' }), ['child_says_no'])
  assert.deepEqual(lacking({ safety: 'not_safe' }), ['not_safe'])
  assert.deepEqual(lacking({ guardian: 'disagrees' }), ['guardian_disagrees'])
  assert.deepEqual(lacking({}, 'paused'), ['not_open'])
  assert.deepEqual(missingToMatch({ state: 'open', agreedFor: false, answers: {} }), [
    'child_says_no',
    'not_safe',
    'guardian_disagrees',
  ])
})

const ALL: BeforeContact = {
  steps: [
    { step: 'suggest', by: null, answers: {} },
    { step: 'take_up', by: 'a', answers: {} },
    { step: 'hear_child', by: 'a', answers: say({ wants: 'yes_now', afraid: 'no' }) },
    { step: 'hear_adult_then', by: 'b', answers: {} },
    { step: 'confirm', by: 'c', answers: say({ finding: 'yes' }) },
  ],
  enteredBy: ['d'],
  requestState: 'searching',
  answers: say({ child_says_yes: 'yes', safety: 'safe', guardian: 'agrees' }),
  child: CHILD,
  fileAgrees: true,
  reversed: false,
}

test('a relative is told nothing as long as one thing is missing', () => {
  assert.deepEqual(missingToTell(ALL), [])
  const without = (change: Partial<BeforeContact>) => missingToTell({ ...ALL, ...change })
  const step = (name: string, change: Partial<BeforeContact['steps'][number]>) =>
    without({ steps: ALL.steps.map((one) => (one.step === name ? { ...one, ...change } : one)) })
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['two_judges', step('confirm', { by: 'a' })],
    ['two_judges', without({ enteredBy: ['c'] })],
    ['both_heard', step('hear_adult_then', { by: 'a' })],
    ['finding', step('confirm', { step: 'x' })],
    ['child_says_yes', step('hear_child', { answers: say({ wants: 'not_sure', afraid: 'no' }) })],
    ['child_says_yes', without({ answers: { ...ALL.answers, child_says_yes: { absent: 'not_known' } } })],
    [
      'child_says_yes',
      without({ child: { state: 'open', agreedFor: false, answers: say({ wish: 'no', safety: 'safe' }) } }),
    ],
    ['not_afraid', step('hear_child', { answers: say({ wants: 'yes_now', afraid: 'yes' }) })],
    ['safe_today', without({ answers: { ...ALL.answers, ...say({ safety: 'with_care' }) } })],
    ['safe_today', without({ child: { ...CHILD, answers: { ...CHILD.answers, ...say({ safety: 'not_safe' }) } } })],
    ['guardian_agrees', without({ answers: { ...ALL.answers, ...say({ guardian: 'none_yet' }) } })],
    ['no_hold', without({ requestState: 'held' })],
    ['adult_agrees', without({ fileAgrees: false })],
    ['finding', without({ reversed: true })],
  ]
  for (const [missing, found] of cases) assert.ok(found.includes(missing), `${missing}: ${found.join()}`)
  assert.ok(missingToTell({ ...ALL, steps: [], answers: {} }).length >= 5)
})

test('for a child too young to say a supervisor agrees, and no hearing makes a child too young', () => {
  const young = (agreedFor: boolean) => ({
    state: 'open',
    agreedFor,
    answers: { ...CHILD.answers, ...say({ wish: 'too_young' }) },
  })
  assert.deepEqual(missingToMatch(young(false)), ['supervisor_agrees'])
  assert.deepEqual(missingToMatch(young(true)), [])
  const heard = (wants: string) =>
    ALL.steps.map((one) => (one.step === 'hear_child' ? { ...one, answers: say({ wants, afraid: 'no' }) } : one))
  const told = (child: BeforeContact['child'], wants: string) =>
    missingToTell({
      ...ALL,
      steps: heard(wants),
      child,
      answers: say({ child_says_yes: 'no', safety: 'safe', guardian: 'agrees' }),
    })
  assert.deepEqual(told(young(true), 'too_young'), [])
  assert.ok(told(young(false), 'too_young').includes('supervisor_agrees'))
  assert.ok(told(CHILD, 'too_young').includes('child_says_yes'))
  assert.ok(told(young(true), 'no').includes('child_says_yes'))
})

test('no review makes good that nobody knows who asks, or that they were not asked whether they agree', () => {
  assert.deepEqual(missingToSearch(say({ identity_seen: 'passport', agrees: 'yes' })), [])
  assert.deepEqual(missingToSearch(say({ identity_seen: 'two_who_know', agrees: 'no' })), ['not_agreed'])
  assert.deepEqual(missingToSearch(say({ identity_seen: 'none', agrees: 'yes' })), ['nobody_knows_them'])
  assert.deepEqual(missingToSearch({}), ['nobody_knows_them', 'not_agreed'])
})

test('a first message names no telephone, in whatever figures; a day and an hour may be in it', () => {
  for (const said of ['Call +44 7700 900123', 'اتصلوا بالرقم ٠٧٠ ١٢٣ ٤٥٦', '07700-900-123', '(070) 445 566'])
    assert.ok(namesTelephone(said), said)
  for (const said of ['She thinks of you.', 'On 12.11.2026 at 10:30, room 14', '2026-11-12, 09:00', 'He is 9'])
    assert.ok(!namesTelephone(said), said)
})
