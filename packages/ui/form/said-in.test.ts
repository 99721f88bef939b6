import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { defineForm, type FormAnswers, viewForm } from '@gloact/forms'
import { createMessages } from '@gloact/messages'
import { saidIn, saidInRow } from './said-in.ts'

const form = defineForm({
  id: 'history',
  version: '1',
  title: { en: 'History' },
  sections: [
    {
      id: 'all',
      title: { en: 'All' },
      fields: [
        { id: 'promised', type: 'text', label: { en: 'Promised' }, sensitivity: 'case' },
        { id: 'detained', type: 'yes_no_unknown', label: { en: 'Detained' }, sensitivity: 'case' },
        {
          id: 'why',
          type: 'text',
          label: { en: 'Why' },
          sensitivity: 'case',
          showWhen: { eq: ['detained', 'yes'] },
        },
        {
          id: 'legs',
          type: 'group',
          label: { en: 'Legs' },
          sensitivity: 'case',
          fields: [
            { id: 'to', type: 'text', label: { en: 'To' }, sensitivity: 'case', summary: true },
            { id: 'note', type: 'text', label: { en: 'Note' }, sensitivity: 'case' },
          ],
        },
      ],
    },
  ],
})
const { fields } = form.sections[0]!
const legs = fields.find(({ id }) => id === 'legs')
const ROW = '00000000-0000-7000-8000-00000000000a'
const messages = createMessages({
  language: 'en',
  catalogues: { en: { 'forms.yes': 'Yes', 'forms.no': 'No' } },
  timeZone: 'UTC',
})
const of = (answers: FormAnswers, hidden: readonly string[] = []) => ({
  view: viewForm(form, answers),
  shown: answers,
  hidden: new Set(hidden),
  codeLists: CODE_LISTS,
  messages,
})

test('a folded part says how much of what shows was answered, a reason included, and what', () => {
  const told = saidIn(fields, of({ promised: { value: 'A job' }, detained: { value: 'no' } }))
  assert.deepEqual([told.asked, told.answered], [3, 2])
  assert.deepEqual(told.said, ['A job', 'Detained: No'])
  const declined = saidIn(fields, of({ promised: { absent: 'declined' } }))
  assert.deepEqual([declined.answered, declined.said], [1, []])
})

test('what is kept from the reader is neither counted nor told', () => {
  const told = saidIn(fields, of({ promised: { value: 'A job' } }, ['promised']))
  assert.deepEqual([told.asked, told.answered, told.said], [2, 0, []])
})

test('a row is told by what the country tells in a summary, else by whatever was said in it', () => {
  assert.ok(legs?.type === 'group')
  const row = (answers: FormAnswers) =>
    saidInRow('legs', legs.fields, ROW, of({ [`legs/${ROW}`]: { value: true }, ...answers }))
  const both = { [`legs/${ROW}/to`]: { value: 'Port Isa' }, [`legs/${ROW}/note`]: { value: 'By night' } }
  assert.deepEqual(row(both), { asked: 2, answered: 2, said: ['Port Isa'] })
  assert.deepEqual(row({ [`legs/${ROW}/note`]: { value: 'By night' } }).said, ['By night'])
})
