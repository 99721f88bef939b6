import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AGE_GROUPS, EXPLAINED, explanationFor, PICTOGRAMS, PICTURE_SHOWS } from './explanations.ts'
import { ASSESSMENT_LISTS } from './forms/assessment-forms.ts'

const LANGUAGES = ['en', 'ar', 'es', 'pt', 'fr', 'ru']
/** The most words that a sentence has for a child of an age: read by those who explain, heard by those who do not read yet. */
const MOST_WORDS = { under_7: 12, from_7: 15, from_12: 20, from_16: 20 }

test('every age that an assessment records has an explanation of everything that is asked', () => {
  assert.deepEqual(
    ASSESSMENT_LISTS['children_age_group']!.codes.map(({ code }) => code),
    AGE_GROUPS,
  )
  for (const group of AGE_GROUPS)
    for (const topic of EXPLAINED) {
      const parts = explanationFor(group, topic)
      assert.ok(
        parts.some(({ picture }) => picture === 'stop'),
        `${group}: that one may say no`,
      )
      for (const { picture, words } of parts) {
        assert.ok(PICTOGRAMS.includes(picture))
        for (const language of LANGUAGES) assert.ok(words[language], `${group} ${topic} ${language}`)
      }
    }
})

test('the younger the child, the shorter the sentences', () => {
  for (const group of AGE_GROUPS)
    for (const topic of EXPLAINED)
      for (const { words } of explanationFor(group, topic))
        for (const sentence of words['en']!.split(/[.:;]/))
          assert.ok(sentence.split(/\s+/).filter(Boolean).length <= MOST_WORDS[group], `${group}: ${sentence}`)
})

test('every picture says what it shows in six languages', () => {
  for (const name of PICTOGRAMS)
    for (const language of LANGUAGES) assert.ok(PICTURE_SHOWS[name][language], `${name} ${language}`)
})
