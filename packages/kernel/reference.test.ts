import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isReference, newId } from './index.ts'

test('ids, codes, counts and truth values name something and say nothing', () => {
  for (const value of [newId(), 'file.read', 'htcds', 'KG', 'case-file_2', 0, 97_750, true]) {
    assert.ok(isReference(value), String(value))
  }
})

test('a name, a telephone number, a sentence or a structure is not a reference', () => {
  const values = ['Nurgul', 'nurgul asanova', 'Анна', '+996555123456', '996555123456', 996_555_123_456, 1.5, '', null]
  for (const value of [...values, undefined, {}, [], Number.NaN, '2026-11-24']) {
    assert.ok(!isReference(value), String(value))
  }
})
