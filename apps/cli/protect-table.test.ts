import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { called, withoutFolder } from './testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-protect-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const place = (name: string) => join(folder, name)

const protect = (file: string, ...args: readonly string[]) =>
  called(['protect', 'table', place(file), ...args, '--json'])

const written = (name: string) =>
  readFileSync(place(name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))

/** So many rows of each. */
function file(name: string, header: string, rows: readonly (readonly [row: string, times: number])[]): string {
  const lines = rows.flatMap(([row, times]) => Array.from({ length: times }, () => row))
  writeFileSync(place(name), `${[header, ...lines].join('\n')}\n`)
  return name
}

const CASES = [
  ['North,N1,F,0-17', 40],
  ['North,N1,M,18+', 30],
  ['North,N2,F,18+', 25],
  ['North,N2,M,0-17', 3],
  ['South,S1,F,0-17', 60],
  ['South,S1,M,18+', 35],
] as const
const cases = file('cases.csv', 'region,district,sex,age', CASES)

test('a small cell is shown as below ten, others are hidden with it, and the rest is as it was', async () => {
  const { exit, json } = await protect(cases, '--rows', 'district', '--columns', 'sex', '--out', place('t.csv'))
  assert.equal(exit, 0)
  // Worked out by hand: with 3 in N2 goes one in its row, one in its column, and the one where those meet.
  assert.deepEqual(written('t.csv'), [
    ['district', 'Total', 'F', 'M'],
    ['Total', '193', '125', '68'],
    ['N1', '70', '×', '×'],
    ['N2', '28', '×', '<10'],
    ['S1', '95', '60', '35'],
  ])
  assert.deepEqual(json['hidden'], { small: 1, complementary: 3, all: 4 })
  assert.match(
    String(json['said']),
    /1 of 12 figures counts fewer than 10 persons and is shown as <10\.,3 more are hidden/,
  )
  assert.equal(statSync(place('t.csv')).mode & 0o777, 0o600)
})

test('cells that are given count as so many persons, and levels stand within each other', async () => {
  const given = file(
    'given.csv',
    'region,district,sex,age,n',
    CASES.map(([row, times]) => [`${row},${times}`, 1] as const),
  )
  const { exit } = await protect(given, '--rows', 'region,district', '--count', 'n', '--out', place('g.csv'))
  assert.equal(exit, 0)
  assert.deepEqual(written('g.csv'), [
    ['region', 'district', 'persons'],
    ['Total', 'Total', '193'],
    ['North', 'Total', '98'],
    ['North', 'N1', '70'],
    ['North', 'N2', '28'],
    ['South', 'Total', '95'],
    ['South', 'S1', '95'],
  ])
})

test('rounded figures add up, and a table that comes again is the same', async () => {
  const args = ['--rows', 'district', '--columns', 'sex', '--method', 'round', '--register', place('rounded.jsonl')]
  const first = await protect(cases, ...args, '--out', place('r1.csv'))
  assert.equal(first.exit, 0)
  const [, total, ...rows] = written('r1.csv')
  for (const column of [1, 2, 3]) {
    assert.equal(
      Number(total![column]),
      rows.reduce((sum, row) => sum + Number(row[column]), 0),
    )
    assert.equal(Number(total![column]) % 5, 0)
  }
  const again = await protect(cases, ...args, '--out', place('r2.csv'))
  assert.equal(again.json['repeated'], true)
  assert.deepEqual(written('r2.csv'), written('r1.csv'))
  assert.equal(readFileSync(place('rounded.jsonl'), 'utf8').trimEnd().split('\n').length, 1)
})

test('what would tell by the difference is refused, and nothing is written', async () => {
  const bands = file('bands.csv', 'first,second,sex', [
    ['0-17,0-18,F', 40],
    ['18+,0-18,F', 4],
    ['18+,19+,F', 50],
    ['18+,19+,M', 60],
  ])
  const register = place('bands.jsonl')
  const first = await protect(bands, '--rows', 'first', '--register', register, '--out', place('b1.csv'))
  assert.equal(first.exit, 0)
  const second = await protect(bands, '--rows', 'second', '--register', register, '--out', place('b2.csv'))
  assert.deepEqual([second.exit, second.json['error']], [3, 'disclosure.small_difference'])
  assert.equal(existsSync(place('b2.csv')), false)
  assert.equal(readFileSync(register, 'utf8').trimEnd().split('\n').length, 1)
  // Two persons more, and the figures of one cell would tell where they are.
  const grown = file('grown.csv', 'first,second,sex', [
    ['0-17,0-18,F', 42],
    ['18+,19+,F', 54],
    ['18+,19+,M', 60],
  ])
  const third = await protect(grown, '--rows', 'first', '--register', register, '--out', place('b3.csv'))
  assert.deepEqual([third.exit, third.json['error']], [3, 'disclosure.small_difference'])
})

test('a small figure that nothing in its table can hide is refused, and no earlier release is blamed where there is none', async () => {
  const lone = file('lone.csv', 'kind,place,cost', [
    ['a,x,1000', 1],
    ['a,y,300', 1],
    ['a,y,10', 9],
    ['b,x,300', 1],
    ['b,x,10', 2],
  ])
  const summed = ['--rows', 'kind', '--columns', 'place', '--amount', 'cost']
  for (const more of [[], ['--register', place('lone.jsonl')]]) {
    const { exit, json } = await protect(lone, ...summed, ...more, '--out', place('lone-out.csv'))
    assert.deepEqual([exit, json['error']], [3, 'disclosure.cannot_protect'])
    assert.match(String(json['message']), /nothing in this table can hide it/)
    assert.doesNotMatch(String(json['message']), /already published/)
  }
  assert.equal(existsSync(place('lone-out.csv')), false)
})

test('no rule goes below five in the agency and ten outside', async () => {
  const at = (...args: readonly string[]) => protect(cases, '--rows', 'sex', '--out', place('no.csv'), ...args)
  assert.equal((await at('--threshold', '9')).json['error'], 'disclosure.threshold_too_low')
  assert.equal((await at('--threshold', '4', '--audience', 'agency')).exit, 3)
  assert.equal((await at('--method', 'round', '--base', '3')).json['error'], 'disclosure.base_too_low')
  assert.equal((await at('--threshold', 'ten')).exit, 2)
  assert.equal((await at('--base', '5')).exit, 2)
  assert.equal((await at('--columns', 'sex')).exit, 2)
  assert.equal(existsSync(place('no.csv')), false)
  assert.equal((await at('--threshold', '5', '--audience', 'agency')).exit, 0)
})

test('what is no table of counts gets a message that says what to do, and no file', async () => {
  const wide = Array.from({ length: 200 }, (_, at) => `c${at}`)
  const people = Array.from(
    { length: 40 },
    (_, at) => [`Ada${'abcdefgh'[at % 8]!} Lo${'klmno'[at % 5]!}e,GA-${1000 + at},F`, 1] as const,
  )
  file('people.csv', 'who,number,sex', people)
  file('odd.csv', 'a,b,n,t', [
    ['x,,12,x', 20],
    ['y,,many,Total', 20],
  ])
  file('one.csv', 'a,b', [['x,y', 1]])
  file('none.csv', 'a,b', [])
  file('semi.csv', 'a~b', [['x~y', 30]])
  file('wide.csv', wide.join(','), [[wide.map(() => 'x').join(','), 30]])
  writeFileSync(place('book.csv'), 'PK\u0003\u0004rest')
  const before = readdirSync(folder)
  for (const [name, args, code] of [
    ['people.csv', ['--rows', 'who'], 'disclosure.identifying_column'],
    ['people.csv', ['--rows', 'sex', '--columns', 'number'], 'disclosure.identifying_column'],
    ['odd.csv', ['--rows', 'b'], 'disclosure.column_empty'],
    ['odd.csv', ['--rows', 'a', '--count', 'n'], 'disclosure.not_a_count'],
    ['odd.csv', ['--rows', 't'], 'disclosure.totals_given'],
    ['one.csv', ['--rows', 'a'], 'disclosure.too_few'],
    ['none.csv', ['--rows', 'a'], 'disclosure.table_empty'],
    ['semi.csv', ['--rows', 'a'], 'disclosure.column_missing'],
    ['book.csv', ['--rows', 'a'], 'csv.workbook'],
    ['gone.csv', ['--rows', 'a'], 'csv.not_found'],
  ] as const) {
    const { exit, json, error } = await protect(name, ...args, '--out', place('out.csv'))
    assert.deepEqual([exit, json['error']], [code === 'csv.not_found' ? 1 : 3, code], `${name} ${args.join(' ')}`)
    assert.doesNotMatch(withoutFolder(error, folder), /Ada|GA-/)
  }
  assert.deepEqual(readdirSync(folder), before)
  // Of two hundred columns those that are named are read.
  assert.equal((await protect('wide.csv', '--rows', 'c3', '--columns', 'c7', '--out', place('out.csv'))).exit, 0)
  assert.equal((await protect(cases, '--rows', 'sex', '--out', join(folder, 'nowhere', 'x.csv'))).exit, 1)
})

test('a register that is something else, or held by another, lets nothing out', async () => {
  writeFileSync(place('not-a-register.jsonl'), '{"a":1}\n')
  const { exit, json } = await protect(
    cases,
    '--rows',
    'sex',
    '--register',
    place('not-a-register.jsonl'),
    '--out',
    place('n.csv'),
  )
  assert.deepEqual([exit, json['error']], [3, 'disclosure.register_file'])
  assert.equal(existsSync(place('n.csv')), false)
})

test('three and more dimensions are laid out in layers, small cells of every part hidden, and rounding adds up', async () => {
  const rows = [0, 1, 2, 3].flatMap((at) =>
    ['2024', '2025'].flatMap((year) =>
      ['F', 'M'].map((sex) => [`d${at},${sex},${year},${at < 2 ? 'x' : 'y'}`, 12 + 3 * at + year.length] as const),
    ),
  )
  const four = file('four.csv', 'district,sex,year,kind', [...rows, ['d3,M,2024,x', 4]])
  const args = ['--rows', 'district', '--columns', 'sex', '--layers', 'year', '--layers', 'kind']
  const { exit, json } = await protect(four, ...args, '--out', place('four-out.csv'))
  assert.equal(exit, 0)
  assert.deepEqual(json['size'], [4, 2, 2, 2])
  const [header, total, ...rest] = written('four-out.csv')
  assert.deepEqual(header, ['year', 'kind', 'district', 'Total', 'F', 'M'])
  assert.deepEqual(total, ['Total', 'Total', 'Total', '332', '164', '168'])
  const cell = (...labels: readonly string[]) =>
    rest.find((row) => labels.every((label, at) => row[at] === label))!.slice(3)
  assert.deepEqual(cell('2024', 'x', 'd3').at(-1), '<10')
  assert.ok(cell('2024', 'Total', 'd3').includes('×') || cell('2024', 'x', 'Total').includes('×'))
  const rounded = await protect(four, ...args, '--method', 'round', '--out', place('four-r.csv'))
  assert.equal(rounded.exit, 0)
  for (const row of written('four-r.csv').slice(1)) {
    const [all, f, m] = row.slice(3).map(Number)
    assert.equal(all, f! + m!)
  }
})

test('sums in which one contributor stands out are hidden with what would give them away', async () => {
  const costs = file(
    'costs.csv',
    'service,region,shelter,cost',
    ['legal', 'medical', 'housing'].flatMap((service) =>
      ['North', 'South', 'East'].flatMap((region) =>
        Array.from({ length: 12 }, (_, at) => [`${service},${region},S${at}${region},${100 + at}.50`, 1] as const),
      ),
    ),
  )
  const args = ['--rows', 'service', '--columns', 'region', '--amount', 'cost', '--contributor', 'shelter']
  const plain = await protect(costs, ...args, '--out', place('costs-out.csv'))
  assert.equal(plain.exit, 0)
  assert.deepEqual(written('costs-out.csv')[1], ['Total', '11448.00', '3816.00', '3816.00', '3816.00'])
  // One shelter with nearly all of a cell, by the country's rule of 75 %.
  const whale = file('whale.csv', 'service,region,shelter,cost', [
    ...readFileSync(place('costs.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => [line, 1] as const),
    ['legal,North,SBig,90000.00', 1],
  ])
  const { json } = await protect(whale, ...args, '--out', place('whale-out.csv'))
  const rows = written('whale-out.csv')
  assert.deepEqual(rows.find(([service]) => service === 'legal')?.[3], '×')
  // The totals of the row, the column and the table stand out by the same shelter.
  assert.deepEqual([rows[1]![1], rows[1]![3]], ['×', '×'])
  assert.match(
    String((json['said'] as string[])[0]),
    /sums are hidden \(×: fewer than 10 contributors; or the largest 1 with over 75 %/,
  )
  // A shelter's several rows are one contribution: ten rows of one are one contributor.
  const single = file('single.csv', 'service,shelter,cost', [
    ...Array.from({ length: 10 }, (_, at) => [`legal,S1,${10 + at}`, 1] as const),
    ...Array.from({ length: 12 }, (_, at) => [`medical,S${at},${10 + at}`, 1] as const),
    ...Array.from({ length: 12 }, (_, at) => [`housing,S${at},${10 + at}`, 1] as const),
  ])
  const own = ['--rows', 'service', '--amount', 'cost']
  await protect(single, ...own, '--contributor', 'shelter', '--out', place('single-out.csv'))
  assert.equal(written('single-out.csv').find(([service]) => service === 'legal')?.[1], '×')
  await protect(single, ...own, '--out', place('single-out.csv'))
  assert.equal(written('single-out.csv').find(([service]) => service === 'legal')?.[1], '145')
})

test('amounts and contributors may all be different, however many there are', async () => {
  const rows = 70_000
  const lines = Array.from({ length: rows }, (_, at) => `${at % 2 ? 'legal' : 'medical'},S${at},${at}.5`)
  writeFileSync(place('many.csv'), `service,shelter,cost\n${lines.join('\n')}\n`)
  const args = ['--rows', 'service', '--amount', 'cost', '--contributor', 'shelter', '--out', place('many-out.csv')]
  assert.equal((await protect('many.csv', ...args)).exit, 0)
  assert.deepEqual(written('many-out.csv').slice(1), [
    ['Total', `${(rows * rows) / 2}.0`],
    ['legal', `${(rows / 2) ** 2 + rows / 4}.0`],
    ['medical', `${(rows / 2) * (rows / 2 - 1) + rows / 4}.0`],
  ])
})

test('amounts that are none, rules that are looser than the country’s, and what does not go together are refused', async () => {
  file('money.csv', 'service,who,cost,words,signed', [
    ['legal,S1,10,ten,-5', 20],
    ['medical,,20,1 000,5', 20],
  ])
  const before = readdirSync(folder)
  for (const [args, exit, code] of [
    [['--amount', 'words'], 3, 'disclosure.not_an_amount'],
    [['--amount', 'signed'], 3, 'disclosure.not_an_amount'],
    [['--amount', 'cost', '--contributor', 'who'], 3, 'disclosure.contributor_missing'],
    [['--amount', 'cost', '--dominance', '1,90'], 3, 'disclosure.contributor_rule_out_of_range'],
    [['--amount', 'cost', '--closeness', '5'], 3, 'disclosure.contributor_rule_out_of_range'],
    [['--amount', 'none'], 3, 'disclosure.column_missing'],
    [['--amount', 'cost', '--count', 'signed'], 2, 'usage'],
    [['--amount', 'cost', '--method', 'round'], 2, 'usage'],
    [['--dominance', '1,75'], 2, 'usage'],
    [['--amount', 'cost', '--dominance', 'much'], 2, 'usage'],
    [['--layers', 'who'], 2, 'usage'],
  ] as const) {
    const { exit: ended, json } = await protect('money.csv', '--rows', 'service', ...args, '--out', place('m.csv'))
    assert.deepEqual([ended, json['error']], [exit, code], args.join(' '))
  }
  assert.deepEqual(readdirSync(folder), before)
})

test('the country’s rule stands where nothing is said, and nothing goes below it', async () => {
  const country = mkdtempSync(join(tmpdir(), 'gloact-country-'))
  after(() => rmSync(country, { recursive: true, force: true }))
  const rule = { public: { threshold: 30 }, agency: { threshold: 8 }, basis: 'The law' }
  writeFileSync(join(country, 'disclosure.json'), JSON.stringify(rule))
  const before = process.env['GLOACT_COUNTRY_DIR']
  process.env['GLOACT_COUNTRY_DIR'] = country
  try {
    const at = (...args: readonly string[]) => protect(cases, '--rows', 'district', '--out', place('rule.csv'), ...args)
    assert.equal((await at()).json['threshold'], 30)
    assert.ok(written('rule.csv').some(([, count]) => count === '<30'))
    assert.equal((await at('--audience', 'agency')).json['threshold'], 8)
    assert.equal((await at('--threshold', '29')).json['error'], 'disclosure.threshold_too_low')
    assert.equal((await at('--threshold', '31')).json['threshold'], 31)
    writeFileSync(join(country, 'disclosure.json'), JSON.stringify({ ...rule, public: { threshold: 3 } }))
    const wrong = await at()
    assert.deepEqual([wrong.exit, wrong.json['error']], [3, 'disclosure.country_rule'])
    assert.match(String(wrong.json['message']), /disclosure\.json, at public › threshold: 10 is the least/)
  } finally {
    if (before === undefined) delete process.env['GLOACT_COUNTRY_DIR']
    else process.env['GLOACT_COUNTRY_DIR'] = before
  }
})
