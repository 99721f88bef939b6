import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginsWith, matchingCommands } from './matching-commands.ts'

const find = (labels: readonly string[], typed: string, language = 'en') =>
  matchingCommands(
    labels.map((label) => ({ label })),
    typed,
    language,
  ).map(({ label }) => label)

test('a command is found by the beginnings of its words, in any order', () => {
  assert.deepEqual(find(['My work', 'Find a file', 'First contact'], 'fi'), ['Find a file', 'First contact'])
  assert.deepEqual(find(['My work', 'Find a file', 'First contact'], 'file find'), ['Find a file'])
})

test('everything is there while nothing is typed, and nothing where nothing fits', () => {
  assert.deepEqual(find(['My work'], ''), ['My work'])
  assert.deepEqual(find(['My work'], 'x'), [])
})

test('marks, case and the Arabic article do not matter', () => {
  assert.deepEqual(find(['Équipes'], 'equ', 'fr'), ['Équipes'])
  assert.deepEqual(find(['الملفات', 'عملي'], 'ملف', 'ar'), ['الملفات'])
})

test('three letters of its beginning name a page; fewer, or the middle of it, are only looked for', () => {
  assert.ok(beginsWith('First contact', 'first con', 'en'))
  assert.ok(beginsWith('الملفات', 'ملف', 'ar'))
  assert.ok(!beginsWith('Journey and status', 'Jo', 'en'))
  assert.ok(!beginsWith('First contact', 'contact', 'en'))
})
