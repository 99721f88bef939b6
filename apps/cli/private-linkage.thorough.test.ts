import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { called } from './testing/called.ts'
import { agreementOf, entangledList, linkageSchema, listOf } from './testing/private-linkage.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-private-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)

/** Files are named as in their folder; a command is called in this process, since starting one takes longer than what it does. */
const isFile = (word: string): boolean =>
  /\.[a-z]/.test(word) || ['secret', 'other-secret', 'short', 'absent'].includes(word)

const gloact = (...args: readonly string[]) =>
  called([...args.map((word) => (isFile(word) ? at(word) : word)), '--json'])

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

const encode = (list: string, document: string, out: string, secret = 'secret', ...more: readonly string[]) =>
  gloact('encode', `${list}.csv`, '--schema', document, '--secret-file', secret, '--out', out, ...more)
const text = (name: string): string => readFileSync(at(name), 'utf8')

test('two agencies’ lists are counted without a name, and the analyst takes the dummies away', async () => {
  const dummies: number[] = []
  for (const list of ['north', 'south']) {
    const { exit, json, error } = await encode(list, 'agreement.json', `${list}.clk`)
    assert.equal(exit, 0, error)
    dummies.push(json['dummies'] as number)
  }
  const recorded = text('agreement.tries.jsonl').trimEnd().split('\n')
  assert.equal(recorded.length, 2)
  writeFileSync(at('agreement.tries.jsonl'), recorded[1]!)
  assert.equal((await encode('north', 'agreement.json', 'again.clk')).json['error'], 'tries_changed')
  writeFileSync(at('agreement.tries.jsonl'), `${recorded.join('\n')}\n`)
  const [ofNorth = 0, ofSouth = 0] = dummies
  const matched = await gloact('match', 'north.clk', 'south.clk', '--histories', 'histories.csv')
  assert.equal(matched.exit, 0, matched.error)
  assert.deepEqual(matched.json['histories'], [
    { lists: [1, 0], count: 60 + ofNorth },
    { lists: [0, 1], count: 60 + ofSouth },
    { lists: [1, 1], count: 60 },
  ])
  assert.match(matched.error, /neither signed nor encrypted/)
  assert.match(
    matched.error,
    /north, as its agency recorded: 3 of 3 attacks \(frequencies, patterns of bits,? and similarities among records\) found at most 10 %/,
  )
  assert.match(matched.error, /pairs are compared, which takes up to about \d+ MB/)
  assert.match(matched.json['modelHash'] as string, /^[0-9a-f]{64}$/)
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
  assert.equal(
    text('counts.csv'),
    'north,south,count,missed_links\n1,0,60,not_measured\n0,1,60,not_measured\n1,1,60,not_measured\n',
  )
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
  await encode('south', 'schema.json', 'plain.clk', 'secret', '--despite-attacks')
  writeFileSync(at('cut.clk'), text('one.clk').slice(0, 5000))
  writeFileSync(at('twice.clk'), text('one.clk'))
  for (const [file, words] of [
    ['reworded.clk', /different agreements/],
    ['wrong-secret.clk', /different secrets/],
    ['plain.clk', /not encoded in the same way/],
    ['cut.clk', /is incomplete/],
    ['twice.clk', /named twice/],
    ['north.csv', /is incomplete/],
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
  const secret = ['--schema', 'agreement.json', '--secret-file', 'secret']
  const half = await gloact('encode', 'north.csv', ...secret, '--out', 'none.clk', '--dummies', 'absent/dummies.json')
  assert.equal(half.exit, 1)
  assert.deepEqual(
    readdirSync(folder).filter((file) => file.startsWith('none') || file.endsWith('.part')),
    [],
  )
})

test('lists encoded under a schema alone are refused for what attacks find in them, unless somebody asks for them', async () => {
  writeFileSync(at('entangled.csv'), entangledList(200))
  const refused = await encode('entangled', 'schema.json', 'entangled.clk')
  assert.deepEqual(
    [refused.exit, refused.json['error'], existsSync(at('entangled.clk'))],
    [3, 'attack_succeeds', false],
  )
  assert.match(refused.error, /Attack by similarities among records: \d+ records found/)
  assert.match(refused.error, /no dummies that would hide anyone.* --despite-attacks/)
  const made = await encode('entangled', 'schema.json', 'entangled.clk', 'secret', '--despite-attacks')
  assert.deepEqual([made.exit, made.json['succeeded']], [0, ['graph']], made.error)
  for (const list of ['north', 'south']) {
    assert.equal((await encode(list, 'schema.json', `${list}-clk.json`, 'secret', '--despite-attacks')).exit, 0)
  }
  const warned = await gloact(
    'match',
    'entangled.clk',
    'north-clk.json',
    '--threshold',
    '1',
    '--histories',
    'warned.csv',
  )
  assert.match(
    warned.error,
    /entangled, .*; 1 of 3 attacks \(similarities among records\) found over 1 % of the records, and it was handed out anyway/,
  )
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
  assert.equal(
    text('plain.csv'),
    'north-clk,south-clk,count,missed_links\n1,0,60,not_measured\n0,1,60,not_measured\n1,1,60,not_measured\n',
  )
  assert.equal(
    (await gloact('match', 'north-clk.json', 'south-clk.json', '--threshold', '8', '--histories', 'x.csv')).exit,
    2,
  )
})

test('what was agreed on limits what an agency may allow, and a schema alone what is usual', async () => {
  for (const [document, share] of [
    ['agreement.json', '0.2'],
    ['schema.json', '0.02'],
  ] as const) {
    const { exit, error } = await encode('north', document, 'loose.clk', 'secret', '--most-found', share)
    assert.equal(exit, 2)
    assert.match(error, /may be stricter than 0\.0?1, which is agreed on, and not looser/)
  }
  assert.equal((await encode('north', 'agreement.json', 'loose.clk', 'secret', '--despite-attacks')).exit, 2)
  assert.equal(existsSync(at('loose.clk')), false)
})

test('the key holder keeps the secret: agencies encode with the key of their project', async () => {
  const key = (agreement: string, out: string, secret = 'secret') =>
    gloact('encode', 'key', '--agreement', agreement, '--secret-file', secret, '--out', out)
  assert.equal((await key('agreement.json', 'project.key')).exit, 0)
  assert.equal((await key('reworded.json', 'other.key')).exit, 0)
  assert.equal(statSync(at('project.key')).mode & 0o077, 0)
  assert.equal(text('project.key').includes(text('secret').trim()), false)
  const bySecret = await encode('south', 'agreement.json', 'by-secret.clk')
  assert.equal(bySecret.exit, 0, bySecret.error)
  assert.equal((await encode('north', 'agreement.json', 'by-key.clk', 'project.key')).exit, 0)
  const matched = await gloact('match', 'by-key.clk', 'by-secret.clk', '--histories', 'by-key.csv')
  assert.equal(matched.exit, 0, matched.error)
  assert.match(text('by-key.csv'), /\n1,1,60,/)
  const other = await encode('north', 'agreement.json', 'none.clk', 'other.key')
  assert.deepEqual([other.exit, other.json['error']], [3, 'key_mismatch'])
  assert.equal(
    (await encode('north', 'schema.json', 'none.clk', 'project.key', '--despite-attacks')).json['error'],
    'key_mismatch',
  )
  assert.equal((await key('agreement.json', 'none.key', 'project.key')).exit, 2)
  writeFileSync(at('ended.json'), JSON.stringify({ ...agreementOf('north', 'south'), expiresOn: '2020-01-01' }))
  assert.equal((await key('ended.json', 'none.key')).json['error'], 'agreement_expired')
  assert.equal(existsSync(at('none.key')), false)
})

test('lists travel signed and encrypted, records without consent stay at home, and a receipt says what was destroyed', async () => {
  const publicKeys: string[] = []
  for (const name of ['north', 'south', 'unit']) {
    const made = await gloact('encode', 'pair', '--out', `${name}.keys`)
    assert.equal(made.exit, 0, made.error)
    publicKeys.push(made.json['publicKey'] as string)
  }
  const [north, south, unit] = publicKeys
  assert.equal((await gloact('encode', 'pair', '--out', 'unit.keys')).json['error'], 'file_exists')
  const sealing = {
    ...agreementOf('North shelter', 'South shelter'),
    filter: { column: 'consent', values: ['yes'] },
    unit: { name: 'Statistics office', key: unit },
    keys: { 'North shelter': north, 'South shelter': south },
  }
  writeFileSync(at('sealing.json'), JSON.stringify(sealing))
  for (const [list, from] of [
    ['north', 1000],
    ['south', 2000],
  ] as const) {
    // The last thirty did not consent.
    const [header, ...rows] = listOf(list, people(from)).trimEnd().split('\n')
    const answered = rows.map((row, at) => `${row},${at < 90 ? 'yes' : 'no'}`)
    writeFileSync(at(`${list}-asked.csv`), [`${header},consent`, ...answered].join('\n'))
  }
  const seal = (list: string, ...more: readonly string[]) =>
    encode(`${list}-asked`, 'sealing.json', `${list}-sealed.clk`, 'secret', ...more)
  assert.equal((await seal('north')).json['error'], 'key_missing')
  assert.equal((await seal('north', '--key-file', 'unit.keys')).json['error'], 'key_mismatch')
  for (const [list, party] of [
    ['north', 'North shelter'],
    ['south', 'South shelter'],
  ] as const) {
    const made = await seal(list, '--key-file', `${list}.keys`)
    assert.equal(made.exit, 0, made.error)
    assert.deepEqual([made.json['leftOut'], made.json['records']], [30, 90])
    assert.match(made.error, /30 records are left out by the agreement’s filter; 90 are encoded/)
    assert.deepEqual(made.json['sealed'], { from: party, unit: 'Statistics office' })
    for (const name of [`${list}-sealed.clk`, `${list}-sealed.dummies.json`]) {
      assert.doesNotMatch(text(name), /left|consent|clks/)
    }
  }
  const lists = ['north-sealed.clk', 'south-sealed.clk']
  const opening = ['--agreement', 'sealing.json', '--key-file', 'unit.keys']
  const blind = await gloact('match', ...lists, '--histories', 'sealed.csv')
  assert.equal(blind.json['error'], 'key_missing')
  const plain = await gloact('match', 'north.clk', 'south.clk', ...opening, '--histories', 'sealed.csv')
  assert.equal(plain.json['error'], 'envelope_invalid')
  writeFileSync(at('copy.clk'), readFileSync(at('north-sealed.clk')))
  const twice = await gloact('match', 'north-sealed.clk', 'copy.clk', ...opening, '--histories', 'sealed.csv')
  assert.match(twice.error, /named twice/)
  const matched = await gloact('match', ...lists, ...opening, '--histories', 'sealed.csv')
  assert.equal(matched.exit, 0, matched.error)
  assert.deepEqual(matched.json['from'], ['North shelter', 'South shelter'])
  // Sixty people are on both lists. The keys are drawn, and with them how alike two others look: of 8,100 pairs fewer than
  // one in ten thousand crosses the threshold by chance, so that three more or fewer come once in a million runs at most.
  const inBoth = Number(/\n1,1,(\d+),/.exec(text('sealed.csv'))?.[1])
  assert.ok(Math.abs(inBoth - 60) <= 3, `${inBoth} of 60`)

  const destroy = (key: string, ...files: readonly string[]) =>
    gloact('match', 'destroy', ...files, '--agreement', 'sealing.json', '--key-file', key, '--receipt', 'receipt.json')
  assert.equal((await destroy('north.keys', ...lists)).json['error'], 'key_mismatch')
  assert.equal((await destroy('unit.keys', 'north-sealed.clk', 'north.csv')).exit, 3)
  assert.deepEqual(
    lists.map((name) => existsSync(at(name))),
    [true, true],
    'nothing is deleted where one file does not do',
  )
  const destroyed = await destroy('unit.keys', ...lists)
  assert.equal(destroyed.exit, 0, destroyed.error)
  assert.deepEqual(
    lists.map((name) => existsSync(at(name))),
    [false, false],
  )
  const check = (...more: readonly string[]) =>
    gloact('match', 'check', 'receipt.json', '--agreement', 'sealing.json', ...more)
  const checked = await check('--dummies', 'south-sealed.dummies.json')
  assert.equal(checked.exit, 0, checked.error)
  assert.deepEqual(
    (checked.json['files'] as { from: string }[]).map(({ from }) => from),
    ['North shelter', 'South shelter'],
  )
  assert.equal((await check('--dummies', 'north.dummies.json')).json['error'], 'receipt_invalid')
  writeFileSync(at('receipt.json'), text('receipt.json').replace(/"destroyedAt": "..../, '"destroyedAt": "2020'))
  assert.equal((await check()).json['error'], 'receipt_invalid')
})
