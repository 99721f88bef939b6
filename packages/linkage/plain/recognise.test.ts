import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { checkSchema, namedTwiceWarning, namesOnce, readSchema, recogniseColumns } from './index.ts'

const many = (make: (at: number) => string): string[] => Array.from({ length: 200 }, (_, at) => make(at))

const kindsOf = (samples: Readonly<Record<string, string[]>>, id?: string) =>
  Object.fromEntries(
    recogniseColumns(
      Object.entries(samples).map(([name, cells]) => ({ name, cells })),
      id,
    ).columns.map(({ name, kind, order }) => [name, order ? `${kind}/${order}` : kind]),
  )

test('columns are recognised by their names in six languages', () => {
  assert.deepEqual(
    kindsOf({ nr: [], 'First Name': [], apellido: [], 'Date de naissance': [], Пол: [], الجنسية: [], telefone: [] }),
    {
      nr: 'id',
      'First Name': 'given_name',
      apellido: 'family_name',
      'Date de naissance': 'date_of_birth',
      Пол: 'sex',
      الجنسية: 'stratum',
      telefone: 'identifier',
    },
  )
})

test('columns without a name that says anything are recognised by their cells', () => {
  const kinds = kindsOf({
    x1: many(String),
    x2: many((at) => `${1 + (at % 28)}/${1 + (at % 12)}/19${50 + (at % 49)}`),
    x3: many((at) => (at % 2 ? 'female' : 'male')),
    x4: many((at) => `person${at}@example.org`),
    x5: many((at) => `+9967${10_000_000 + at * 7919}`),
    x6: many(() => ''),
  })
  assert.deepEqual(kinds, {
    x1: 'id',
    x2: 'date_of_birth/dmy',
    x3: 'sex',
    x4: 'identifier',
    x5: 'identifier',
    x6: 'ignored',
  })
})

test('month first is told from day first by what cannot be a month', () => {
  assert.equal(kindsOf({ id: [], dob: ['02/25/1990', '03/04/1991'] })['dob'], 'date_of_birth/mdy')
  assert.equal(kindsOf({ id: [], dob: ['25.02.1990', '03.04.1991'] })['dob'], 'date_of_birth/dmy')
  assert.equal(kindsOf({ id: [], dob: ['19900225', '19910304'] })['dob'], 'date_of_birth/ymd')
})

test('columns in digits of other scripts are recognised as those in ours', () => {
  const arabic = (text: string): string => text.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))
  const kinds = kindsOf({
    id: [],
    x1: many((at) => arabic(`${1 + (at % 28)}/${1 + (at % 12)}/19${50 + (at % 49)}`)),
    x2: many((at) => arabic(`+9967${10_000_000 + at * 7919}`)),
    x3: many((at) => arabic(String(at % 90))),
  })
  assert.deepEqual(kinds, { id: 'id', x1: 'date_of_birth/dmy', x2: 'identifier', x3: 'number' })
})

test('the id is the first column, or the one that is named', () => {
  assert.equal(kindsOf({ name: [], number: [] }, 'number')['number'], 'id')
  assert.equal(kindsOf({ number: [], name: [] })['number'], 'id')
})

test('a schema that cannot be used is refused with what is wrong', () => {
  const told = (json: unknown): string => {
    const read = readSchema(json)
    return read.ok ? '' : read.error.message
  }
  assert.match(told(null), /A schema is/)
  assert.match(told({ columns: [{ name: 'a', kind: 'shoe size' }] }), /Column 1 of the schema has no kind/)
  assert.match(told({ columns: [{ name: 'a', kind: 'id' }] }), /Fewer than two columns/)
  const id = { name: 'a', kind: 'id' } as const
  assert.match(told({ columns: [id, { name: 'a', kind: 'text' }] }), /named twice/)
  const twice = checkSchema({ columns: [id, { name: 'b', kind: 'sex' }, { name: 'c', kind: 'sex' }] })
  assert.match(twice.ok ? '' : twice.error.message, /Two columns are of the kind sex/)
})

test('a header in Arabic is recognised however its hamza is written', () => {
  assert.equal(kindsOf({ id: [], 'اسم العائلة': [] })['اسم العائلة'], 'family_name')
})

test('a full name and its parts are one piece of evidence: only one of them is compared', () => {
  const given = many((at) => ['Amina', 'Béla', 'Carlos', 'Dewi'][at % 4]!)
  const family = many((at) => ['Alvarez', 'Bello', 'Diallo', 'Eriksen', 'Garba'][at % 5]!)
  const full = many((at) => `${family[at]}, ${given[at]!.normalize('NFD').replace(/\p{Mn}/gu, '')}`)
  const id = many(String)
  assert.deepEqual(kindsOf({ id, 'full name': full, 'first name': given, surname: family }), {
    id: 'id',
    'full name': 'ignored',
    'first name': 'given_name',
    surname: 'family_name',
  })
  // With one part alone the full name says more.
  assert.deepEqual(kindsOf({ id, name: full, surname: family }), { id: 'id', name: 'full_name', surname: 'ignored' })
  // What is called a name and is a given name says another thing than the surname.
  assert.deepEqual(kindsOf({ id, name: given, surname: family }), {
    id: 'id',
    name: 'full_name',
    surname: 'family_name',
  })
})

test('a schema that keeps a name twice compares it once, and says why, unless it asks for both', () => {
  const given = many((at) => ['Amina', 'Bela', 'Carlos', 'Dewi'][at % 4]!)
  const family = many((at) => ['Alvarez', 'Bello', 'Diallo', 'Eriksen', 'Garba'][at % 5]!)
  const both = many((at) => `${given[at]} ${family[at]}`)
  const samples = Object.entries({ id: many(String), whole: both, again: both, first: given, last: family }).map(
    ([name, cells]) => ({ name, cells }),
  )
  const columns = [
    { name: 'id', kind: 'id' },
    { name: 'whole', kind: 'full_name' },
    { name: 'again', kind: 'text' },
    { name: 'first', kind: 'given_name' },
    { name: 'last', kind: 'family_name' },
  ]
  const schema = unwrap(readSchema({ columns }))
  const once = namesOnce(schema, samples)
  assert.deepEqual(
    once.schema.columns.map(({ kind }) => kind),
    ['id', 'ignored', 'ignored', 'given_name', 'family_name'],
  )
  const { id, params } = namedTwiceWarning(once.left[0]!).said
  assert.deepEqual([id, params], ['link.names_once', { column: 'whole', by: { as: 'and', of: ['first', 'last'] } }])
  const asked = unwrap(readSchema({ columns, bothNames: true }))
  assert.deepEqual(namesOnce(asked, samples), { schema: asked, left: [] })
  assert.equal(readSchema({ columns, bothNames: 'yes' }).ok, false)
})
