import {
  AGES,
  codesOfFamily,
  familyOf,
  MEASURES,
  measureOf,
  SEXES,
  UNKNOWN,
  type Age,
  type Family,
  type Measure,
  type Sex,
} from './canon.ts'
import { AGE_LINES, linesIn, linesOfFamily, SEX_LINES } from './lines.ts'
import { placesFor } from './places.ts'

/**
 * What was published of one measure and year: rounded figures, and nothing else. Every figure that anybody is shown is a sum of
 * these, so that no sequence of questions tells more than they do. Cells are named `age|sex` and `age|sex|code`; one that is 0 is
 * left out.
 */
export interface PublishedYear {
  readonly measure: string
  readonly year: number
  /** The day up to which files were counted. */
  readonly asOf: string
  /** What figures are multiples of. Below it they are 0, and shown as "fewer than". */
  readonly base: number
  /**
   * `lines`: no cell and no line lies further from its count than `within`. `cells`, as years were published before: no cell does, and the
   * totals of a family no further than its own.
   */
  readonly drawn: 'cells' | 'lines'
  readonly within: Readonly<Record<string, number>>
  /** Columns in which somebody’s answer has no counterpart in the crosswalk. */
  readonly incomplete: readonly string[]
  readonly codedWith: string
  readonly cells: Readonly<Record<string, number>>
  readonly families: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export const BASIC_BREAKDOWNS = ['year', 'sex', 'age'] as const

/** What somebody asks for. Codes alone: it says nothing about anybody, and may be kept, sent and shared. */
export interface FigureQuery {
  readonly measure: string
  readonly rows: string
  readonly columns: string | null
  readonly years: readonly number[]
  readonly sexes: readonly Sex[]
  readonly ages: readonly Age[]
  /** The family that is filtered by, where one is. */
  readonly family: string | null
  readonly codes: readonly string[]
}

export type QueryProblem =
  | 'statistics.unknown_measure'
  | 'statistics.unknown_breakdown'
  | 'statistics.breakdown_twice'
  | 'statistics.one_breakdown'

export interface FigureCell {
  /** A multiple of the base. Null: no year of it was published. */
  readonly figure: number | null
  /** No further from its count than this, and never more than `most`. */
  readonly within: number
  readonly least: number
  readonly most: number
}

export const NO_FIGURE: FigureCell = { figure: null, within: 0, least: 0, most: 0 }

export interface FigureTable {
  readonly query: FigureQuery
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** By row, then column. The last row and the last column are totals; a table without columns has its totals alone. */
  readonly cells: readonly (readonly FigureCell[])[]
  readonly base: number
  readonly years: readonly PublishedFacts[]
  /** Years that were asked for and of which nothing is published. */
  readonly missingYears: readonly number[]
}

export type PublishedFacts = Pick<PublishedYear, 'year' | 'asOf' | 'incomplete' | 'codedWith'>

export const TOTAL = 'total'

interface Asked {
  readonly measure: Measure
  readonly family: Family | null
}

/** Whether a question can be answered: of what goes beyond year, sex and age it may use one thing, in rows, columns or filter. */
export function understood(query: FigureQuery, measures: readonly Measure[] = MEASURES): Asked | QueryProblem {
  const measure = measureOf(query.measure, measures)
  if (!measure) return 'statistics.unknown_measure'
  const breakdowns = [query.rows, ...(query.columns === null ? [] : [query.columns])]
  if (new Set(breakdowns).size < breakdowns.length) return 'statistics.breakdown_twice'
  const beyond = new Set(
    [...breakdowns, ...(query.family === null ? [] : [query.family])].filter(
      (id) => !(BASIC_BREAKDOWNS as readonly string[]).includes(id),
    ),
  )
  if ([...beyond].some((id) => !familyOf(measure, id))) return 'statistics.unknown_breakdown'
  if (beyond.size > 1) return 'statistics.one_breakdown'
  const [id] = beyond
  return { measure, family: id === undefined ? null : (familyOf(measure, id) ?? null) }
}

const orAll = <Code>(chosen: readonly Code[], all: readonly Code[]): readonly Code[] =>
  chosen.length === 0 ? all : all.filter((code) => chosen.includes(code))

/** The published figures as a table of what was asked for. Nothing is looked up of anybody: figures are added up, and no more. */
export function answerFigures(
  query: FigureQuery,
  published: readonly PublishedYear[],
  measures: readonly Measure[] = MEASURES,
): FigureTable | QueryProblem {
  const asked = understood(query, measures)
  if (typeof asked === 'string') return asked
  const { family } = asked
  // A year from before there was such a breakdown has nothing to say about it: that is not "few".
  const of = published.filter(
    ({ measure, families }) => measure === query.measure && (family === null || families[family.id] !== undefined),
  )
  const known = of.map(({ year }) => year)
  const out = published.flatMap(({ measure, year }) => (measure === query.measure ? [year] : []))
  const years = query.years.length === 0 ? out.toSorted((a, b) => a - b) : query.years.toSorted((a, b) => a - b)
  const found = years.flatMap((year) => of.find((one) => one.year === year) ?? [])
  const choices = {
    year: years.map(String),
    sex: orAll<string>(query.sexes, SEXES),
    age: orAll<string>(query.ages, AGES),
    family: family ? orAll(query.family === family.id ? query.codes : [], codesOfFamily(family)) : [],
  }
  const codesOf = (breakdown: string | null): readonly string[] =>
    breakdown === null
      ? []
      : breakdown === 'year' || breakdown === 'sex' || breakdown === 'age'
        ? choices[breakdown]
        : choices.family
  const rows = codesOf(query.rows)
  const columns = codesOf(query.columns)
  const cell = (row: string | null, column: string | null): FigureCell => {
    const one = (breakdown: string): string | null =>
      (breakdown === query.rows ? row : null) ?? (breakdown === query.columns ? column : null)
    const pick = (breakdown: string, all: readonly string[]): readonly string[] => {
      const only = one(breakdown)
      return only === null ? all : [only]
    }
    return sumOf(found, family, {
      years: pick('year', choices.year),
      sexes: pick('sex', choices.sex),
      ages: pick('age', choices.age),
      codes: family ? pick(family.id, choices.family) : null,
    })
  }
  const across: readonly (string | null)[] = [...columns, null]
  return {
    query,
    rows,
    columns,
    cells: [...rows, null].map((row) => across.map((column) => cell(row, column))),
    base: Math.max(0, ...of.map(({ base }) => base)),
    years: found.map(({ year, asOf, incomplete, codedWith }) => ({ year, asOf, incomplete, codedWith })),
    missingYears: years.filter((year) => !known.includes(year)),
  }
}

interface Selection {
  readonly years: readonly string[]
  readonly sexes: readonly string[]
  readonly ages: readonly string[]
  readonly codes: readonly string[] | null
}

function sumOf(published: readonly PublishedYear[], family: Family | null, of: Selection): FigureCell {
  let sum = NO_FIGURE
  for (const year of published) {
    if (!of.years.includes(String(year.year))) continue
    const cells = family ? (year.families[family.id] ?? {}) : year.cells
    let figure = 0
    for (const age of of.ages) {
      for (const sex of of.sexes) {
        if (of.codes === null) figure += cells[`${age}|${sex}`] ?? 0
        else for (const code of of.codes) figure += cells[`${age}|${sex}|${code}`] ?? 0
      }
    }
    const within = boundOf(of, family, year)
    sum = {
      figure: (sum.figure ?? 0) + figure,
      within: sum.within + within,
      // Nobody is fewer than none: what a year is short of its bound is no part of the sum.
      least: sum.least + Math.max(0, figure - within),
      most: sum.most + figure + within,
    }
  }
  return sum
}

/** How far a sum lies from its count at most: as many bases as lines were added up that are rounded by themselves. */
function boundOf(selection: Selection, family: Family | null, year: PublishedYear): number {
  if (year.drawn === 'cells') return boundOfCells(selection, family, year)
  const { ages, sexes, codes } = selection
  const pairs = linesIn(ages, AGES, AGE_LINES) * linesIn(sexes, SEXES, SEX_LINES)
  const own = year.within['all'] ?? year.base - 1
  if (codes === null || family === null || codes.length === codesOfFamily(family).length) return pairs * own
  return pairs * linesIn(codes, codesOfFamily(family), linesOfFamily(family)) * (year.within[family.id] ?? own)
}

/** The same of a year that was published when cells alone were near their counts, and totals were sums of them. */
function boundOfCells(
  { ages, sexes, codes }: Selection,
  family: Family | null,
  { base, within }: PublishedYear,
): number {
  const allAges = ages.length === AGES.length
  const allSexes = sexes.length === SEXES.length
  const pairs = allAges && allSexes ? 1 : allSexes ? ages.length : allAges ? sexes.length : ages.length * sexes.length
  if (codes === null || family === null || codes.length === codesOfFamily(family).length) return pairs * (base - 1)
  if (!allSexes) return ages.length * sexes.length * codes.length * (base - 1)
  return (allAges ? 1 : ages.length) * codes.length * (within[family.id] ?? 0)
}

/**
 * What a cell shows: its figure; that its count is below the base, only where that is certain; between what it lies, where the figure is none
 * and the count may be more; or nothing where nothing is published.
 */
export function shownFigure({ figure, most }: Pick<FigureCell, 'figure' | 'most'>, base: number): string {
  if (figure === null) return ''
  if (figure > 0) return String(figure)
  return most < base ? `<${base}` : `0-${most}`
}

/**
 * The share of each row in those of whom it is known (CTDC’s rule of denominators): the rows without an answer are no part of it, and
 * have no share. In percent, to as many places as its figures allow; null where the figure, or all of them, is below the base.
 */
export function sharesOf({ rows, cells }: Pick<FigureTable, 'rows' | 'cells'>): readonly (number | null)[] {
  const totals = rows.map((code, row) => ({ code, cell: cells[row]?.at(-1) ?? NO_FIGURE }))
  const known = totals.filter(({ code }) => code !== UNKNOWN).map(({ cell }) => cell)
  return totals.map(({ code, cell }) => (code === UNKNOWN ? null : shareOf(cell, known)))
}

/** The share of a cell in the sum of others, in percent. */
export function shareOf({ figure, within }: FigureCell, others: readonly FigureCell[]): number | null {
  const whole = others.reduce((sum, one) => sum + (one.figure ?? 0), 0)
  if (figure === null || figure === 0 || whole === 0) return null
  const share = figure / whole
  const off = (within + share * others.reduce((sum, one) => sum + one.within, 0)) / whole
  return Number((share * 100).toFixed(Math.min(1, placesFor(off * 100))))
}
