import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FormAnswers } from '@gloact/forms'
import { everyWalkHolds } from '@gloact/records/testing'
import { COMPARED_NAMES, type Said } from './compared.ts'
import { missingToMatch, missingToTell, type BeforeContact } from './gates.ts'
import type { ComparedName } from './lists.ts'
import { tracingMatch } from './match-kind.ts'
import { changedOfWhatSpokeAgainst } from './rejection.ts'
import { tracingRequest } from './request-kind.ts'
import { tracingSubject } from './subject-kind.ts'

const say = (said: Readonly<Record<string, string>>): FormAnswers =>
  Object.fromEntries(Object.entries(said).map(([field, value]) => [field, { value }]))

test('requests, the child’s side and suggestions keep what every record keeps, on every walk', () => {
  for (const kind of [tracingRequest, tracingSubject, tracingMatch]) {
    const { visited } = everyWalkHolds(kind, { runs: 600 })
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

const CHILD = { state: 'open', answers: say({ wish: 'yes_now', safety: 'safe', guardian: 'agrees' }) }

test('a child enters matching only as the child wishes, where it is safe and the guardian agrees; absent is no yes', () => {
  assert.deepEqual(missingToMatch(CHILD), [])
  const lacking = (said: Readonly<Record<string, string>>, state = 'open') =>
    missingToMatch({ state, answers: { ...CHILD.answers, ...say(said) } })
  assert.deepEqual(lacking({ wish: 'no' }), ['child_says_no'])
  assert.deepEqual(lacking({ safety: 'not_safe' }), ['not_safe'])
  assert.deepEqual(lacking({ guardian: 'disagrees' }), ['guardian_disagrees'])
  assert.deepEqual(lacking({}, 'paused'), ['not_open'])
  assert.deepEqual(missingToMatch({ state: 'open', answers: {} }), ['child_says_no', 'not_safe', 'guardian_disagrees'])
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
    ['child_says_yes', without({ child: { state: 'open', answers: say({ wish: 'no', safety: 'safe' }) } })],
    ['not_afraid', step('hear_child', { answers: say({ wants: 'yes_now', afraid: 'yes' }) })],
    ['safe_today', without({ answers: { ...ALL.answers, ...say({ safety: 'with_care' }) } })],
    ['safe_today', without({ child: { ...CHILD, answers: { ...CHILD.answers, ...say({ safety: 'not_safe' }) } } })],
    ['guardian_agrees', without({ answers: { ...ALL.answers, ...say({ guardian: 'none_yet' }) } })],
    ['no_hold', without({ requestState: 'held' })],
  ]
  for (const [missing, found] of cases) assert.ok(found.includes(missing), `${missing}: ${found.join()}`)
  assert.ok(missingToTell({ ...ALL, steps: [], answers: {} }).length >= 5)
})
