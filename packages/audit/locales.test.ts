import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AUDIT_BREAKS, SIGNER_FAILURES } from './index.ts'
import arabic from './locales/ar.json' with { type: 'json' }
import english from './locales/en.json' with { type: 'json' }

const ids = [...SIGNER_FAILURES, ...AUDIT_BREAKS.map((kind) => `audit.break.${kind}`)].toSorted()

test('whatever can fail or break here is said in English and in Arabic', () => {
  for (const sentences of [english, arabic]) assert.deepEqual(Object.keys(sentences).toSorted(), ids)
})
