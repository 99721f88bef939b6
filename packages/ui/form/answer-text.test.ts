import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import type { Field } from '@gloact/forms'
import { createMessages } from '@gloact/messages'
import { answerText } from './answer-text.ts'

const messages = (language: string) =>
  createMessages({ language, timeZone: 'UTC', catalogues: { [language]: {}, en: {} } })
const field = (more: object): Field => ({
  id: 'number',
  type: 'number',
  label: { en: 'Number' },
  sensitivity: 'open',
  ...more,
})

test('a year is written without the separator of thousands that other numbers have', () => {
  const said = (more: object, language: string) =>
    answerText(field(more), { value: 2024 }, CODE_LISTS, messages(language))
  assert.equal(said({ year: true }, 'en'), '2024')
  assert.equal(said({ year: true }, 'fr'), '2024')
  assert.equal(said({}, 'en'), '2,024')
})

test('countries and languages are said in words also where a module brings lists of its own', () => {
  const said = (type: string, code: string, language: string) =>
    answerText({ ...field({}), type } as Field, { value: code }, {}, messages(language))
  assert.equal(said('language', 'ar', 'en'), 'Arabic')
  assert.equal(said('country', 'NP', 'fr'), 'Népal')
})
