import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { compareCatalogues, type Catalogue } from '@gloact/messages'
import { wordsOfKind } from '@gloact/records'
import * as planning from '../contract/planning.ts'
import * as prevention from '../contract/prevention.ts'
import * as registers from '../contract/registers.ts'
import { ACTION_PROBLEMS, STRATEGY_FAILURES } from '../contract/failures.ts'
import { assessment } from '../domain/assessment.ts'
import { claim } from '../domain/claim.ts'
import { QUALITY_POINTS } from '../domain/quality.ts'
import en from '../locales/en.json' with { type: 'json' }

const read = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'locales', `${language}.json`), 'utf8')) as Catalogue

test('all six languages say the same things', () => {
  for (const language of ['ar', 'es', 'fr', 'pt', 'ru']) {
    assert.deepEqual(compareCatalogues(en, read(language)), { missing: [], surplus: [] }, language)
  }
})

test('whatever can be refused is said in words, and so is each step of a report', () => {
  const wanted = [
    ...Object.keys(STRATEGY_FAILURES),
    ...ACTION_PROBLEMS,
    ...wordsOfKind(claim),
    ...wordsOfKind(assessment),
  ]
  const declared = [...Object.values(planning), ...Object.values(prevention), ...Object.values(registers)]
  for (const kind of declared.flatMap((each) => ('keyTypes' in each ? each.kind : [])))
    wanted.push(...['many', 'about', 'empty', 'begin', 'add'].map((word) => `${kind}.${word}`))
  wanted.push(...QUALITY_POINTS.map((point) => `strategy.quality.point.${point}`))
  for (const code of wanted) assert.ok((en as Catalogue)[code], code)
})
