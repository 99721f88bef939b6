import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { FileOutcome } from '../../contract/lists/caseload.ts'
import { newAction } from '../new-action.ts'
import { notDone, PART, sendInParts, type BulkItem } from './bulk-work.ts'

const items: readonly BulkItem[] = Array.from({ length: PART * 2 + 3 }, () => ({
  fileId: newId<'file'>(),
  action: newAction('tagged', { add: [newId<'tag'>()], remove: [] }),
}))
const outcome = (fileId: string, state: FileOutcome['state']): FileOutcome => ({
  fileId,
  number: null,
  state,
  code: state === 'failed' ? 'protection.file_closed' : null,
})

test('every file is sent once, in parts, and progress ends with all of them', async () => {
  const sent: string[] = []
  const told: number[] = []
  const outcomes = await sendInParts(
    items,
    async (part) => part.map(({ fileId }) => (sent.push(fileId), outcome(fileId, 'done'))),
    (done) => told.push(done),
    () => false,
  )
  assert.deepEqual(
    sent,
    items.map(({ fileId }) => fileId),
  )
  assert.deepEqual(told, [PART, PART * 2, items.length])
  assert.equal(notDone(items, outcomes).length, 0)
})

test('what failed and what was never sent is sent again, under the same ids', async () => {
  let parts = 0
  const outcomes = await sendInParts(
    items,
    async (part) => part.map(({ fileId }, at) => outcome(fileId, at === 0 ? 'failed' : 'done')),
    () => (parts += 1),
    () => parts === 2,
  )
  const again = notDone(items, outcomes)
  assert.deepEqual(again, [items[0], items[PART], ...items.slice(PART * 2)])
})

test('a file that carries it already is not sent again', () => {
  const one = items[0]!
  assert.deepEqual(notDone([one], new Map([[one.fileId, outcome(one.fileId, 'already')]])), [])
})
