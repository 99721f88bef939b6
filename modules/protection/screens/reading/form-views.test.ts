import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineForm } from '@gloact/forms'
import { newId } from '@gloact/kernel'
import type { FormSectionView } from '../../contract/reading/files.ts'
import { afterEdit, answeredFields, figuresOf, hidesIdentity, hidesRestricted, withOpened } from './form-views.ts'

const words = (en: string) => ({ en })
const form = defineForm({
  id: 'journey',
  version: '1',
  title: words('Journey'),
  sections: [
    {
      id: 'all',
      title: words('All'),
      fields: [
        { id: 'route', type: 'text', label: words('Route'), sensitivity: 'case' },
        { id: 'alone', type: 'yes_no_unknown', label: words('Alone'), sensitivity: 'case' },
        {
          id: 'with_whom',
          type: 'text',
          label: words('With whom'),
          sensitivity: 'case',
          showWhen: { eq: ['alone', 'no'] },
        },
        {
          id: 'names',
          type: 'group',
          label: words('Names'),
          sensitivity: 'identifying',
          fields: [{ id: 'given', type: 'text', label: words('Given'), sensitivity: 'identifying' }],
        },
        {
          id: 'stops',
          type: 'group',
          label: words('Stops'),
          sensitivity: 'case',
          fields: [
            { id: 'place', type: 'text', label: words('Place'), sensitivity: 'case' },
            { id: 'notes', type: 'text', label: words('Notes'), sensitivity: 'restricted', audience: 'testimony' },
          ],
        },
      ],
    },
  ],
})

const row = newId()
const view = (over: Partial<FormSectionView> = {}): FormSectionView => ({
  form: 'journey',
  version: '1',
  answers: {},
  hidden: ['names'],
  live: {},
  conflicts: [],
  ...over,
})

test('what was opened fills the places that were kept back and no others', () => {
  const merged = withOpened(
    view({ answers: { route: { value: 'newer' } }, live: { route: ['b'] } }),
    view({
      answers: {
        route: { value: 'older' },
        [`names/${row}`]: { value: true },
        [`names/${row}/given`]: { value: 'Aizada' },
      },
      live: { route: ['a'], [`names/${row}/given`]: ['a'] },
      hidden: [],
    }),
  )
  assert.deepEqual(merged.answers['route'], { value: 'newer' })
  assert.deepEqual(merged.live['route'], ['b'])
  assert.deepEqual(merged.answers[`names/${row}/given`], { value: 'Aizada' })
  assert.deepEqual(merged.hidden, [])
})

test('an edit that was recorded shows, is what the next one replaces, and ends the conflict at its path', () => {
  const conflict = (path: string) => ({ path, values: [] })
  const next = afterEdit(
    view({ live: { route: ['a', 'b'] }, conflicts: [conflict('route'), conflict('alone')] }),
    { route: { value: 'by sea' } },
    'c',
  )
  assert.deepEqual(next.answers['route'], { value: 'by sea' })
  assert.deepEqual(next.live['route'], ['c'])
  assert.deepEqual(next.conflicts, [conflict('alone')])
})

test('figures count what shows and may be read; an absence with its kind is an answer, and "not asked" is none', () => {
  const figures = figuresOf(form, view({ answers: { route: { absent: 'declined' } } }))
  assert.equal(figures.asked, 2)
  assert.equal(figures.answered, 1)
  assert.deepEqual(
    figures.notGiven.map(({ path, kind }) => [path, kind]),
    [
      ['route', 'declined'],
      ['alone', 'not_asked'],
    ],
  )
})

test('answers of a row say in which row they stand, and what is kept back is not among them', () => {
  const fields = answeredFields(
    form,
    view({
      answers: {
        alone: { value: 'no' },
        [`stops/${row}`]: { value: true },
        [`stops/${row}/place`]: { value: 'Port Isa' },
      },
      hidden: ['names', `stops/${row}/notes`],
    }),
  )
  assert.deepEqual(
    fields.map(({ path, row: place }) => [path, place?.number]),
    [
      ['route', undefined],
      ['alone', undefined],
      ['with_whom', undefined],
      [`stops/${row}/place`, 1],
    ],
  )
})

test('what opens with a purpose is told apart from what is for a named few', () => {
  assert.equal(hidesIdentity(form, ['names']), true)
  assert.equal(hidesIdentity(form, [`stops/${row}/notes`]), false)
  assert.deepEqual([hidesRestricted(form, [`stops/${row}/notes`]), hidesRestricted(form, ['names'])], [true, false])
})
