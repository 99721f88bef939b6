import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { estimatesIn, LISTS, type Printed } from './testing/estimates-in.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-estimate-by-strata-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const { called, file, json } = estimatesIn(folder)
const good = file('lists.csv', LISTS)

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
    /Fit of the strata’s model: deviance [\d.]+ \(p [\d.a-z ]+; p [\d.]+ from 200 tables drawn from the model\), Pearson/,
  )
  assert.match(
    people.out,
    /Total from parts of the people seen: 25% [\d,]+; 50% [\d,]+; .*the model chosen again in each/,
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
  assert.match(told.message, /^For the lists alone, without strata: Lists that share nobody: /)
  assert.ok(Math.abs(groups.reduce((sum, { estimate }) => sum + estimate, 0) / printed.estimate! - 1) < 1e-9)
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
  assert.match(page, /Left out: 4 more, in which a number of people is below 10/)
  assert.match(page, /Left out: 2 more, in which/)
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
  const bare = [table, '--strata', 'sex', '--method', 'main', '--residents', residents, '--interval', 'none']
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
  const people = await called([table, ...options, '--trend', 'year', '--method', 'main'])
  assert.match(people.out, /^Model: .+ \(main\), year as a polynomial of degree 1$/m)
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
  const rated = await json(table, ...options, '--method', 'main', '--residents', residents)
  assert.deepEqual([rated.printed['residents'], rated.printed['residentsAre']], [4_000_000, 'person_years'])
  assert.match(
    (await called([table, ...options, '--method', 'main', '--residents', residents])).out,
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
