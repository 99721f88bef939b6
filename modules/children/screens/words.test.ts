import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { compareCatalogues, type Catalogue } from '@gloact/messages'
import { wordsOfKind } from '@gloact/records'
import { CHILDREN_FAILURES } from '../contract/failures.ts'
import { TRACING_FAILURES } from '../contract/tracing/failures.ts'
import { familyLink } from '../domain/tracing/link-kind.ts'
import { tracingMatch } from '../domain/tracing/match-kind.ts'
import { ASK_AUTHORITY, MISUSE_SIGNS } from '../domain/tracing/misuse.ts'
import { tracingRequest } from '../domain/tracing/request-kind.ts'
import { tracingSubject } from '../domain/tracing/subject-kind.ts'
import { AGE_GAPS } from '../domain/age.ts'
import { ASSESSMENT_GAPS } from '../domain/assessed.ts'
import { CARE_GAPS } from '../domain/care.ts'
import { COMPLAINT_GAPS } from '../domain/complaint.ts'
import { PANEL_GAPS } from '../domain/determination.ts'
import { GUARDIAN_GAPS } from '../domain/guardian.ts'
import { KIN_GAPS } from '../domain/kin-kind.ts'
import { COVER_GAPS } from '../domain/in-force.ts'
import { INTERVIEW_GAPS, TRANSITION_GAPS } from '../domain/interviews.ts'
import { KIND_NAMES, KINDS } from '../domain/kinds.ts'
import { LASTING_GAPS } from '../domain/lasting.ts'
import { ELSEWHERE_GAPS, HAND_OVER_GAPS, RETURN_GAPS } from '../domain/solution.ts'
import en from '../locales/en.json' with { type: 'json' }

const read = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'locales', `${language}.json`), 'utf8')) as Catalogue

test('all six languages say the same things', () => {
  for (const language of ['ar', 'es', 'fr', 'pt', 'ru']) {
    assert.deepEqual(compareCatalogues(en, read(language)), { missing: [], surplus: [] }, language)
  }
})

test('every state, step, clock and party has its words, whatever can be refused, and whatever a gate can be missing', () => {
  const gaps = [
    ...RETURN_GAPS,
    ...HAND_OVER_GAPS,
    ...ELSEWHERE_GAPS,
    ...GUARDIAN_GAPS,
    ...PANEL_GAPS,
    ...ASSESSMENT_GAPS,
    ...CARE_GAPS,
    'complaint_none',
    ...COVER_GAPS,
    ...KIN_GAPS,
    ...INTERVIEW_GAPS,
    ...TRANSITION_GAPS,
    ...LASTING_GAPS,
    ...COMPLAINT_GAPS,
    ...AGE_GAPS,
    'school_again_late',
  ]
  const ids = [
    ...KIND_NAMES.flatMap((name) => wordsOfKind(KINDS[name])),
    ...Object.keys(CHILDREN_FAILURES),
    ...gaps.map((gap) => `children.gap.${gap}`),
  ]
  for (const id of ids) assert.ok((en as Catalogue)[id], id)
})

test('every step, refusal and sign of tracing is said in words', () => {
  const wanted = [
    ...Object.keys(TRACING_FAILURES),
    ...[tracingRequest, tracingSubject, tracingMatch, familyLink].flatMap(wordsOfKind),
    `children.tracing.sign.${ASK_AUTHORITY}`,
    ...MISUSE_SIGNS.map((sign) => `children.tracing.sign.${sign}`),
  ]
  for (const code of wanted) assert.ok((en as Catalogue)[code], code)
})
