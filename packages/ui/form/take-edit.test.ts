import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { defineForm, type FormAnswers } from '@gloact/forms'
import { asPlainDate, newId } from '@gloact/kernel'
import { takeEdit } from './take-edit.ts'

const date = { type: 'date', sensitivity: 'case' } as const
const form = defineForm({
  id: 'stay',
  version: '1',
  title: { en: 'Stay' },
  sections: [
    {
      id: 'days',
      title: { en: 'Days' },
      fields: [
        { ...date, id: 'from_on', label: { en: 'From' } },
        { ...date, id: 'to_on', label: { en: 'To' }, notBefore: ['from_on'] },
        {
          id: 'names',
          type: 'group',
          label: { en: 'Names' },
          sensitivity: 'identifying',
          fields: [{ id: 'born_on', type: 'date', label: { en: 'Born' }, sensitivity: 'identifying', notFuture: true }],
        },
      ],
    },
  ],
})
const today = asPlainDate('2026-12-03')
const of = (answers: FormAnswers, pending: FormAnswers = {}) => ({
  form,
  codeLists: CODE_LISTS,
  answers,
  pending,
  today,
})

test('an end before its beginning waits on the screen, and is recorded once the beginning is another', () => {
  const began: FormAnswers = { from_on: { value: '2026-03' } }
  const first = takeEdit(of(began), 'to_on', { value: '2025' })
  assert.deepEqual(first.made, {})
  assert.deepEqual(first.failures, [{ pointer: '/to_on', code: 'forms.before_other', params: { other: 'from_on' } }])
  const second = takeEdit(of(began, first.pending), 'from_on', { value: '2024' })
  assert.deepEqual(second, {
    made: { from_on: { value: '2024' }, to_on: { value: '2025' } },
    pending: {},
    failures: [],
  })
})

test('two dates can be moved ahead one after the other, the earlier first', () => {
  const before: FormAnswers = { from_on: { value: '2020' }, to_on: { value: '2021' } }
  const first = takeEdit(of(before), 'from_on', { value: '2025' })
  assert.deepEqual(first.failures, [{ pointer: '/from_on', code: 'forms.after_other', params: { other: 'to_on' } }])
  const second = takeEdit(of(before, first.pending), 'to_on', { value: '2026' })
  assert.deepEqual(second.made, { to_on: { value: '2026' }, from_on: { value: '2025' } })
})

test('what was typed into a row and waited goes with the row', () => {
  const row = newId()
  const answers: FormAnswers = { [`names/${row}`]: { value: true } }
  const typed = takeEdit(of(answers), `names/${row}/born_on`, { value: '2027' })
  assert.deepEqual(Object.keys(typed.pending), [`names/${row}/born_on`])
  const removed = takeEdit(of(answers, typed.pending), `names/${row}`, { value: false })
  assert.deepEqual(removed, { made: { [`names/${row}`]: { value: false } }, pending: {}, failures: [] })
})
