import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { called } from './testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-estimate-options-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const LISTS = 'a,b,c,count\n1,0,0,90\n0,1,0,80\n0,0,1,70\n1,1,0,24\n1,0,1,20\n0,1,1,16\n1,1,1,9\n'
writeFileSync(join(folder, 'lists.csv'), LISTS)
const STATED = ['--assume', 'the offices do not write to one another']
const estimate = (...args: readonly string[]) =>
  called(['estimate', join(folder, 'lists.csv'), ...STATED, ...args, '--json'])

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
  assert.equal(first, 'The limits of the checks come from the file given with --rules, and are not the usual ones.')
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
  const strict = [...STATED, '--interval', 'none', '--rules', written('strict.json', '{"fewestLists": 3}')]
  const { out } = await called(['estimate', join(folder, 'lists.csv'), ...strict])
  assert.match(out, /^The limits of the checks come from the file/)
  assert.doesNotMatch(out, /By the usual limits/)
  const usual = await called(['estimate', join(folder, 'lists.csv'), ...STATED, '--interval', 'none'])
  assert.doesNotMatch(usual.out, /limits of the checks|usual limits/)
})

test('of strata, too, limits that let through more than the usual ones are told', async () => {
  const [header, ...rows] = LISTS.trimEnd().split('\n')
  const few = (row: string) => row.replace(/\d+$/, (count) => String(Math.ceil(Number(count) / 16)))
  const lines = rows.flatMap((row) => [`${row},f`, `${few(row)},m`])
  const table = written('sexes.csv', [`${header},sex`, ...lines].join('\n'))
  const asked = ['estimate', table, ...STATED, '--strata', 'sex', '--interval', 'wald', '--json', '--rules']
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

test('three lists are refused in the first line of what is known of them, and a stated assumption is printed with the number', async () => {
  const lists = join(folder, 'lists.csv')
  const { exit, error } = await called(['estimate', lists, '--interval', 'none'])
  assert.equal(exit, 3)
  assert.match(error, /^The estimate is refused: no number is printed. Why:\n {2}Three lists cannot test/)
  const said = await called(['estimate', lists, ...STATED, '--interval', 'none'])
  assert.equal(said.exit, 0)
  assert.match(said.out, /^Three lists cannot test .*: the offices do not write to one another\n\nEstimate: /)
  const { json } = await estimate('--interval', 'none', '--at-most', '2000')
  assert.deepEqual(json['stated'], { assumption: STATED[1], atMost: 2000 })
  for (const [args, words] of [
    [['--at-least', '0'], /whole numbers of people/],
    [['--at-least', '9', '--at-most', '8'], /--at-least is above --at-most/],
    [['--assume', ' '], /--assume says why/],
    [['--level', '100'], /--level is a percentage/],
    [['--level', '90', '--interval', 'none'], /--level goes with an interval/],
    [['--write-resamples', 'x.csv', '--interval', 'wald'], /--write-resamples goes with/],
  ] as const) {
    const wrong = await estimate(...args)
    assert.equal(wrong.exit, 2, args.join(' '))
    assert.match(wrong.error, words)
  }
})

test('the level of the interval, the standard error, the criteria and the coefficients are in the text and the JSON', async () => {
  const at = async (level: string) => (await estimate('--interval', 'wald', '--level', level)).json as unknown as Told
  const [wide, narrow] = [await at('99'), await at('80 %')]
  assert.deepEqual([wide.interval.level, narrow.interval.level], [0.99, 0.8])
  assert.ok(wide.interval.lower < narrow.interval.lower && wide.interval.upper > narrow.interval.upper)
  assert.equal(wide.standardError, narrow.standardError)
  assert.deepEqual(
    wide.coefficients.slice(0, 2).map(({ term }) => term),
    ['(intercept)', 'a'],
  )
  const { out } = await called([
    'estimate',
    join(folder, 'lists.csv'),
    ...STATED,
    '--interval',
    'wald',
    '--level',
    '80',
  ])
  assert.match(out, /80% interval/)
  assert.match(
    out,
    /^Standard error \d+\.\d; AIC \d+\.\d, BIC \d+\.\d\nCoefficients \(standard error\): \(intercept\) \d/m,
  )
})

test('all models and the resampled counts are written as CSV; of a refused estimate nothing is', async () => {
  const [models, resamples] = [join(folder, 'models.csv'), join(folder, 'resamples.csv')]
  const written = ['--write-models', models, '--write-resamples', resamples, '--replicates', '20']
  const refused = await called(['estimate', join(folder, 'lists.csv'), ...written, '--json'])
  assert.deepEqual([refused.exit, existsSync(models), existsSync(resamples)], [3, false, false])
  const { exit, json } = await estimate(...written)
  assert.equal(exit, 0)
  const [header, ...rows] = readFileSync(models, 'utf8').trimEnd().split('\n')
  assert.equal(header, 'model,parameters,estimate,aic,bic,bic_behind_best,chosen')
  assert.equal(rows.length, (json as unknown as Told).multiverseOf.models)
  const resampled = readFileSync(resamples, 'utf8').trimEnd().split('\n')
  assert.equal(resampled.length, 21)
  assert.equal(resampled[0], 'replicate,estimate,a,b,a*b,c,a*c,b*c,a*b*c')
  for (const row of resampled.slice(1)) {
    const people = row
      .split(',')
      .slice(2)
      .reduce((sum, count) => sum + Number(count), 0)
    assert.equal(people, 309)
  }
})

interface Told {
  readonly interval: { readonly level: number; readonly lower: number; readonly upper: number }
  readonly standardError: number
  readonly coefficients: readonly { readonly term: string }[]
  readonly multiverseOf: { readonly models: number }
}
