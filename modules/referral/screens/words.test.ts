import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { compareCatalogues, type Catalogue } from '@gloact/messages'
import { wordsOfKind } from '@gloact/records'
import { REFERRAL_FAILURES } from '../contract/failures.ts'
import { BETWEEN, BETWEEN_NAMES } from '../domain/between/kinds.ts'
import { incidentKind } from '../domain/incident-kind.ts'
import { referralKind } from '../domain/referral-kind.ts'
import en from '../locales/en.json' with { type: 'json' }

const read = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'locales', `${language}.json`), 'utf8')) as Catalogue

test('all six languages say the same things', () => {
  for (const language of ['ar', 'es', 'fr', 'pt', 'ru']) {
    assert.deepEqual(compareCatalogues(en, read(language)), { missing: [], surplus: [] }, language)
  }
})

test('every state, step, clock and party of a referral has its words, and so has whatever can be refused', () => {
  for (const id of [
    ...wordsOfKind(referralKind),
    ...wordsOfKind(incidentKind),
    ...BETWEEN_NAMES.flatMap((name) => wordsOfKind(BETWEEN[name])),
    ...Object.keys(REFERRAL_FAILURES),
  ])
    assert.ok((en as Catalogue)[id], id)
})
