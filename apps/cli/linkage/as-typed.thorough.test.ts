import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { linkageSchema } from '../testing/private-linkage.ts'

// The four commands with every option that they were asked to have, typed in a folder with the lists.
const folder = mkdtempSync(join(tmpdir(), 'gloact-as-typed-'))
after(() => rmSync(folder, { recursive: true, force: true }))

interface Typed {
  readonly exit: number
  readonly out: string
  readonly error: string
}

function gloact(line: string): Promise<Typed> {
  const command = [join(import.meta.dirname, '..', 'main.ts'), ...line.split(' ')]
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: folder }, (error, out, err) => {
      resolve({ exit: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, error: err })
    })
  })
}

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text, { mode: 0o600 })
const table = (name: string): string[][] =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
const jsonOf = ({ out }: Typed): Record<string, unknown> =>
  JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>

const GIVEN = ['Amina', 'Bakyt', 'Chinara', 'Daniyar', 'Elena', 'Farida', 'Gulnara', 'Hamza', 'Irina', 'Jamila']
const FAMILY = ['Abdyldaev', 'Beishenov', 'Chernov', 'Dzhumabekov', 'Egorov', 'Fedorov', 'Galimov', 'Hakimov', 'Isaev']
const two = (value: number): string => String(value).padStart(2, '0')
/** An invented person; in another list a letter of the family name is missing. */
function row(person: number, id: string, slip: boolean): string {
  const family = `${FAMILY[(person * 7) % FAMILY.length]!}${'aeiou'[person % 5]!}${'klmnr'[(person * 3) % 5]!}`
  const written = slip ? `${family.slice(0, 3)}${family.slice(4)}` : family
  const born = `${1960 + (person % 50)}-${two(1 + (person % 12))}-${two(1 + ((person * 5) % 28))}`
  return [id, GIVEN[(person * 3) % GIVEN.length]!, written, person % 2 ? 'male' : 'female', born].join()
}
// The id is the first column, whatever it is called.
const HEADER = 'nr,given_name,family_name,sex,date_of_birth'
const list = (prefix: string, from: number, slip = false): string[] =>
  Array.from({ length: 120 }, (_, at) => row(from + at, `${prefix}${from + at}`, slip))
const [a, b, c] = [list('a', 0), list('b', 60, true), list('c', 90)]
write('A.csv', [HEADER, ...a].join('\n'))
write('B.csv', [HEADER, ...b].join('\n'))
write('C.csv', [HEADER, ...c].join('\n'))
write('secret', 's'.repeat(40))
const columns = [
  { name: 'nr', kind: 'id' },
  { name: 'given_name', kind: 'given_name' },
  { name: 'family_name', kind: 'family_name' },
  { name: 'date_of_birth', kind: 'date_of_birth' },
]
write('S.json', JSON.stringify({ columns }))
write('clk.json', JSON.stringify(linkageSchema(['given_name', 'family_name', 'date_of_birth'])))

test('link A.csv B.csv: columns are recognised and shown, and pairs.csv has a row a pair', async () => {
  const { exit, error, out } = await gloact('link A.csv B.csv')
  assert.equal(exit, 0, error)
  assert.match(error, /To correct them, put them into a file for --schema:/)
  assert.match(error, /nr: id[\s\S]*given_name: given_name[\s\S]*date_of_birth: date_of_birth/)
  assert.match(out, /240 records/)
  const [header, ...pairs] = table('pairs.csv')
  assert.deepEqual(header!.slice(0, 4), ['id_a', 'id_b', 'probability', 'weight'])
  assert.deepEqual(
    header!.slice(4, 8),
    ['given_name', 'family_name', 'sex', 'date_of_birth'].map((name) => `weight_${name}`),
  )
  assert.ok(pairs.length > 50, `${pairs.length} pairs`)
  assert.equal(new Set(pairs.map(([x, y]) => `${x} ${y}`)).size, pairs.length)
  for (const [x, y, probability] of pairs) {
    assert.match(`${x} ${y}`, /^a\d+ b\d+$/)
    assert.ok(Number(probability) >= 0.5)
  }
})

test('link … --schema S.json --threshold 0.9 --out p.csv --review 20 --json', async () => {
  const typed = await gloact('link A.csv B.csv --schema S.json --threshold 0.9 --out p.csv --review 20 --json')
  assert.equal(typed.exit, 0, typed.error)
  assert.doesNotMatch(typed.error, /To correct them/)
  const json = jsonOf(typed)
  assert.deepEqual(json['schema'], { columns })
  assert.deepEqual(json['written'], ['p.csv', 'p-review.csv'])
  const [header, ...pairs] = table('p.csv')
  assert.ok(!header!.includes('weight_sex'))
  assert.equal(json['pairs'], pairs.length)
  assert.ok(pairs.length > 0 && pairs.every(([, , probability]) => Number(probability) >= 0.9))
  const review = table('p-review.csv')
  assert.ok(review.length > 1 && review.length <= 21, `${review.length - 1} pairs to review`)
})

test('dedupe A.csv --id COLUMN: another column is the id, and a column of agencies holds each list to a person once', async () => {
  const rows = [...a.map((line) => `police,${line}`), a[7]!.replace('a7', 'a7b'), ...b.map((line) => `shelter,${line}`)]
  const both = rows.map((line) => (line.startsWith('a7b') ? `police,${line}` : line))
  write('all.csv', [`agency,${HEADER}`, ...both].join('\n'))
  const typed = await gloact('dedupe all.csv --id nr --threshold 0.5 --out d.csv --clusters clusters.csv --json')
  assert.equal(typed.exit, 0, typed.error)
  assert.deepEqual(jsonOf(typed)['lists'], ['police', 'shelter'])
  const pairs = table('d.csv')
  assert.ok(
    pairs.some(([x, y]) => x === 'a7' && y === 'a7b'),
    'a list is deduplicated first',
  )
  assert.deepEqual([...new Set(table('clusters.csv').map(([, on]) => on))], ['list', 'police', 'shelter'])
  const clusters = new Map<string, string[]>()
  for (const [id, on, cluster] of table('clusters.csv').slice(1)) {
    clusters.set(cluster!, [...(clusters.get(cluster!) ?? []), `${on} ${id}`])
  }
  const within = new Set(pairs.filter(([x, y]) => x![0] === y![0]).flatMap(([x, y]) => [x, y]))
  for (const records of clusters.values()) {
    const shelter = records.filter((record) => record.startsWith('shelter') && !within.has(record.split(' ')[1]))
    assert.ok(shelter.length <= 1, 'a list holds a person once, but for whom it was deduplicated')
  }
})

test('encode A.csv --schema --secret-file --out A.clk, and match A.clk B.clk C.clk --threshold --histories out.csv', async () => {
  for (const name of ['A', 'B', 'C']) {
    const typed = `encode ${name}.csv --schema clk.json --secret-file secret --out ${name}.clk`
    // A short list without dummies does not withstand the attacks: it is refused, and made for those who ask for it all the same.
    const refused = await gloact(typed)
    assert.equal(refused.exit, 3)
    assert.match(refused.error + refused.out, /--despite-attacks/)
    assert.ok(!existsSync(join(folder, `${name}.clk`)))
    const { exit, error } = await gloact(`${typed} --despite-attacks`)
    assert.equal(exit, 0, error)
    assert.ok(existsSync(join(folder, `${name}.clk`)))
  }
  const { exit, error } = await gloact('match A.clk B.clk C.clk --threshold 0.8 --histories out.csv')
  assert.equal(exit, 0, error)
  const [header, ...counts] = table('out.csv')
  assert.deepEqual(header, ['A', 'B', 'C', 'count', 'missed_links'])
  const records = [0, 1, 2].map((on) => counts.reduce((sum, cells) => sum + Number(cells[on]) * Number(cells[3]), 0))
  assert.deepEqual(records, [120, 120, 120], 'every record is somebody’s, once')
  const estimated = await gloact('estimate out.csv --interval none --unchecked')
  assert.equal(estimated.exit, 0, estimated.error)
  const wrong = await gloact('match A.clk --histories one.csv')
  assert.equal(wrong.exit, 2)
})
