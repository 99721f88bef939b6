import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { LINE_REMARKS } from '@gloact/law'
import { SOURCE_PROBLEMS } from '@gloact/law/source'
import { wordsOfKind } from '@gloact/records'
import { compareCatalogues, type Catalogue } from '@gloact/messages'
import { LEGISLATION_FAILURES } from '../contract/failures.ts'
import { FINDING_STATES, FINDING_STATUSES, OBLIGATION_STATUSES, REVIEWS } from '../domain/finding.ts'
import { ASSISTANCE, PRIORITIES } from '../domain/gap-plan.ts'
import { BOUND, TREATY_STEPS } from '../domain/ratification.ts'
import { drafting, REMARK_DECISIONS } from '../domain/drafting.ts'
import { INSTRUCTION_ACTIONS, NOT_APPLIED } from '../domain/law-words.ts'
import { BINDINGS, VERIFICATIONS } from '../domain/obligation.ts'
import en from '../locales/en.json' with { type: 'json' }

const english: Catalogue = en
const read = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'locales', `${language}.json`), 'utf8')) as Catalogue
const source = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n')

test('all six languages say the same things', () => {
  for (const language of ['ar', 'es', 'fr', 'pt', 'ru']) {
    assert.deepEqual(compareCatalogues(en, read(language)), { missing: [], surplus: [] }, language)
  }
})

test('every sentence that a screen or a code asks for is there', () => {
  const families = [
    ...OBLIGATION_STATUSES.map((status) => `legislation.status.${status}`),
    ...FINDING_STATUSES.map((status) => `legislation.status_help.${status}`),
    ...FINDING_STATES.map((state) => `legislation.state.${state}`),
    ...BINDINGS.map((binding) => `legislation.binding.${binding}`),
    ...VERIFICATIONS.map((status) => `legislation.verification.${status}`),
    ...BOUND.map((one) => `legislation.bound.${one}`),
    ...TREATY_STEPS.map((one) => `legislation.step.${one}`),
    ...PRIORITIES.map((one) => `legislation.priority.${one}`),
    ...ASSISTANCE.map((one) => `legislation.assistance.${one}`),
    ...LINE_REMARKS.map((remark) => `legislation.remark.${remark}`),
    ...wordsOfKind(drafting),
    ...INSTRUCTION_ACTIONS.map((action) => `legislation.action.${action}`),
    ...NOT_APPLIED.map((problem) => `legislation.problem.${problem}`),
    ...REMARK_DECISIONS.map((decision) => `legislation.decision.${decision}`),
    ...['changed', 'moved', 'inserted', 'deleted'].map((change) => `legislation.change.${change}`),
    ...REVIEWS.flatMap((review) => [`legislation.review.${review}`, `legislation.history.${review}`]),
    ...SOURCE_PROBLEMS.map((kind) => `legislation.source.${kind}`),
  ]
  const named = [...source.matchAll(/'(legislation\.[a-z_.]+)'/g)]
    .map(([, id]) => id ?? '')
    .filter((id) => !['legislation.read', 'legislation.edit', 'legislation.review'].includes(id))
  for (const id of [...families, ...named, ...Object.keys(LEGISLATION_FAILURES)]) assert.ok(english[id], id)
})
