import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { checkEdit, defineForm, viewForm, type FormDefinition } from '@gloact/forms'
import { asPlainDate, isUuid, newId } from '@gloact/kernel'
import { identityFromContact, needsFromContact, rowIdFrom } from './contact-fields.ts'

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
