import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { called, withoutFolder } from './testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-records-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const place = (name: string) => join(folder, name)

const protect = (name: string, ...args: readonly string[]) =>
  called(['protect', 'records', place(name), ...args, '--json'])

function file(name: string, header: string, rows: readonly (readonly [row: string, times: number])[]): string {
  const lines = rows.flatMap(([row, times]) => Array.from({ length: times }, () => row))
  writeFileSync(place(name), `${[header, ...lines].join('\n')}\n`)
  return name
}

const cases = file('cases.csv', 'district,sex,kind', [
  ['N1,F,labour', 12],
  ['N1,F,sexual', 3],
  ['N2,F,labour', 4],
  ['N1,M,labour', 11],
  ['N2,M,labour', 1],
])

test('of each record ten or more are alike, who stands alone is left out, and what a group has in common is told', async () => {
  const { exit, json } = await protect(cases, '--by', 'district,sex', '--keep', 'kind', '--out', place('out.csv'))
  assert.equal(exit, 0)
  const [header, ...rows] = readFileSync(place('out.csv'), 'utf8').trimEnd().split('\n')
  assert.equal(header, 'district,sex,kind')
  const alike = Map.groupBy(rows, (row) => row.split(',').slice(0, 2).join())
  assert.ok([...alike.values()].every(({ length }) => length >= 10))
  // Four and one of N2 remain alone without their district and without their sex: five in all, not ten.
  assert.equal(rows.length, 26)
  assert.deepEqual(json['leftOut'], { below: 10 })
  assert.deepEqual([json['records'], json['k'], json['smallestGroup']], [26, 10, 11])
  const [kind] = json['diversity'] as { fewest: number; telling: { groups: number; records: number } }[]
  assert.deepEqual([kind!.fewest, kind!.telling], [1, { groups: 1, records: 11 }])
  assert.ok(!JSON.stringify(json).includes('labour'))
  assert.equal(statSync(place('out.csv')).mode & 0o777, 0o600)
  const inside = await protect(
    cases,
    '--by',
    'district,sex',
    '--audience',
    'agency',
    '--threshold',
    '5',
    '--out',
    place('in.csv'),
  )
  assert.deepEqual([inside.json['records'], inside.json['leftOut']], [31, 0])
})

test('what cannot go out one by one gets a message that says what to do, and no file', async () => {
  const people = Array.from(
    { length: 40 },
    (_, at) => [`Ada${'abcdefgh'[at % 8]!} Lo${'klmno'[at % 5]!}e,GA-${1000 + at},F,`, 1] as const,
  )
  file('people.csv', 'who,number,sex,empty', people)
  file('one.csv', 'a,b', [['x,y', 1]])
  file('none.csv', 'a,b', [])
  file('semi.csv', 'a~b', [['x~y', 30]])
  file(
    'apart.csv',
    'a,b',
    Array.from({ length: 9 }, (_, at) => [`x${at},y`, 5] as const),
  )
  const wide = Array.from({ length: 200 }, (_, at) => `c${at}`)
  file('wide.csv', wide.join(','), [[wide.map(() => 'x').join(','), 30]])
  const before = readdirSync(folder)
  for (const [name, args, exit, code] of [
    ['people.csv', ['--by', 'sex', '--keep', 'who'], 3, 'disclosure.identifying_column'],
    ['people.csv', ['--by', 'number'], 3, 'disclosure.identifying_column'],
    ['people.csv', ['--by', 'sex,empty'], 3, 'disclosure.column_empty'],
    ['people.csv', ['--by', 'sex,sex'], 2, 'usage'],
    ['people.csv', ['--by', 'sex,'], 2, 'usage'],
    ['people.csv', ['--by', 'sex', '--threshold', '9'], 3, 'disclosure.threshold_too_low'],
    ['one.csv', ['--by', 'a'], 3, 'disclosure.too_few'],
    ['none.csv', ['--by', 'a'], 3, 'disclosure.table_empty'],
    ['semi.csv', ['--by', 'a'], 3, 'disclosure.column_missing'],
  ] as const) {
    const { exit: ended, json, error } = await protect(name, ...args, '--out', place('no.csv'))
    assert.deepEqual([ended, json['error']], [exit, code], `${name} ${args.join(' ')}`)
    assert.doesNotMatch(withoutFolder(error, folder), /Ada|GA-/)
  }
  assert.deepEqual(readdirSync(folder), before)
  // Blanked in every record, all are alike again.
  assert.equal((await protect('apart.csv', '--by', 'a', '--keep', 'b', '--out', place('apart-out.csv'))).exit, 0)
  assert.equal((await protect('wide.csv', '--by', 'c3,c7', '--out', place('wide-out.csv'))).exit, 0)
})

test('beside records of a register nothing goes out but they themselves, and they go out beside nothing', async () => {
  const register = place('released.jsonl')
  const args = ['--by', 'district,sex', '--register', register]
  const first = await protect(cases, ...args, '--keep', 'kind', '--out', place('r1.csv'))
  assert.deepEqual([first.exit, first.json['repeated']], [0, false])
  // The register holds no record.
  assert.doesNotMatch(readFileSync(register, 'utf8'), /N1|labour/)
  const again = await protect(cases, ...args, '--keep', 'kind', '--out', place('r2.csv'))
  assert.deepEqual([again.exit, again.json['repeated']], [0, true])
  assert.deepEqual(again.json['release'], first.json['release'])
  assert.equal(readFileSync(place('r2.csv'), 'utf8'), readFileSync(place('r1.csv'), 'utf8'))
  const other = await protect(cases, '--by', 'sex,district', '--register', register, '--out', place('r3.csv'))
  assert.deepEqual([other.exit, other.json['error']], [3, 'disclosure.released_before'])
  const more = file('more.csv', 'district,sex,kind', [['N1,F,labour', 13]])
  const grown = await protect(more, ...args, '--keep', 'kind', '--out', place('r3.csv'))
  assert.equal(grown.json['error'], 'disclosure.released_before')
  const table = (to: string, ...named: readonly string[]) =>
    called(['protect', 'table', place(cases), '--rows', 'sex', '--out', place(to), ...named, '--json'])
  assert.equal((await table('t1.csv', '--register', register)).json['error'], 'disclosure.records_out')
  assert.equal(readFileSync(register, 'utf8').trimEnd().split('\n').length, 1)
  assert.equal((await table('t2.csv', '--register', place('tables.jsonl'))).exit, 0)
  const beside = await protect(cases, '--by', 'sex', '--register', place('tables.jsonl'), '--out', place('r3.csv'))
  assert.equal(beside.json['error'], 'disclosure.released_before')
  assert.ok(!existsSync(place('r3.csv')) && !existsSync(place('t1.csv')))
})

test('a column that its form does not call statistical goes out neither in records nor in a table', async () => {
  const field = (id: string, sensitivity: string) => ({ id, sensitivity })
  const form = { sections: [{ fields: [field('sex', 'statistical'), field('kind', 'restricted')] }] }
  writeFileSync(place('case.form.json'), JSON.stringify(form))
  const before = readdirSync(folder)
  const with_ = ['--form', place('case.form.json'), '--out', place('no.csv'), '--json']
  for (const args of [
    ['records', place(cases), '--by', 'sex', '--keep', 'kind'],
    ['records', place(cases), '--by', 'kind'],
    ['table', place(cases), '--rows', 'sex', '--columns', 'kind'],
    ['table', place(cases), '--rows', 'sex', '--amount', 'kind'],
  ]) {
    const { exit, json } = await called(['protect', ...args, ...with_])
    assert.deepEqual([exit, json['error']], [3, 'disclosure.identifying_column'], args.join(' '))
    assert.match(String(json['message']), /“kind” is not published: its form/)
  }
  assert.deepEqual(readdirSync(folder), before)
  const open = await called(['protect', 'table', place(cases), '--rows', 'sex,district', ...with_])
  assert.equal(open.exit, 0)
})

test('records and tables are told of in the language that is asked for; JSON stays as it is', async () => {
  const records = [place(cases), '--by', 'district,sex', '--keep', 'kind', '--out', place('said.csv')]
  const table = [place(cases), '--rows', 'district', '--columns', 'sex', '--out', place('said-table.csv')]
  for (const [kind, args, french] of [
    ['records', records, /^Enregistrements dans .*said\.csv\s: 26\.$/m],
    ['table', table, /^Aucun registre n’a été indiqué\s: ce tableau n’a pas été comparé à d’autres déjà publiés\.$/m],
  ] as const) {
    const { exit, out } = await called(['protect', kind, ...args, '--language', 'fr'])
    assert.equal(exit, 0)
    assert.match(out, french)
    assert.doesNotMatch(out, /register was named|records are/)
    const [own, theirs] = [
      await called(['protect', kind, ...args, '--json']),
      await called(['protect', kind, ...args, '--json', '--language', 'fr']),
    ]
    assert.deepEqual(theirs.json, own.json)
    assert.equal((await called(['protect', kind, ...args, '--language', 'de'])).exit, 2)
  }
})
