import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SCREENING_OUTCOMES } from '../../domain/contact/screening-rule.ts'
import ar from '../../locales/ar.json' with { type: 'json' }
import en from '../../locales/en.json' with { type: 'json' }
import { NEXT_STEPS, nextSteps, type Situation } from './next-steps.ts'

const calm: Situation = {
  outcome: 'no_indication',
  path: 'adult',
  safeNow: 'yes',
  urgentNeeds: [],
  notAsked: 0,
  mayChange: false,
}

test('safety and urgent needs come before whatever the rule makes of the answers', () => {
  for (const outcome of SCREENING_OUTCOMES) {
    const steps = nextSteps({ ...calm, outcome, safeNow: 'not_sure', urgentNeeds: ['medical'] })
    assert.deepEqual(steps.slice(0, 2), ['make_safe', 'meet_needs'])
  }
})

test('nothing further is said only where nothing else is to be done', () => {
  assert.deepEqual(nextSteps(calm), ['nothing_further', 'leave_contact'])
  assert.ok(!nextSteps({ ...calm, urgentNeeds: ['medical'] }).includes('nothing_further'))
  assert.ok(!nextSteps({ ...calm, path: 'child' }).includes('nothing_further'))
})

test('an adult is referred with consent, a child at once', () => {
  assert.ok(nextSteps({ ...calm, outcome: 'trafficking_indicated' }).includes('refer_with_consent'))
  const child = nextSteps({ ...calm, outcome: 'trafficking_indicated', path: 'child' })
  assert.ok(child.includes('child_refer_now') && !child.includes('refer_with_consent'))
})

test('a child is never left without something to do, whatever the outcome', () => {
  for (const outcome of SCREENING_OUTCOMES) {
    const steps = nextSteps({ ...calm, outcome, path: 'child' })
    assert.ok(steps.includes('child_not_alone'))
    assert.ok(steps.includes('child_refer_now') || steps.includes('child_refer'))
  }
})

test('open questions are named where their answers could change the result', () => {
  assert.ok(nextSteps({ ...calm, notAsked: 3, mayChange: true }).includes('ask_what_is_open'))
  assert.ok(!nextSteps({ ...calm, notAsked: 3 }).includes('ask_what_is_open'))
})

test('a smuggled person is told their rights, asked about asylum unless they said no, and handed over; indications come first', () => {
  assert.deepEqual(nextSteps({ ...calm, smuggled: 'not_asked' }), [
    'leave_contact',
    'smuggled_not_punished',
    'smuggled_asylum',
    'smuggled_hand_over',
  ])
  assert.ok(!nextSteps({ ...calm, smuggled: 'no' }).includes('smuggled_asylum'))
  const victim = nextSteps({ ...calm, outcome: 'trafficking_indicated', smuggled: 'yes' })
  assert.deepEqual(victim.slice(0, 2), ['explain_rights', 'refer_with_consent'])
})

test('every step has its sentence in every language', () => {
  for (const step of NEXT_STEPS) {
    const id = `protection.contact.next.${step}`
    assert.ok(Object.hasOwn(en, id) && Object.hasOwn(ar, id), id)
  }
})
