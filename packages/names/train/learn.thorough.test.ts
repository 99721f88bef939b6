import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { complete, readTable, writeTable } from '../transducers/table.ts'
import { weighWords } from '../transducers/weigh.ts'
import { learn } from './learn.ts'
import { readNamePairs, splitNamePairs, type NamePair } from './name-pairs.ts'
import { NAME_SETS } from './name-sets.ts'
import { indexFile, scriptsIn, tableFile } from './table-file.ts'

const DATA = process.env['GLOACT_SHARED_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url))
const TABLES = new URL('../transducers/tables/', import.meta.url)
/** A table is shipped to every browser. */
const MOST_BYTES = 4096

/** An invented script: a is α, b is β and sh is σ. */
const INVENTED: readonly NamePair[] = ['asha', 'baba', 'shab', 'bash', 'abash', 'abba', 'basha', 'shasha']
  .flatMap((latin) => Array.from({ length: 10 }, () => latin))
  .map((latin): NamePair => [latin.replace(/sh/g, 'σ').replace(/a/g, 'α').replace(/b/g, 'β'), latin])

test('what writes what is learned from pairs alone', () => {
  const rows = writeTable(learn(INVENTED)).split('\n')
  const likeliest = new Map(
    rows.slice(1).map((row): [string, string | undefined] => [row[0]!, row.split(' ')[1]?.replace(/\d/g, '')]),
  )
  assert.deepEqual([likeliest.get('α'), likeliest.get('β'), likeliest.get('σ')], ['a', 'b', 'sh'])
})

test('the same pairs give the same table, in whatever order they come', () => {
  const table = writeTable(learn(INVENTED))
  assert.equal(writeTable(learn(INVENTED)), table)
  assert.equal(writeTable(learn(INVENTED.toReversed())), table)
})

test('a table says the same once written and read', () => {
  const table = writeTable(learn(INVENTED))
  assert.equal(writeTable(readTable(table)), table)
  assert.throws(() => readTable('. 3\nα a'), /damaged/)
  assert.ok(complete(readTable(table)).joint.every((value) => value >= 0 && Number.isFinite(value)))
})

test('rows of a set are folded; what is not one word beside one word is passed over', () => {
  const rows = 'latin,native,count\nZoë,Зо́я,1\nAnna Maria,Анна,1\n,Анна,2\na,b\nÉva,Ева,3\r\n'
  assert.deepEqual(readNamePairs(rows), [
    ['зоя', 'zoe'],
    ['ева', 'eva'],
  ])
})

test('words put aside are not learned from, whatever the order of the pairs', () => {
  const pairs = Array.from({ length: 200 }, (_, at): NamePair => [`n${at % 90}`, `l${at}`])
  const { learned, unseen } = splitNamePairs(pairs, 20)
  const aside = new Set(unseen.map(([native]) => native))
  assert.equal(aside.size, 20)
  assert.ok(learned.every(([native]) => !aside.has(native)))
  assert.deepEqual(splitNamePairs(pairs.toReversed(), 20).unseen, unseen)
})

test('each table is a few kilobytes and names its source, its licence and the command that made it', () => {
  const scripts = scriptsIn(TABLES)
  assert.deepEqual(
    NAME_SETS.filter(({ script }) => !scripts.includes(script)),
    [],
  )
  assert.equal(readFileSync(new URL('index.ts', TABLES), 'utf8'), indexFile(scripts))
  for (const { script, source, licence } of NAME_SETS) {
    const file = new URL(`${script}.ts`, TABLES)
    assert.ok(statSync(file).size <= MOST_BYTES, script)
    const text = readFileSync(file, 'utf8')
    for (const said of [source, licence, 'packages/names/train/train.ts']) assert.ok(text.includes(said), script)
  }
})

/** Least share of words put aside whose own Latin word comes first of 500; measured, less two points. */
const FLOORS = { arabic: 0.94, cyrillic: 0.95, hebrew: 0.94, devanagari: 0.97 } as const
const POOL = 500
const ASKED = 200

for (const set of NAME_SETS) {
  const path = `${DATA}/linkage/names/${set.file}`
  const skip = existsSync(path) ? false : 'the open name pairs are not on this machine'
  test(`an unseen ${set.script} word finds its Latin spelling first`, { skip }, (context) => {
    const { learned, unseen } = splitNamePairs(readNamePairs(readFileSync(path, 'utf8')), set.heldOut)
    const pool = unseen.slice(0, POOL).map(([native, latin]) => ({
      native: { folded: native, script: set.script },
      latin: { folded: latin, script: 'latin' as const },
    }))
    const first = pool.slice(0, ASKED).filter(({ native, latin }) => {
      const own = weighWords(native, latin)!.weight
      return pool.every((other) => other.latin === latin || weighWords(native, other.latin)!.weight < own)
    }).length
    context.diagnostic(`${set.script}: hit@1 ${(first / ASKED).toFixed(3)} of ${POOL}`)
    assert.ok(first / ASKED >= FLOORS[set.script])
    if (set.script !== 'devanagari') return
    // The smallest set is learned from again: the table that is shipped is the one that the tool makes.
    const text = tableFile(set, learn(learned, set.rareLetters), learned.length)
    assert.equal(readFileSync(new URL(`${set.script}.ts`, TABLES), 'utf8'), text)
  })
}
