import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { LinkedHistories } from '@gloact/linkage/private'
import { writeLinkedHistories } from './linkage/write-linked-histories.ts'
import { called as calledHere } from './testing/called.ts'

// As a program would call it: arguments in, exit code and one line of JSON out.
const folder = mkdtempSync(join(tmpdir(), 'gloact-estimate-'))
after(() => rmSync(folder, { recursive: true, force: true }))

interface Called {
  readonly exit: number | null
  readonly out: string
  readonly error: string
}

function gloact(args: readonly string[]): Promise<Called> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'estimate', ...args], { cwd: folder })
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk) => (out += String(chunk)))
  child.stderr.on('data', (chunk) => (error += String(chunk)))
  return new Promise((resolve) => void child.on('close', (exit) => resolve({ exit, out, error })))
}

/** The same in this process, for calls whose start need not be tried again and again. */
const called = (args: readonly string[]): Promise<Called> =>
  calledHere(['estimate', join(folder, args[0]!), ...args.slice(1)])

interface Printed {
  readonly ok: boolean
  readonly refused?: boolean
  readonly observed?: number
  readonly estimate?: number | null
  readonly darkFigure?: number | null
  readonly interval?: { readonly method: string; readonly lower: number; readonly upper: number } | null
  readonly model?: string
  readonly method?: string
  readonly replicates?: number
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly refuses: boolean }[]
  readonly multiverse?: readonly { readonly model: string; readonly chosen: boolean }[]
  readonly strata?: readonly { readonly covariate: string; readonly groups: readonly { readonly estimate: number }[] }[]
  readonly [key: string]: unknown
}

async function json(...args: readonly string[]): Promise<{ exit: number | null; printed: Printed; error: string }> {
  const { exit, out, error } = await called([...args, '--json'])
  const lines = out.trimEnd().split('\n')
  assert.equal(lines.length, 1, out)
  return { exit, printed: JSON.parse(lines[0]!) as Printed, error }
}

function file(name: string, text: string | Buffer): string {
  writeFileSync(join(folder, name), text)
  return name
}

const LISTS = `police,shelter,hotline,clinic,count
1,0,0,0,220
0,1,0,0,180
0,0,1,0,140
0,0,0,1,90
1,1,0,0,45
1,0,1,0,30
0,1,1,0,22
1,0,0,1,14
0,1,0,1,12
0,0,1,1,9
1,1,1,0,8
1,1,0,1,3
`
const good = file('lists.csv', LISTS)

test('the JSON has everything that an estimate is read by, and is the same for the same seed', async () => {
  const { exit, printed } = await json(good, '--replicates', '100', '--seed', '7')
  assert.equal(exit, 0)
  const named =
    'observed lists method model estimate darkFigure interval aic bic existence warnings multiverse replicates seed dataHash version'
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

test('strata add up to the estimate', async () => {
  const [header, ...rows] = LISTS.trimEnd().split('\n')
  const text = [`${header},sex`, ...rows.map((row) => `${row},f`), ...rows.map((row) => `${row},m`)].join('\n')
  const { exit, printed } = await json(file('sex.csv', text), '--strata', 'sex', '--replicates', '60')
  assert.equal(exit, 0)
  assert.equal(printed.interval!.method, 'percentile')
  const wald = await json('sex.csv', '--strata', 'sex', '--interval', 'wald')
  assert.deepEqual([wald.printed.interval!.method, wald.printed.estimate], ['wald', printed.estimate])
  const [{ covariate, groups }] = printed.strata as [NonNullable<Printed['strata']>[number]]
  assert.equal(covariate, 'sex')
  // The checks are of the total, and what is of the lists alone says so.
  const { methods, leaveOneOut, standardError } = printed['strataChecks'] as {
    readonly methods: readonly { readonly method: string; readonly estimate: number }[]
    readonly leaveOneOut: readonly { readonly list: string }[]
    readonly standardError: number
  }
  assert.deepEqual(
    methods.map(({ method }) => method),
    ['main', 'bic', 'aic'],
  )
  assert.equal(methods[1]!.estimate, printed.estimate)
  assert.deepEqual(
    leaveOneOut.map(({ list }) => list),
    ['police', 'shelter', 'hotline', 'clinic'],
  )
  assert.ok(standardError > 0)
  assert.equal(printed['checksAreOf'], 'lists_without_strata')
  const { trajectory } = printed['strataChecks'] as {
    readonly trajectory: { readonly choosesAnew: boolean; readonly draws: number; readonly points: readonly object[] }
  }
  assert.deepEqual([trajectory.choosesAnew, trajectory.draws, trajectory.points.length], [true, 40, 5])
  const fits = printed['strataGoodnessOfFit'] as Readonly<Record<string, number>> & {
    readonly groups: readonly object[]
    readonly histories: readonly object[]
  }
  // 15 histories of two sexes; lists, sex and the pairs that were chosen.
  const pairs = printed.model!.split('*').length - 1
  assert.equal(fits['degreesOfFreedom'], 30 - 6 - pairs)
  assert.ok(fits['deviance']! > 0 && fits['pearson']! > 0)
  assert.ok(fits['devianceBootstrap']! > 0 && fits['devianceBootstrapTables'] === 200)
  assert.ok(fits['devianceChiSquare']! <= 1 && fits['pearsonChiSquare']! <= 1)
  // One history has 6 people: none is told.
  assert.deepEqual([fits.histories.length, fits['historiesWithheld']], [0, 15])
  const people = await called(['sex.csv', '--strata', 'sex', '--interval', 'wald'])
  assert.match(
    people.out,
    /Fit of the strata’s model: deviance [\d.]+ \(p [\d.a-z ]+; p [\d.]+ by 200 tables drawn from the model\), Pearson/,
  )
  assert.match(
    people.out,
    /Total from parts of the people seen: 25 % [\d,]+, 50 % [\d,]+, .*the model chosen anew in each/,
  )
  const main = [
    'sex.csv',
    '--strata',
    'sex',
    '--method',
    'main',
    '--interval',
    'wald',
    '--report',
    join(folder, 'main.html'),
  ]
  const chosen = 'the model that was given fitted to each'
  assert.ok((await called(main)).out.includes(`(medians of 40 draws, ${chosen})`))
  assert.ok(readFileSync(join(folder, 'main.html'), 'utf8').includes(`middle half of 40 draws, ${chosen}`))
  const apart = file('sex-apart.csv', text.replaceAll('0,0,1,1,9,', '0,0,1,1,0,'))
  const { warnings } = (await json(apart, '--strata', 'sex', '--interval', 'none')).printed
  const told = warnings.find(({ code }) => code === 'empty_pairs')!
  assert.match(told.message, /^Of the lists alone, without strata: Lists that share nobody: /)
  assert.ok(Math.abs(groups.reduce((sum, { estimate }) => sum + estimate, 0) / printed.estimate! - 1) < 1e-9)
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
    /Linkage: 20 tables drawn from it give [\d,]+ to [\d,]+, together [\d,]+; \d+ % of the variance is the linkage’s/,
  )
  assert.match(readFileSync(report, 'utf8'), /How sure the links are/)
  const rules = join(folder, file('linked-rules.json', '{"largestRange": 1.0001}'))
  const refused = await json(table, '--draws', draws, '--rules', rules)
  assert.deepEqual([refused.exit, refused.printed['linkage']], [3, undefined])
})

/** All numbers under a name in what was printed, however deep. */
function numbersOf(name: string, printed: unknown): number[] {
  if (typeof printed !== 'object' || printed === null) return []
  return Object.entries(printed).flatMap(([key, value]) =>
    key === name && typeof value === 'number' ? [value] : numbersOf(name, value),
  )
}

test('no small number of people is told of a list, of two lists or of a stratum on a list, in JSON and report', async () => {
  const masks = '1000 0100 0010 0001 1100 1010 0110 1001 0101 0011 1110'.split(' ').map((mask) => [...mask].join())
  const people = { f: [90, 80, 70, 60, 24, 20, 16, 5, 12, 3, 8], m: [60, 50, 40, 4, 14, 12, 10, 1, 0, 0, 3] }
  const rows = Object.entries(people).flatMap(([sex, counts]) =>
    counts.map((count, at) => `${masks[at]!},${count},${sex}`),
  )
  const table = file('small.csv', ['a,b,c,clinic,count,sex', ...rows].join('\n'))
  const report = join(folder, 'small.html')
  const asked = [table, '--strata', 'sex', '--interval', 'none', '--report', report]
  const { exit, printed } = await json(...asked)
  assert.equal(exit, 0)
  for (const part of ['strataGoodnessOfFit', 'goodnessOfFit', 'checks']) {
    for (const name of ['observed', 'known', 'overlapping']) {
      const small = numbersOf(name, printed[part]).filter((count) => count > 0 && count < 10)
      assert.deepEqual(small, [], `${part} ${name}`)
    }
  }
  const fits = printed['strataGoodnessOfFit'] as Readonly<Record<string, number>> & {
    readonly groups: readonly { readonly list: string | null }[]
    readonly pairs: readonly { readonly lists: string }[]
  }
  // Five men are on the clinic's list: neither they nor the women on it are told. The clinic and a share 6 people, and 3 with c.
  assert.ok(fits.groups.length > 0 && fits.groups.every(({ list }) => list !== 'clinic'))
  assert.deepEqual([fits['groupsWithheld'], fits['pairsWithheld'], fits['historiesWithheld']], [2, 2, 15])
  assert.deepEqual(
    fits.pairs.map(({ lists }) => lists),
    ['a*b', 'a*c', 'b*c', 'b*clinic'],
  )
  const { twoLists, twoListsWithheld } = printed['checks'] as Readonly<Record<string, readonly object[] | number>>
  assert.deepEqual([(twoLists as readonly object[]).length, twoListsWithheld], [4, 2])
  assert.deepEqual(printed['smallCounts'], { threshold: 10, zerosSensitive: false })
  const page = readFileSync(report, 'utf8')
  assert.match(page, /Left out: 4 more, of which a number of people is below 10/)
  assert.match(page, /Left out: 2 more, of which/)
  assert.doesNotMatch(page, /<th scope="row">(?:sex [fm] on clinic|a and clinic|c and clinic)</)
})

test('with strata the assumption is that of their model, and not that of the lists alone', async () => {
  // Each sex is on its own lists: that goes between a and b of all people, and of neither sex.
  const masks = '1000 0100 0010 0001 1100 1010 0110 1001 0101 0011 1110'.split(' ').map((mask) => [...mask].join())
  const people = {
    f: [190, 180, 70, 60, 64, 20, 16, 14, 12, 10, 8],
    m: [20, 20, 170, 60, 2, 12, 14, 4, 4, 20, 2],
  }
  const rows = Object.entries(people).flatMap(([sex, counts]) =>
    counts.map((count, at) => `${masks[at]!},${count},${sex}`),
  )
  const table = file('own-lists.csv', ['a,b,c,d,count,sex', ...rows].join('\n'))
  const report = join(folder, 'own-lists.html')
  const { printed } = await json(table, '--strata', 'sex', '--interval', 'none', '--report', report)
  const alone = (
    await json(
      file('no-sex.csv', ['a,b,c,d,count', ...rows.map((row) => row.slice(0, -2))].join('\n')),
      '--interval',
      'none',
    )
  ).printed
  assert.match(alone.model!, /a\*b/)
  assert.doesNotMatch(printed.model!, /a\*b/)
  const told = printed.warnings.find(({ code }) => code === 'identifying_assumption')!.message
  assert.match(told, /independent of each other within each stratum: a and b; /)
  assert.equal((printed['checks'] as { readonly assumption: string }).assumption, told)
  const page = readFileSync(report, 'utf8')
  assert.equal(page.split(told).length, 2, 'once in the report')
  assert.ok(!page.includes('independent of each other: '))
})

test('strata have limits of replicates where that is asked for and can be done', async () => {
  const [header, ...rows] = LISTS.trimEnd().split('\n')
  const text = [`${header},sex`, ...rows.map((row) => `${row},f`), ...rows.map((row) => `${row},m`)].join('\n')
  const table = file('two-sexes.csv', text)
  const { exit, printed } = await json(table, '--strata', 'sex', '--interval', 'percentile', '--replicates', '40')
  assert.equal(exit, 0)
  assert.deepEqual([printed.interval!.method, printed.replicates], ['percentile', 40])
  assert.ok(printed.warnings.some(({ code }) => code === 'few_replicates'))
  assert.ok(printed.strata![0]!.groups.length === 2)
  const cells = rows.flatMap((row, at) =>
    Array.from({ length: 24 }, (_, own) => `${row},${own % 2},${own % 3},${at + own}`),
  )
  const many = file('many-strata.csv', [`${header},sex,age,place`, ...cells].join('\n'))
  const long = await json(many, '--strata', 'sex,age,place', '--interval', 'bca', '--replicates', '100000')
  assert.deepEqual([long.exit, long.printed['error']], [3, 'estimation.too_much_work'])
  assert.match(long.error, /minutes of a processor/)
  // A number of replicates asks for them: they are not passed over where they take long.
  const asked = await json(many, '--strata', 'sex,age,place', '--replicates', '100000')
  assert.deepEqual([asked.exit, asked.printed['error']], [3, 'estimation.too_much_work'])
  const few = await json(table, '--strata', 'sex', '--replicates', '40')
  assert.deepEqual([few.printed.interval!.method, few.printed.replicates], ['percentile', 40])
  assert.equal((await json(table, '--strata', 'sex', '--interval', 'profile')).exit, 2)
})

test('rates per 100,000 are of the total and of the strata that may be given, and never of what is refused', async () => {
  const [header, ...rows] = LISTS.trimEnd().split('\n')
  const few = '1,1,0,0,6,x'
  const text = [`${header},sex`, ...rows.map((row) => `${row},f`), ...rows.map((row) => `${row},m`), few].join('\n')
  const table = file('rates.csv', text)
  const residents = join(folder, file('residents.csv', 'sex,residents\nf,500000\nm,480000\nx,20000\n'))
  const options = ['--strata', 'sex', '--interval', 'wald', '--residents', residents]
  const { exit, printed } = await json(table, ...options)
  assert.equal(exit, 0)
  const close = (actual: unknown, expected: number) => assert.ok(Math.abs((actual as number) / expected - 1) < 1e-12)
  const total = printed['ratesPer100000'] as Readonly<Record<string, number>>
  close(total['total'], printed.estimate! / 10)
  close(total['detected'], printed.observed! / 10)
  close(total['undetected'], printed.darkFigure! / 10)
  close(total['lower'], printed.interval!.lower / 10)
  close(total['upper'], printed.interval!.upper / 10)
  assert.equal(printed['residents'], 1_000_000)
  assert.match(String(printed['residentsHash']), /^[\da-f]{64}$/)
  const groups = printed.strata![0]!.groups as unknown as readonly {
    readonly levels: readonly string[]
    readonly observed: number
    readonly residents: number
    readonly ratesPer100000: Readonly<Record<string, number>>
  }[]
  // Six people are too few to be given: they are with the next smallest, and so are their residents.
  assert.deepEqual(
    groups.map(({ levels, residents: among }) => [levels.join(), among]),
    [
      ['f,x', 520_000],
      ['m', 480_000],
    ],
  )
  for (const { observed, residents: among, ratesPer100000 } of groups) {
    close(ratesPer100000['detected'], (observed * 100_000) / among)
  }
  const report = join(folder, 'rates.html')
  const people = await called([table, ...options, '--report', report])
  assert.match(
    people.out,
    /Per 100,000 residents: [\d.,]+ \([\d.,]+ to [\d.,]+\), of whom [\d.,]+ seen and [\d.,]+ never seen/,
  )
  assert.match(people.out, /; per 100,000: /)
  assert.match(readFileSync(report, 'utf8'), /Rates per 100,000 residents/)
  assert.ok(readFileSync(report, 'utf8').includes(String(printed['residentsHash'])))
  // Without an interval none is told of the strata either, nor of a rate.
  const bare = [table, '--strata', 'sex', '--residents', residents, '--interval', 'none']
  const { printed: none } = await json(...bare)
  const [women] = none.strata![0]!.groups as unknown as readonly Readonly<Record<string, unknown>>[]
  assert.deepEqual(
    [none.interval, Object.keys(women!)],
    [null, ['levels', 'observed', 'darkFigure', 'estimate', 'residents', 'ratesPer100000']],
  )
  const { lower, upper } = women!['ratesPer100000'] as Readonly<Record<string, null>>
  assert.deepEqual([lower, upper], [null, null])
  const page = join(folder, 'bare.html')
  const { out } = await called([...bare, '--report', page])
  assert.match(out, /^ {2}f \+ x: [\d,]+, of whom [\d,]+ seen; per 100,000: [\d.]+, of whom/m)
  assert.match(
    readFileSync(page, 'utf8'),
    /<th scope="row">f \+ x<\/th>(?:<td class="number">[\d,.]+<\/td>){3}<td class="number">none</,
  )
  const rules = join(folder, file('rates-rules.json', '{"largestError": 0.0001}'))
  const refused = await json(table, ...options, '--rules', rules)
  assert.equal(refused.exit, 3)
  assert.deepEqual([refused.printed['ratesPer100000'], refused.printed.strata], [undefined, undefined])
  assert.doesNotMatch((await called([table, ...options, '--rules', rules])).out, /100,000/)
  // Without strata one number does, and anything else is told.
  const one = join(folder, file('all-residents.csv', 'residents\n1000000\n'))
  const alone = await json(good, '--interval', 'none', '--residents', one)
  const rates = alone.printed['ratesPer100000'] as Readonly<Record<string, number | null>>
  close(rates['total'], alone.printed.estimate! / 10)
  assert.equal(rates['lower'], null)
  assert.equal(alone.printed['residentsAre'], 'persons')
  // More residents than people seen, and fewer than are estimated: that is told, but not of a number that is not given.
  const small = join(folder, file('few-residents.csv', 'residents\n900\n'))
  const beyond = await json(good, '--interval', 'none', '--residents', small)
  const said = ({ warnings }: Printed) => warnings.find(({ code }) => code === 'beyond_residents')?.message
  assert.match(said(beyond.printed)!, /^More people are estimated than there are residents.*: all\.$/)
  assert.equal(said(alone.printed), undefined)
  const hidden = await json(good, '--interval', 'none', '--residents', small, '--rules', rules)
  assert.deepEqual([hidden.exit, said(hidden.printed)], [3, undefined])
  const wrong = await json(good, '--residents', residents)
  assert.deepEqual([wrong.exit, wrong.printed['error']], [3, 'estimation.residents_columns'])
  assert.match(wrong.error, /has “sex”; it may have “residents”, each once/)
  assert.equal((await json(good, '--residents', join(folder, 'nowhere.csv'))).exit, 1)
})

test('a year is a polynomial where that is asked for, and the result says of which degree', async () => {
  const [header, ...rows] = LISTS.trimEnd().split('\n')
  const years = ['2021', '2022', '2023', '2024']
  const text = [`${header},year`, ...years.flatMap((year) => rows.map((row) => `${row},${year}`))].join('\n')
  const table = file('years.csv', text)
  const options = ['--strata', 'year', '--interval', 'wald']
  const report = join(folder, 'years.html')
  const { exit, printed } = await json(table, ...options, '--trend', 'year', '--report', report)
  assert.equal(exit, 0)
  // Every year is the same: a line is enough, and N is that of the years as categories.
  assert.deepEqual(printed['trend'], { covariate: 'year', degree: 1 })
  const people = await called([table, ...options, '--trend', 'year'])
  assert.match(people.out, /^Model: .+ \(bic\), year as a polynomial of degree 1$/m)
  const plain = (await json(table, ...options)).printed
  assert.equal(plain['trend'], undefined)
  assert.ok(Math.abs(printed.estimate! / plain.estimate! - 1) < 1e-6)
  assert.match(
    readFileSync(report, 'utf8'),
    /By year the logarithm of each expected number is a polynomial of degree 1/,
  )
  // Residents by year are added up to person-years, and a rate is one for a year.
  const residents = join(
    folder,
    file('by-year.csv', ['year,residents', ...years.map((year) => `${year},1000000`)].join('\n')),
  )
  const rated = await json(table, ...options, '--residents', residents)
  assert.deepEqual([rated.printed['residents'], rated.printed['residentsAre']], [4_000_000, 'person_years'])
  assert.match(
    (await called([table, ...options, '--residents', residents])).out,
    /^Per 100,000 residents and year: .*^ {2}2021: .*; per 100,000 and year: /ms,
  )
  const fixed = ['--model', 'police*year^2']
  const { printed: bent } = await json(table, ...options, '--trend', 'year', ...fixed)
  assert.deepEqual(bent['trend'], { covariate: 'year', degree: 2 })
  assert.match(bent.model!, /police\*year, .*police\*year\^2/)
  assert.equal((await json(table, ...options, ...fixed)).exit, 2)
  assert.equal((await json(table, '--strata', 'police', '--trend', 'year')).exit, 2)
  const words = file('words.csv', text.replaceAll('2021', 'before'))
  const wrong = await json(words, ...options, '--trend', 'year')
  assert.deepEqual([wrong.exit, wrong.printed['error']], [3, 'estimation.not_a_trend'])
})

test('draws that do not fit, and options that draws do not go with, are refused in one message', async () => {
  const [table, draws] = await linked('fits')
  const cases: readonly (readonly [args: readonly string[], exit: number, message: RegExp])[] = [
    [[table, '--draws', join(folder, 'nowhere.json')], 1, /is not there/],
    [[table, '--draws', join(folder, file('broken.draws.json', '{'))], 3, /no JSON/],
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
    ['all.csv', 'a,b,c\n1,1,1\n0,0,1\n1,0,1\n', 3, /holds everybody/],
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
