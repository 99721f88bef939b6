import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KEK_FAILURES, VAULT_FAILURES } from './index.ts'
import arabic from './locales/ar.json' with { type: 'json' }
import english from './locales/en.json' with { type: 'json' }

const ids = [...KEK_FAILURES, ...Object.keys(VAULT_FAILURES), 'vault.wrong_kek'].toSorted()

test('whatever can fail or break here is said in English and in Arabic', () => {
  for (const sentences of [english, arabic]) assert.deepEqual(Object.keys(sentences).toSorted(), ids)
})
