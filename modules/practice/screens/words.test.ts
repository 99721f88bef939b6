import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { compareCatalogues } from '@gloact/messages'
import { PRACTICE_FAILURES } from '../contract/failures.ts'
import { RESET_STEPS } from '../contract/practice.ts'
import { EXERCISE_IDS } from '../domain/exercises.ts'
import ar from '../locales/ar.json' with { type: 'json' }
import { practicePolicy } from '../domain/practice-policy.ts'
import en from '../locales/en.json' with { type: 'json' }

const english: Readonly<Record<string, string>> = en
const source = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n')

test('English and Arabic say the same things', () => {
  assert.deepEqual(compareCatalogues(en, ar), { missing: [], surplus: [] })
})

test('every sentence that a screen or a code asks for is there, and none is there for nothing', () => {
  const named = [...source.matchAll(/'(practice\.[a-z_.]+[a-z_])'/g)].map(([, id]) => id ?? '')
  const wanted = new Set([
    ...named,
    ...Object.keys(PRACTICE_FAILURES),
    ...practicePolicy.rules.map(({ reason }) => reason),
    ...EXERCISE_IDS.flatMap((id) => [`practice.exercise.${id}`, `practice.exercise.${id}_how`]),
    ...RESET_STEPS.map((step) => `practice.step.${step}`),
  ])
  for (const id of wanted) assert.ok(english[id], id)
  assert.deepEqual(
    Object.keys(en).filter((id) => !wanted.has(id)),
    [],
  )
})
