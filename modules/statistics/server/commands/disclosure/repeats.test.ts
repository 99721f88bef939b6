import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personsReader, repeatsReader } from './repeats.ts'

test('of many values the one that comes again is known, and no other', () => {
  const values = Array.from({ length: 300_000 }, (_, at) => `GA-${at.toString(36)}`)
  const repeats = repeatsReader('id')
  const persons = personsReader('id')
  for (const [row, value] of values.entries()) {
    repeats.take(value, row)
    repeats.take('', row)
    assert.equal(persons.take(value, row), undefined)
  }
  assert.equal(repeats.isRepeated(), false)
  for (const at of [0, 4096, 299_999]) assert.equal(persons.take(values[at]!, at)?.code, 'disclosure.person_repeated')
  repeats.take(values[150_000]!, 1)
  assert.equal(repeats.isRepeated(), true)
  assert.equal(persons.take('', 5)?.code, 'disclosure.person_missing')
})
