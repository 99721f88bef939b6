import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordKindOf, recordPath } from './record-link.ts'

const ID = '00000000-0000-4000-8000-0000000000e1'

test('an address that was copied is the record that it names, and nothing else of it is kept', () => {
  const copied = `https://gloact.example/training/events/${ID}/?tab=people#top`
  assert.equal(recordPath(copied), `/training/events/${ID}`)
  assert.equal(recordKindOf(`/legislation/assessments/${ID}`), 'assessment')
})

test('a file, another site, an address without an id and what hides in a path are no evidence', () => {
  for (const copied of [
    `/files/${ID}`,
    '/training/events/all',
    `//evil.example/training/events/${ID}`,
    `/training/events/../../files/${ID}`,
    'javascript:alert(1)',
    '',
  ])
    assert.equal(recordPath(copied), undefined, copied)
})
