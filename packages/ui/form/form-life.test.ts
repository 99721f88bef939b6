import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wouldBeMissed, type FormLife } from './form-life.ts'

const untouched: FormLife = { typed: false, sent: false, pressed: false, refused: false }

test('what was typed and not sent is asked about, whatever leads elsewhere', () => {
  assert.equal(wouldBeMissed({ ...untouched, typed: true }, 'person'), true)
  assert.equal(wouldBeMissed({ ...untouched, typed: true }, 'page'), true)
  assert.equal(wouldBeMissed(untouched, 'person'), false)
})

test('a page that goes on by itself after it was sent is not kept back, also where an earlier refusal still shows', () => {
  const sent = { ...untouched, sent: true }
  assert.equal(wouldBeMissed(sent, 'page'), false)
  assert.equal(wouldBeMissed({ ...sent, refused: true }, 'page'), false)
  assert.equal(wouldBeMissed(sent, 'person'), false)
})

test('what was sent and refused is asked about when a person leaves', () => {
  const refused = { ...untouched, sent: true, refused: true }
  assert.equal(wouldBeMissed(refused, 'person'), true)
  assert.equal(wouldBeMissed({ ...refused, pressed: true }, 'page'), true)
})
