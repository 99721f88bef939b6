import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '@gloact/command'
import { called, withoutFolder } from '../testing/called.ts'

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

/** A table with its header; no cell has the separator in it. */
const table = (path: string, separator = ','): string[][] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(separator))

test('lists are called by their files and agencies, each once, and estimate reads their histories', async () => {
  const agencies = ['St. Mary', 'St. John', 'ST. MARY', '']
  const mixed = [...people, ...again].map((line, at) => `${agencies[at % 4]},${line}`)
  const file = given('agencies.csv', [`agency,${HEADER}`, ...mixed].join('\n'))
  const options = ['--out', place('names-pairs.csv'), '--histories', place('names.csv')]
  const saints = await gloact('dedupe', file, '--id', 'id', ...options)
  assert.equal(saints.exit, EXIT.ok, saints.error)
  assert.deepEqual(saints.json['lists'], ['St. Mary', 'St. John'])
  assert.match(JSON.stringify(saints.json['warnings']), /60 records have no agency/)
  assert.deepEqual(table(place('names.csv'))[0], ['St. Mary', 'St. John', 'count'])
  const drawn = JSON.parse(readFileSync(place('names.draws.json'), 'utf8')) as Record<string, unknown>
  assert.deepEqual(drawn['lists'], ['St. Mary', 'St. John'])
  assert.deepEqual(drawn['recordsPerList'], [120, 60])
  assert.match(
    String(drawn['rules']),
    /^plain linkage, each list deduplicated first, 0 pairs decided by people, seed 1$/,
  )
  assert.match(String(drawn['modelHash']), /^[0-9a-f]{64}$/)
  // A file's ending is cut, and nothing else; where that leaves two names alike, neither is.
  const named: readonly (readonly [readonly string[], readonly string[]])[] = [
    [
      ['x.csv', 'x.txt', 'v1.2 police.csv'],
      ['x.csv', 'x.txt', 'v1.2 police'],
    ],
    [
      ['north.2024.csv', 'north.2025.csv', 'count.csv'],
      ['north.2024', 'north.2025', 'list count'],
    ],
  ]
  for (const [files, columns] of named) {
    const paths = files.map((name, at) =>
      given(name, [HEADER, ...people.filter((_, person) => (person * 7 + at * 3) % 5 > 1)].join('\n')),
    )
    const { exit, error } = await gloact('link', ...paths, ...options)
    assert.equal(exit, EXIT.ok, error)
    assert.deepEqual(table(place('names.csv'))[0], [...columns, 'count'])
    const estimated = await gloact(
      'estimate',
      place('names.csv'),
      '--draws',
      place('names.draws.json'),
      '--interval',
      'wald',
      '--unchecked',
    )
    assert.deepEqual(estimated.json['lists'], columns, estimated.error)
  }
  const none = given('none.csv', [`agency,${HEADER}`, ...people.map((line) => `,${line}`)].join('\n'))
  const refused = await gloact('dedupe', none, '--id', 'id', ...options)
  assert.deepEqual([refused.exit, refused.json['error']], [EXIT.refused, 'linkage.one_list'])
})

test('a reviewed sample decides pairs for good, and says how right the probabilities are', async () => {
  const [a, b] = [given('r1.csv', [HEADER, ...people].join('\n')), given('r2.csv', [HEADER, ...again].join('\n'))]
  const options = [
    '--out',
    place('r.csv'),
    '--clusters',
    place('r-clusters.csv'),
    '--histories',
    place('r-histories.csv'),
  ]
  assert.equal((await gloact('link', a, b, ...options, '--review', '30')).exit, EXIT.ok)
  const [header, ...sample] = table(place('r-review.csv'))
  assert.deepEqual(header!.slice(0, 5), ['decision', 'id_a', 'id_b', 'list_a', 'list_b'])
  // The first that is one person's is said not to be, the rest by who they are; one is left open.
  const first = sample.findIndex(([, idA, idB]) => idA!.slice(1) === idB!.slice(1))
  const decided = sample.map((cells, at) => {
    const same = cells[1]!.slice(1) === cells[2]!.slice(1) && at !== first
    return cells.with(0, at === sample.length - 1 ? '' : same ? 'Same' : 'not same')
  })
  const lines = (rows: readonly (readonly string[])[]) => [header!, ...rows].map((cells) => cells.join()).join('\n')
  const file = given('decided.csv', lines(decided))
  const { exit, json, error } = await gloact('link', a, b, ...options, '--decisions', file)
  assert.equal(exit, EXIT.ok, error)
  const { same, notSame, unsure, bands } = json['decisions'] as {
    readonly [verdict in 'same' | 'notSame' | 'unsure']: number
  } & { readonly bands: readonly { precision?: { low: number; share: number; high: number } }[] }
  assert.deepEqual([same + notSame, unsure], [sample.length - 1, 0])
  assert.ok(bands.length > 0 && bands.every(({ precision }) => precision!.low <= precision!.high))
  const pairs = table(place('r.csv'))
  assert.equal(pairs[0]!.at(-1), 'decision')
  const cluster = new Map(table(place('r-clusters.csv')).map(([id, , held]) => [id, held]))
  for (const [verdict, idA, idB] of decided) {
    const pair = pairs.find(([x, y]) => x === idA && y === idB)
    if (verdict === 'Same') assert.deepEqual([pair?.[2], pair?.at(-1)], ['1.000000', 'same'])
    if (verdict === 'not same') assert.equal(pair, undefined)
    if (verdict !== '') assert.equal(cluster.get(idA) === cluster.get(idB), verdict === 'Same')
  }
  const drawn = JSON.parse(readFileSync(place('r-histories.draws.json'), 'utf8')) as { rules: string }
  assert.match(drawn.rules, new RegExp(`one record a person and list, ${sample.length - 1} pairs decided by people`))
  // Ids alone tell records of two lists apart, since pairs are written in the lists' order.
  const bare = given('bare.csv', `id_a,id_b,decision\n${decided[0]!.slice(1, 3).join()},unsure\nzz,yy,same\n`)
  const some = await gloact('link', a, b, ...options, '--decisions', bare)
  assert.match(JSON.stringify(some.json['warnings']), /1 decision is about records that are not in these lists/)
  assert.deepEqual((some.json['decisions'] as { unsure: number }).unsure, 1)
  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['linkage.decisions_invalid', 'id_a,id_b\na1,b1\n', /columns “decision”/],
    ['linkage.decisions_invalid', 'decision,id_a,id_b\nperhaps,a90,b90\n', /row 2 has a decision that is not one of/],
    ['linkage.decisions_invalid', 'decision,id_a,id_b\nsame,p,q\n', /no decision in it is about/],
    ['linkage.decisions_contradict', 'decision,id_a,id_b\nsame,a90,b90\nnot_same,a90,b90\n', /contradict/],
    ['linkage.decisions_contradict', 'decision,id_a,id_b\nsame,a90,b90\nsame,a91,b90\n', /holds one person twice/],
  ]
  for (const [code, text, words] of wrong) {
    const refused = await gloact('link', a, b, ...options, '--decisions', given('wrong.csv', text))
    assert.deepEqual([refused.exit, refused.json['error']], [EXIT.refused, code])
    assert.match(String(refused.json['message']), words)
    assert.doesNotMatch(withoutFolder(String(refused.json['message']), folder), /a90|b90/)
  }
})

test('a list is written with each person once: the fullest row, in the order and with the columns of the source', async () => {
  const persons = people.slice(0, 80)
  const whole = persons.map((line) => line.replaceAll(',', ';'))
  const thin = people.slice(0, 20).map((line, at) => {
    const cells = line.split(',')
    return [`t${at}`, ...cells.slice(1, 5), at % 2 ? 'n/a' : ''].join(';')
  })
  const source = given('twice.csv', [HEADER.replaceAll(',', ';'), ...thin, ...whole].join('\n'))
  const once = place('once.csv')
  const options = ['--out', place('twice-pairs.csv')]
  const { exit, json, error } = await gloact('dedupe', source, ...options, '--one-each', once)
  assert.equal(exit, EXIT.ok, error)
  assert.equal(json['oneEach'], 80)
  assert.equal(readFileSync(once, 'utf8'), `${[HEADER.replaceAll(',', ';'), ...whole].join('\n')}\n`)
  // What people decided counts: two that are not the same both stay.
  const decisions = given('keep.csv', 'decision,id_a,id_b\nnot_same,t3,a3\n')
  await gloact('dedupe', source, ...options, '--one-each', once, '--decisions', decisions)
  assert.deepEqual(
    table(once, ';').map(([id]) => id),
    ['id', 't3', ...persons.map((line) => line.split(',')[0])],
  )
  const both = await gloact('dedupe', source, ...options, '--one-each', once, '--threshold', '0.9')
  assert.deepEqual([both.exit, both.json['error']], [EXIT.usage, 'usage'])
  const itself = await gloact('dedupe', source, ...options, '--one-each', source)
  assert.equal(itself.exit, EXIT.usage)
  const linked = await gloact('link', source, given('o.csv', [HEADER, ...again].join('\n')), '--one-each', once)
  assert.equal(linked.exit, EXIT.usage)
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
    [['dedupe', place('absent.csv')], EXIT.failed, /does not exist/],
    [['dedupe', given('empty.csv', '')], EXIT.refused, /empty/],
    [['dedupe', given('one-row.csv', [HEADER, people[0]].join('\n'))], EXIT.refused, /fewer than two records/],
    [['dedupe', given('numbers.csv', '1,2\n3,4\n')], EXIT.refused, /only numbers/],
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
    [['dedupe', file, '--schema', place('absent.json')], EXIT.failed, /absent\.json does not exist/],
    [['dedupe', file, '--schema', given('broken.json', '{')], EXIT.refused, /not JSON/],
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
