import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { called } from './testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-estimate-options-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const LISTS = 'a,b,c,count\n1,0,0,90\n0,1,0,80\n0,0,1,70\n1,1,0,24\n1,0,1,20\n0,1,1,16\n1,1,1,9\n'
writeFileSync(join(folder, 'lists.csv'), LISTS)
const estimate = (...args: readonly string[]) => called(['estimate', join(folder, 'lists.csv'), ...args, '--json'])

test('an interval that the method does not have, and replicates that nothing draws, are refused and not passed over', async () => {
  for (const interval of ['wald', 'bca', 'percentile', 'profile']) {
    const { exit, error } = await estimate('--method', 'dga', '--interval', interval)
    assert.equal(exit, 2, interval)
    assert.match(error, /--method dga has the interval of its posterior/)
  }
  for (const args of [
    ['--method', 'dga'],
    ['--interval', 'wald'],
    ['--interval', 'profile'],
    ['--interval', 'none'],
  ]) {
    const { exit, error } = await estimate(...args, '--replicates', '500')
    assert.equal(exit, 2, args.join(' '))
    assert.match(error, /--replicates goes with --interval bca or percentile/)
  }
  const none = await estimate('--method', 'dga', '--interval', 'none')
  assert.deepEqual([none.exit, none.json['interval']], [0, null])
  assert.equal((await estimate('--interval', 'percentile', '--replicates', '20')).exit, 0)
})

const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
interface Warned {
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly refuses: boolean }[]
}
const warned = (json: Readonly<Record<string, unknown>>) => (json as unknown as Warned).warnings

test('what limits of somebody’s own let through and the usual ones refuse is said first, with the reasons', async () => {
  const two = written('two.csv', 'a,b,count\n1,0,60\n0,1,50\n1,1,20\n')
  const loose = ['--interval', 'wald', '--rules', written('loose.json', '{"fewestLists": 2}')]
  const report = join(folder, 'loose.html')
  const { exit, out } = await called(['estimate', two, ...loose, '--report', report])
  assert.equal(exit, 0)
  const [first, second] = out.split('\n').filter((line) => !line.startsWith('The report'))
  assert.equal(first, 'The limits of the checks are those of the file of --rules, not the usual ones.')
  assert.match(second!, /^By the usual limits this would be refused: There are 2 lists; 3 are needed/)
  assert.equal(out.split('would be refused').length, 2)
  assert.match(readFileSync(report, 'utf8'), /limits of the checks are not the usual ones.*would be refused/s)
  const { json } = await called(['estimate', two, ...loose, '--json'])
  assert.deepEqual(
    warned(json)
      .filter(({ code }) => code === 'refused_by_usual_limits')
      .map(({ refuses }) => refuses),
    [false],
  )
})

test('limits of somebody’s own that change nothing are named and no more, and without them nothing is said', async () => {
  const strict = ['--interval', 'none', '--rules', written('strict.json', '{"fewestLists": 3}')]
  const { out } = await called(['estimate', join(folder, 'lists.csv'), ...strict])
  assert.match(out, /^The limits of the checks are those of the file/)
  assert.doesNotMatch(out, /By the usual limits/)
  const usual = await called(['estimate', join(folder, 'lists.csv'), '--interval', 'none'])
  assert.doesNotMatch(usual.out, /limits of the checks|usual limits/)
})

test('of strata, too, limits that let through more than the usual ones are told', async () => {
  const [header, ...rows] = LISTS.trimEnd().split('\n')
  const few = (row: string) => row.replace(/\d+$/, (count) => String(Math.ceil(Number(count) / 16)))
  const lines = rows.flatMap((row) => [`${row},f`, `${few(row)},m`])
  const table = written('sexes.csv', [`${header},sex`, ...lines].join('\n'))
  const asked = ['estimate', table, '--strata', 'sex', '--interval', 'wald', '--json', '--rules']
  const less = await called([
    ...asked,
    written('strata.json', '{"fewestOnList": 1, "fewestOverlaps": 1, "fewestPeople": 10}'),
  ])
  assert.equal(less.exit, 0)
  assert.ok(warned(less.json).some(({ code }) => code === 'strata_below_usual_limits'))
  const same = await called([...asked, written('same.json', '{}')])
  assert.ok(!warned(same.json).some(({ code }) => code.endsWith('usual_limits')))
  const ranges = written('range.json', '{"largestError": 0.0001}')
  assert.equal((await called([...asked, ranges])).exit, 3)
})

test('a number below 0 is out of the range of an option, which is told', async () => {
  for (const [option, value, range] of [
    ['--seed', '-1', /--seed is a whole number of 0 or more/],
    ['--replicates', '-5', /--replicates is a whole number from 20 to 100000/],
    ['--threshold', '-0.02', /--threshold is a p-value from 0 to 1/],
    ['--threads', '-2', /--threads is a whole number from 1 to 256/],
  ] as const) {
    const { exit, error } = await estimate(option, value)
    assert.equal(exit, 2, option)
    assert.match(error, range)
  }
  const codes = written('codes.json', '{"version": "1", "columns": {"a": ["0", "1"]}}')
  const args = ['--codes', codes, '--out', join(folder, 'out.csv'), '--ledger', join(folder, 'ledger.jsonl')]
  const { exit, error } = await called(['synthesize', join(folder, 'lists.csv'), ...args, '--epsilon', '-1'])
  assert.equal(exit, 2)
  assert.match(error, /--epsilon is a number from [\d.]+ to \d+/)
})
