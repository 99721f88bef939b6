import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { estimateStrata } from '../estimate/estimate-strata.ts'
import { readInput, type EstimationInput, type Strata } from '../input/read-input.ts'
import { estimateStrataInThread } from '../node/index.ts'
import {
  addedTerms,
  designOf,
  formatTerms,
  mainTerms,
  pairTerms,
  parseTerms,
  type StrataDesign,
  type StrataTerm,
} from './design.ts'
import { fitStrata } from './fit-strata.ts'
import { selectStrata } from './select-strata.ts'

const close = (actual: number, expected: number, what: string, relative = 1e-7) =>
  assert.ok(
    Math.abs(actual - expected) <= relative * Math.max(1, Math.abs(expected)),
    `${what}: ${actual}, ${expected}`,
  )

const LISTS = ['a', 'b', 'c']
const HISTORIES = [1, 2, 3, 4, 5, 6, 7]

/** Lists by sex and year, with counts that a function gives. */
function strataOf(years: readonly string[], count: (mask: number, sex: number, year: number) => number): Strata {
  const counts = new Float64Array(2 * years.length * 8)
  for (const sex of [0, 1]) {
    for (const year of years.keys()) {
      for (const mask of HISTORIES) counts[(sex * years.length + year) * 8 + mask] = count(mask, sex, year)
    }
  }
  return { covariates: ['sex', 'year'], levels: [['f', 'm'], years], counts }
}

/** Whether a second power always has the first beside it. */
function isHierarchical({ trend }: StrataDesign, terms: readonly StrataTerm[]): boolean {
  const named = new Set(terms.map((term) => term.toSorted((a, b) => a - b).join()))
  const lower = (factor: number) => (factor === trend!.squared ? trend!.linear : factor)
  return terms.every((term) =>
    named.has(
      term
        .map(lower)
        .toSorted((a, b) => a - b)
        .join(),
    ),
  )
}

const members = (mask: number) => [0, 1, 2].map((list) => (mask >> list) & 1)

const YEARS = ['2019', '2020', '2022', '2023', '2025']
const at = (year: number) => (Number(YEARS[year]!) - 2019) / 6
/** Expected counts of lists with a trend, rounded: for each of them an intercept and powers of the year. */
const shaped = (linear: number, squared: number) =>
  strataOf(YEARS, (mask, sex, year) => {
    const on = members(mask)
    const t = at(year)
    const logarithm = 5 - 1.1 * on[0]! - 1.3 * on[1]! - 1.6 * on[2]! - 0.4 * sex + linear * t + squared * t * t
    return Math.round(Math.exp(logarithm))
  })

test('with three years powers up to the second, everywhere, are the categories', () => {
  const categories = strataOf(
    ['2021', '2022', '2025'],
    (mask, sex, year) => 3 + ((mask * 7 + sex * 5 + year * 11) % 13) + (mask < 3 ? 20 : 0),
  )
  const [plain, powers] = [designOf(LISTS, categories), designOf(LISTS, { ...categories, trend: 'year' })]
  const every = [...mainTerms(plain), ...pairTerms(plain)]
  const both = [...mainTerms(powers), ...addedTerms(powers)]
  assert.ok(isHierarchical(powers, both))
  const options = { covariance: true }
  const expected = fitStrata(plain, categories.counts, every, options)
  const made = fitStrata(powers, categories.counts, both, options)
  assert.deepEqual([made.existence, made.parameters], [0, expected.parameters])
  close(made.estimate, expected.estimate, 'N')
  close(made.deviance, expected.deviance, 'deviance')
  close(made.bic, expected.bic, 'BIC')
  for (const [stratum, figure] of expected.darkFigures.entries()) close(made.darkFigures[stratum]!, figure, 'stratum')
  for (const [place, value] of expected.covariance.entries()) close(made.covariance[place]!, value, 'covariance', 1e-6)
})

test('a line and a parabola are those of a Poisson regression with these columns, worked out with a dense matrix', () => {
  const strata: Strata = {
    ...strataOf(YEARS, (mask, sex, year) => (mask * 13 + sex * 7 + year * 5 + mask * year * sex) % 17),
    trend: 'year',
  }
  const design = designOf(LISTS, strata)
  const terms = unwrap(parseTerms(design, 'a*b, b*year, sex*year^2'))
  assert.equal(formatTerms(design, terms), 'a*b, b*year, sex*year, sex*year^2, c')
  const columnsOf = (mask: number, sex: number, year: number): number[] => {
    const [a = 0, b = 0, c = 0] = members(mask)
    const t = at(year)
    return [1, a, b, c, sex, t, a * b, b * t, sex * t, t * t, sex * t * t]
  }
  const cells = [...strata.counts.keys()].filter((cell) => cell % 8 > 0)
  const rowOf = (cell: number) => columnsOf(cell % 8, Math.floor(cell / 40), Math.floor(cell / 8) % 5)
  const coefficients = regress(
    cells.map(rowOf),
    cells.map((cell) => strata.counts[cell]!),
  )
  const made = fitStrata(design, strata.counts, terms)
  assert.deepEqual([made.existence, made.parameters, made.degreesOfFreedom], [0, 11, 70 - 11])
  for (let stratum = 0; stratum < 10; stratum++) {
    const predictor = rowOf(stratum * 8).reduce((sum, value, column) => sum + value * coefficients[column]!, 0)
    close(made.darkFigures[stratum]!, Math.exp(predictor), `stratum ${stratum}`)
  }
})

/** Poisson regression by Newton's method with a dense matrix and Gauss's elimination. */
function regress(rows: readonly (readonly number[])[], counts: readonly number[]): number[] {
  const width = rows[0]!.length
  let coefficients: number[] = Array.from({ length: width }, (_, column) => (column === 0 ? 2 : 0))
  for (let iteration = 0; iteration < 60; iteration++) {
    const system = Array.from({ length: width }, () => Array.from({ length: width + 1 }, () => 0))
    rows.forEach((row, place) => {
      const mean = Math.exp(row.reduce((sum, value, column) => sum + value * coefficients[column]!, 0))
      row.forEach((left, one) => {
        row.forEach((right, other) => (system[one]![other]! += mean * left * right))
        system[one]![width]! += left * (counts[place]! - mean)
      })
    })
    for (let pivot = 0; pivot < width; pivot++) {
      for (let row = 0; row < width; row++) {
        if (row === pivot) continue
        const share = system[row]![pivot]! / system[pivot]![pivot]!
        for (let column = pivot; column <= width; column++) system[row]![column]! -= share * system[pivot]![column]!
      }
    }
    coefficients = coefficients.map((value, column) => value + system[column]![width]! / system[column]![column]!)
  }
  return coefficients
}

test('the criterion takes a line for a line and a parabola for a parabola, and a power only with those it needs', () => {
  for (const criterion of ['bic', 'aic'] as const) {
    for (const [linear, squared] of [
      [0.9, 0],
      [1.5, -2.4],
    ] as const) {
      const strata: Strata = { ...shaped(linear, squared), trend: 'year' }
      const design = designOf(LISTS, strata)
      const { fit, steps } = selectStrata(design, strata.counts, { criterion })
      assert.equal(fit.existence, 0)
      assert.ok(isHierarchical(design, fit.terms))
      const has = fit.terms.some((term) => term.some((factor) => factor === design.trend!.squared))
      assert.equal(has, squared !== 0, `${criterion}, ${steps.length} steps`)
      // The lists are independent, so that those never seen follow the same curve.
      const whole = [0, 1].flatMap((sex) =>
        YEARS.map((_, year) => Math.exp(5 - 0.4 * sex + linear * at(year) + squared * at(year) ** 2)),
      )
      whole.forEach((dark, stratum) => close(fit.darkFigures[stratum]!, dark, 'dark figure', 0.03))
      // One parameter for the line in place of four for the years.
      assert.ok(fit.parameters <= (squared === 0 ? 6 : 7) + 1)
    }
  }
})

test('a list that only the first year has makes a line without an estimate, and says so in place of a number', () => {
  const strata: Strata = { ...strataOf(YEARS, (mask, _, year) => (mask & 1 && year > 0 ? 0 : 5 + mask)), trend: 'year' }
  const design = designOf(LISTS, strata)
  const made = fitStrata(design, strata.counts, unwrap(parseTerms(design, 'a*year')))
  assert.deepEqual([made.existence, made.estimate], [1, Infinity])
  const middle = strataOf(YEARS, (mask, _, year) => (mask & 1 && year !== 2 ? 0 : 5 + mask))
  assert.equal(fitStrata(design, middle.counts, unwrap(parseTerms(design, 'a*year'))).existence, 0)
  assert.equal(fitStrata(design, middle.counts, unwrap(parseTerms(design, 'b*year'))).existence, 0)
})

const rowsOf = ({ counts, levels }: Strata): string[][] =>
  [...counts].flatMap((count, cell) => {
    const [sex, year] = [
      levels[0]![Math.floor(cell / 8 / levels[1]!.length)]!,
      levels[1]![Math.floor(cell / 8) % levels[1]!.length]!,
    ]
    return count > 0 ? [[...members(cell % 8).map(String), sex, year, String(count)]] : []
  })
const HEADER = [...LISTS, 'sex', 'year', 'count']
const read = (rows: string[][], trend?: string) =>
  readInput({ columns: HEADER, rows }, { strata: ['sex', 'year'], trend })

test('an estimate says which covariate is a polynomial and of which degree, the same in a thread', async () => {
  const of = async (squared: number): Promise<EstimationInput> =>
    unwrap(await read(rowsOf(shaped(1.5, squared)), 'year'))
  const made = await estimateStrata(await of(-2.4))
  assert.deepEqual(made.trend, { covariate: 'year', degree: 2 })
  assert.deepEqual(await estimateStrataInThread(await of(-2.4), {}), made)
  assert.deepEqual((await estimateStrata(await of(0))).trend, { covariate: 'year', degree: 1 })
  assert.equal((await estimateStrata(unwrap(await read(rowsOf(shaped(1.5, 0)))))).trend, undefined)
  const { published, estimate } = made
  const total = published!.tables[1]!.groups.reduce((sum, group) => sum + group.estimate, 0)
  close(total, estimate, 'the years add up to the total', 1e-9)
})

test('a trend has three whole numbers or more, and is one of the strata', async () => {
  const rows = rowsOf(shaped(1, 0))
  const changed = (from: string, to: string) => rows.map((row) => row.map((cell) => (cell === from ? to : cell)))
  const cases: readonly (readonly [rows: string[][], trend: string])[] = [
    [rows, 'sex'],
    [rows, 'a'],
    [changed('2019', 'before'), 'year'],
    [changed('2019', '2019.5'), 'year'],
    [changed('2019', '02020'), 'year'],
    [rows.filter((row) => Number(row[4]) < 2022), 'year'],
  ]
  for (const [own, trend] of cases) {
    const made = await read(own, trend)
    assert.ok(!made.ok, trend)
    assert.equal(made.error.code, 'estimation.not_a_trend')
  }
  const design = designOf(LISTS, { ...shaped(1, 0), trend: 'year' })
  for (const wrong of ['year*year^2', 'year^2*year^2', 'year^3'])
    assert.equal(parseTerms(design, wrong).ok, false, wrong)
  assert.equal(parseTerms(designOf(LISTS, shaped(1, 0)), 'year^2').ok, false)
  assert.equal(formatTerms(design, unwrap(parseTerms(design, 'year^2'))), 'a, b, c, sex, year, year^2')
})
