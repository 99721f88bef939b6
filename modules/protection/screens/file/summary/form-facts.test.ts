import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineForm } from '@gloact/forms'
import type { FormSectionView } from '../../../contract/reading/files.ts'
import { factsOf } from './form-facts.ts'

const label = { en: 'x' }
const A = '00000000-0000-7000-8000-00000000000a'
const B = '00000000-0000-7000-8000-00000000000b'
const form = defineForm({
  id: 'history',
  version: '1',
  title: label,
  sections: [
    {
      id: 'all',
      title: label,
      fields: [
        { id: 'language', type: 'language', label, sensitivity: 'case', summary: true },
        { id: 'story', type: 'long_text', label, sensitivity: 'case' },
        {
          id: 'episodes',
          type: 'group',
          label,
          sensitivity: 'case',
          fields: [
            { id: 'form', type: 'text', label, sensitivity: 'case', summary: true },
            { id: 'began', type: 'date', label, sensitivity: 'case', summary: true },
            { id: 'account', type: 'long_text', label, sensitivity: 'case' },
          ],
        },
        {
          id: 'names',
          type: 'group',
          label,
          sensitivity: 'identifying',
          fields: [{ id: 'given', type: 'text', label, sensitivity: 'identifying', summary: true }],
        },
      ],
    },
  ],
})

const view = (over: Partial<FormSectionView> = {}): FormSectionView => ({
  form: 'history',
  version: '1',
  answers: {},
  hidden: [],
  live: {},
  conflicts: [],
  ...over,
})

test('what is marked for the summary stands in it, what is not does not', () => {
  const facts = factsOf(form, view({ answers: { language: { value: 'ar' }, story: { value: 'long' } } }))
  assert.deepEqual(
    facts?.single.map(({ path, answer }) => [path, answer]),
    [['language', { value: 'ar' }]],
  )
})

test('a question without an answer stands there with its reason; one that was not asked is not a no', () => {
  assert.deepEqual(factsOf(form, view())?.single[0]?.answer, { absent: 'not_asked' })
  const declined = factsOf(form, view({ answers: { language: { absent: 'declined' } } }))
  assert.deepEqual(declined?.single[0]?.answer, { absent: 'declined' })
})

test('a row is one line of what was answered in it, and a row without an answer is none', () => {
  const answers = {
    [`episodes/${A}`]: { value: true },
    [`episodes/${A}/form`]: { value: 'domestic' },
    [`episodes/${A}/began`]: { absent: 'not_known' as const },
    [`episodes/${A}/account`]: { value: 'In their own words' },
    [`episodes/${B}`]: { value: true },
  }
  const facts = factsOf(form, view({ answers }))
  const episodes = facts?.groups.find(({ group }) => group.id === 'episodes')
  assert.deepEqual(
    episodes?.rows.map(({ number, said }) => [number, said.map(({ field }) => field.id)]),
    [[1, ['form']]],
  )
})

test('what is kept from the reader is not in it, and it is said that something is', () => {
  const facts = factsOf(form, view({ hidden: ['names', 'language'], answers: { language: { value: 'ar' } } }))
  assert.equal(facts?.keptBack, true)
  assert.deepEqual(facts.single, [])
  assert.deepEqual(
    facts.groups.map(({ group }) => group.id),
    ['episodes'],
  )
  assert.equal(factsOf(form, view())?.keptBack, false)
})

test('a form of which the country puts nothing in the summary has no part in it', () => {
  const plain = defineForm({
    id: 'plain',
    version: '1',
    title: label,
    sections: [{ id: 's', title: label, fields: [{ id: 'a', type: 'text', label, sensitivity: 'case' }] }],
  })
  assert.equal(factsOf(plain, view({ form: 'plain' })), undefined)
})
