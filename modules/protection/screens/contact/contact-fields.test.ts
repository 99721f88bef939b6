import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { checkEdit, defineForm, viewForm, type FormDefinition } from '@gloact/forms'
import { asPlainDate, isUuid, newId } from '@gloact/kernel'
import { newFileNumber } from '../../domain/file/file-number.ts'
import { EMPTY_CONTACT, newContactIds, type ContactDraft } from './contact-draft.ts'
import { hasName, identityFromContact, identityOf, needsFromContact, rowIdFrom, withoutName } from './contact-fields.ts'

const form = (id: string): FormDefinition =>
  defineForm(
    JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../../countries/demoland/forms', `${id}.json`), 'utf8'),
    ) as FormDefinition,
  )
const identity = form('identity')
const assessment = form('assessment')
const contactOn = asPlainDate('2026-11-24')
const today = asPlainDate('2026-11-28')

test('a year of birth gives age band and child or adult, since the day of first contact is known', () => {
  const known = identityFromContact(identity, { contactOn, language: 'ar' })
  for (const [birth, band, group] of [
    ['1990', '30_38', 'adult'],
    ['2015', '9_17', 'child'],
  ]) {
    const view = viewForm(identity, { ...known, birth_date: { value: birth! } })
    assert.deepEqual(view.answer('age_band'), { value: band })
    assert.deepEqual(view.answer('age_group'), { value: group })
  }
})

test('the language that was said at first contact is not asked again', () => {
  const known = identityFromContact(identity, { contactOn, language: 'ar' })
  assert.deepEqual(known['primary_language'], { value: 'ar' })
  assert.deepEqual(checkEdit(identity, CODE_LISTS, {}, known, { today }), [])
})

test('safety and what is needed at once stand among needs, each in a row of its own with the same id each time', () => {
  const id = newId()
  const made = () =>
    needsFromContact(assessment, { safeNow: 'not_sure', urgentNeeds: ['accommodation', 'medical'] }, rowIdFrom(id))
  const edits = made()
  assert.deepEqual(edits['safe_now'], { absent: 'not_known' })
  const needs = Object.entries(edits).filter(([path]) => path.endsWith('need'))
  assert.equal(needs.length, 2)
  assert.deepEqual(made(), edits)
  assert.ok(isUuid(rowIdFrom(id)(0)) && rowIdFrom(id)(0) !== rowIdFrom(id)(1))
})

test('what was not said at first contact is not answered, and a form that does not ask it is left alone', () => {
  assert.deepEqual(identityFromContact(identity, { contactOn: null, language: null }), {})
  assert.deepEqual(needsFromContact(assessment, { safeNow: null, urgentNeeds: [] }, rowIdFrom(newId())), {})
  assert.deepEqual(identityFromContact(assessment, { contactOn, language: 'ar' }), {})
  assert.deepEqual(identityFromContact(undefined, { contactOn, language: 'ar' }), {})
  const name = { id: 'name', type: 'text', label: { en: 'Name' }, sensitivity: 'identifying' } as const
  const sections = [{ id: 'names', title: { en: 'Names' }, fields: [name] }]
  const bare = defineForm({ id: 'identity', version: '1', title: { en: 'Identity' }, sections })
  assert.deepEqual(identityFromContact(bare, { contactOn, language: 'ar' }), {})
})

test('the name that was looked for and not found is not typed again, and gives way to what is typed', () => {
  const ids = newContactIds(1_000)
  const row = `names/${rowIdFrom(ids.identity)(0)}`
  const draft = { ...EMPTY_CONTACT, ids, search: 'none', searched: ' Salma  Amal Idris ' } as const
  const named = identityOf(identity, draft)
  assert.deepEqual(
    [named[row], named[`${row}/given`], named[`${row}/family`]],
    [{ value: true }, { value: 'Salma Amal' }, { value: 'Idris' }],
  )
  assert.deepEqual(checkEdit(identity, CODE_LISTS, {}, named, { today }), [])
  const corrected = identityOf(identity, { ...draft, identity: { [`${row}/family`]: { value: 'Idriss' } } })
  assert.deepEqual(
    [corrected[`${row}/given`], corrected[`${row}/family`]],
    [{ value: 'Salma Amal' }, { value: 'Idriss' }],
  )
  // One word alone is no family name, and a row that was removed stays away.
  assert.deepEqual(Object.keys(identityOf(identity, { ...draft, searched: 'سلمى' })), [row, `${row}/given`])
  assert.deepEqual(identityOf(identity, { ...draft, identity: { [row]: { value: false } } }), {})
})

test('a file number, a file that was found, and somebody who gave no name fill in no name', () => {
  const draft = { ...EMPTY_CONTACT, ids: newContactIds(1_000), searched: 'Salma Idris' }
  const isNamed = (made: Partial<ContactDraft>) => Object.keys(identityOf(identity, { ...draft, ...made })).length > 0
  assert.equal(isNamed({ search: 'existing' }), false)
  assert.equal(isNamed({ search: 'no_name' }), false)
  assert.equal(isNamed({ search: null }), false)
  assert.equal(isNamed({ search: 'no_signal' }), true)
  assert.equal(isNamed({ search: 'none', searched: newFileNumber({ prefix: 'DL', bodyLength: 5 }) }), false)
})

test('what was typed into a name that is taken back goes with it, and the file can be opened', () => {
  const ids = newContactIds(1_000)
  const row = `names/${rowIdFrom(ids.identity)(0)}`
  const typed = { [`${row}/nickname`]: { value: 'Mimi' }, gender: { value: 'Feminine' } }
  const draft: ContactDraft = { ...EMPTY_CONTACT, ids, search: 'no_signal', searched: 'Mariam Yusuf', identity: typed }
  assert.ok(hasName(identity, draft), 'the person is asked before it is deleted')
  // An earlier version let it be said without asking, and sent the nickname into no row: 422 forms.no_such_row.
  const said = identityOf(identity, { ...draft, search: 'no_name' })
  assert.deepEqual(checkEdit(identity, CODE_LISTS, {}, said, { today }), [])
  assert.deepEqual(
    Object.keys(said).filter((path) => path.startsWith('names/')),
    [],
  )
  const deleted = { ...draft, search: 'no_name' as const, ...withoutName(draft) }
  assert.deepEqual(deleted.identity, { gender: { value: 'Feminine' } })
  assert.ok(!hasName(identity, deleted))
})
