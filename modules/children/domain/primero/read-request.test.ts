import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { asPlainDate, type Json } from '@gloact/kernel'
import fc from 'fast-check'
import { isKeeping } from './fields.ts'
import { KNOWN_VALUES, relationOf } from './lists.ts'
import { isOfRequests, readPrimeroInquiry } from './read-request.ts'

const PRIMERO = join(import.meta.dirname, '../../../../../shared/data/primero')
const absent = existsSync(PRIMERO) ? false : 'the forms of Primero (../shared/data/primero) are not on this machine'
const TODAY = asPlainDate('2026-11-24')

const read = (row: Readonly<Record<string, Json>>, inquiry: Readonly<Record<string, Json>> = {}) =>
  readPrimeroInquiry(
    { tracing_request_id: 't1', inquiry_date: '2024-03-01', ...inquiry, tracing_request_subform_section: [row] },
    TODAY,
  )
const valuesOf = (row: Readonly<Record<string, Json>>, inquiry?: Readonly<Record<string, Json>>) =>
  Object.fromEntries(
    Object.entries(read(row, inquiry).children[0]!.answers)
      .filter(([field]) => field !== 'elsewhere')
      .map(([field, answer]) => [field, 'value' in answer ? answer.value : null]),
  )

test('an age is told as of today, a 1 January as the year, and who the inquirer is to the child in our words', () => {
  assert.deepEqual(valuesOf({ name: 'Leen Fadi Haddad', age: 7, relation: 'other_family' }), {
    relation: 'other',
    given_name: 'Leen',
    family_name: 'Haddad',
    age: 9,
  })
  assert.deepEqual(valuesOf({ name: 'Leen', date_of_birth: '2016/01/01', age: 7 }), {
    given_name: 'Leen',
    birth_date: '2016',
  })
  assert.deepEqual(
    valuesOf({ location_separation: 'Qusayr' }, { location_separation: 'Homs', date_of_separation: '2023-05-06' }),
    { separation_place: 'Qusayr', separated_on: '2023-05-06' },
  )
})

test('what no form here takes is shown, and stands in the words', () => {
  const { children, unknown } = read(
    { name: 'Leen', sex: 'girl', age: 40, relation: 'godmother', of_their_own: 'x' },
    { relation_telephone: 'the shop', status: 'open' },
  )
  assert.deepEqual(unknown.map(({ field, value, why }) => `${why} ${field} ${value}`).toSorted(), [
    'field of_their_own x',
    'value age 42',
    'value relation godmother',
    'value sex girl',
    'value telephone the shop',
  ])
  const words = JSON.stringify(children[0]!.answers['elsewhere'])
  for (const said of ['sex: girl', 'age: 40', 'relation: godmother', 'of_their_own: x', 'relation_telephone: the shop'])
    assert.ok(words.includes(said), said)
})

test('a child is the same one in any order of rows and fields, and two who are told alike are two', () => {
  const keys = (rows: Json[]) =>
    readPrimeroInquiry({ id: 't1', tracing_request_subform_section: rows }, TODAY).children.map(({ row }) => row)
  const [one, two] = keys([
    { name: 'A', age: 3 },
    { name: 'B', unique_id: 'u2' },
  ])
  assert.deepEqual(
    keys([
      { unique_id: 'u2', name: 'B, as she says now' },
      { age: 3, name: 'A' },
    ]),
    [two, one],
  )
  assert.equal(new Set(keys([{ name: 'A' }, { name: 'A' }])).size, 2)
  assert.deepEqual(keys([{ unique_id: 'u3' }, {}]), [], 'a row in which nothing stands seeks nobody')
})

test('more children than one person seeks are not read, and 50 are', () => {
  const of = (count: number) =>
    readPrimeroInquiry(
      { id: 't1', [SECTION]: Array.from({ length: count }, (_, at) => ({ name: `Child ${at}` })) },
      TODAY,
    )
  assert.deepEqual([of(50).children.length, of(50).tooMany], [50, false])
  assert.deepEqual([of(51).children.length, of(51).tooMany], [0, true])
})

test('nothing that is said there opens anything here, whatever it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), (raw) => {
      const { children } = readPrimeroInquiry(
        {
          ...(raw as Record<string, Json>),
          agrees: 'yes',
          identity_seen: 'passport',
          id: '1',
          [SECTION]: [{ name: 'A', agrees: 'yes' }],
        },
        TODAY,
      )
      assert.equal(children.length, 1)
      assert.ok(!('agrees' in children[0]!.answers) && !('identity_seen' in children[0]!.answers))
    }),
    { numRuns: 100 },
  )
})
const SECTION = 'tracing_request_subform_section'

test('more words than a request holds are not taken over in part', () => {
  assert.equal(read({ name: 'Leen', of_their_own: 'x'.repeat(20_001) }).children[0]!.tooLong, true)
  assert.equal(read({ name: 'Leen' }).children[0]!.tooLong, false)
})

test(
  'every field of the request forms that CPIMS+ seeds is known here, and every relation has ours',
  { skip: absent },
  () => {
    const { form_sections: sections } = JSON.parse(readFileSync(join(PRIMERO, 'seed-forms.json'), 'utf8')) as {
      form_sections: { unique_id: string; fields: { name?: string; type?: string }[] }[]
    }
    const asked = ['tracing_request_inquirer', 'tracing_request_subform_section', 'tracing_request_tracing_request']
    const names = sections
      .filter(({ unique_id: id }) => asked.includes(id))
      .flatMap(({ fields }) => fields.flatMap(({ name, type }) => (name && type !== 'separator' ? [name] : [])))
    assert.ok(names.length > 30, String(names.length))
    assert.deepEqual(
      names.filter((name) => !isOfRequests(name) && !isKeeping(name)),
      [],
    )
    for (const theirs of KNOWN_VALUES['relation']!) assert.ok(relationOf(theirs), theirs)
  },
)
