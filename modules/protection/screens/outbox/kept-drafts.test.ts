import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@gloact/kernel'
import { draftKey, ofForm, type DraftOf } from '@gloact/offline'
import {
  OF_PACE,
  OF_RULES,
  ofAnswers,
  ofConsent,
  ofContact,
  ofNumber,
  ofPanel,
  ofThird,
  ofUnfit,
} from './draft-places.ts'
import { countsAsUnsent } from './draft-kinds.ts'
import { addressOf, isTyped, placeOf, refusalOf, textsOf } from './kept-drafts.ts'

const FILE = '01980000-0000-7000-8000-000000000001'

test('what somebody typed counts as not sent; what the device keeps for itself does not', () => {
  for (const one of [
    ofContact(FILE),
    ofAnswers(FILE),
    ofPanel(FILE, 'note_added'),
    ofConsent(FILE),
    ofForm('/tracing', 'new'),
  ]) {
    assert.ok(countsAsUnsent(draftKey(one)), one.kind)
  }
  const outbox = draftKey({ kind: 'outbox', fileId: null, name: FILE })
  for (const key of [draftKey(OF_RULES), draftKey(ofNumber(FILE)), outbox, draftKey(OF_PACE), 'protection.rules']) {
    assert.equal(countsAsUnsent(key), false, key)
  }
})

test('a draft leads to where it is gone on with', () => {
  const draft = (of: DraftOf, value: Json = {}) => addressOf(placeOf(draftKey(of))!, { value })
  assert.equal(draft(ofContact(FILE)), '/contact')
  assert.equal(draft(ofForm(`/children/records/${FILE}`, 'present')), `/children/records/${FILE}`)
  assert.equal(draft(ofPanel(FILE, 'decision_reasonable_grounds')), `/files/${FILE}/decisions`)
  assert.equal(draft(ofPanel(FILE, 'refusal_sharing')), `/files/${FILE}/consent`)
  assert.equal(draft(ofUnfit(FILE, 'journey')), `/files/${FILE}/journey`)
  assert.equal(draft(ofThird(FILE, 'journey', 'legs[1]/route')), `/files/${FILE}/summary`)
  assert.equal(draft(ofAnswers(FILE), { 'plan/goal': { form: 'plan' } }), `/files/${FILE}/plan`)
})

test('a panel that was opened and left as it was is nothing that waits', () => {
  const place = placeOf(draftKey(ofPanel(FILE, 'note_added')))!
  const value = { fields: { text: '' }, from: { text: '' } }
  assert.equal(isTyped(place, { value }), false)
  assert.equal(isTyped(place, { value: { ...value, fields: { text: 'x' } } }), true)
})

test('a draft that the server refused says why', () => {
  const panel = { value: { fields: {}, from: {}, refused: 'protection.file_closed' } }
  assert.equal(refusalOf(placeOf(draftKey(ofPanel(FILE, 'note_added')))!, panel), 'protection.file_closed')
  const answers = { value: { 'plan/goal': { form: 'plan', refused: { code: 'protection.not_found', failure: null } } } }
  assert.equal(refusalOf(placeOf(draftKey(ofAnswers(FILE)))!, answers), 'protection.not_found')
})

test('sentences can be copied out of a draft; ids, dates and codes are not among them', () => {
  assert.deepEqual(
    textsOf({
      fields: { text: 'She asked for a lawyer.', kind: 'plan_agreed', on: '2026-11-24', userId: FILE },
      from: { text: '' },
      answers: { goal: { value: 'يريد العمل' } },
    }),
    ['She asked for a lawyer.', 'يريد العمل'],
  )
})
