import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineForm, type FormAnswers } from '@gloact/forms'
import { asInstant, newId, type Answer } from '@gloact/kernel'
import { rulesToKeepInSight, safeContactOf } from './safe-contact.ts'

const label = { en: 'A question' }
const form = defineForm({
  id: 'contact',
  version: '1',
  title: label,
  sections: [
    {
      id: 's',
      title: label,
      fields: [
        { id: 'safe', type: 'yes_no_unknown', label, sensitivity: 'case', pinned: 'safe' },
        {
          id: 'ways',
          type: 'long_text',
          label,
          sensitivity: 'case',
          pinned: 'do',
          showWhen: { ne: ['safe', 'no'] },
        },
        { id: 'never', type: 'long_text', label, sensitivity: 'case', pinned: 'never' },
        { id: 'clinic', type: 'text', label, sensitivity: 'restricted', audience: 'medical', pinned: 'say' },
        { id: 'phone', type: 'phone', label, sensitivity: 'identifying' },
      ],
    },
  ],
})

const pinned = (answers: FormAnswers, hidden: readonly string[] = []) =>
  safeContactOf([{ form, view: { hidden: [...hidden], conflicts: [] }, answers }])
const told = (answers: FormAnswers, hidden?: readonly string[]) =>
  pinned(answers, hidden)?.told.map(({ field }) => field.id)

test('what the form pins stands at the top, and nothing else does', () => {
  assert.deepEqual(told({ safe: { value: 'yes' }, never: { value: 'after six' }, phone: { value: '+99912345678' } }), [
    'safe',
    'never',
  ])
})

test('where nothing that is pinned was answered, the file can say that nobody has asked', () => {
  assert.deepEqual(pinned({ phone: { value: '+99912345678' }, safe: { absent: 'not_asked' } }), {
    form: 'contact',
    unsafe: false,
    unsettled: false,
    told: [],
    keptBack: false,
  })
})

test('a person who declined to say how has been asked', () => {
  assert.deepEqual(told({ never: { absent: 'declined' }, safe: { absent: 'not_known' } }), ['safe', 'never'])
})

test('what may not be read stays hidden, and is not taken for something that nobody asked', () => {
  const shown = pinned({ clinic: { value: 'x' } }, ['clinic'])
  assert.deepEqual([shown?.told, shown?.keptBack], [[], true])
})

test('that it is not safe is a warning, and a way that no longer shows is not told', () => {
  const answers: FormAnswers = { safe: { value: 'no' }, ways: { value: 'call at noon' } }
  assert.equal(pinned(answers)?.unsafe, true)
  assert.deepEqual(told(answers), ['safe'])
  assert.equal(pinned({ safe: { absent: 'not_known' } })?.unsafe, false)
})

test('who may read none of the forms that pin something is told nothing', () => {
  assert.equal(safeContactOf([]), undefined)
})

test('in one line stands what must never be done; else how it is done safely; else whatever was told', () => {
  const kept = (answers: FormAnswers) => rulesToKeepInSight(pinned(answers)!).map(({ field }) => field.id)
  const safe = { safe: { value: 'yes' }, ways: { value: 'call at noon' } }
  assert.deepEqual(kept({ ...safe, never: { value: 'after six' } }), ['never'])
  assert.deepEqual(kept({ ...safe, never: { absent: 'declined' } }), ['ways'])
  assert.deepEqual(kept({ safe: { value: 'yes' }, never: { absent: 'declined' } }), ['safe', 'never'])
  assert.deepEqual(kept({ safe: { value: 'no' } }), [], 'that it is not safe is the whole line')
})

test('two answers that nobody has chosen between stand beside each other, and nothing is said to be safe meanwhile', () => {
  const pinnedField = form.sections.flatMap(({ fields }) => fields).find(({ pinned: pin }) => pin !== undefined)!
  const answer = (value: string): Answer => ({ value })
  const at = asInstant(0)
  const conflicts = [
    {
      path: pinnedField.id,
      values: [answer('yes'), answer('no')].map((one) => ({ actionId: newId(), answer: one, at, actor: null })),
    },
  ]
  const contact = safeContactOf([
    { form, view: { hidden: [], conflicts }, answers: { [pinnedField.id]: answer('yes') } },
  ])!
  assert.equal(contact.unsettled, true)
  assert.deepEqual(contact.told[0]?.unsettled, [answer('yes'), answer('no')])
  assert.deepEqual(
    rulesToKeepInSight(contact).map(({ field }) => field.id),
    [pinnedField.id],
  )
  assert.equal(contact.unsafe, pinnedField.pinned === 'safe', 'one of two says that it is not safe')
})
