import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { agreementOf, linkageSchema, listOf } from './testing/private-linkage.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-private-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)

interface Called {
  readonly exit: number
  readonly json: Record<string, unknown>
  readonly error: string
}

function gloact(...args: readonly string[]): Promise<Called> {
  return new Promise((resolve) => {
    const command = [join(import.meta.dirname, 'main.ts'), ...args, '--json']
    execFile(process.execPath, command, { cwd: folder }, (error, out, err) => {
      const exit = typeof error?.code === 'number' ? error.code : error ? 1 : 0
      const last = out.trimEnd().split('\n').at(-1) ?? ''
      resolve({ exit, json: JSON.parse(last) as Record<string, unknown>, error: err })
    })
  })
}

/** The two lists share their first 60 people. */
const people = (from: number): number[] => Array.from({ length: 120 }, (_, row) => (row < 60 ? row : from + row))
const schema = linkageSchema(['given_name', 'family_name', 'born', 'phone'])

writeFileSync(at('north.csv'), listOf('north', people(1000)))
writeFileSync(at('south.csv'), listOf('south', people(2000)))
writeFileSync(at('agreement.json'), JSON.stringify(agreementOf('north', 'south')))
writeFileSync(at('reworded.json'), JSON.stringify(agreementOf('north', 'South')))
writeFileSync(at('schema.json'), JSON.stringify(schema))
writeFileSync(at('secret'), `${'s'.repeat(40)}\n`, { mode: 0o600 })
writeFileSync(at('other-secret'), 'o'.repeat(40), { mode: 0o600 })

// Among so few, and with dummies that are drawn anew each time, the attacks find a person by chance now and then.
const encode = (list: string, document: string, out: string, secret = 'secret') =>
  gloact('encode', `${list}.csv`, '--schema', document, '--secret-file', secret, '--out', out, '--most-found', '0.5')
const text = (name: string): string => readFileSync(at(name), 'utf8')

test('two agencies’ lists are counted without a name, and the analyst takes the dummies away', async () => {
  for (const list of ['north', 'south']) {
    const { exit, json, error } = await encode(list, 'agreement.json', `${list}.clk`)
    assert.equal(exit, 0, error)
    assert.equal(json['dummies'], 60)
  }
  const matched = await gloact('match', 'north.clk', 'south.clk', '--histories', 'histories.csv')
  assert.equal(matched.exit, 0, matched.error)
  assert.deepEqual(matched.json['histories'], [
    { lists: [1, 0], count: 120 },
    { lists: [0, 1], count: 120 },
    { lists: [1, 1], count: 60 },
  ])
  const finished = await gloact(
    'match',
    'finish',
    'histories.draws.json',
    'south.dummies.json',
    'north.dummies.json',
    '--out',
    'counts.csv',
  )
  assert.equal(finished.exit, 0, finished.error)
  assert.equal(text('counts.csv'), 'north,south,count\n1,0,60\n0,1,60\n1,1,60\n')
  const draws = JSON.parse(text('counts.draws.json')) as { draws: number[][] }
  assert.equal(draws.draws.length, 20)
  const estimating = ['counts.csv', '--draws', 'counts.draws.json', '--interval', 'wald', '--unchecked'] as const
  const estimated = await gloact('estimate', ...estimating)
  assert.equal(estimated.exit, 0, estimated.error)
  assert.equal((estimated.json['linkage'] as { draws: number }).draws, 20)
  const early = await gloact('estimate', 'histories.csv', '--draws', 'histories.draws.json')
  assert.deepEqual([early.exit, early.json['error']], [3, 'estimation.draws_with_dummies'])
  const missing = await gloact('match', 'finish', 'histories.draws.json', 'north.dummies.json', '--out', 'no.csv')
  assert.equal(missing.exit, 3)
  assert.match(missing.error, /number of dummies of south is missing/)
})

test('files that do not belong together are refused, and nothing is written', async () => {
  await encode('north', 'agreement.json', 'one.clk')
  await encode('south', 'agreement.json', 'two.clk')
  await encode('south', 'reworded.json', 'reworded.clk')
  await encode('south', 'agreement.json', 'wrong-secret.clk', 'other-secret')
  await encode('south', 'schema.json', 'plain.clk')
  writeFileSync(at('cut.clk'), text('one.clk').slice(0, 5000))
  writeFileSync(at('twice.clk'), text('one.clk'))
  for (const [file, words] of [
    ['reworded.clk', /different agreements/],
    ['wrong-secret.clk', /different secrets/],
    ['plain.clk', /not encoded in one way/],
    ['cut.clk', /not whole/],
    ['twice.clk', /named twice/],
    ['north.csv', /not whole/],
  ] as const) {
    const { exit, error } = await gloact('match', 'one.clk', file, '--histories', 'refused.csv')
    assert.equal(exit, 3, `${file}: ${error}`)
    assert.match(error, words)
  }
  const absent = await gloact('match', 'one.clk', 'absent.clk', '--histories', 'refused.csv')
  assert.equal(absent.exit, 1)
  mkdirSync(at('refused.draws.json'))
  const half = await gloact('match', 'one.clk', 'two.clk', '--histories', 'refused.csv')
  assert.equal(half.exit, 1)
  assert.equal(existsSync(at('refused.csv')), false)
})

test('a list that does not fit is refused with the column, and without a value', async () => {
  writeFileSync(at('columns.csv'), 'id,name\n1,Amina Karimova\n')
  const columns = await encode('columns', 'agreement.json', 'none.clk')
  assert.equal(columns.exit, 3)
  assert.match(columns.error, /no column “given_name”/)
  assert.doesNotMatch(columns.error, /Karimova/)
  writeFileSync(
    at('numbers.json'),
    JSON.stringify({ ...schema, features: [{ ...schema.features[0], format: { type: 'integer' } }] }),
  )
  const values = await encode('north', 'numbers.json', 'none.clk')
  assert.equal(values.exit, 3)
  assert.match(values.error, /“given_name” is not a whole number/)
  const name = text('north.csv').split('\n')[1]!.split(',')[1]!
  assert.doesNotMatch(values.error, new RegExp(name))
  writeFileSync(at('short'), 'short', { mode: 0o600 })
  assert.match((await encode('north', 'agreement.json', 'none.clk', 'short')).error, /32 random ones/)
  assert.equal((await encode('north', 'agreement.json', 'none.clk', 'absent')).exit, 1)
  const secret = ['--schema', 'agreement.json', '--secret-file', 'secret', '--most-found', '0.5']
  const half = await gloact('encode', 'north.csv', ...secret, '--out', 'none.clk', '--dummies', 'absent/dummies.json')
  assert.equal(half.exit, 1)
  assert.deepEqual(
    readdirSync(folder).filter((file) => file.startsWith('none') || file.endsWith('.part')),
    [],
  )
})

test('lists encoded under a schema alone are linked at the threshold that is named', async () => {
  for (const list of ['north', 'south']) assert.equal((await encode(list, 'schema.json', `${list}-clk.json`)).exit, 0)
  const matched = await gloact(
    'match',
    'north-clk.json',
    'south-clk.json',
    '--threshold',
    '0.8',
    '--histories',
    'plain.csv',
  )
  assert.equal(matched.exit, 0, matched.error)
  assert.equal(text('plain.csv'), 'north-clk,south-clk,count\n1,0,60\n0,1,60\n1,1,60\n')
  assert.equal(
    (await gloact('match', 'north-clk.json', 'south-clk.json', '--threshold', '8', '--histories', 'x.csv')).exit,
    2,
  )
})
