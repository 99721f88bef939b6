import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { asInstant, newId } from '@gloact/kernel'
import {
  EMPTY_CHAIN,
  NO_FIELDS,
  applyEdit,
  chain,
  conflicts,
  headOf,
  replacesFor,
  shown,
  verifyChain,
  type ActionId,
} from './index.ts'

const fileId = newId<'file'>()
const actor = newId<'user'>()
const sealedPayload = Uint8Array.of(4, 8, 15)

// example
const at = asInstant('2026-11-24T09:00:00Z')
const [first, second, third] = [newId(1), newId(2), newId(3)] as [ActionId, ActionId, ActionId]

// Two colleagues fill in the same field, each without having seen the other's answer: both values stand.
let fields = applyEdit(NO_FIELDS, { actionId: first, replaces: [], edits: { 'journey.debt': { value: 300 } }, at })
fields = applyEdit(fields, { actionId: second, replaces: [], edits: { 'journey.debt': { value: 400 } }, at })
const disputed = conflicts(fields) // ['journey.debt']

// Someone decides: the edit names both, and its value is the only one that stands.
const replaces = replacesFor(fields, ['journey.debt'])
fields = applyEdit(fields, { actionId: third, replaces, edits: { 'journey.debt': { value: 300 } }, at })
const debt = shown(fields, 'journey.debt')?.value // { value: 300 }

// On the server, under the file's lock: each action is sealed and gets its place in the chain.
const envelope = { fileId, actor, type: 'answers_recorded', happenedAt: at, deviceTime: at, recordedAt: at }
const one = chain(EMPTY_CHAIN, { ...envelope, id: first, replaces: [], sealedPayload })
const two = chain(headOf(one), { ...envelope, id: second, replaces: [], sealedPayload })
const whole = verifyChain([one, two], headOf(two)) // { ok: true, value: { count: 2, head } }
const dropped = verifyChain([two]) // { ok: false, error: { brokenAt: 1, reason: 'sequence' } }
// end

test('the example of the README is the one above, and it holds', () => {
  const example = readFileSync(import.meta.filename, 'utf8')
    .split('// example\n')[1]
    ?.split('// end\n')[0]
  assert.ok(example && readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').includes(example))
  assert.deepEqual(disputed, ['journey.debt'])
  assert.deepEqual(debt, { value: 300 })
  assert.ok(whole.ok && whole.value.count === 2)
  assert.deepEqual(dropped, { ok: false, error: { brokenAt: 1, reason: 'sequence' } })
})
