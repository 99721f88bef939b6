import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { ReleaseManifest } from '@gloact/disclosure'
import { called } from './testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-disclosure-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)

const run = (...args: readonly string[]) => called(args)

const PEOPLE = 1237
const SEXES = ['woman', 'man', '']
const AGES = ['0-17', '18-47', '48+', '']
const rows = Array.from({ length: PEOPLE }, (_, row) => [
  String(2020 + (row % 4)),
  SEXES[(row * 7) % 3]!,
  AGES[(row * 5 + (row % 3)) % 4]!,
  row % 5 < 2 ? 'labour' : 'sexual',
])
const table = (header: string, body: readonly (readonly string[])[]): string =>
  [header, ...body.map((cells) => cells.join(','))].join('\n')
const HEADER = 'year,sex,age,exploitation'
writeFileSync(at('cases.csv'), table(HEADER, rows))
const CODES = {
  version: '2026-1',
  columns: {
    year: ['2020', '2021', '2022', '2023', '2024'],
    sex: ['woman', 'man'],
    age: ['0-17', '18-47', '48+'],
    exploitation: ['labour', 'sexual', 'other'],
  },
}
writeFileSync(at('codes.json'), JSON.stringify(CODES))
const untouched = (name: string): void => {
  assert.deepEqual(
    readdirSync(folder).filter((file) => file.startsWith(name)),
    [],
  )
}

test('without code lists nothing is written, and a proposal is offered', async () => {
  const { exit, error } = await run('synthesize', at('cases.csv'), '--out', at('without.csv'))
  assert.equal(exit, 3)
  assert.match(error, /would come from the data[\s\S]*--write-codes/)
  untouched('without')
})

test('proposed lists say that they are, hold no count, and leave out what may tell who somebody is', async () => {
  const named = rows.map((cells, row) => [...cells, `Person${row} Surname${row}`])
  writeFileSync(at('named.csv'), table(`${HEADER},who`, named))
  const { exit, out } = await run('synthesize', at('named.csv'), '--write-codes', at('proposed.json'))
  assert.equal(exit, 0)
  assert.match(out, /“who” was left out/)
  const proposed = JSON.parse(readFileSync(at('proposed.json'), 'utf8')) as {
    status: string
    columns: Record<string, unknown>
  }
  assert.equal(proposed.status, 'proposed')
  assert.deepEqual(Object.keys(proposed.columns), HEADER.split(','))
  assert.ok(!JSON.stringify(proposed).includes(String(PEOPLE)))
})

test('a release comes with manifest, report, counts and a ledger; none holds the exact number of people or a seed', async () => {
  const args = [
    '--codes',
    at('codes.json'),
    '--epsilon',
    '2',
    '--out',
    at('open.csv'),
    '--tables',
    at('open-counts.csv'),
  ]
  const { exit, out } = await run('synthesize', at('cases.csv'), ...args, '--report', at('open.html'), '--json')
  assert.equal(exit, 0)
  const told = JSON.parse(out) as { records: number; epsilon: number; delta: number; rho: number; unit: string }
  assert.ok(told.epsilon <= 2 && told.epsilon > 1.99 && told.rho > 0 && told.unit === 'person')
  const released = readFileSync(at('open.csv'), 'utf8').trim().split('\n')
  assert.equal(released.length - 1, told.records)
  for (const file of ['open.csv.manifest.json', 'open.html', 'open-counts.csv', 'privacy-ledger.jsonl']) {
    const text = readFileSync(at(file), 'utf8')
    assert.ok(!/\bseed\b/i.test(text), file)
    if (told.records !== PEOPLE) assert.ok(!new RegExp(`(?<![\\w.])1,?237(?!\\w)`).test(text), file)
  }
  assert.ok(!out.includes(String(PEOPLE)) || told.records === PEOPLE)
  const counts = readFileSync(at('open-counts.csv'), 'utf8').trim().split('\n').slice(1)
  assert.ok(counts.length > 20)
  for (const line of counts) {
    const [people, lower, upper] = line.split(',').slice(-3).map(Number) as [number, number, number]
    assert.ok(people >= 10 && lower <= people && people <= upper)
  }
})

test('no figure is published that the synthetic records, the noise and the method do not give', () => {
  const numbersIn = (text: string): string[] =>
    text.replaceAll(/(?<=\d),(?=\d{3}\b)/g, '').match(/\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []
  const text = readFileSync(at('open.csv.manifest.json'), 'utf8')
  const { delta, rho, release, codeLists, ledger } = JSON.parse(text) as ReleaseManifest
  const released = readFileSync(at('open.csv'), 'utf8').trim().split('\n').slice(1)
  const words = ['95', '100', '2', delta.toPrecision(2), rho.toPrecision(3)]
  const known = new Set([...words, ...numbersIn(text), ...AGES.flatMap(numbersIn)])
  for (const line of readFileSync(at('open-counts.csv'), 'utf8').trim().split('\n').slice(1)) {
    const cells = line.split(',')
    const conditions = [0, 2, 4].flatMap((place) =>
      cells[place] === '' ? [] : [[HEADER.split(',').indexOf(cells[place]!), cells[place + 1]!] as const],
    )
    const holding = released.filter((row) =>
      conditions.every(([column, code]) => (row.split(',')[column] || 'not recorded') === code),
    )
    assert.equal(Number(cells[6]), holding.length)
    for (const number of cells.flatMap(numbersIn)) known.add(number)
  }
  let report = readFileSync(at('open.html'), 'utf8').replaceAll(/<(style|svg)[\s\S]*?<\/\1>|<[^>]*>/g, ' ')
  for (const id of [release, codeLists.digest.slice(0, 12), ledger.hash.slice(0, 12)])
    report = report.replaceAll(id, '')
  const others = numbersIn(report).filter((number) => !known.has(number))
  assert.deepEqual(others, [])
})

test('withheld on request: of what is left no code and no pair of codes is in fewer records than the floor', async () => {
  const args = ['--codes', at('codes.json'), '--epsilon', '2', '--floor', '60', '--out', at('sparing.csv')]
  const files = ['--report', at('sparing.html'), '--tables', at('sparing-counts.csv')]
  assert.equal((await run('synthesize', at('cases.csv'), ...args, ...files, '--parsimonious')).exit, 0)
  const records = readFileSync(at('sparing.csv'), 'utf8').trim().split('\n').slice(1)
  const held = new Map<string, number>()
  let withheld = 0
  for (const record of records) {
    const answers = record.split(',').flatMap((answer, column) => {
      if (answer === '*') withheld++
      return answer === '' || answer === '*' ? [] : [`${column}=${answer}`]
    })
    for (const [place, one] of answers.entries()) {
      for (const key of [one, ...answers.slice(place + 1).map((other) => `${one},${other}`)]) {
        held.set(key, (held.get(key) ?? 0) + 1)
      }
    }
  }
  assert.ok(held.size > 10 && withheld > 0)
  for (const count of held.values()) assert.ok(count >= 60)
  const manifest = JSON.parse(readFileSync(at('sparing.csv.manifest.json'), 'utf8')) as ReleaseManifest
  assert.deepEqual(manifest.withheld, { mark: '*', answers: withheld, floor: 60 })
  assert.match(readFileSync(at('sparing.html'), 'utf8'), /answers are withheld in the records and marked \*/)
  // Counts are of all answers: what is left of a code is never more.
  for (const line of readFileSync(at('sparing-counts.csv'), 'utf8').trim().split('\n').slice(1)) {
    const [name, code, second, , , , people] = line.split(',')
    if (second === '') assert.ok((held.get(`${HEADER.split(',').indexOf(name!)}=${code}`) ?? 0) <= Number(people))
  }
  // What is withheld is compared as not recorded, not as a code of its own.
  const compared = await run('compare', at('cases.csv'), at('sparing.csv'), '--longest', '1', '--json')
  const [single] = (JSON.parse(compared.out) as { lengths: { invented: { ofRecords: number } }[] }).lengths
  assert.equal(single!.invented.ofRecords, 0)
  writeFileSync(at('starred.json'), JSON.stringify({ sex: ['woman', '*'] }))
  const starred = ['--codes', at('starred.json'), '--out', at('starred.csv'), '--parsimonious']
  const { exit, error } = await run('synthesize', at('cases.csv'), ...starred)
  assert.equal(exit, 3)
  assert.match(error, /stands for what is withheld/)
  untouched('starred.csv')
})

test('where one file of a release cannot be written none is left, and the release is abandoned', async () => {
  const args = ['--codes', at('codes.json'), '--out', at('half.csv'), '--report', at('half.html')]
  // A name that is too long shows only on writing.
  const places = ['--tables', at('x'.repeat(250)), '--ledger', at('abandoned.jsonl')]
  assert.equal((await run('synthesize', at('cases.csv'), ...args, ...places)).exit, 1)
  untouched('half')
  assert.match(readFileSync(at('abandoned.jsonl'), 'utf8'), /"abandoned".*"failed"/)
})

test('records compared with those released, with a report that says it stays inside', async () => {
  const { exit, out } = await run('compare', at('cases.csv'), at('open.csv'), '--json', '--report', at('quality.html'))
  assert.equal(exit, 0)
  const told = JSON.parse(out) as { lengths: { length: number }[]; attacks: object; internal: boolean }
  assert.deepEqual(
    told.lengths.map(({ length }) => length),
    [1, 2, 3, 4],
  )
  assert.ok(told.internal)
  const html = readFileSync(at('quality.html'), 'utf8')
  for (const part of [
    /For internal use only/,
    /Mean error, by how many people/,
    /Preserved/,
    /Distinct combinations/,
    /By group of people/,
    /rows that only one person has/,
    /Rare combinations/,
    /Membership/,
    /Singling out/,
  ])
    assert.match(html, part)
  assert.equal(html.match(/<svg/g)?.length, 4)
  assert.doesNotMatch(html, /were left out/)
})

test('of many columns long combinations are left out unless asked for, and that is said', async () => {
  const wide = (cells: readonly string[]) => [...cells, ...cells, ...cells, ...cells]
  const names = wide(HEADER.split(',')).map((name, column) => `${name}${column}`)
  writeFileSync(at('many.csv'), table(names.join(','), rows.slice(0, 60).map(wide)))
  const args = ['compare', at('many.csv'), at('many.csv'), '--json', '--report', at('many.html')]
  const { out } = await run(...args)
  const told = JSON.parse(out) as { lengths: unknown[]; leftOut: string; subgroups: { column: string; code: string }[] }
  assert.equal(told.lengths.length, 3)
  assert.match(told.leftOut, /more than 3 codes were left out: of 16 columns there are 1,820 sets of 4/)
  assert.match(readFileSync(at('many.html'), 'utf8'), /more than 3 codes were left out/)
  assert.ok(told.subgroups.some(({ column, code }) => column === 'sex1' && code === 'woman'))
  assert.doesNotMatch((await run(...args, '--longest', '2')).out, /left out/)
})

const column = (name: string) => ({ [name]: ['x'] })
const bad: readonly (readonly [name: string, csv: string, codes: object, message: RegExp])[] = [
  ['one row', table('a', [['x']]), column('a'), /fewer than 50 rows/],
  [
    'all missing',
    table(
      'a,b',
      Array.from({ length: 60 }, () => ['', '']),
    ),
    { ...column('a'), ...column('b') },
    /Every cell is empty/,
  ],
  [
    'a value not listed',
    table(
      'a',
      Array.from({ length: 60 }, () => ['y']),
    ),
    column('a'),
    /60 cells hold what its list does not name/,
  ],
  [
    'a column that is not there',
    table(
      'a',
      Array.from({ length: 60 }, () => ['x']),
    ),
    column('b'),
    /no column “b”/,
  ],
  [
    'a name column',
    table(
      'surname',
      Array.from({ length: 60 }, () => ['x']),
    ),
    column('surname'),
    /may hold names/,
  ],
  [
    'no code lists',
    table(
      'a',
      Array.from({ length: 60 }, () => ['x']),
    ),
    [],
    /not as they should be/,
  ],
  ['not text', 'PK\u0003\u0004', column('a'), /workbook/],
]
for (const [name, csv, codes, message] of bad) {
  test(`${name}: refused with what to do, and nothing written`, async () => {
    writeFileSync(at('bad.csv'), csv)
    writeFileSync(at('bad.json'), JSON.stringify(codes))
    const { exit, error } = await run('synthesize', at('bad.csv'), '--codes', at('bad.json'), '--out', at('never.csv'))
    assert.equal(exit, 3, error)
    assert.match(error, message)
    untouched('never')
  })
}

test('a field that its form does not call statistical is refused by name, whatever stands in it', async () => {
  const form = (group: string) => ({
    id: 'f',
    sections: [
      {
        id: 's',
        fields: [
          { id: 'sex', sensitivity: 'statistical' },
          {
            id: 'age',
            type: 'group',
            sensitivity: group,
            fields: [{ id: 'exploitation', sensitivity: 'statistical' }],
          },
        ],
      },
    ],
  })
  const args = ['--codes', at('codes.json'), '--out', at('formed.csv'), '--ledger', at('formed-ledger.jsonl')]
  writeFileSync(at('identifying.form.json'), JSON.stringify(form('identifying')))
  const refused = await run('synthesize', at('cases.csv'), ...args, '--form', at('identifying.form.json'))
  assert.equal(refused.exit, 3)
  assert.match(refused.error, /“age” is not published[\s\S]*“exploitation” is not published/)
  assert.doesNotMatch(refused.error, /“sex”/)
  untouched('formed')
  writeFileSync(at('statistical.form.json'), JSON.stringify(form('statistical')))
  assert.equal((await run('synthesize', at('cases.csv'), ...args, '--form', at('statistical.form.json'))).exit, 0)
  assert.match(
    (await run('synthesize', at('cases.csv'), ...args, '--form', at('codes.json'))).error,
    /no field with a sensitivity/,
  )
  writeFileSync(at('listed.json'), JSON.stringify({ sex: { codes: ['woman', 'man'], sensitivity: 'case' } }))
  const listed = await run('synthesize', at('cases.csv'), '--codes', at('listed.json'), '--out', at('listed.csv'))
  assert.match(listed.error, /by its sensitivity it is not statistical/)
  untouched('listed.csv')
})

test('200 columns are refused before anything is proposed', async () => {
  const names = Array.from({ length: 200 }, (_, index) => `c${index}`)
  writeFileSync(
    at('wide.csv'),
    table(
      names.join(','),
      Array.from({ length: 60 }, () => names.map(() => 'x')),
    ),
  )
  const { exit, error } = await run('synthesize', at('wide.csv'), '--write-codes', at('wide.json'))
  assert.equal(exit, 3)
  assert.match(error, /200 columns; a release may have 60/)
  untouched('wide.json')
})

test('an epsilon of 0 or a million, a wrong delta and a file over the other are refused', async () => {
  for (const args of [
    ['--epsilon', '0', '--out', at('never.csv')],
    ['--epsilon', '1000000', '--out', at('never.csv')],
    ['--epsilon', 'one', '--out', at('never.csv')],
    ['--delta', '0.5', '--out', at('never.csv')],
    ['--out', at('cases.csv')],
    [],
  ]) {
    const { exit } = await run('synthesize', at('cases.csv'), '--codes', at('codes.json'), ...args)
    assert.equal(exit, 2, args.join(' '))
  }
  untouched('never')
})

test('code lists are not proposed over the records that they are taken from', async () => {
  const { exit, error } = await run('synthesize', at('cases.csv'), '--write-codes', at('cases.csv'))
  assert.equal(exit, 2)
  assert.match(error, /--write-codes: cases\.csv is read as well/)
  assert.equal(readFileSync(at('cases.csv'), 'utf8'), table(HEADER, rows))
})

test('Ctrl-C ends a run without a file; what was charged stays in the ledger', async () => {
  // Wide enough to take seconds, however late it is looked at.
  const wide = (cells: readonly string[]) => [...cells, ...cells, ...cells]
  const many = Array.from({ length: 150_000 }, (_, row) => wide(rows[(row * 31) % PEOPLE]!))
  const names = wide(HEADER.split(',')).map((name, column) => `${name}${column}`)
  writeFileSync(at('many.csv'), table(names.join(), many))
  const lists = wide(HEADER.split(',')).map((name) => CODES.columns[name as keyof typeof CODES.columns])
  writeFileSync(at('many.json'), JSON.stringify(Object.fromEntries(names.map((name, column) => [name, lists[column]]))))
  const main = new URL('main.ts', import.meta.url).pathname
  const child = spawn(
    process.execPath,
    [
      main,
      'synthesize',
      at('many.csv'),
      '--codes',
      at('many.json'),
      '--ledger',
      at('stopped.jsonl'),
      '--out',
      at('stopped.csv'),
    ],
    { stdio: 'ignore' },
  )
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', resolve)
  })
  const charged = () =>
    existsSync(at('stopped.jsonl')) && readFileSync(at('stopped.jsonl'), 'utf8').includes('"charged"')
  // Only the other process knows when it has charged: what it wrote is looked at now and then.
  while (!charged() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill('SIGINT')
  assert.equal(await ended, 1)
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('stopped')),
    ['stopped.jsonl'],
  )
  assert.match(readFileSync(at('stopped.jsonl'), 'utf8'), /"abandoned".*"cancelled"/)
})
