import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { residentsHashOf } from '../estimate/data-hash.ts'
import { estimateStrata } from '../estimate/estimate-strata.ts'
import { readInput, type EstimationInput } from '../input/read-input.ts'
import { allResidents, areByYear, ratesOf, readResidents, residentsOf } from './residents.ts'

const table = (lines: readonly string[]) => {
  const [columns = [], ...rows] = lines.map((line) => line.split(','))
  return { columns, rows }
}

const PEOPLE = { 'f,child': 1, 'f,adult': 2, 'm,child': 1, 'm,adult': 1, 'unknown,child': 1, 'unknown,adult': 1 }
const HISTORIES = ['1,0,0,40', '0,1,0,31', '0,0,1,22', '1,1,0,9', '0,1,1,7', '1,0,1,6']
const input: EstimationInput = unwrap(
  await readInput(
    table([
      'a,b,c,count,sex,age',
      ...Object.entries(PEOPLE).flatMap(([levels, times]) =>
        HISTORIES.flatMap((row) => Array.from({ length: times }, () => `${row},${levels}`)),
      ),
    ]),
    { strata: ['sex', 'age'] },
  ),
)
/** Levels in their order: f, m, unknown; adult, child. */
const BOTH = [
  'age,sex,residents',
  'child,f,100000',
  'adult,f,400000',
  'child,m,110000',
  'adult,m,390000',
  'child,unknown,',
  'adult,unknown,',
]

test('residents are read by the covariates’ names, whatever the order, and added up for what is not told apart', async () => {
  const residents = unwrap(await readResidents(table(BOTH), input))
  assert.deepEqual(residents.covariates, ['sex', 'age'])
  assert.deepEqual([...residents.counts], [400_000, 100_000, 390_000, 110_000, Number.NaN, Number.NaN])
  assert.equal(allResidents(residents), 1_000_000)
  const of = (...members: number[]) => residentsOf(input.strata!, residents, members)
  assert.deepEqual([of(0), of(0, 1), of(1, 3, 5), of(0, 2, 4)], [400_000, 500_000, 210_000, 790_000])
  // People of an unknown sex live nowhere of their own, alone or together with another level.
  assert.deepEqual([of(4, 5), of(2, 3, 4, 5), of(4)], [undefined, undefined, undefined])
  assert.equal(of(0, 1, 2, 3, 4, 5), 1_000_000)
})

test('by some of the covariates there are residents of their levels alone, and of all', async () => {
  const residents = unwrap(await readResidents(table(['residents,age', '210000,child', '790000,adult']), input))
  const of = (...members: number[]) => residentsOf(input.strata!, residents, members)
  assert.deepEqual([of(0, 2, 4), of(1, 3, 5)], [790_000, 210_000])
  assert.deepEqual([of(0), of(0, 1)], [undefined, undefined])
  const whole = unwrap(await readResidents(table(['residents', '1000000']), input))
  assert.equal(residentsOf(input.strata!, whole, [0, 1, 2, 3, 4, 5]), 1_000_000)
  assert.equal(residentsOf(input.strata!, whole, [0, 1]), undefined)
  const { strata: _, ...alone } = input
  assert.equal(allResidents(unwrap(await readResidents(table(['residents', '1000000']), alone))), 1_000_000)
})

test('what is wrong with a table of residents is said by its place, and no cell’s text is repeated', async () => {
  const without = (at: number) => BOTH.filter((_, row) => row !== at)
  const as = (row: number, line: string) => BOTH.map((own, at) => (at === row ? line : own))
  const cases: readonly (readonly [lines: readonly string[], code: string, message: RegExp])[] = [
    [['age,sex,people', 'child,f,1'], 'columns', /no column “residents”/],
    [['residents,year', '1,2020'], 'columns', /has “year”; it may have “residents”, besides sex, age of --strata/],
    [['residents,sex,sex', '1,f,f'], 'columns', /each once/],
    [as(1, 'child,Secret,100000'), 'unknown_level', /row 2: “sex” holds a level that nobody/],
    [without(2), 'missing', /1 of the 6 combinations of sex, age/],
    [BOTH.slice(0, 1), 'missing', /6 of the 6/],
    [[...BOTH, 'child,f,100000'], 'doubled', /row 8 has the same sex, age as row 2/],
    [as(2, 'adult,f,0'), 'not_whole', /row 3: .* whole numbers of 1 or more/],
    [as(2, 'adult,f,1000.5'), 'not_whole', /row 3/],
    [as(2, 'adult,f,-7'), 'not_whole', /row 3/],
    [as(2, 'adult,f,"4 000"'), 'not_whole', /row 3/],
    [as(2, 'adult,f,Secret'), 'not_whole', /row 3/],
    [as(2, 'adult,f,'), 'missing', /row 3 has no number/],
    [as(2, 'adult,f,200'), 'too_few', /row 3 has fewer residents than people seen/],
    [BOTH.map((line, at) => (at === 0 ? line : line.replace(/\d+$/, ''))), 'missing', /has no number/],
    [['residents'], 'missing', /a header and no row/],
    [['residents', '1000000', '1000000'], 'doubled', /row 3 has a second number for all/],
    [['residents', ''], 'missing', /row 2 has no number/],
    [['residents', '800'], 'too_few', /row 2/],
  ]
  for (const [lines, code, message] of cases) {
    const read = await readResidents(table(lines), input)
    assert.ok(!read.ok, lines.join('; '))
    assert.equal(read.error.code, `estimation.residents_${code}`)
    assert.match(read.error.message, message)
    assert.doesNotMatch(read.error.message, /Secret/)
  }
})

test('people of a level without residents count among those of its other levels and of all, who have to be more', async () => {
  const read = async (lines: readonly string[], rows: readonly string[], strata: readonly string[]) => {
    const header = `a,b,c,count,${strata.join()}`
    const seen = unwrap(await readInput(table([header, ...rows]), { strata }))
    return readResidents(table(lines), seen)
  }
  const as = (levels: string, times: number) =>
    HISTORIES.map((row) => row.replace(/\d+$/, (count) => `${Number(count) * times},${levels}`))
  // 115 women, and 690 people of whom nobody knows the sex: rates of all would be above 100,000.
  const sexes = await read(['sex,residents', 'f,120', 'unknown,'], [...as('f', 1), ...as('unknown', 6)], ['sex'])
  assert.ok(!sexes.ok)
  assert.equal(sexes.error.code, 'estimation.residents_too_few')
  assert.match(sexes.error.message, /all levels together have fewer residents than people seen/)
  // Of 460 women 345 are of unknown age: 200 residents are more than the 115 adults, and too few all the same.
  const ages = await read(
    ['sex,age,residents', 'f,adult,200', 'm,adult,5000', 'f,unknown,', 'm,unknown,'],
    [...as('f,adult', 1), ...as('f,unknown', 3), ...as('m,adult', 1), ...as('m,unknown', 1)],
    ['sex', 'age'],
  )
  assert.ok(!ages.ok)
  assert.equal(ages.error.code, 'estimation.residents_too_few')
  assert.match(ages.error.message, /a level of “sex” has fewer residents than people seen/)
})

test('residents of several years of the calendar are person-years, and those of ages or of one year are not', async () => {
  const by = async (name: string, levels: readonly string[], without?: string) => {
    const rows = [...levels, ...(without === undefined ? [] : [without])]
    const lists = table([`a,b,c,count,${name}`, ...rows.flatMap((level) => HISTORIES.map((row) => `${row},${level}`))])
    const seen = unwrap(await readInput(lists, { strata: [name] }))
    const own = rows.map((level) => `${level},${level === without ? '' : '1000000'}`)
    return areByYear(unwrap(await readResidents(table([`${name},residents`, ...own]), seen)))
  }
  assert.equal(await by('year', ['2021', '2022', '2023']), true)
  assert.equal(await by('found', ['2021', '2022'], 'unknown'), true)
  assert.equal(await by('year', ['2021'], 'unknown'), false)
  assert.equal(await by('age', ['17', '18', '19']), false)
  assert.equal(await by('age', ['0-17', '18+']), false)
})

test('rates are people for each 100,000 residents', () => {
  const figures = { observed: 150, darkFigure: 350 }
  assert.deepEqual(ratesOf(figures, { lower: 400, upper: 800 }, 200_000), {
    detected: 75,
    undetected: 175,
    total: 250,
    lower: 200,
    upper: 400,
  })
  const { lower, upper } = ratesOf(figures, { lower: 400, upper: Infinity }, 200_000)
  assert.deepEqual([lower, upper, ratesOf(figures, null, 1).lower], [200, null, null])
})

test('groups that may be given have residents, levels that are put together have their sum, and others have none', async () => {
  const residents = unwrap(await readResidents(table(BOTH), input))
  const made = await estimateStrata(input, { residents, method: 'main' })
  const [sexes, ages] = made.published!.tables
  const among = (groups: typeof sexes) => groups!.groups.map((group) => [group.levels.join('+'), group.residents])
  assert.deepEqual(among(sexes), [
    ['f', 500_000],
    ['m', 500_000],
    ['unknown', undefined],
  ])
  assert.deepEqual(among(ages), [
    ['adult', 790_000],
    ['child', 210_000],
  ])
  assert.equal(made.total!.residents, 1_000_000)
  // With this limit m and unknown are put together: of these nobody knows among how many they are.
  const rule = { fewestPeople: 240, fewestOnList: 1, fewestOverlaps: 1 }
  const merged = (await estimateStrata(input, { residents, method: 'main', rule })).published!
  assert.ok(merged.tables[0]!.merged && merged.combinations === undefined)
  for (const { levels, residents: own } of merged.tables[0]!.groups) {
    const expected = levels.includes('unknown') ? undefined : levels.length * 500_000
    assert.equal(own, levels.length === 3 ? 1_000_000 : expected)
  }
  assert.equal((await estimateStrata(input, { method: 'main' })).total!.residents, undefined)
})

test('the digest of residents is that of what they say, and not of the order of rows', async () => {
  const hash = async (lines: readonly string[]) => residentsHashOf(unwrap(await readResidents(table(lines), input)))
  const [first, ...rows] = BOTH
  assert.equal(await hash(BOTH), await hash([first!, ...rows.toReversed()]))
  assert.notEqual(await hash(BOTH), await hash(BOTH.map((line) => line.replace('400000', '400001'))))
  assert.match(await hash(BOTH), /^[\da-f]{64}$/)
})
