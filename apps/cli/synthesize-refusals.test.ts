import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { epsilonOf, type ReleaseManifest } from '@gloact/disclosure'
import { called, withoutFolder } from './testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-refusals-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)
const run = (...args: readonly string[]) => called(args)

const CODES = { sex: ['woman', 'man'], age: ['0-17', '18-47', '48+'], exploitation: ['labour', 'sexual', 'other'] }
const HEADER = Object.keys(CODES).join()
const rows = Array.from({ length: 1237 }, (_, row) =>
  Object.values(CODES).map((codes, column) => codes[(row * (2 * column + 1) + (row >> 2)) % codes.length]!),
)
const table = (header: string, body: readonly (readonly string[])[]): string =>
  [header, ...body.map((cells) => cells.join(','))].join('\n')
writeFileSync(at('cases.csv'), table(HEADER, rows))
writeFileSync(at('codes.json'), JSON.stringify({ version: '2026-1', columns: CODES }))
const untouched = (name: string): void =>
  assert.deepEqual(
    readdirSync(folder).filter((file) => file.startsWith(name)),
    [],
  )

test('the ledger refuses a release that would pass its cap before anything is charged, and says what it still allows', async () => {
  const release = (out: string, epsilon: string, ...more: readonly string[]) => {
    const args = ['--codes', at('codes.json'), '--epsilon', epsilon, '--ledger', at('capped.jsonl'), '--out', at(out)]
    return run('synthesize', at('cases.csv'), ...args, ...more)
  }
  const first = await release('first.csv', '1', '--budget', '1.6', '--json')
  assert.equal(first.exit, 0)
  const told = JSON.parse(first.out) as { ledger: Record<string, unknown>; warnings: string[] }
  assert.deepEqual([told.ledger['isNew'], told.ledger['capEpsilon']], [true, 1.6])
  assert.match(told.warnings[0]!, /new privacy ledger was opened in .*capped\.jsonl, with a cap of epsilon 1\.6/)
  const charged = readFileSync(at('capped.jsonl'), 'utf8')
  for (let again = 0; again < 3; again++) {
    const second = await release('second.csv', '1')
    assert.equal(second.exit, 3)
    assert.match(second.error, /budget does not allow/)
  }
  const { error } = await release('second.csv', '1')
  assert.equal(readFileSync(at('capped.jsonl'), 'utf8'), charged)
  untouched('second')
  const [, left] = /--epsilon ([\d.]+) at most/.exec(error)!
  const last = await release('last.csv', left!)
  assert.equal(last.exit, 0)
  assert.doesNotMatch(last.out, /new privacy ledger/)
  const other = await release('second.csv', '0.01', '--budget', '9')
  assert.equal(other.exit, 3)
  assert.match(other.error, /has a cap of epsilon 1\.6, set when it was opened/)
  untouched('second')
})

test('a release that is refused opens no ledger: another budget can be set, and the run that opens it says so', async () => {
  const release = (...more: readonly string[]) =>
    run('synthesize', at('cases.csv'), '--codes', at('codes.json'), '--ledger', at('unopened.jsonl'), ...more, '--json')
  const refused = await release('--epsilon', '20', '--out', at('unopened.csv'))
  assert.deepEqual([refused.exit, refused.json['error']], [3, 'disclosure.budget_exceeded'])
  untouched('unopened')
  const { exit, json } = await release('--epsilon', '1', '--budget', '4', '--out', at('opened.csv'))
  assert.equal(exit, 0)
  const { isNew, capEpsilon, spentEpsilon } = json['ledger'] as Record<string, number>
  assert.deepEqual([isNew, capEpsilon], [true, 4])
  assert.ok(spentEpsilon! > 0.5)
  assert.match(String(json['warnings']), /new privacy ledger was opened/)
  const again = await release('--epsilon', '1', '--out', at('opened.csv'))
  assert.equal((again.json['ledger'] as Record<string, unknown>)['isNew'], false)
})

test('each line of the ledger says the epsilon of its own part: a hundredth for the noisy count, the rest for the release', () => {
  const lines = readFileSync(at('capped.jsonl'), 'utf8').trimEnd().split('\n')
  const charges = lines
    .map((line) => JSON.parse(line) as Record<string, number | string>)
    .filter(({ kind }) => kind === 'charged')
  const [count, release] = charges as [Record<string, number>, Record<string, number>]
  assert.deepEqual([count['mechanism'], count['epsilon'], count['delta'], count['rho']], ['count', 0.01, 0, 0.00005])
  assert.equal(release['mechanism'], 'release')
  assert.ok(release['epsilon']! < 1 && release['epsilon']! > 0.99)
  assert.ok(Math.abs(epsilonOf(release['rho']!, release['delta']!) - release['epsilon']!) < 1e-9)
})

test('with --person somebody who has two rows is refused; a left-out identifier that repeats is warned of', async () => {
  const withIds = (idOf: (row: number) => string) =>
    table(
      `${HEADER},case_id`,
      rows.map((cells, row) => [...cells, idOf(row)]),
    )
  const release = (name: string, ...more: readonly string[]) => {
    const args = ['--codes', at('codes.json'), '--ledger', at('ids.jsonl'), '--epsilon', '0.1', '--out', at(name)]
    return run('synthesize', at('ids.csv'), ...args, ...more, '--json')
  }
  const warningsOf = ({ out }: { readonly out: string }) => (JSON.parse(out) as { warnings: string[] }).warnings.join()
  writeFileSync(
    at('ids.csv'),
    withIds((row) => `zq${row}`),
  )
  const alone = await release('ids-out.csv', '--person', 'case_id')
  assert.equal(alone.exit, 0, alone.error)
  assert.doesNotMatch(readFileSync(at('ids-out.csv'), 'utf8'), /case_id|zq/)
  assert.doesNotMatch(warningsOf(await release('ids-out.csv')), /case_id/)
  writeFileSync(
    at('ids.csv'),
    withIds((row) => `zq${row === 1000 ? 3 : row}`),
  )
  const warned = await release('ids-out.csv')
  assert.match(warningsOf(warned), /“case_id” was left out, and some rows have the same value in it/)
  const ledger = readFileSync(at('ids.jsonl'), 'utf8')
  const twice = await release('twice.csv', '--person', 'case_id')
  assert.equal(twice.exit, 3)
  assert.match(twice.out, /Row 1002 is about a person who, by “[^”]*”, has another row/)
  assert.doesNotMatch(withoutFolder(`${twice.out}${twice.error}`, folder), /zq/)
  writeFileSync(
    at('ids.csv'),
    withIds((row) => (row === 7 ? '' : `zq${row}`)),
  )
  assert.match(
    (await release('twice.csv', '--person', 'case_id')).out,
    /Row 9 does not say in “case_id” who it belongs to/,
  )
  assert.match((await release('twice.csv', '--person', 'who')).out, /no column “who”/)
  assert.match((await release('twice.csv', '--person', 'sex')).out, /name the column of --person/)
  assert.equal(readFileSync(at('ids.jsonl'), 'utf8'), ledger)
  untouched('twice')
})

test('lists as they were proposed from the data make no release; once they say that they were reviewed, they do', async () => {
  assert.equal((await run('synthesize', at('cases.csv'), '--write-codes', at('proposed.json'))).exit, 0)
  const release = (codes: string, out: string) =>
    run('synthesize', at('cases.csv'), '--codes', at(codes), '--ledger', at('status.jsonl'), '--out', at(out), '--json')
  const refused = await release('proposed.json', 'unseen.csv')
  assert.deepEqual([refused.exit, refused.json['error']], [3, 'disclosure.codes_proposed'])
  assert.match(String(refused.json['message']), /set their “status” to “reviewed”/)
  untouched('unseen')
  untouched('status')
  const proposed = JSON.parse(readFileSync(at('proposed.json'), 'utf8')) as object
  writeFileSync(at('reviewed.json'), JSON.stringify({ ...proposed, status: 'reviewed' }))
  for (const [codes, status] of [
    ['reviewed.json', 'reviewed'],
    ['codes.json', 'not stated'],
  ] as const) {
    const { exit, json } = await release(codes, 'status.csv')
    assert.equal(exit, 0)
    const manifest = JSON.parse(readFileSync(at('status.csv.manifest.json'), 'utf8')) as ReleaseManifest
    assert.equal(manifest.codeLists.status, status)
    assert.equal(/do not say that they were reviewed/.test(String(json['warnings'])), status === 'not stated')
  }
})

test('no floor goes below the country’s threshold for the public, which holds where none is named', async () => {
  const country = at('strict-country')
  mkdirSync(country)
  writeFileSync(join(country, 'disclosure.json'), JSON.stringify({ public: { threshold: 25 }, basis: 'a law' }))
  const release = (out: string, ...more: readonly string[]) => {
    const args = ['--codes', at('codes.json'), '--epsilon', '0.1', '--ledger', at(`${out}.jsonl`), '--out', at(out)]
    return run('synthesize', at('cases.csv'), ...args, ...more, '--json')
  }
  const refusedAt = async (floor: string): Promise<void> => {
    const { exit, json } = await release('low.csv', '--floor', floor)
    assert.deepEqual([exit, json['error']], [3, 'disclosure.floor_too_low'], floor)
    assert.match(String(json['message']), /A floor below \d\d would show counts that may not be published/)
  }
  const shownFrom = async (...more: readonly string[]): Promise<number> => {
    assert.equal((await release('floored.csv', ...more)).exit, 0)
    return (JSON.parse(readFileSync(at('floored.csv.manifest.json'), 'utf8')) as ReleaseManifest).displayFloor
  }
  await refusedAt('1')
  await refusedAt('9')
  assert.equal((await release('low.csv', '--floor', 'ten')).exit, 2)
  assert.equal(await shownFrom(), 10)
  assert.equal(await shownFrom('--floor', '12'), 12)
  const before = process.env['GLOACT_COUNTRY_DIR']
  process.env['GLOACT_COUNTRY_DIR'] = country
  try {
    await refusedAt('24')
    assert.equal(await shownFrom(), 25)
  } finally {
    if (before === undefined) delete process.env['GLOACT_COUNTRY_DIR']
    else process.env['GLOACT_COUNTRY_DIR'] = before
  }
  untouched('low')
})

test('a column that is headed as names is not published, whatever its list lacks; nobody is told to list the names', async () => {
  writeFileSync(
    at('names.csv'),
    table(
      `Victim name,${HEADER}`,
      rows.map((cells, row) => [`zq${row % 300}`, ...cells]),
    ),
  )
  writeFileSync(at('names.json'), JSON.stringify({ 'Victim name': ['zq1'], ...CODES }))
  const { exit, json } = await run(
    'synthesize',
    at('names.csv'),
    '--codes',
    at('names.json'),
    '--out',
    at('unnamed.csv'),
    '--json',
  )
  assert.deepEqual([exit, json['error']], [3, 'disclosure.identifying_column'])
  assert.match(
    String(json['message']),
    /“Victim name” is not published: it may hold names.\nRemove it from the code lists/,
  )
  assert.doesNotMatch(String(json['message']), /Add the values|zq/)
  untouched('unnamed')
})

test('of a combination that is declared with a text where an array of codes belongs, it is said that an array is wanted', async () => {
  const messageFor = async (impossible: unknown): Promise<string> => {
    writeFileSync(at('zeros.json'), JSON.stringify({ columns: CODES, impossible }))
    const args = ['--codes', at('zeros.json'), '--out', at('unmade.csv'), '--json']
    const { exit, json } = await run('synthesize', at('cases.csv'), ...args)
    assert.equal(exit, 3)
    return String(json['message'])
  }
  assert.match(await messageFor([{ age: '0-17', sex: ['man'] }]), /an array of codes for every column/)
  assert.match(await messageFor({ age: ['0-17'], sex: ['man'] }), /an array of combinations/)
  assert.match(await messageFor([{ age: ['0-8'], sex: ['man'] }]), /holds something that the lists do not name/)
  untouched('unmade')
})

test('columns that only one of two compared files has are named, on the screen and for a program', async () => {
  writeFileSync(
    at('wide.csv'),
    table(
      `${HEADER},region,port`,
      rows.map((cells, row) => [...cells, `r${row % 3}`, `p${row % 4}`]),
    ),
  )
  writeFileSync(
    at('narrow.csv'),
    table(
      `sex,age,year`,
      rows.map(([sex, age], row) => [sex!, age!, String(2020 + (row % 3))]),
    ),
  )
  const args = ['compare', at('wide.csv'), at('narrow.csv'), '--longest', '1']
  const { exit, json } = await run(...args, '--json')
  assert.equal(exit, 0)
  assert.deepEqual(json['notCompared'], [
    { file: 'sensitive', columns: ['exploitation', 'region', 'port'] },
    { file: 'synthetic', columns: ['year'] },
  ])
  const { out } = await run(...args)
  assert.match(out, /Not compared.*: exploitation, region and port of the sensitive records\./)
  assert.match(out, /Not compared, since not every file has them: year of the synthetic records\./)
  assert.deepEqual(
    (await run('compare', at('wide.csv'), at('wide.csv'), '--longest', '1', '--json')).json['notCompared'],
    [],
  )
})
