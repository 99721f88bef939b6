import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readTable, writeTable, type Operations } from '../transducers/table.ts'
import { TABLES } from '../transducers/tables/index.ts'
import { foundFirst, learnOwn, readOwnPairs, rulesTable } from './own-pairs.ts'

// Lao syllables as passports spell them, by hand.
const SYLLABLES =
  'ສົມ som ພອນ phone ໄຊ xay ຍະ nha ວົງ vong ບຸນ boun ມີ my ຄຳ kham ສີ si ດາ da ຈັນ chan ທອງ thong ແກ້ວ keo ວັນ vanh ນາ na ລີ ly ພູ phou ເພັດ phet ສຸກ souk'
    .split(' ')
    .reduce<[string, string][]>((pairs, word, at, all) => (at % 2 ? [...pairs, [all[at - 1]!, word]] : pairs), [])

/** So many names of two syllables, no two the same. */
const names = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => {
    const [first, second] = [SYLLABLES[at % 19]!, SYLLABLES[(at + 1 + Math.floor(at / 19)) % 19]!]
    return `${first[0]}${second[0]},${first[1]}${second[1]}`
  })

const lao = readOwnPairs(['native,latin', ...names(180)].join('\n'), 'lao')

/** The Latin letters that each native one writes, the likeliest first. */
const written = (operations: Operations): ReadonlyMap<string, readonly string[]> =>
  new Map(
    writeTable(operations)
      .split('\n')
      .slice(1)
      .map((row) => row.split(' '))
      .map(([native, ...latin]) => [native!, latin.map((unit) => unit.replace(/\d+$/, ''))]),
  )

test('own pairs are read by the names of their columns, word by word, and other scripts are passed over', () => {
  const rows = ['Latin;Note;Native', 'Som Vong;x;ສົມ ວົງ', '"Keo";;"ແກ້ວ"', 'Anna;;Анна', 'Som Vong;;ສົມວົງ', ';;ມີ']
  assert.deepEqual(
    readOwnPairs(rows.join('\r\n'), 'lao').map(([, latin]) => latin),
    ['som', 'vong', 'keo'],
  )
  assert.deepEqual(readOwnPairs('a,b\nມີ,my\n', 'lao'), [])
})

test('the rules of every script are a table to start from', () => {
  for (const script of ['arabic', 'cyrillic', 'hebrew', 'devanagari', 'lao'] as const) {
    const table = rulesTable(script)
    assert.ok(table.left.letters.length > 20, script)
    assert.ok(Math.abs(table.operations.reduce((sum, value) => sum + value, table.end) - 1) < 1e-9, script)
  }
  const rules = written(rulesTable('lao'))
  assert.deepEqual([rules.get('ມ'), rules.get('ຂ'), rules.get('ີ'), rules.get('ຽ')], [['m'], ['kh'], ['i'], ['ia']])
  const shipped = foundFirst(lao, rulesTable('lao'))
  assert.ok(shipped > lao.length / 3, `${shipped} of ${lao.length} by rules`)
})

test('Lao is learned from a country’s own pairs: what they show is taken over, what they lack stays as the rules have it', () => {
  const { operations, learned, aside, before, after: now } = learnOwn(lao, 'lao', undefined)
  assert.deepEqual([learned + aside, aside], [lao.length, 18])
  assert.ok(now > before, `${before} of ${aside} before, ${now} after`)
  const letters = written(operations)
  // By the rules ທ is t and ພ is f; passports write th and ph.
  assert.deepEqual([letters.get('ທ')?.[0], letters.get('ພ')?.[0]], ['th', 'ph'])
  assert.ok(!lao.some(([native]) => native.includes('ຝ')))
  assert.equal(letters.get('ຝ')?.[0], 'f')
  assert.equal(writeTable(learnOwn(lao.toReversed(), 'lao', undefined).operations), writeTable(operations))
})

test('a table that is there is moved by few pairs, and not forgotten', () => {
  const hebrew = readTable(TABLES.hebrew)
  // In these pairs alone ו writes an o where the table has v and u besides.
  const pairs = Array.from({ length: 120 }, (_, at): [string, string] => [
    `ד${'בגדלמנרש'[at % 8]}ו`,
    `d${'bgdlmnrs'[at % 8]}o`,
  ])
  const moved = learnOwn(pairs, 'hebrew', hebrew).operations
  const share = ({ operations, left, right }: Operations, native: string, latin: string): number => {
    const row = operations.subarray(
      left.singleOf.get(native)! * right.size,
      (left.singleOf.get(native)! + 1) * right.size,
    )
    return row[right.singleOf.get(latin)!]! / row.reduce((sum, value) => sum + value, 0)
  }
  assert.ok(share(moved, 'ו', 'o') > share(hebrew, 'ו', 'o'))
  assert.ok(share(moved, 'ו', 'v') > share(hebrew, 'ו', 'v') / 3)
  assert.ok(Math.abs(share(moved, 'ז', 'z') - share(hebrew, 'ז', 'z')) < 0.05)
})

const folder = mkdtempSync(join(tmpdir(), 'gloact-own-pairs-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('the command writes the table with its provenance, and refuses too few pairs or none said whence', () => {
  const tool = fileURLToPath(new URL('train.ts', import.meta.url))
  const file = join(folder, 'own.csv')
  writeFileSync(file, ['native,latin', ...names(180)].join('\n'))
  const options = ['--script', 'lao', '--out', folder]
  const said = ['--source', 'invented for a test', '--licence', 'CC0 1.0']
  const told = execFileSync(process.execPath, [tool, '--pairs', file, ...options, ...said], { encoding: 'utf8' })
  assert.match(
    told,
    /^lao: 162 pairs[\s\S]*Of 18 words put aside \d+ found their own Latin word first before, \d+ do now/,
  )
  const text = readFileSync(join(folder, 'lao.ts'), 'utf8')
  for (const line of [
    'train.ts --pairs PAIRS.csv --script lao',
    'From 162 pairs of words of own.csv, starting from the rules of romanisation',
    'Source: invented for a test',
    'Licence of the pairs: CC0 1.0',
  ])
    assert.ok(text.includes(line), line)
  const [, table] = text.split('`')
  assert.equal(writeTable(readTable(table!)), table!.trim())
  assert.match(readFileSync(join(folder, 'index.ts'), 'utf8'), /lao: LAO,/)
  const refused = (...args: string[]): string => {
    const { status, stderr } = spawnSync(process.execPath, [tool, ...args], { encoding: 'utf8' })
    assert.equal(status, 2)
    return stderr
  }
  assert.match(refused('--pairs', file, ...options), /Say where the pairs come from/)
  assert.match(refused('--pairs', file, '--script', 'latin', ...said), /--script is one of arabic/)
  writeFileSync(file, ['native,latin', ...names(40)].join('\n'))
  assert.match(refused('--pairs', file, ...options, ...said), /^40 pairs of words were found/)
  assert.match(refused(), /Say which folder/)
})
