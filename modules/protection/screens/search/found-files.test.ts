import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FileSummary } from '../../contract/reading/files.ts'
import { REASON_KINDS } from '../../contract/routes.ts'
import ar from '../../locales/ar.json' with { type: 'json' }
import en from '../../locales/en.json' with { type: 'json' }
import { foundFiles, likenessOf } from './found-files.ts'

const file = (id: string) => ({ id, number: id }) as FileSummary

test('the file of the number that was typed stands first, then the likest names', () => {
  const found = foundFiles({
    byNumber: file('a'),
    matches: [
      { file: file('b'), score: 0.7, reasons: [] },
      { file: file('a'), score: 0.6, reasons: [] },
      { file: file('c'), score: 0.9, reasons: [] },
    ],
  })
  assert.deepEqual(
    found.map((entry) => [entry.file.id, entry.byNumber]),
    [
      ['a', true],
      ['c', false],
      ['b', false],
    ],
  )
})

test('a kind of reason is said once, and one that this page does not know is left out', () => {
  const reasons = ['typo', 'newer', 'typo', 'exact'].map((kind) => ({ kind }))
  const [found] = foundFiles({ byNumber: null, matches: [{ file: file('a'), score: 1, reasons }] })
  assert.deepEqual(found?.reasons, ['exact', 'typo'])
})

test('likeness is said in three words', () => {
  assert.deepEqual([0.95, 0.8, 0.5].map(likenessOf), ['high', 'medium', 'low'])
})

test('every kind of reason has its words in every language', () => {
  for (const kind of REASON_KINDS) {
    const id = `protection.search.reason.${kind}`
    assert.ok(Object.hasOwn(en, id) && Object.hasOwn(ar, id), id)
  }
})
