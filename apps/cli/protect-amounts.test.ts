import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { called } from './testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-amounts-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const place = (name: string) => join(folder, name)
const read = (name: string) => readFileSync(place(name), 'utf8')
const lines = (name: string) => read(name).trimEnd().split('\n')

const HEADER = 'service,region,first,second,shelter,cost,nights'
/** So many rows of shelters that are each another: 10.50, 11.50 and so on. */
const rows = (codes: string, count: number, from: number) =>
  Array.from({ length: count }, (_, at) => `${codes},S${from + at},${10 + at}.50,${1 + at}`)

function file(name: string, content: readonly string[], header = HEADER): string {
  writeFileSync(place(name), `${[header, ...content].join('\n')}\n`)
  return place(name)
}

const COSTS = [
  ...rows('legal,North,0-17,0-18', 20, 0),
  ...rows('legal,South,18+,19+', 20, 20),
  ...rows('medical,North,0-17,0-18', 20, 40),
  ...rows('medical,South,18+,19+', 20, 60),
]
const costs = file('costs.csv', COSTS)
const SUMMED = ['--amount', 'cost', '--contributor', 'shelter']

const protect = (from: string, register: string, out: string, ...args: readonly string[]) =>
  called(['protect', 'table', from, ...args, '--register', place(register), '--out', place(out), '--json'])

/** A table that is refused: with which code and words. Nothing is written, and nothing entered. */
async function refused(code: string, words: RegExp, ...args: Parameters<typeof protect>): Promise<void> {
  const [, register, out] = args
  const before = read(register)
  const { exit, json } = await protect(...args)
  assert.deepEqual([exit, json['error']], [3, code])
  assert.match(String(json['message']), words)
  assert.equal(existsSync(place(out)), false)
  assert.equal(read(register), before)
}

test('a table of amounts is entered, and comes out again as it is there', async () => {
  // 777.77 is one shelter's: it is hidden, and with it others.
  const lone = file('lone.csv', [...COSTS, 'housing,North,0-17,0-18,Lone House,777.77,1'])
  const args = ['--rows', 'service', '--columns', 'region', ...SUMMED]
  const first = await protect(lone, 'lone.jsonl', 'l1.csv', ...args)
  assert.equal(first.exit, 0)
  assert.match(String(first.json['said']), /From now on the register accepts tables of these same data only/)
  const [entry] = lines('lone.jsonl').map((line) => JSON.parse(line) as Record<string, unknown>)
  assert.deepEqual(Object.keys(entry!).toSorted(), [
    'amount',
    'at',
    'contributor',
    'dimensions',
    'kind',
    'release',
    'rules',
    'sums',
    'threshold',
  ])
  assert.deepEqual([entry!['amount'], entry!['contributor'], entry!['threshold']], ['cost', 'shelter', 10])
  assert.equal((entry!['sums'] as Record<string, string>)['[]'], '2377.77')
  assert.doesNotMatch(read('lone.jsonl'), /"777\.77"|Lone|S4/)
  const again = await protect(lone, 'lone.jsonl', 'l2.csv', ...args)
  assert.equal(again.json['repeated'], true)
  assert.equal(read('l2.csv'), read('l1.csv'))
  assert.equal(lines('lone.jsonl').length, 1)
  const other = ['--rows', 'service', '--columns', 'first', ...SUMMED]
  const words = /shows what the other hides.*publish one table with the columns of both/
  await refused('disclosure.hidden_elsewhere', words, lone, 'lone.jsonl', 'l3.csv', ...other)
})

test('what two sums tell by their difference is held to the rules for amounts', async () => {
  const bands = (of18: readonly string[]) => [...COSTS, ...of18]
  const many = file('many.csv', bands(rows('legal,North,18+,0-18', 12, 100)))
  const few = file('few.csv', bands(rows('legal,North,18+,0-18', 9, 100)))
  // The country's rule: one of twelve holds nearly all.
  const whale = file('whale.csv', bands([...rows('legal,North,18+,0-18', 11, 100), 'legal,North,18+,0-18,S90,1000,1']))
  for (const [from, name] of [
    [few, 'few'],
    [whale, 'whale'],
  ] as const) {
    assert.equal((await protect(from, `${name}.jsonl`, `${name}1.csv`, '--rows', 'first', ...SUMMED)).exit, 0)
    await refused(
      'disclosure.unsafe_difference',
      /reveal a sum that would have to be hidden/,
      from,
      `${name}.jsonl`,
      `${name}2.csv`,
      '--rows',
      'second',
      ...SUMMED,
    )
  }
  assert.equal((await protect(many, 'many.jsonl', 'm1.csv', '--rows', 'first', ...SUMMED)).exit, 0)
  assert.equal((await protect(many, 'many.jsonl', 'm2.csv', '--rows', 'second', ...SUMMED)).exit, 0)
  assert.equal(lines('many.jsonl').length, 2)
  const narrow = file(
    'narrow.csv',
    lines('many.csv')
      .slice(1)
      .map((line) =>
        line
          .split(',')
          .filter((_, at) => at !== 2)
          .join(','),
      ),
    'service,region,second,shelter,cost,nights',
  )
  await refused(
    'disclosure.cannot_compare',
    /does not have the columns of release .* \(first, cost, shelter\)/,
    narrow,
    'many.jsonl',
    'm3.csv',
    '--rows',
    'region',
    ...SUMMED,
  )
})

test('another period is another population, with a register of its own', async () => {
  assert.equal((await protect(costs, 'p24.jsonl', 'p1.csv', '--rows', 'region', ...SUMMED)).exit, 0)
  const grown = file('grown.csv', [...COSTS, ...rows('legal,North,0-17,0-18', 30, 200)])
  for (const args of [
    ['--rows', 'region', ...SUMMED],
    ['--rows', 'service', ...SUMMED],
    ['--rows', 'region'],
  ]) {
    await refused(
      'disclosure.data_changed',
      /A new period is a population of its own/,
      grown,
      'p24.jsonl',
      'p2.csv',
      ...args,
    )
  }
  const next = file('next.csv', rows('legal,North,0-17,0-18', 30, 200))
  assert.equal((await protect(next, 'p25.jsonl', 'p2.csv', '--rows', 'region', ...SUMMED)).exit, 0)
})

test('another amount of the same persons, or another’s who contributes, is refused', async () => {
  assert.equal((await protect(costs, 'one.jsonl', 'o1.csv', '--rows', 'region', ...SUMMED)).exit, 0)
  for (const summed of [
    ['--amount', 'nights', '--contributor', 'shelter'],
    ['--amount', 'cost'],
  ]) {
    const args = ['--rows', 'service', ...summed]
    await refused('disclosure.other_amount', /“cost”, by “shelter”/, costs, 'one.jsonl', 'o2.csv', ...args)
  }
})

test('counts beside sums hide and show the same totals, of the same file, and are not rounded', async () => {
  const rare = file('rare.csv', [...COSTS, ...rows('housing,North,0-17,0-18', 4, 90)])
  assert.equal((await protect(rare, 'both.jsonl', 'c1.csv', '--rows', 'service', '--columns', 'region')).exit, 0)
  await refused(
    'disclosure.hidden_elsewhere',
    /the other hides/,
    rare,
    'both.jsonl',
    'c2.csv',
    '--rows',
    'service',
    ...SUMMED,
  )
  assert.equal((await protect(rare, 'both.jsonl', 'c2.csv', '--rows', 'first', ...SUMMED)).exit, 0)
  assert.equal((await protect(rare, 'both.jsonl', 'c3.csv', '--rows', 'first')).exit, 0)
  const persons = file(
    'persons.csv',
    lines('rare.csv')
      .slice(1)
      .map((line) => line.split(',').slice(0, 4).join(',')),
    'service,region,first,second',
  )
  await refused(
    'disclosure.cannot_compare',
    /first, cost, shelter/,
    persons,
    'both.jsonl',
    'c4.csv',
    '--rows',
    'second',
  )
  const round = ['--method', 'round']
  await refused(
    'disclosure.rounded_beside_amounts',
    /not rounded/,
    rare,
    'both.jsonl',
    'c4.csv',
    '--rows',
    'second',
    ...round,
  )
  assert.equal((await protect(costs, 'round.jsonl', 'r1.csv', '--rows', 'region', ...round)).exit, 0)
  await refused(
    'disclosure.rounded_beside_amounts',
    /not rounded/,
    costs,
    'round.jsonl',
    'r2.csv',
    '--rows',
    'service',
    ...SUMMED,
  )
})

test('counts whose persons stand in a column and sums stand beside each other in no register', async () => {
  const counted = ['--rows', 'region', '--count', 'nights']
  assert.equal((await protect(costs, 'counted.jsonl', 'n1.csv', ...counted)).exit, 0)
  assert.match(read('counted.jsonl'), /"counted":"nights"/)
  const words = /takes its persons from a column.*a register for each/
  const code = 'disclosure.counted_beside_amounts'
  await refused(code, words, costs, 'counted.jsonl', 'n2.csv', '--rows', 'service', ...SUMMED)
  assert.equal((await protect(costs, 'counted.jsonl', 'n3.csv', '--rows', 'service', '--count', 'nights')).exit, 0)
  assert.equal((await protect(costs, 'summed.jsonl', 'n4.csv', '--rows', 'service', ...SUMMED)).exit, 0)
  await refused(code, words, costs, 'summed.jsonl', 'n5.csv', ...counted)
})

test('records and amounts stand beside each other in no register', async () => {
  assert.equal((await protect(costs, 'sums.jsonl', 's1.csv', '--rows', 'region', ...SUMMED)).exit, 0)
  const records = (register: string, out: string) =>
    called([
      'protect',
      'records',
      costs,
      '--by',
      'region',
      '--register',
      place(register),
      '--out',
      place(out),
      '--json',
    ])
  assert.equal((await records('sums.jsonl', 's2.csv')).json['error'], 'disclosure.released_before')
  assert.equal((await records('records.jsonl', 's3.csv')).exit, 0)
  await refused(
    'disclosure.records_out',
    /Records of these persons/,
    costs,
    'records.jsonl',
    's4.csv',
    '--rows',
    'region',
    ...SUMMED,
  )
})

test('a register from before amounts were entered is read, one of a newer version is not', async () => {
  const counts = {
    release: 'a',
    at: '2026-01-01T00:00:00.000Z',
    method: 'suppress',
    threshold: 10,
    base: 5,
    dimensions: [['region']],
    cells: { '[]': '80', '[["region","North"]]': '40', '[["region","South"]]': '40' },
  }
  writeFileSync(place('old.jsonl'), `${JSON.stringify(counts)}\n`)
  assert.equal((await protect(costs, 'old.jsonl', 'old1.csv', '--rows', 'region')).json['repeated'], true)
  assert.equal((await protect(costs, 'old.jsonl', 'old2.csv', '--rows', 'service', ...SUMMED)).exit, 0)
  assert.equal(lines('old.jsonl').length, 2)
  writeFileSync(place('new.jsonl'), `${JSON.stringify({ ...counts, kind: 'medians' })}\n`)
  await refused('disclosure.register_file', /a newer one wrote it/, costs, 'new.jsonl', 'n.csv', '--rows', 'region')
  const broken = { ...(JSON.parse(lines('old.jsonl')[1]!) as object), sums: { '[]': 12 } }
  writeFileSync(place('broken.jsonl'), `${JSON.stringify(broken)}\n`)
  await refused('disclosure.register_file', /is not a register/, costs, 'broken.jsonl', 'n.csv', '--rows', 'region')
})
