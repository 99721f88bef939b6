import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countFrequencies } from './frequencies.ts'
import { MISSING } from './fields/field.ts'
import { inventedPeople, recordsOf } from '../bench/invented-people.ts'
import { stateOf } from './strata.ts'
import { countValuePairs } from './value-pairs.ts'

const rows = [...inventedPeople(150, { share: 0.4 })]
const records = recordsOf(rows)
const { count } = records
const strata = {
  codes: Int32Array.from({ length: count }, (_, record) => (record % 4) - 1),
  count: 3,
  place: () => undefined,
}
const twice = rows.flatMap(({ person }, record) => (rows[record + 1]?.person === person ? [record] : []))
const matches = {
  a: Int32Array.from(twice),
  b: Int32Array.from(twice, (record) => record + 1),
  probability: new Float32Array(twice.length).fill(1),
  each: 1,
}

test('levels of all pairs of values are those of all pairs of records but the known ones', () => {
  const known = new Set(twice.map((record) => record * count + record + 1))
  for (const field of records.fields) {
    const counts = countValuePairs(records, field, strata, matches)
    const plain = [0, 1, 2].map(() => field.levels.map(() => 0))
    for (let a = 0; a < count; a++) {
      for (let b = a + 1; b < count; b++) {
        const [one, two] = [field.codes[a]!, field.codes[b]!]
        const level = one < 0 || two < 0 ? MISSING : field.level(one, two)
        if (level === MISSING || known.has(a * count + b)) continue
        plain[2]![level]!++
        if (stateOf(strata, a, b) === 1) plain[1]![level]!++
      }
    }
    assert.deepEqual(counts[2], plain[2], field.name)
    assert.deepEqual(counts[1], plain[1], field.name)
    assert.ok(counts[0]!.some((pairs) => pairs > 0))
  }
})

test('anyone who is recorded twice makes no value common', () => {
  const date = records.fields.findIndex(({ kind }) => kind === 'date_of_birth')
  const field = records.fields[date]!
  const code = field.codes[twice.find((record) => field.codes[record] === field.codes[record + 1]!)!]!
  assert.ok(code >= 0)
  const naive = countFrequencies(records, undefined, undefined)
  const known = countFrequencies(records, undefined, matches)
  assert.ok(known.overall[date]![code]! < naive.overall[date]![code]! / 2)
  assert.ok(known.equal(date, 2) < naive.equal(date, 2) / 2)
})
