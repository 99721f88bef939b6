import assert from 'node:assert/strict'
import { test } from 'node:test'
import ar from '../../locales/ar.json' with { type: 'json' }
import en from '../../locales/en.json' with { type: 'json' }
import { explainedIn, explanationFor } from './explanation.ts'

test("it is explained in the person's language where there is a text", () => {
  assert.deepEqual(explainedIn('ar', 'en'), { language: 'ar', own: true })
})

test('where there is none it is said so, and the language of anyone who explains it stands there', () => {
  assert.deepEqual(explainedIn('ne', 'ar'), { language: 'ar', own: false })
  assert.deepEqual(explainedIn('ne', 'lo'), { language: 'en', own: false })
})

test('a language that nobody has asked about yet is no lack', () => {
  assert.deepEqual(explainedIn(null, 'en'), { language: 'en', own: true })
})

test('every part of both explanations is there in both languages', () => {
  for (const { id } of [...explanationFor('adult'), ...explanationFor('child')]) {
    const key = `protection.consent.explained.${id}`
    assert.ok(Object.hasOwn(en, key) && Object.hasOwn(ar, key), key)
  }
})

test('an adult is told that they may say no, and a child that they may stop', () => {
  assert.equal(explanationFor('adult').at(-1)?.id, 'no')
  assert.equal(explanationFor('child').at(-1)?.id, 'child_stop')
})
