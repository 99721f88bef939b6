import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConductText } from './conduct-text.ts'

test('a code of conduct is its heading, its paragraphs and its promises', () => {
  const text = '# What I promise\n\nBefore.\n\n1. **I do no harm.** Safety first.\n2. I ask.\n\nAfter.'
  assert.deepEqual(readConductText(text), {
    title: 'What I promise',
    before: ['Before.'],
    promises: [
      { lead: 'I do no harm.', rest: 'Safety first.' },
      { lead: '', rest: 'I ask.' },
    ],
    after: ['After.'],
  })
})

test('a text without heading or list is paragraphs', () => {
  assert.deepEqual(readConductText('One.\nTwo.'), { title: null, before: ['One.', 'Two.'], promises: [], after: [] })
})
