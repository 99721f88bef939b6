import assert from 'node:assert/strict'
import type { CollectedReturn, CtdcReturn, GlotipReturn, SdgReturn } from '../../contract/returns.ts'
import { AGES, codesOfFamily, SEXES, type Measure } from '../../domain/canon.ts'
import { answerFigures, shownFigure, type FigureQuery, type PublishedYear } from '../../domain/figures.ts'
import { codeOf, countedIn, ctdcMarks, known, purposeOf, sumOf, type Alike } from './own-count.ts'

/** How many cells were held against a count, and what is wrong with those that do not hold. */
export interface Held {
  cells: number
  readonly wrong: string[]
}

/** Whether a number and what is said of it hold of a count. */
export function hold(held: Held, what: () => string, count: number, told: { shown: string; within: number }): void {
  held.cells++
  const { shown, within } = told
  const isTrue = shown.startsWith('<')
    ? count < Number(shown.slice(1))
    : shown.includes('-')
      ? count >= Number(shown.split('-')[0]) && count <= Number(shown.split('-')[1])
      : Math.abs(count - Number(shown)) <= within
  if (!isTrue) held.wrong.push(`${what()}: ${shown} within ${within}, counted ${count}`)
}

/** Counts by year, age, sex and code of one breakdown, by itself. */
function cubeOf(rows: readonly Alike[], breakdown: string | null): ReadonlyMap<string, number> {
  const cube = new Map<string, number>()
  for (const row of rows) {
    const code = breakdown === null ? '' : codeOf(breakdown, row)
    const name = [row['year'], known(row['age']!), known(row['sex']!), code].join('|')
    cube.set(name, (cube.get(name) ?? 0) + Number(row.count))
  }
  return cube
}

/** Every question of a sort: what in rows and columns, and each way to filter. */
export function* questionsOf(
  measure: Measure,
  family: string | null,
  { years, sexes, ages, codes }: Filters,
): Generator<FigureQuery> {
  const breakdowns = ['year', 'sex', 'age', ...(family === null ? [] : [family])]
  for (const rows of breakdowns)
    for (const columns of [null, ...breakdowns.filter((one) => one !== rows)]) {
      const isBroken = family !== null && (rows === family || columns === family)
      for (const of of years)
        for (const sex of sexes)
          for (const age of ages)
            for (const code of family === null ? [[]] : codes) {
              if (!isBroken && family !== null && code.length === 0) continue
              yield {
                measure: measure.id,
                rows,
                columns,
                years: of,
                sexes: sex as FigureQuery['sexes'],
                ages: age as FigureQuery['ages'],
                family: code.length === 0 ? null : family,
                codes: code,
              }
            }
    }
}

export interface Filters {
  readonly years: readonly (readonly number[])[]
  readonly sexes: readonly (readonly string[])[]
  readonly ages: readonly (readonly string[])[]
  readonly codes: readonly (readonly string[])[]
}

/** Holds the answers to questions against a cube of counts. */
export function holdQuestions(
  held: Held,
  questions: Iterable<FigureQuery>,
  published: readonly PublishedYear[],
  measures: readonly Measure[],
  rows: readonly Alike[],
  family: string | null,
): void {
  const cube = cubeOf(rows, family)
  const allYears = published.map(({ year }) => year)
  for (const query of questions) {
    const table = answerFigures(query, published, measures)
    assert.ok(typeof table !== 'string', String(table))
    const measure = measures.find(({ id }) => id === query.measure)!
    const all = family === null ? [''] : codesOfFamily(measure.families.find(({ id }) => id === family)!)
    const chosen = (asked: readonly (string | number)[], of: readonly (string | number)[]) =>
      (asked.length === 0 ? of : asked).map(String)
    for (const [row, cells] of table.cells.entries())
      for (const [column, cell] of cells.entries()) {
        const only = (breakdown: string): string | undefined =>
          query.rows === breakdown ? table.rows[row] : query.columns === breakdown ? table.columns[column] : undefined
        const pick = (breakdown: string, of: readonly string[]): readonly string[] => {
          const one = only(breakdown)
          return one === undefined ? of : [one]
        }
        let count = 0
        for (const year of pick('year', chosen(query.years, allYears)))
          for (const age of pick('age', chosen(query.ages, AGES)))
            for (const sex of pick('sex', chosen(query.sexes, SEXES)))
              for (const code of family === null ? [''] : pick(family, chosen(query.codes, all)))
                count += cube.get(`${year}|${age}|${sex}|${code}`) ?? 0
        hold(held, () => JSON.stringify([query, row, column]), count, {
          shown: shownFigure(cell, table.base),
          within: cell.within,
        })
        if (cell.figure !== null && !(cell.least <= count && count <= cell.most))
          held.wrong.push(`${JSON.stringify(query)}: ${count} is not between ${cell.least} and ${cell.most}`)
      }
  }
}

interface Returns {
  readonly glotip: GlotipReturn
  readonly sdg: SdgReturn
  readonly ctdc: CtdcReturn
  readonly collected: readonly CollectedReturn[]
}

const SEX: Readonly<Record<string, readonly string[]>> = {
  Total: SEXES,
  total: SEXES,
  Female: ['female'],
  Male: ['male'],
  Other: ['other'],
  Unknown: ['unknown'],
  female: ['female'],
  male: ['male'],
  other: ['other'],
  unknown: ['unknown'],
  other_or_unknown: ['other', 'unknown'],
}
const FORM: Readonly<Record<string, string>> = {
  'Sexual exploitation': 'sexual_exploitation',
  'Forced labour': 'forced_labour',
  'Other forms of exploitation': 'other_forms',
  Unknown: 'unknown',
}

/** Every number of every return of a year against counts by the words of the return. */
export function holdReturns(
  held: Held,
  { glotip, sdg, ctdc, collected }: Returns,
  year: number,
  rows: Readonly<Record<'person' | 'situation', readonly Alike[]>>,
): void {
  const of = (unit: 'person' | 'situation', is: (row: Alike) => boolean) =>
    sumOf(rows[unit], (row) => row['year'] === String(year) && countedIn('identified')(row) && is(row))
  const AGE: Readonly<Record<string, readonly string[]>> = {
    Total: AGES,
    '0 to 17 years': glotip.doubtCountsAs === 'child' ? ['child', 'doubt'] : ['child'],
    '18 years or over': ['adult'],
    Unknown: glotip.doubtCountsAs === 'child' ? ['unknown'] : ['doubt', 'unknown'],
  }
  const isOf = (row: Alike, sex: string, age: string, category: string) =>
    SEX[sex]!.includes(known(row['sex']!)) &&
    AGE[age]!.includes(known(row['age']!)) &&
    (category === 'Total' || known(row['form']!) === FORM[category])
  for (const { category, sex, age, value, within } of glotip.rows) {
    const count = of('person', (row) => isOf(row, sex, age, category))
    hold(held, () => `GLOTIP ${year} ${category} ${sex} ${age}`, count, { shown: value, within })
  }
  for (const { category, sex, age, value, low, high, within } of sdg.rows) {
    if (value === '' || sdg.population === null) continue
    const count = of('person', (row) => isOf(row, sex, age, category))
    const people = sex === 'Total' && age === 'Total' ? sdg.population : null
    held.cells++
    if (people === null) continue
    const rate = (count / people) * 100_000
    if (!(Number(low) <= rate && rate <= Number(high)))
      held.wrong.push(`SDG ${year}: ${rate} is not between ${low} and ${high}, within ${within}`)
  }
  const CTDC: Readonly<Record<string, (row: Alike, value: string) => boolean>> = {
    yearOfRegistration: () => true,
    gender: (row, value) =>
      known(row['sex']!) ===
      { Female: 'female', Male: 'male', 'Transgender/NonConforming': 'other', NULL: 'unknown' }[value],
    majorityStatus: (row, value) =>
      known(row['age']!) === { Minor: 'child', Adult: 'adult', Unknown: 'doubt', NULL: 'unknown' }[value],
    typeOfExploitation: (row, value) => ctdcMarks(row).includes(value),
    typeOfLabour: (row, value) => ctdcMarks(row).includes(value),
  }
  for (const { variable, value, count: shown, within } of ctdc.rows) {
    if (shown === '') continue
    const count = of('person', (row) => CTDC[variable]!(row, value))
    hold(held, () => `CTDC ${year} ${variable} ${value}`, count, { shown, within })
  }
  for (const { tables } of collected)
    for (const { id, unit, breakdown, columns, rows: lines } of tables)
      for (const line of lines)
        for (const [at, shown] of line.cells.entries()) {
          if (shown === '') continue
          const isLine = (row: Alike): boolean => {
            if (line.id === 'total') return true
            if (breakdown === 'purpose') return purposeOf(known(row['form_detail']!)) === line.id
            if (breakdown !== 'age') return known(row[breakdown]!) === line.id
            // Eurostat has no line for doubt: it is with children or with the unknown, as the country decided.
            const hasDoubt = lines.some((one) => one.id === 'doubt')
            const age = known(row['age']!)
            const asked = age === 'doubt' && !hasDoubt ? glotip.doubtCountsAs : age
            return asked === line.id
          }
          const count = of(unit, (row) => SEX[columns[at]!]!.includes(known(row['sex']!)) && isLine(row))
          hold(held, () => `${id} ${year} ${line.id} ${columns[at]!}`, count, { shown, within: line.within[at]! })
        }
}
