import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { called } from '../testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-header-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)

test('a file without a header goes out by no command, and no message holds what stands in it', async () => {
  const cells = [['woman', 'man'], ['0-17', '18-47', '48+'], ['zqsea', 'zqland', ''], ['']]
  const rows = Array.from({ length: 400 }, (_, row) =>
    cells.map((codes, column) => codes[(row * (2 * column + 1) + (row >> 2)) % codes.length]!).join(),
  )
  writeFileSync(at('cases.csv'), rows.join('\n'))
  writeFileSync(at('days.csv'), ['woman,0-17,zqsea,2001-02-03', ...rows.map((row) => `${row}2000-01-01`)].join('\n'))
  writeFileSync(at('codes.json'), JSON.stringify({ woman: ['woman', 'man'], zqsea: ['zqsea', 'zqland'] }))
  const before = readdirSync(folder)
  for (const args of [
    ['synthesize', at('cases.csv'), '--codes', at('codes.json'), '--out', at('out.csv')],
    ['synthesize', at('days.csv'), '--codes', at('codes.json'), '--out', at('out.csv')],
    ['synthesize', at('cases.csv'), '--write-codes', at('proposed.json')],
    ['protect', 'table', at('cases.csv'), '--rows', 'woman', '--out', at('out.csv')],
    ['protect', 'records', at('cases.csv'), '--by', 'woman', '--keep', 'zqsea', '--out', at('out.csv')],
    ['compare', at('cases.csv'), at('cases.csv'), '--report', at('out.html')],
  ]) {
    const { exit, json, out, error } = await called([...args, '--json'])
    assert.deepEqual([exit, json['error']], [3, 'disclosure.no_header'], args.join(' '))
    assert.match(String(json['message']), /first row looks like a record.*Add a header/)
    assert.doesNotMatch(`${out}${error}`, /zq|woman|0-17|2001/)
  }
  assert.deepEqual(readdirSync(folder), before)
  writeFileSync(at('cases.csv'), ['sex,age,work,', ...rows].join('\n'))
  const corrected = await called(['protect', 'table', at('cases.csv'), '--rows', 'sex', '--out', at('out.csv')])
  assert.equal(corrected.exit, 0)
  assert.ok(existsSync(at('out.csv')))
})
