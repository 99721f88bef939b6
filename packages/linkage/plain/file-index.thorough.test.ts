import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFileIndex, createRecords, learnLinkage, type LinkageSchema } from './index.ts'
import { INVENTED_COLUMNS, inventedPeople } from '../bench/invented-people.ts'

const kinds = ['id', 'given_name', 'family_name', 'sex', 'date_of_birth', 'stratum', 'identifier'] as const
const SCHEMA: LinkageSchema = { columns: INVENTED_COLUMNS.map((name, at) => ({ name, kind: kinds[at]! })) }
const secret = new Uint8Array(32).fill(5)

// Every third that is recorded again is put aside, to be looked for.
const builder = createRecords(SCHEMA, { year: 2026 })
builder.open('files', INVENTED_COLUMNS)
const rows: { readonly person: number; readonly cells: string[] }[] = []
const aside: { readonly person: number; readonly cells: string[] }[] = []
for (const row of inventedPeople(1000)) {
  if (rows.at(-1)?.person === row.person && row.person % 3 === 0) aside.push(row)
  else {
    rows.push(row)
    builder.add(row.cells)
  }
}
const records = builder.finish()
const learned = await learnLinkage(records, { mode: 'within_all' })
assert.ok(learned.ok)
const { scorer } = learned.value
const index = createFileIndex(records, learned.value, { secret })

test('anyone who has a file is found first, and strangers are not called likely', () => {
  assert.ok(aside.length > 30)
  const first = aside.filter(({ person, cells }) => {
    const [best] = index.findLikely(cells, INVENTED_COLUMNS)
    return best !== undefined && rows[best.record]!.person === person && best.probability > 0.5
  })
  assert.ok(first.length / aside.length > 0.95, `${first.length} of ${aside.length}`)
  const strangers = [...inventedPeople(100, { seed: 77, share: 0 })]
  const likely = strangers.filter(({ cells }) => (index.findLikely(cells, INVENTED_COLUMNS)[0]?.probability ?? 0) > 0.5)
  assert.ok(likely.length <= 2, `${likely.length} of 100`)
})

test('a file weighs as much as when it is among the records, and its terms sum to it', () => {
  for (let record = 0; record < 200; record++) {
    const found = index.findLikely(rows[record]!.cells, INVENTED_COLUMNS, { threshold: 0, most: 1e6 })
    assert.ok(found.some((other) => other.record === record))
    for (const { record: other, weight, reasons } of found) {
      assert.ok(Math.abs(weight - scorer.weigh(other, record)) < 1e-6, `${weight}, ${scorer.weigh(other, record)}`)
      assert.ok(Math.abs(reasons.reduce((sum, reason) => sum + reason.weight, 0) - weight) < 1e-9)
    }
  }
})

test('whatever shares a key with it is compared, and nothing twice', () => {
  for (let record = 0; record < 200; record++) {
    const found = index.candidates(rows[record]!.cells, INVENTED_COLUMNS)
    assert.equal(new Set(found).size, found.length)
    for (const { tokens } of learned.value.candidates.keys)
      for (const one of tokens)
        for (const two of tokens)
          rows.forEach((_, other) => {
            if (two[record] !== 0 && one[other] === two[record]) assert.ok(found.includes(other))
          })
  }
})

test('nothing of the person who was looked for is kept, and values that nobody has do not disturb', () => {
  const values = records.fields.map((field) => field.values.length)
  const cells = ['x', 'Zzyzx', 'Qwrtp', 'female', '1987-02-30', 'nowhere at all', '999']
  const once = index.findLikely(cells, INVENTED_COLUMNS, { threshold: 0 })
  for (const { weight } of once) assert.ok(Number.isFinite(weight))
  assert.deepEqual(
    records.fields.map((field) => field.values.length),
    values,
  )
  for (const { codes } of records.fields) assert.equal(codes[records.count], -1)
  // Another who takes the same places is not taken for the one before.
  const other = aside[0]!.cells
  const before = index.findLikely(other, INVENTED_COLUMNS)
  index.findLikely(['y', 'Muhamad', 'Xayavong', '', '', '', ''], INVENTED_COLUMNS)
  assert.deepEqual(index.findLikely(other, INVENTED_COLUMNS), before)
})

test('columns may stand in another order, or be missing; who may not be known of is left out', () => {
  const { cells } = aside[0]!
  const backwards = index.findLikely(cells.toReversed(), INVENTED_COLUMNS.toReversed())
  assert.deepEqual(backwards, index.findLikely(cells, INVENTED_COLUMNS))
  assert.ok(backwards.length > 0)
  const [best] = backwards
  const without = index.findLikely(cells, INVENTED_COLUMNS, { among: (record) => record !== best!.record })
  assert.ok(without.every(({ record }) => record !== best!.record))
  assert.deepEqual(index.findLikely(['z'], ['id']), [])
})

test('tokens are made with the secret: another one gives the same answers', () => {
  const again = createFileIndex(records, learned.value, { secret: new Uint8Array(32).fill(6) })
  for (const { cells } of aside.slice(0, 20))
    assert.deepEqual(again.findLikely(cells, INVENTED_COLUMNS), index.findLikely(cells, INVENTED_COLUMNS))
})
