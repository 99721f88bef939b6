import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { ReleaseManifest } from '@gloact/disclosure'
import { called } from './testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-artefacts-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const AGES = ['0-17', '18-47', '48+']
const codes = join(folder, 'codes.json')
writeFileSync(
  codes,
  JSON.stringify({
    version: '2026-1',
    columns: { sex: ['woman', 'man'], age: AGES, work: ['sea', 'land'] },
    official: [['sex', 'age', 'work']],
    impossible: [{ age: ['0-17'], work: ['sea'] }],
  }),
)

interface Released {
  /** All that the command wrote, and what it printed, each with its name. */
  readonly written: ReadonlyMap<string, string>
  readonly manifest: ReleaseManifest
  readonly records: readonly string[]
}

async function release(name: string, people: number, row: (at: number) => string): Promise<Released> {
  const place = join(folder, name)
  mkdirSync(place)
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, `sex,age,work\n${Array.from({ length: people }, (_, at) => row(at)).join('\n')}\n`)
  const given = ['--codes', codes, '--method', 'pairs', '--public-records', '1000', '--delta', '0.00001', '--json']
  const files = { out: 'open.csv', report: 'open.html', tables: 'counts.csv', ledger: 'ledger.jsonl' }
  const places = Object.entries(files).flatMap(([option, to]) => [`--${option}`, join(place, to)])
  const { exit, out } = await called(['synthesize', file, ...given, ...places])
  assert.equal(exit, 0, out)
  const texts = readdirSync(place).map((each) => [each, readFileSync(join(place, each), 'utf8')] as const)
  const written = new Map([...texts, ['what is printed', out.replaceAll(place, '')] as const])
  return {
    written,
    manifest: JSON.parse(written.get('open.csv.manifest.json')!) as ReleaseManifest,
    records: written.get('open.csv')!.trimEnd().split('\n').slice(1),
  }
}

const first = await release('first', 1237, (at) => `${at % 3 ? 'woman' : 'man'},${AGES[at % 3]},${at % 3 ? 'sea' : ''}`)
// No answer is everybody's: a noisy count of such an answer would be the number of people now and then, by chance.
const second = await release(
  'second',
  2851,
  (at) => `${at % 5 ? 'man' : ''},${at % 7 < 5 ? '48+' : ''},${at % 4 ? 'land' : ''}`,
)
const EXACT = { first: 1237, second: 2851 }

test('nothing that is written holds the exact number of people, or what the noise was drawn from', () => {
  for (const [name, { written, records }] of Object.entries({ first, second })) {
    assert.deepEqual([...written.keys()].toSorted(), [
      'counts.csv',
      'ledger.jsonl',
      'open.csv',
      'open.csv.manifest.json',
      'open.html',
      'what is printed',
    ])
    const exact = EXACT[name as keyof typeof EXACT]
    // With separators of thousands, and in other bases, too.
    const looksLike = [String(exact), exact.toLocaleString('en'), exact.toLocaleString('fr'), exact.toString(16)]
    for (const [file, text] of written) {
      assert.doesNotMatch(text, /\bseed/i, file)
      const searched = text.replaceAll(/[0-9a-f]{32,}|[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{12}\b/g, '')
      if (records.length === exact) continue
      for (const shape of looksLike) {
        assert.ok(!new RegExp(`(?<![\\w.])${shape}(?![\\w.])`).test(searched), `${file} of ${name}: ${shape}`)
      }
    }
  }
})

test('beside the records, their counts and intervals nothing hangs on the persons: of two populations it is the same', () => {
  const shared = ({ manifest }: Released) => {
    const { records: _, release: __, ledger, ...rest } = manifest
    return { ...rest, line: ledger.line }
  }
  assert.deepEqual(shared(first), shared(second))
  const facts = ({ written }: Released) =>
    written
      .get('ledger.jsonl')!
      .trimEnd()
      .split('\n')
      .map((line) => {
        const {
          hash: _,
          previousHash: __,
          at: ___,
          release: ____,
          manifestHash: _____,
          ...rest
        } = JSON.parse(line) as Record<string, unknown>
        return rest
      })
  assert.deepEqual(facts(first), facts(second))
  // What the report says outside its tables and figure is the same but for the number of records and the release's own names.
  const words = ({ written, manifest }: Released) =>
    written
      .get('open.html')!
      .replaceAll(/<(style|svg|table)[\s\S]*?<\/\1>|<[^>]*>/g, ' ')
      .replaceAll(manifest.release, '')
      .replaceAll(manifest.ledger.hash.slice(0, 12), '')
      .replaceAll(manifest.records.toLocaleString('en'), '')
      .replaceAll(/\s+/g, ' ')
  assert.equal(words(first), words(second))
})

test('a count is that of the records; its interval comes from the noise, and holds it', () => {
  for (const { written, records } of [first, second]) {
    const counts = written.get('counts.csv')!.trimEnd().split('\n').slice(1)
    assert.ok(counts.length > 5)
    for (const line of counts) {
      const cells = line.split(',')
      const holding = records.filter((record) =>
        [0, 2, 4].every((at) => {
          const column = ['sex', 'age', 'work'].indexOf(cells[at]!)
          return column < 0 || (record.split(',')[column] || 'not recorded') === cells[at + 1]
        }),
      )
      const [people, lower, upper] = cells.slice(-3).map(Number)
      assert.equal(people, holding.length)
      assert.ok(people >= 10 && lower! <= people && people <= upper!)
    }
  }
})

test('what is declared impossible is in no record', () => {
  for (const { records } of [first, second]) {
    assert.ok(records.length > 500)
    assert.ok(!records.some((record) => record.includes('0-17,sea')))
  }
})
