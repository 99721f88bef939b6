import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import { makeDummies } from './dummies.ts'
import { normaliseValue } from './normalise.ts'

const FIELDS = [
  { column: 'given', kind: 'name' },
  { column: 'family', kind: 'name' },
  { column: 'born', kind: 'date' },
  { column: 'sex', kind: 'sex' },
  { column: 'phone', kind: 'number' },
] as const

test('no dummy shares two fields that tell with a record, a date among them or not', () => {
  const { below } = randomSource(7)
  const syllables = ['ba', 'do', 'fe', 'gi', 'hu', 'ka', 'lo', 'me']
  const word = (): string => Array.from({ length: 4 }, () => syllables[below(syllables.length)]).join('')
  // Few days of birth, so that many a dummy has one with the record that its name is from.
  const records = Array.from({ length: 60 }, (_, at) => [
    word(),
    word(),
    `${1990 + (at % 3)}-01-01`,
    at % 2 === 0 ? 'female' : 'male',
    String(10_000_000 + below(89_999_999)),
  ])
  const dummies = makeDummies(records, FIELDS, 60, below)
  assert.equal(dummies.length, 60)
  const shared = dummies.map((dummy) =>
    Math.max(
      ...records.map(
        (record) =>
          FIELDS.filter(
            ({ kind }, at) => kind !== 'sex' && normaliseValue(kind, dummy[at]!) === normaliseValue(kind, record[at]!),
          ).length,
      ),
    ),
  )
  assert.equal(Math.max(...shared), 1)
})
