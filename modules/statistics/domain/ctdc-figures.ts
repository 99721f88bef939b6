import { exploitationFormToCtdcKanon, translate } from '@gloact/codes'
import { FAMILIES, codesOfFamily, SEVERAL, UNKNOWN, type Age, type Sex } from './canon.ts'
import { answerFigures, shownFigure, type FigureCell, type PublishedYear } from './figures.ts'

/** What CTDC writes where nothing is recorded. */
const NOTHING_RECORDED = 'NULL'

export interface CtdcRow {
  readonly variable: string
  readonly value: string
  readonly count: string
  /** Of those of whom the variable is recorded: CTDC’s rule of denominators. */
  readonly percent: number | null
}

interface Value {
  readonly value: string
  readonly sexes?: readonly Sex[]
  readonly ages?: readonly Age[]
  readonly codes?: readonly string[]
}

const GENDERS: readonly Value[] = [
  { value: 'Female', sexes: ['female'] },
  { value: 'Male', sexes: ['male'] },
  { value: 'Transgender/NonConforming', sexes: ['other'] },
  { value: NOTHING_RECORDED, sexes: [UNKNOWN] },
]

/** CTDC has a word for what is not known of an age; a doubt is none of its two. */
const MAJORITY: readonly Value[] = [
  { value: 'Minor', ages: ['child'] },
  { value: 'Adult', ages: ['adult'] },
  { value: 'Unknown', ages: ['doubt'] },
  { value: NOTHING_RECORDED, ages: [UNKNOWN] },
]

/** Forms by the columns of CTDC; who was exploited in several is counted once here, and so in a row of its own. */
function forms(): readonly Value[] {
  const family = FAMILIES['form_detail']
  const codes = family ? codesOfFamily(family) : []
  const columnOf = (code: string): string =>
    code === UNKNOWN
      ? NOTHING_RECORDED
      : code === SEVERAL
        ? SEVERAL
        : (translate(exploitationFormToCtdcKanon, code)[0] ?? 'isOtherExploit')
  return [...Map.groupBy(codes, columnOf)].map(([value, of]) => ({ value, codes: of }))
}

/** A year’s victims in the variables of CTDC that the record has, each value a sum of published figures. */
export function ctdcRows(
  published: readonly PublishedYear[],
  detailed: readonly PublishedYear[],
  year: number,
): readonly CtdcRow[] {
  const base = Math.max(0, ...published.map((one) => one.base))
  const cellOf = ({ sexes = [], ages = [], codes = [] }: Value): FigureCell => {
    const table = answerFigures(
      {
        measure: 'identified',
        rows: 'year',
        columns: null,
        years: [year],
        sexes,
        ages,
        family: codes.length === 0 ? null : 'form_detail',
        codes,
      },
      codes.length === 0 ? published : detailed,
    )
    if (typeof table === 'string') throw new Error(table)
    return table.cells[0]?.[0] ?? { figure: null, within: 0 }
  }
  const variable = (name: string, values: readonly Value[]): CtdcRow[] => {
    const cells = values.map((value) => ({ value: value.value, cell: cellOf(value) }))
    const known = cells.reduce((sum, { value, cell }) => sum + (value === NOTHING_RECORDED ? 0 : (cell.figure ?? 0)), 0)
    return cells.map(({ value, cell }) => ({
      variable: name,
      value,
      count: shownFigure(cell, base),
      percent:
        value === NOTHING_RECORDED || known === 0 || cell.figure === null || cell.figure === 0
          ? null
          : Math.round((cell.figure / known) * 1000) / 10,
    }))
  }
  return [
    ...variable('yearOfRegistration', [{ value: String(year) }]),
    ...variable('gender', GENDERS),
    ...variable('majorityStatus', MAJORITY),
    ...variable('typeOfExploitation', forms()),
  ]
}
