import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '../command.ts'
import { called } from '../testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-linkage-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const place = (name: string): string => join(folder, name)

function given(name: string, text: string): string {
  writeFileSync(place(name), text)
  return place(name)
}

const gloact = (...args: readonly string[]) => called([...args, '--json'])

const GIVEN = ['Amina', 'Bakyt', 'Chinara', 'Daniyar', 'Elena', 'Farida', 'Gulnara', 'Hamza', 'Irina', 'Jamila']
const FAMILY = ['Abdyldaev', 'Beishenov', 'Chernov', 'Dzhumabekov', 'Egorov', 'Fedorov', 'Galimov', 'Hakimov', 'Isaev']
const two = (value: number): string => String(value).padStart(2, '0')

/** Invented people, and the same with a slip in the family name of each. */
function row(person: number, id: string, slip = false): string {
  const family = `${FAMILY[(person * 7) % FAMILY.length]!}${'aeiou'[person % 5]!}`
  const written = slip ? `${family.slice(0, 3)}${family.slice(4)}` : family
  const born = `${1960 + (person % 50)}-${two(1 + (person % 12))}-${two(1 + ((person * 5) % 28))}`
  return [
    id,
    GIVEN[person % GIVEN.length]!,
    written,
    person % 2 ? 'male' : 'female',
    born,
    `+99670${1_000_000 + person * 7919}`,
  ].join(',')
}

const HEADER = 'id,given_name,family_name,sex,date_of_birth,phone'
const people = Array.from({ length: 120 }, (_, person) => row(person, `a${person}`))
const again = Array.from({ length: 120 }, (_, person) => row(person + 80, `b${person + 80}`, true))

test('two lists are linked: pairs with their weights, clusters and histories are written', async () => {
  const a = given('a.csv', [HEADER, ...people].join('\n'))
  const b = given('b.csv', [HEADER, ...again].join('\n'))
  const [out, clusters, histories] = ['pairs.csv', 'clusters.csv', 'histories.csv'].map(place) as [
    string,
    string,
    string,
  ]
  const { exit, json, error } = await gloact(
    'link',
    a,
    b,
    '--out',
    out,
    '--clusters',
    clusters,
    '--histories',
    histories,
    '--review',
    '10',
  )
  assert.equal(exit, EXIT.ok)
  assert.match(error, /given_name: given_name/)
  const [header, ...pairs] = readFileSync(out, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  assert.deepEqual(header!.slice(0, 5), ['id_a', 'id_b', 'probability', 'weight', 'weight_given_name'])
  assert.equal(json['pairs'], pairs.length)
  assert.ok(pairs.length >= 38 && pairs.length <= 42, `${pairs.length} pairs, 40 there`)
  for (const [idA, idB, probability, weight, ...terms] of pairs) {
    assert.equal(idA!.slice(1), idB!.slice(1))
    assert.ok(Number(probability) >= 0.5)
    assert.ok(Math.abs(terms.reduce((sum, term) => sum + Number(term), 0) - Number(weight)) < 1e-6)
  }
  assert.equal(readFileSync(clusters, 'utf8').trim().split('\n').length, 241)
  assert.match(readFileSync(histories, 'utf8'), /^a,b,count\n0,1,\d+\n1,0,\d+\n1,1,\d+\n$/)
  const { lists, counts, draws } = JSON.parse(readFileSync(place('histories.draws.json'), 'utf8')) as {
    lists: string[]
    counts: number[]
    draws: number[][]
  }
  assert.deepEqual(lists, ['a', 'b'])
  assert.equal(draws.length, 20)
  const sum = (table: readonly number[]): number => table.reduce((all, count) => all + count, 0)
  assert.ok(Math.abs(sum(counts) - 200) <= 3, `${sum(counts)} persons`)
  // Forty are on both lists: no way to divide the records is far from it.
  for (const draw of draws) assert.ok(Math.abs(sum(draw) - 200) <= 4, `${sum(draw)} persons`)
  assert.match(readFileSync(place('review.csv'), 'utf8'), /^decision,id_a,id_b/)
})

test('a column that names the list holds each list to a person once, and --id names the id', async () => {
  const rows = [...people.map((line) => `police,${line}`), ...again.map((line) => `shelter,${line}`)]
  const file = given('both.csv', [`agency,${HEADER}`, ...rows].join('\n'))
  const { exit, json } = await gloact('dedupe', file, '--id', 'id', '--out', place('both-pairs.csv'))
  assert.equal(exit, EXIT.ok)
  assert.deepEqual(json['lists'], ['police', 'shelter'])
  assert.ok((json['pairs'] as number) >= 38)
})

test('a schema corrects what was recognised', async () => {
  const file = given(
    'c.csv',
    [
      'n;who;when',
      ...people.map((line) => [line.split(',')[0], line.split(',')[1], line.split(',')[4]].join(';')),
    ].join('\n'),
  )
  const columns = [
    { name: 'n', kind: 'id' },
    { name: 'who', kind: 'full_name' },
    { name: 'when', kind: 'date_of_birth' },
  ]
  const schema = given('schema.json', JSON.stringify({ columns }))
  const { exit, json } = await gloact('dedupe', file, '--schema', schema, '--out', place('c-pairs.csv'))
  assert.equal(exit, EXIT.ok)
  assert.deepEqual(json['schema'], { columns })
})

test('wrong input is refused in words, and leaves no file', async () => {
  const file = given('d.csv', [HEADER, ...people].join('\n'))
  const out = place('nothing.csv')
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [['dedupe', place('absent.csv')], EXIT.failed, /no such file/],
    [['dedupe', given('empty.csv', '')], EXIT.refused, /empty/],
    [['dedupe', given('one-row.csv', [HEADER, people[0]].join('\n'))], EXIT.refused, /fewer than two records/],
    [['dedupe', given('numbers.csv', '1,2\n3,4\n')], EXIT.refused, /numbers alone/],
    [['dedupe', given('one-column.csv', 'id\n1\n2\n')], EXIT.refused, /one column only/],
    [['dedupe', given('missing.csv', [HEADER, 'a,,,,,', 'b,,,,,'].join('\n'))], EXIT.refused, /every cell is empty/],
    [
      ['dedupe', given('no-id.csv', [HEADER, ...people, ',Amina,Isaev,female,1990-01-02,'].join('\n'))],
      EXIT.refused,
      /has no id/,
    ],
    [
      ['dedupe', given('wide.csv', `id,${Array.from({ length: 200 }, (_, at) => `c${at}`).join(',')}\n`)],
      EXIT.refused,
      /200|201/,
    ],
    [['dedupe', given('workbook.csv', 'PK\u0003\u0004\u0000\u0000')], EXIT.refused, /workbook/],
    [['dedupe', file, '--id', 'nummer'], EXIT.refused, /no column “nummer”/],
    [['dedupe', file, '--threshold', '1.5'], EXIT.usage, /--threshold/],
    [['dedupe', file, '--review', 'many'], EXIT.usage, /--review/],
    [['dedupe', file, '--schema', place('absent.json')], EXIT.failed, /absent\.json is not there/],
    [['dedupe', file, '--schema', given('broken.json', '{')], EXIT.refused, /no JSON/],
    [
      ['dedupe', file, '--schema', given('odd.json', '{"columns":[{"name":"id","kind":"shoe"}]}')],
      EXIT.refused,
      /no kind/,
    ],
    [['link', file], EXIT.usage, /B\.csv is missing/],
    [['link', file, file], EXIT.usage, /same file name/],
    [['dedupe', file, '--out', join(folder, 'no-folder', 'pairs.csv')], EXIT.failed, /Nothing can be written in/],
  ]
  for (const [args, wanted, words] of cases) {
    const { exit, json, error } = await gloact(...args, ...(args.includes('--out') ? [] : ['--out', out]))
    assert.equal(exit, wanted, args.join(' '))
    assert.match(`${String(json['message'])} ${error}`, words, args.join(' '))
    assert.equal(json['ok'], false)
  }
  assert.ok(!existsSync(out))
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.part')),
    [],
  )
})
