import { SEVERAL, SEX_AND_LABOUR, UNKNOWN, type Age, type Sex } from './canon.ts'
import { COMBINATIONS } from './code-file.ts'
import { answerFigures, NO_FIGURE, shareOf, shownFigure, type FigureCell, type PublishedYear } from './figures.ts'
import { CTDC_LABOUR, CTDC_TYPES, FORM_RECORDED, type FormGroup } from './form-groups.ts'

/** What CTDC writes where nothing is recorded. */
const NOTHING_RECORDED = 'NULL'

export interface CtdcRow {
  readonly variable: string
  readonly value: string
  readonly count: string
  /** How far it lies from its count at most. */
  readonly within: number
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

const BOTH = 'isSexAndLabour'

const valueOf = ({ id, codes }: FormGroup): Value => ({ value: id, codes })

/** CTDC’s columns. Combinations but one have none, and stand in a row of their own. */
function types(hasCombinations: boolean): readonly Value[] {
  return [
    ...CTDC_TYPES.map(valueOf),
    // A year that was published before the combination was told from others says nothing about it.
    { value: BOTH, codes: hasCombinations ? [SEX_AND_LABOUR] : [] },
    { value: SEVERAL, codes: [SEVERAL] },
    { value: NOTHING_RECORDED, codes: [UNKNOWN] },
  ]
}

const labour = (): readonly Value[] => CTDC_LABOUR.map(valueOf)

/** A year’s victims in the variables of CTDC that the record has, each value a sum of published figures. */
export function ctdcRows(
  published: readonly PublishedYear[],
  detailed: readonly PublishedYear[],
  year: number,
): readonly CtdcRow[] {
  const base = Math.max(0, ...published.map((one) => one.base))
  const hasCombinations = detailed.some((one) => one.year === year && one.codedWith.split(' ').includes(COMBINATIONS))
  const cellOf = ({ value, sexes = [], ages = [], codes = [] }: Value): FigureCell => {
    if (value === BOTH && codes.length === 0) return NO_FIGURE
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
    return table.cells[0]?.[0] ?? NO_FIGURE
  }
  /** Shares are of those of whom anything of the group is recorded: in CTDC’s columns of one group somebody may be marked twice. */
  const variable = (name: string, values: readonly Value[], of: readonly Value[] = values): CtdcRow[] => {
    const known = of.flatMap((value) => (value.value === NOTHING_RECORDED ? [] : [cellOf(value)]))
    return values.map((value) => {
      const cell = cellOf(value)
      return {
        variable: name,
        value: value.value,
        count: shownFigure(cell, base),
        within: cell.within,
        percent: value.value === NOTHING_RECORDED ? null : shareOf(cell, known),
      }
    })
  }
  return [
    ...variable('yearOfRegistration', [{ value: String(year) }]),
    ...variable('gender', GENDERS),
    ...variable('majorityStatus', MAJORITY),
    ...variable('typeOfExploitation', types(hasCombinations), [valueOf(FORM_RECORDED)]),
    ...variable('typeOfLabour', labour(), [
      { value: 'isForcedLabour', codes: labour().flatMap(({ codes = [] }) => codes) },
    ]),
  ]
}
