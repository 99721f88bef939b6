import {
  FAMILIES,
  codesOfFamily,
  SEVERAL,
  SEVERAL_LABOUR,
  SEX_AND_LABOUR,
  UNKNOWN,
  type Age,
  type Sex,
} from './canon.ts'
import { COMBINATIONS } from './code-file.ts'
import { ctdcColumnOf, ctdcPlaceOf, isKindOfLabour } from './ctdc-columns.ts'
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

const FORM_CODES = FAMILIES['form_detail'] ? codesOfFamily(FAMILIES['form_detail']) : []
const SINGLE = FORM_CODES.filter((code) => ![UNKNOWN, SEVERAL, SEVERAL_LABOUR, SEX_AND_LABOUR].includes(code))
const BOTH = 'isSexAndLabour'

/**
 * Types of exploitation by the columns of CTDC, in which a person is marked in every one that applies: who was exploited sexually and for
 * labour counts in both columns and in that of the combination. Other combinations have no column, and stand in a row of their own.
 */
function types(hasCombinations: boolean): readonly Value[] {
  const columns = [...Map.groupBy(SINGLE, ctdcColumnOf)].map(([value, codes]) => ({
    value,
    codes: [
      ...codes,
      ...(['isSexualExploit', 'isForcedLabour'].includes(value) ? [SEX_AND_LABOUR] : []),
      ...(value === 'isForcedLabour' ? [SEVERAL_LABOUR] : []),
    ],
  }))
  return [
    ...columns,
    // A year that was published before the combination was told from others says nothing about it.
    { value: BOTH, codes: hasCombinations ? [SEX_AND_LABOUR] : [] },
    { value: SEVERAL, codes: [SEVERAL] },
    { value: NOTHING_RECORDED, codes: [UNKNOWN] },
  ]
}

/** Kinds of labour that the forms name; others are not recorded. */
const labour = (): readonly Value[] =>
  [...Map.groupBy(SINGLE, ctdcPlaceOf)].flatMap(([value, codes]) => (isKindOfLabour(value) ? [{ value, codes }] : []))

/** A year’s victims in the variables of CTDC that the record has, each value a sum of published figures. */
export function ctdcRows(
  published: readonly PublishedYear[],
  detailed: readonly PublishedYear[],
  year: number,
): readonly CtdcRow[] {
  const base = Math.max(0, ...published.map((one) => one.base))
  const hasCombinations = detailed.some((one) => one.year === year && one.codedWith.split(' ').includes(COMBINATIONS))
  const cellOf = ({ value, sexes = [], ages = [], codes = [] }: Value): FigureCell => {
    if (value === BOTH && codes.length === 0) return { figure: null, within: 0 }
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
  /** Shares are of those of whom anything of the group is recorded: in CTDC’s columns of one group somebody may be marked twice. */
  const variable = (name: string, values: readonly Value[], of: readonly Value[] = values): CtdcRow[] => {
    const known = of.reduce(
      (sum, value) => sum + (value.value === NOTHING_RECORDED ? 0 : (cellOf(value).figure ?? 0)),
      0,
    )
    return values.map((value) => {
      const cell = cellOf(value)
      return {
        variable: name,
        value: value.value,
        count: shownFigure(cell, base),
        percent:
          value.value === NOTHING_RECORDED || known === 0 || cell.figure === null || cell.figure === 0
            ? null
            : Math.round((cell.figure / known) * 1000) / 10,
      }
    })
  }
  const recorded: Value = { value: 'recorded', codes: FORM_CODES.filter((code) => code !== UNKNOWN) }
  return [
    ...variable('yearOfRegistration', [{ value: String(year) }]),
    ...variable('gender', GENDERS),
    ...variable('majorityStatus', MAJORITY),
    ...variable('typeOfExploitation', types(hasCombinations), [recorded]),
    ...variable('typeOfLabour', labour(), [
      { value: 'isForcedLabour', codes: labour().flatMap(({ codes = [] }) => codes) },
    ]),
  ]
}
