import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { compareCatalogues, type Catalogue } from '@gloact/messages'
import { CHILDREN_FAILURES } from '../contract/failures.ts'
import en from '../locales/en.json' with { type: 'json' }

const read = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'locales', `${language}.json`), 'utf8')) as Catalogue

test('all six languages say the same things', () => {
  for (const language of ['ar', 'es', 'fr', 'pt', 'ru']) {
    assert.deepEqual(compareCatalogues(en, read(language)), { missing: [], surplus: [] }, language)
  }
})

test('whatever can be refused is said in words', () => {
  for (const code of Object.keys(CHILDREN_FAILURES)) assert.ok((en as Catalogue)[code], code)
})
