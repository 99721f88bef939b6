import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { compareCatalogues, type Catalogue } from '@gloact/messages'
import en from '../locales/en.json' with { type: 'json' }
import { WORK_GROUPS } from './group-tasks.ts'

const read = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'locales', `${language}.json`), 'utf8')) as Catalogue

test('all six languages say the same things', () => {
  for (const language of ['ar', 'es', 'fr', 'pt', 'ru']) {
    assert.deepEqual(compareCatalogues(en, read(language)), { missing: [], surplus: [] }, language)
  }
})

test('each part of the page has its heading', () => {
  for (const group of WORK_GROUPS) assert.ok((en as Catalogue)[`work.${group}`], group)
})
