import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, countsAsUnsent, isTyped, placeOf, refusalOf, textsOf } from './kept-drafts.ts'

const FILE = '01980000-0000-7000-8000-000000000001'

test('what somebody typed counts as not sent; what the device keeps for itself does not', () => {
  for (const key of ['contact', `protection.answers:${FILE}`, `panel:${FILE}:note_added`, `consent:${FILE}`]) {
    assert.ok(countsAsUnsent(key), key)
  }
  for (const key of [
    'protection.rules',
    `protection.number:${FILE}`,
    `consent-attempt:${FILE}`,
    'protection.backlog-pace',
  ]) {
    assert.equal(countsAsUnsent(key), false, key)
  }
})

test('a draft leads to where it is gone on with', () => {
  const draft = (key: string, value: never) => addressOf(placeOf(key)!, { value })
  assert.equal(draft('contact', {} as never), '/contact')
  assert.equal(draft(`panel:${FILE}:decision_reasonable_grounds`, {} as never), `/files/${FILE}/decisions`)
  assert.equal(draft(`panel:${FILE}:refusal_sharing`, {} as never), `/files/${FILE}/consent`)
  assert.equal(draft(`protection.unfit:${FILE}:journey`, {} as never), `/files/${FILE}/journey`)
  assert.equal(draft(`protection.answers:${FILE}`, { 'plan/goal': { form: 'plan' } } as never), `/files/${FILE}/plan`)
})

test('a panel that was opened and left as it was is nothing that waits', () => {
  const place = placeOf(`panel:${FILE}:note_added`)!
  const value = { fields: { text: '' }, from: { text: '' }, actionId: null }
  assert.equal(isTyped(place, { value }), false)
  assert.equal(isTyped(place, { value: { ...value, fields: { text: 'x' } } }), true)
})

test('a draft that the server refused says why', () => {
  const panel = { value: { fields: {}, from: {}, actionId: null, refused: 'protection.file_closed' } }
  assert.equal(refusalOf(placeOf(`panel:${FILE}:note_added`)!, panel), 'protection.file_closed')
  const answers = { value: { 'plan/goal': { form: 'plan', refused: { code: 'protection.not_found', failure: null } } } }
  assert.equal(refusalOf(placeOf(`protection.answers:${FILE}`)!, answers), 'protection.not_found')
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
