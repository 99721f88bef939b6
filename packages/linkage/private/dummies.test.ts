import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import { makeDummies } from './dummies.ts'
import { normaliseValue } from './normalise.ts'
import { FIELDS, people } from './testing.ts'

test('no dummy shares two fields that tell with a record, a date among them or not', () => {
  // Few days of birth, so that many a dummy has one with the record that its name is from.
  const records = people(60, 7).map((cells, at) => cells.slice(1).with(2, `${1990 + (at % 3)}-01-01`))
  const dummies = makeDummies(records, FIELDS, 60, randomSource(8).below)
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
