import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, type Json } from '@gloact/kernel'
import { mergeDrafts } from './index.ts'

test('what was typed in two pages at once is there from both', () => {
  assert.deepEqual(mergeDrafts({ a: '', b: '' }, { a: 'typed here', b: '' }, { a: '', b: 'typed there' }), {
    a: 'typed here',
    b: 'typed there',
  })
  assert.deepEqual(
    mergeDrafts({ fields: { text: '' } }, { fields: { text: 'x', on: 1 } }, { fields: { text: '', kind: 'visit' } }),
    { fields: { text: 'x', on: 1, kind: 'visit' } },
  )
})

test('what the other page sent, and so took away, does not come back', () => {
  assert.deepEqual(mergeDrafts({ sent: 1, mine: 1 }, { sent: 1, mine: 2 }, { mine: 1 }), { mine: 2 })
})

test('what was taken away there and changed here stays: no text is lost', () => {
  assert.deepEqual(mergeDrafts({ text: 'a' }, { text: 'ab' }, {}), { text: 'ab' })
})

const draft: fc.Arbitrary<Json> = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.integer(), fc.string()))

test('a page that changed nothing takes over what the other has, and the other way round', () => {
  fc.assert(
    fc.property(draft, draft, (base, changed) => {
      assert.equal(canonicalJson(mergeDrafts(base, base, changed)), canonicalJson(changed))
      assert.equal(canonicalJson(mergeDrafts(base, changed, base)), canonicalJson(changed))
    }),
  )
})
