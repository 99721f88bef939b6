import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormAnswers } from '@gloact/forms'
import type { Json } from '@gloact/kernel'
import { preparationForm, SENT_WITH, VICTIM_FORMS } from './forms.ts'
import { checkMissing, sentWith, stepMissing } from './gaps.ts'
import { personOf } from './person.ts'

const given = (values: Readonly<Record<string, Json>>): FormAnswers =>
  Object.fromEntries(
    Object.entries(values).map(([path, value]) => [path, value === 'unknown' ? { absent: 'not_known' } : { value }]),
  ) as FormAnswers
const CHECK = {
  agreed_to_ask: 'yes',
  home_state: 'no',
  seeks_protection: 'no',
  fears_return: 'no',
  checked_on: '2026-11-20',
}
const ADULT = { child: false, homes: ['BO'] }

test('a home State is asked nothing where somebody seeks protection or fears it, or where nobody knows; not known counts as home', () => {
  const missing = (over: Readonly<Record<string, Json>>, homes: readonly string[] = []) =>
    checkMissing(given({ ...CHECK, ...over }), 'XN', { child: false, homes })
  assert.deepEqual(missing({}), [])
  assert.deepEqual(missing({ seeks_protection: 'yes', fears_return: 'yes' }), [], 'another country than home')
  for (const home_state of ['yes', 'unknown'])
    for (const fear of ['seeks_protection', 'fears_return'])
      for (const said of ['yes', 'unknown'])
        assert.deepEqual(missing({ home_state, [fear]: said }), ['refugee_check'], `${home_state} ${fear} ${said}`)
  // What the file knows counts against what was said.
  assert.deepEqual(missing({ fears_return: 'yes' }, ['XN']), ['refugee_check'])
  assert.deepEqual(missing({ home_state: 'yes' }), [])
  assert.deepEqual(missing({ agreed_to_ask: 'unknown' }), ['agreed_to_ask'])
  assert.ok(checkMissing({}, 'XN', { child: false, homes: [] }).includes('refugee_check'), 'absent is not no')
})

test('nothing goes without its own answers; of a child the child and the guardian are asked before the hand-over', () => {
  const ready = given({
    ...CHECK,
    age_band: '18_24',
    sex: 'female',
    needs: ['shelter'],
    language: 'es',
    urgency: 'urgent',
    needed_from: '2026-12-01',
  })
  assert.deepEqual(stepMissing('ask', ready, 'XN', ADULT), [])
  assert.deepEqual(stepMissing('ask', ready, 'XN', { ...ADULT, child: true }), ['age_differs'])
  assert.deepEqual(stepMissing('offer', ready, 'XN', ADULT), ['risks', 'needs_words'])
  const child = { ...ready, ...given({ age_band: '12_17', expected_on: '2026-12-01', travel: 'By air, met.' }) }
  assert.deepEqual(stepMissing('hand_over', child, 'XN', { child: true, homes: [] }), [
    'child_heard',
    'guardian_agrees',
  ])
  const heard = { ...child, ...given({ child_heard: 'yes', guardian_agrees: 'unknown' }) }
  assert.deepEqual(stepMissing('hand_over', heard, 'XN', { child: true, homes: [] }), ['guardian_agrees'])
})

test('each step sends its own questions and no other, and every one of them is a field of its form', () => {
  const fields = (id: string) =>
    VICTIM_FORMS[id]!.sections.flatMap((section) => section.fields.map((field) => field.id))
  assert.deepEqual(fields('query'), [...SENT_WITH.ask])
  assert.deepEqual(fields('offer'), [...SENT_WITH.offer])
  assert.deepEqual(fields('handover'), [...SENT_WITH.hand_over])
  const prepared = preparationForm.sections.flatMap((section) => section.fields.map((field) => field.id))
  const all = Object.fromEntries(prepared.map((id) => [id, { value: id }])) as FormAnswers
  for (const step of ['ask', 'offer', 'hand_over'] as const)
    assert.deepEqual(Object.keys(sentWith(step, all)), [...SENT_WITH[step]])
  // The question has codes and a day alone: no place for words.
  for (const { type } of VICTIM_FORMS['query']!.sections.flatMap((section) => section.fields))
    assert.ok(['choice', 'choices', 'language', 'date'].includes(type), type)
})

test('of a file who the person is and how they are reached is handed over, and nothing of where they are from, live or what happened', () => {
  const row = 'names/0193a000-0000-7000-8000-000000000001'
  const person = personOf([
    {
      form: 'identity',
      answers: given({
        [row]: true,
        [`${row}/given`]: 'Ana',
        [`${row}/family`]: 'Quiroga',
        birth_date: '1994-07-11',
        citizenship: ['BO'],
        birth_country: 'BO',
        marital_status: 'Married',
        number_of_children: 2,
        disability: 'yes',
      }),
    },
    { form: 'contact', answers: given({ street: '5 Hidden Lane', city: 'La Paz', mobile_phone: '+59170000000' }) },
    { form: 'situation', answers: given({ never: 'What happened' }) },
  ])
  assert.deepEqual(person, { name: 'Ana Quiroga', born_on: '1994-07-11', phone: '+59170000000' })
})
