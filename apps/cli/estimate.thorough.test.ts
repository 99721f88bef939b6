import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { LinkedHistories } from '@gloact/linkage/private'
import { writeLinkedHistories } from '@gloact/statistics/commands/linked-histories'
import { estimatesIn, LISTS, type Printed } from './testing/estimates-in.ts'

// As a program would call it: arguments in, exit code and one line of JSON out.
const folder = mkdtempSync(join(tmpdir(), 'gloact-estimate-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const { called, file, json } = estimatesIn(folder)

/** The command in a process of its own. */
function gloact(args: readonly string[]): Promise<{ readonly out: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'estimate', ...args], { cwd: folder })
  let out = ''
  child.stdout.on('data', (chunk) => (out += String(chunk)))
  return new Promise((resolve) => void child.on('close', () => resolve({ out })))
}

const good = file('lists.csv', LISTS)

test('the JSON has everything that an estimate is read by, and is the same for the same seed', async () => {
  const { exit, printed } = await json(good, '--replicates', '100', '--seed', '7')
  assert.equal(exit, 0)
  const named =
    'observed lists method model estimate darkFigure interval standardError coefficients aic bic existence warnings multiverse replicates seed dataHash version'
  const more = 'ok refused multiverseOf threshold rules rulesBasis smallCounts replicateModels checks goodnessOfFit'
  assert.deepEqual(Object.keys(printed).toSorted(), `${named} ${more}`.split(' ').toSorted())
  assert.deepEqual(Object.keys(printed.interval!), ['method', 'level', 'lower', 'upper'])
  assert.equal(printed.observed, 773)
  assert.deepEqual(printed['lists'], ['police', 'shelter', 'hotline', 'clinic'])
  assert.deepEqual([printed.method, printed['existence'], printed['seed'], printed.replicates], ['stepwise', 0, 7, 100])
  assert.ok(Math.abs(printed.observed + printed.darkFigure! - printed.estimate!) < 1e-9)
  const { method, lower, upper } = printed.interval!
  assert.equal(method, 'bca')
  assert.ok(lower < printed.estimate! && printed.estimate! < upper)
  assert.deepEqual(
    printed.multiverse!.filter(({ chosen }) => chosen).map(({ model }) => model),
    [printed.model],
  )
  // All 113 hierarchical models of four lists; printed are those near the best, and the chosen one.
  const { models, withoutEstimate, covers } = printed['multiverseOf'] as Readonly<Record<string, number | string>>
  assert.deepEqual([Number(models) + Number(withoutEstimate), covers], [113, 'all'])
  assert.ok(printed.multiverse!.length < Number(models))
  assert.deepEqual((await json(good, '--replicates', '100', '--seed', '7')).printed, printed)
})

test('one row a person, semicolons and UTF-16 give what the counts give', async () => {
  const [header, ...rows] = LISTS.trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  const people = rows.flatMap((row) => Array.from({ length: Number(row[4]) }, () => row.slice(0, 4).join(';')))
  const text = `\uFEFF${header!.slice(0, 4).join(';')}\r\n${people.join('\r\n')}\r\n`
  const persons = await json(file('people.csv', Buffer.from(text, 'utf16le')), '--interval', 'none')
  const counts = await json(good, '--interval', 'none')
  assert.deepEqual(persons.printed, counts.printed)
  assert.equal(counts.printed.interval, null)
})

test('every method and interval answers; a model is given by names', async () => {
  for (const method of ['bic', 'aic', 'main', 'dga']) {
    const { exit, printed } = await json(good, '--method', method, ...(method === 'dga' ? [] : ['--interval', 'wald']))
    assert.equal(exit, 0, method)
    assert.equal(printed.method, method)
    assert.equal(printed.interval!.method, method === 'dga' ? 'posterior' : 'wald')
  }
  const { printed } = await json(good, '--model', 'police*shelter, hotline', '--interval', 'profile')
  assert.equal(printed.model, 'police*shelter, hotline, clinic')
  assert.equal(printed.interval!.method, 'profile')
})

test('a refused estimate ends in 3 with its reasons and no number; --unchecked prints it, marked', async () => {
  const two = file('two.csv', 'a,b,count\n1,0,60\n0,1,50\n1,1,20\n')
  const { exit, printed, error } = await json(two)
  assert.equal(exit, 3)
  assert.deepEqual([printed.ok, printed.refused], [false, true])
  assert.deepEqual([printed.estimate, printed.darkFigure, printed.interval, printed['bic']], [null, null, null, null])
  assert.deepEqual(printed.multiverse, [])
  const reason = printed.warnings.find(({ refuses }) => refuses)!
  assert.equal(reason.code, 'too_few_lists')
  assert.ok(error.includes(reason.message))
  // 130 + 60 * 50 / 20 = 280, which nothing of the refusal tells.
  assert.doesNotMatch(JSON.stringify(printed) + error, /\b(?:280|150)\b/)
  const all = await json(two, '--unchecked', '--interval', 'none')
  assert.equal(all.exit, 0)
  assert.ok(Math.abs(all.printed.estimate! - 280) < 1e-6)
  assert.equal(all.printed.refused, true)
  const people = await gloact([two, '--unchecked', '--interval', 'none'])
  assert.match(people.out, /^REFUSED/)
})

test('lists that share nobody have no estimate, and none is made up', async () => {
  const { exit, printed } = await json(file('apart.csv', 'a,b,c,count\n1,0,0,40\n0,1,0,30\n0,0,1,20\n'), '--unchecked')
  assert.equal(exit, 0)
  assert.deepEqual([printed.estimate, printed.refused], [null, true])
})

/** The lists' table with draws beside it, as `gloact match` writes them. */
async function linked(
  name: string,
  more: Partial<LinkedHistories> = {},
): Promise<readonly [table: string, draws: string]> {
  const rows = LISTS.trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  const counts = rows.slice(1).map((row) => Number(row[4]))
  const made = await writeLinkedHistories(join(folder, `${name}.csv`), {
    lists: rows[0]!.slice(0, 4),
    histories: rows.slice(1).map((row) => row.slice(0, 4).map((cell) => (cell === '1' ? 1 : 0))),
    counts,
    draws: Array.from({ length: 20 }, (_, draw) =>
      counts.map((count, at) => (at === 4 ? count - 29 + 3 * draw : count)),
    ),
    recordsPerList: [0, 0, 0, 0],
    checksums: ['a', 'b', 'c', 'd'],
    modelHash: '',
    withDummies: false,
    digest: 'd',
    rules: 'r',
    ...more,
  })
  assert.ok(made.ok)
  return [`${name}.csv`, join(folder, `${name}.draws.json`)]
}

test('what a linkage leaves open goes into the interval, and the result says how much of it is linkage', async () => {
  const [table, draws] = await linked('linked')
  const width = ({ lower, upper }: NonNullable<Printed['interval']>) => Math.log(upper / lower)
  for (const interval of ['wald', 'bca']) {
    const asked = ['--interval', interval, ...(interval === 'bca' ? ['--replicates', '400'] : [])]
    const alone = (await json(table, ...asked)).printed
    const { exit, printed } = await json(table, ...asked, '--draws', draws)
    assert.equal(exit, 0)
    assert.equal(printed.estimate, alone.estimate)
    assert.notEqual(printed['dataHash'], alone['dataHash'])
    const linkage = printed['linkage'] as Readonly<Record<string, unknown>>
    assert.deepEqual([linkage['draws'], linkage['pooled']], [20, interval === 'bca' ? 'replicates' : 'rubin'])
    assert.ok((linkage['share'] as number) > 0.02 && (linkage['share'] as number) < 1)
    assert.ok(width(printed.interval!) > width(alone.interval!), interval)
    assert.equal(printed.interval!.method, interval === 'bca' ? 'percentile' : 'wald')
    assert.equal(alone['linkage'], undefined)
  }
  const report = join(folder, 'linked.html')
  const people = await called([table, '--interval', 'wald', '--draws', draws, '--report', report])
  assert.match(
    people.out,
    /Linkage: 20 tables drawn from it give [\d,]+ to [\d,]+, together [\d,]+; \d+% of the variance comes from the linkage/,
  )
  assert.match(readFileSync(report, 'utf8'), /How sure the links are/)
  const rules = join(folder, file('linked-rules.json', '{"largestRange": 1.0001}'))
  const refused = await json(table, '--draws', draws, '--rules', rules)
  assert.deepEqual([refused.exit, refused.printed['linkage']], [3, undefined])
})

test('draws that do not fit, and options that draws do not go with, are refused in one message', async () => {
  const [table, draws] = await linked('fits')
  const cases: readonly (readonly [args: readonly string[], exit: number, message: RegExp])[] = [
    [[table, '--draws', join(folder, 'nowhere.json')], 1, /does not exist/],
    [[table, '--draws', join(folder, file('broken.draws.json', '{'))], 3, /not JSON/],
    [[table, '--draws', join(folder, file('none.draws.json', '{}'))], 3, /not what “gloact match” writes/],
    [[table, '--draws', (await linked('dummies', { withDummies: true }))[1]], 3, /gloact match finish/],
    [[file('other.csv', LISTS.replace('220', '221')), '--draws', draws], 3, /other counts/],
    [[table, '--draws', join(folder, file('draws.csv', 'police,draw,count\n1,1,5\n'))], 3, /draws/],
    [[table, '--draws', draws, '--interval', 'profile'], 2, /profile/],
    [[table, '--draws', draws, '--strata', 'police'], 2, /strata/],
  ]
  for (const [args, exit, message] of cases) {
    const { exit: code, error, out } = await called(args)
    assert.deepEqual([code, out], [exit, ''], args.join(' '))
    assert.match(error, message)
  }
})

test('every wrong input has a message that says what to do', async () => {
  const cases: readonly (readonly [name: string, text: string | Buffer, exit: number, message: RegExp])[] = [
    ['coded.csv', 'a,b,c,count\n2,0,0,5\n', 3, /holds something other than 0 and 1/],
    ['blank.csv', 'a,b,c,count\n1,,0,5\n', 3, /Absent is not “no”/],
    ['half.csv', 'a,b,c,count\n1,0,0,1.5\n', 3, /whole numbers/],
    ['same.csv', 'a,b,c\n1,1,0\n0,0,1\n1,1,1\n', 3, /hold the same people/],
    ['all.csv', 'a,b,c\n1,1,1\n0,0,1\n1,0,1\n', 3, /holds everyone/],
    ['wrong.csv', 'a:b:c\n1:0:0\n', 3, /name the character that separates/],
    ['book.xlsx', Buffer.from('PK\u0003\u0004'), 3, /Save it as CSV/],
    ['empty.csv', '', 3, /empty/],
    ['header.csv', '1,0,0,5\n0,1,0,4\n', 3, /names of the columns/],
    ['names.csv', 'name,a,b,c\nAmina,1,0,0\nNoor,0,1,1\n', 3, /list “name” holds something other/],
    [
      'wide.csv',
      `${Array.from({ length: 200 }, (_, at) => `l${at}`).join()}\n${'1,'.repeat(199)}1\n`,
      3,
      /200 columns/,
    ],
  ]
  for (const [name, text, code, message] of cases) {
    const { exit, printed, error } = await json(file(name, text))
    assert.equal(exit, code, name)
    assert.match(error, message, name)
    assert.equal(printed.ok, false)
    assert.ok(
      printed.warnings.some(({ refuses }) => refuses),
      name,
    )
    assert.doesNotMatch(error + JSON.stringify(printed), /Amina/)
  }
  assert.equal((await json('none.csv')).exit, 1)
})

test('a wrong option is a mistake in writing, and says how it is written', async () => {
  for (const wrong of [
    ['--method', 'best'],
    ['--method', 'fixed'],
    ['--model', 'police*nobody'],
    ['--model', 'police*shelter*hotline*clinic'],
    ['--threshold', '2'],
    ['--replicates', '3'],
    ['--seed', 'x'],
    ['--threads', '0'],
    ['--interval', 'ci'],
    ['--report', 'report.doc'],
    ['--strata', 'police', '--method', 'dga'],
    // Neither is answered by another one, unsaid.
    ['--strata', 'police', '--method', 'stepwise'],
    ['--strata', 'police', '--threshold', '0.01'],
    ['--method', 'bic', '--threshold', '0.01'],
    ['--threshold', ''],
    ['--seed', ' '],
    // Samplers whose convergence nothing shows, in other packages.
    ['--method', 'lcmcr'],
    ['--method', 'bayesthresh'],
  ]) {
    const { exit, error } = await called([good, ...wrong])
    assert.equal(exit, 2, wrong.join(' '))
    assert.ok(error.length > 10)
  }
})

test('the table and the rule in the guide are read as it says', async () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/estimate-the-undetected.md'), 'utf8')
  const table = /```csv\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''
  assert.equal(table, LISTS)
  const rules = /`(\{"largestRange": \d+\})`/.exec(guide)?.[1] ?? ''
  assert.equal((await json(good, '--interval', 'none', '--rules', join(folder, file('guide.json', rules)))).exit, 0)
})

test('a country’s own limits take the place of those that everybody starts from', async () => {
  const rules = join(folder, file('rules.json', '{"largestRange": 1.0001}'))
  const { exit, printed } = await json(good, '--interval', 'none', '--rules', rules)
  assert.equal(exit, 3)
  assert.equal(printed.warnings[0]!.code, 'models_disagree')
  for (const wrong of ['{"largest": 3}', '{"largestRange": "3"}', '[]', '{']) {
    const { exit: code } = await called([good, '--rules', join(folder, file('wrong.json', wrong))])
    assert.equal(code, 2, wrong)
  }
})

test('a country’s folder has limits of its own; what is wrong with them is told', async () => {
  const country = mkdtempSync(join(tmpdir(), 'gloact-country-'))
  after(() => rmSync(country, { recursive: true, force: true }))
  const before = process.env['GLOACT_COUNTRY_DIR']
  process.env['GLOACT_COUNTRY_DIR'] = country
  const write = (content: unknown) => writeFileSync(join(country, 'estimation.json'), JSON.stringify(content))
  try {
    const none = await json(good, '--interval', 'none')
    assert.deepEqual([none.exit, none.printed['rulesBasis']], [0, 'those of the method'])
    write({ checks: { largestRange: 1.01 }, basis: 'The office' })
    const strict = await json(good, '--interval', 'none')
    assert.deepEqual([strict.exit, strict.printed.warnings[0]!.code], [3, 'models_disagree'])
    assert.equal(strict.printed['rulesBasis'], 'The office')
    const rules = join(folder, file('over.json', '{"largestRange": 4}'))
    assert.equal((await json(good, '--interval', 'none', '--rules', rules)).exit, 0)
    // Its threshold of disclosure is that of small numbers: by 150 no overlap is told, nor that the clinic has 128 people.
    write({ basis: 'The office' })
    writeFileSync(join(country, 'disclosure.json'), JSON.stringify({ public: { threshold: 150 }, basis: 'The office' }))
    const { printed } = await json(good, '--interval', 'none')
    const { pairs } = printed['goodnessOfFit'] as { readonly pairs: readonly object[] }
    const { consistency, sparsity } = printed['checks'] as {
      readonly consistency: readonly { readonly list: string; readonly known: number | null }[]
      readonly sparsity: { readonly overlapping: number | null }
    }
    assert.deepEqual([pairs, sparsity.overlapping], [[], null])
    assert.deepEqual(
      consistency.map(({ known }) => known),
      [320, 270, 209, null],
    )
    rmSync(join(country, 'disclosure.json'))
    write({ checks: { largestRange: 0 }, basis: 'The office' })
    const wrong = await json(good, '--interval', 'none')
    assert.deepEqual([wrong.exit, wrong.printed['error']], [3, 'estimation.country_rule'])
    assert.match(wrong.error, /estimation\.json, at checks › largestRange/)
  } finally {
    if (before === undefined) delete process.env['GLOACT_COUNTRY_DIR']
    else process.env['GLOACT_COUNTRY_DIR'] = before
  }
})

test('a report is written as HTML, Word and PDF, for its owner alone; a refused one has its reasons and no number', async () => {
  for (const [kind, start] of [
    ['html', '<!doctype html>'],
    ['docx', 'PK'],
    ['pdf', '%PDF-'],
  ] as const) {
    const path = join(folder, `report.${kind}`)
    assert.equal((await called([good, '--interval', 'wald', '--report', path])).exit, 0)
    assert.equal(readFileSync(path).toString('latin1', 0, start.length), start)
    assert.equal(statSync(path).mode & 0o777, 0o600)
  }
  const path = join(folder, 'refused.html')
  assert.equal((await called(['two.csv', '--report', path])).exit, 3)
  const text = readFileSync(path, 'utf8')
  assert.match(text, /no number is given/)
  assert.doesNotMatch(text, />(?:280|150)</)
  const nowhere = await called([good, '--interval', 'none', '--report', join(folder, 'no', 'report.html')])
  assert.equal(nowhere.exit, 1)
})

test('a run that is interrupted ends, says so and leaves nothing', async () => {
  const before = process.listenerCount('SIGINT')
  const running = called([good, '--replicates', '100000', '--report', join(folder, 'cancelled.html')])
  // Reading such a file is over at once: who listens for longer is resampling.
  let listening = 0
  const watching = setInterval(() => {
    listening = process.listenerCount('SIGINT') > before ? listening + 1 : 0
    if (listening === 5) process.emit('SIGINT')
  }, 40)
  const { exit, error } = await running
  clearInterval(watching)
  assert.equal(exit, 1, error)
  assert.match(error, /cancelled/i)
  assert.equal(process.listenerCount('SIGINT'), before)
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('cancelled')),
    [],
  )
})
