import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suspectColumn } from './suspect.ts'

const tally = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
const many = (make: (at: number) => string, count = 40) => tally(Array.from({ length: count }, (_, at) => make(at)))
const kindOf = (heading: string, values: ReadonlyMap<string, number> = new Map([['a', 50]])) =>
  suspectColumn(heading, values)?.kind

test('a heading tells of names, numbers, contacts and days of birth, in six languages', () => {
  for (const [heading, kind] of [
    ['Name', 'name'],
    ['first_name', 'name'],
    ['familyName', 'name'],
    ['Prénom', 'name'],
    ['apellidos', 'name'],
    ['Фамилия', 'name'],
    ['الاسم', 'name'],
    ['caseId', 'identifier'],
    ['Passport number', 'identifier'],
    ['E-mail', 'contact'],
    ['home_address', 'contact'],
    ['date_of_birth', 'date'],
    ['Notes', 'free_text'],
  ] as const) {
    assert.equal(kindOf(heading), kind, heading)
  }
})

test('columns that are categories are none of these', () => {
  for (const heading of [
    'region_name',
    'sex',
    'age band',
    'year',
    'citizenship',
    'id_type',
    'number of children',
    'agency',
  ]) {
    assert.equal(kindOf(heading), undefined, heading)
  }
  assert.equal(
    kindOf(
      'citizenship',
      many((at) => ['Georgia', 'Jordan', 'Chad', 'Costa Rica', 'Viet Nam'][at % 5]!),
    ),
    undefined,
  )
  assert.equal(
    kindOf(
      'year',
      many((at) => String(2010 + (at % 8))),
    ),
    undefined,
  )
  assert.equal(
    kindOf(
      'age',
      many((at) => String(at % 15)),
    ),
    undefined,
  )
})

test('what stands in a column tells of it whatever it is called', () => {
  assert.equal(
    kindOf(
      'c3',
      many((at) => `Person${String.fromCharCode(97 + (at % 26))} Family${'abcd'[at % 4]}${'xyzw'[at % 3]}`),
    ),
    'name',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => ['Maria', 'Fatima', 'Ivan', 'Blessing', 'other'][at % 5]!, 400),
    ),
    'name',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => `GA-${1000 + at}`),
    ),
    'identifier',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => `1990-01-${10 + at}`),
    ),
    'date',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => `+31 6 1234 56${10 + at}`),
    ),
    'contact',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => `a${at}@example.org`),
    ),
    'contact',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => `she said that on day ${at % 4} a man came to the house with a car`),
    ),
    'free_text',
  )
  assert.equal(
    kindOf(
      'c3',
      many((at) => 'abcdefgh'[at % 8]! + 'klmnop'[at % 6]! + 'q'.repeat(at % 5)),
    ),
    'own_values',
  )
})
