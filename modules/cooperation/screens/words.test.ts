import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ADVICE_ON } from '@gloact/exchange'
import { compareCatalogues, type Catalogue } from '@gloact/messages'
import { wordsOfKind } from '@gloact/records'
import { COOPERATION_FAILURES } from '../contract/failures.ts'
import { CONTENT_PROBLEMS } from '../domain/content-check.ts'
import { HANDLED_ACTIONS } from '../domain/handling.ts'
import { assistance } from '../domain/request-kind.ts'
import { REPORT_PROBLEMS } from '../domain/intelligence/check.ts'
import { intelligence } from '../domain/intelligence/kind.ts'
import { VICTIM_GAPS } from '../domain/victims/gaps.ts'
import { victimReferral } from '../domain/victims/kind.ts'
import { PERSON_FIELDS } from '../domain/victims/person.ts'
import { EVIDENCE_MESSAGES, INTELLIGENCE_MESSAGES, REFERRAL_MESSAGES, TRACKS } from '../domain/tracks.ts'
import en from '../locales/en.json' with { type: 'json' }

const read = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'locales', `${language}.json`), 'utf8')) as Catalogue

test('all six languages say the same things', () => {
  for (const language of ['ar', 'es', 'fr', 'pt', 'ru']) {
    assert.deepEqual(compareCatalogues(en, read(language)), { missing: [], surplus: [] }, language)
  }
})

test('whatever can be refused, is missing, crosses a border or is not allowed is said in words', () => {
  const wanted = [
    ...wordsOfKind(victimReferral),
    ...wordsOfKind(intelligence),
    ...REPORT_PROBLEMS.map((problem) => `cooperation.report_missing.${problem}`),
    ...INTELLIGENCE_MESSAGES.map((type) => `cooperation.message.${type.split('.').at(-1)}`),
    ...VICTIM_GAPS.map((gap) => `cooperation.victims.missing.${gap}`),
    ...PERSON_FIELDS.map((field) => `cooperation.victims.person.${field}`),
    ...REFERRAL_MESSAGES.map((type) => `cooperation.message.${type.split('.').at(-1)}`),
    ...Object.keys(COOPERATION_FAILURES),
    ...CONTENT_PROBLEMS.map((problem) => `cooperation.missing.${problem}`),
    ...wordsOfKind(assistance),
    ...EVIDENCE_MESSAGES.map((type) => `cooperation.message.${type.split('.').at(-1)}`),
    ...HANDLED_ACTIONS.filter((action) => action !== 'view').map((action) => `cooperation.handling.not.${action}`),
    ...TRACKS.map((track) => `cooperation.track.${track}`),
    ...['many', 'about', 'empty', 'begin', 'add'].map((word) => `cooperation.authority.${word}`),
  ]
  const exchange = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../packages/exchange/locales/en.json'), 'utf8'),
  ) as Catalogue
  for (const [kind, advice] of Object.entries(ADVICE_ON))
    for (const id of [`exchange.alarm.${kind}`, `exchange.advice.${advice}`]) assert.ok(exchange[id], id)
  for (const id of wanted) assert.ok((en as Catalogue)[id], id)
})
