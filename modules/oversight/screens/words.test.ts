import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { compareCatalogues } from '@gloact/messages'
import { OVERSIGHT_FAILURES } from '../contract/failures.ts'
import { RETENTION_KINDS } from '../domain/retention.ts'
import ar from '../locales/ar.json' with { type: 'json' }
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
  const named = [...source.matchAll(/'(oversight\.[a-z_.]+)'/g)]
    .map(([, id]) => id ?? '')
    // Families of sentences, of which a code picks one; and what is asked of the policy.
    .filter((id) => !['oversight.detail', 'oversight.exported', 'oversight.purpose', 'oversight.read_use'].includes(id))
  for (const id of [
    ...named,
    ...Object.keys(OVERSIGHT_FAILURES),
    ...RETENTION_KINDS.map((kind) => `oversight.retention.kind.${kind}`),
  ]) {
    assert.ok(english[id], id)
  }
  const made = [...source.matchAll(/`(oversight\.[a-z_.]+)\$\{/g)].map(([, start]) => start ?? '')
  const families = ['oversight.detail.', 'oversight.exported.', 'oversight.purpose.', 'oversight.policy.', ...made]
  const used = (id: string) =>
    named.includes(id) ||
    id in OVERSIGHT_FAILURES ||
    families.some((start) => id.startsWith(start)) ||
    /^oversight\.(access|openings|exports|retention|audit)\.title$/.test(id)
  assert.deepEqual(
    Object.keys(en).filter((id) => !used(id)),
    [],
  )
})
