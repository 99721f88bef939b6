import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sentencesIn } from './sentences.ts'

test('a sentence is read in its language, in English where that has none, and from no other file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sentences-'))
  writeFileSync(join(folder, 'en.json'), '{"a.b":"Yes","a.c":"No"}')
  writeFileSync(join(folder, 'fr.json'), '{"a.b":"Oui"}')
  const sentence = sentencesIn(folder)
  assert.deepEqual(
    ['fr', 'en', 'xx', '../en'].map((language) => [sentence(language, 'a.b'), sentence(language, 'a.c')]),
    [
      ['Oui', 'No'],
      ['Yes', 'No'],
      ['Yes', 'No'],
      ['Yes', 'No'],
    ],
  )
  assert.equal(sentence('fr', 'a.d'), 'a.d')
})
