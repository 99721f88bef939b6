import { ageGroupToGlotip, sexToGlotip, translate, type Crosswalk } from '@gloact/codes'
import { SEXES, UNKNOWN as NOT_KNOWN, type Age, type Sex } from './canon.ts'
import { answerFigures, NO_FIGURE, shownFigure, type FigureCell, type PublishedYear } from './figures.ts'
import { CHILD_OR_DOUBT } from './lines.ts'
import { placesFor } from './places.ts'

export interface ReturnRow {
  readonly indicator: string
  readonly dimension: string
  readonly category: string
  readonly sex: string
  readonly age: string
  readonly year: number
  readonly unit: string
  readonly value: string
  /** How far the figure lies from its count of persons at most, and between what its value lies; empty where there is none. */
  readonly within: number
  readonly low: string
  readonly high: string
}

export interface Population {
  readonly total: number
  readonly female?: number | undefined
  readonly male?: number | undefined
  readonly child?: number | undefined
  readonly adult?: number | undefined
}

const TOTAL = 'Total'
const UNKNOWN = 'Unknown'
const VICTIMS = 'Detected trafficking victims'

/** GLOTIP’s categories, as the canon has them. */
export const GLOTIP_FORMS = [
  ['Sexual exploitation', 'sexual_exploitation'],
  ['Forced labour', 'forced_labour'],
  ['Other forms of exploitation', 'other_forms'],
  [UNKNOWN, 'unknown'],
] as const

const word = (crosswalk: Crosswalk, code: string): string => translate(crosswalk, code)[0] ?? UNKNOWN

/** GLOTIP’s sexes, each with the codes that count as it: `other` and `unknown` are its own words. */
const SEX_GROUPS: readonly (readonly [string, readonly Sex[]])[] = [
  [TOTAL, []],
  ...SEXES.map((sex) => [word(sexToGlotip, sex), [sex]] as const),
]

/** GLOTIP’s ages. It has no word for doubt: as what it is returned is the country’s decision. */
const ageGroups = (doubtCountsAs: 'child' | 'unknown'): readonly (readonly [string, readonly Age[]])[] => [
  [TOTAL, []],
  [word(ageGroupToGlotip, 'child'), doubtCountsAs === 'child' ? CHILD_OR_DOUBT : ['child']],
  [word(ageGroupToGlotip, 'adult'), ['adult']],
  [UNKNOWN, doubtCountsAs === 'unknown' ? ['doubt', NOT_KNOWN] : [NOT_KNOWN]],
]

interface Place {
  readonly form: string | null
  readonly sexes: readonly Sex[]
  readonly ages: readonly Age[]
}

function cellOf(published: readonly PublishedYear[], year: number, { form, sexes, ages }: Place): FigureCell {
  const table = answerFigures(
    {
      measure: 'identified',
      rows: 'year',
      columns: null,
      years: [year],
      sexes,
      ages,
      family: form === null ? null : 'form',
      codes: form === null ? [] : [form],
    },
    published,
  )
  if (typeof table === 'string') throw new Error(table)
  return table.cells[0]?.[0] ?? NO_FIGURE
}

/** Every year of a published series or of the figures here, side by side; nothing is taken from the one to the other. */
export function besidePublished(
  series: readonly { readonly year: number; readonly value: string }[],
  published: readonly PublishedYear[],
  base: number,
): { readonly year: number; readonly published: string; readonly here: string }[] {
  const out = new Map(series.map(({ year, value }) => [year, value]))
  const here = new Set(published.map(({ year }) => year))
  return [...new Set([...out.keys(), ...here])]
    .toSorted((a, b) => b - a)
    .map((year) => ({
      year,
      published: out.get(year) ?? '',
      here: here.has(year) ? shownFigure(cellOf(published, year, { form: null, sexes: [], ages: [] }), base) : '',
    }))
}

const countTold = (cell: FigureCell, base: number): Pick<ReturnRow, 'value' | 'within' | 'low' | 'high'> => ({
  value: shownFigure(cell, base),
  within: cell.within,
  low: cell.figure === null ? '' : String(cell.least),
  high: cell.figure === null ? '' : String(cell.most),
})

const baseOf = (published: readonly PublishedYear[]): number => Math.max(0, ...published.map(({ base }) => base))

/** The victims table of the questionnaire: victims detected by sex and age, and the same for each form of exploitation. */
export function glotipRows(
  published: readonly PublishedYear[],
  year: number,
  { doubtCountsAs }: { readonly doubtCountsAs: 'child' | 'unknown' },
): readonly ReturnRow[] {
  const base = baseOf(published)
  const forms: readonly (readonly [string, string | null])[] = [[TOTAL, null], ...GLOTIP_FORMS]
  return forms.flatMap(([category, form]) =>
    SEX_GROUPS.flatMap(([sex, sexes]) =>
      ageGroups(doubtCountsAs).map(([age, ages]) => ({
        indicator: VICTIMS,
        dimension: form === null ? TOTAL : 'by form of exploitation',
        category,
        sex,
        age,
        year,
        unit: 'Counts',
        ...countTold(cellOf(published, year, { form, sexes, ages }), base),
      })),
    ),
  )
}

/**
 * SDG 16.2.2: detected victims for each 100,000 people who live in the country, in all, by sex, by age and by form of exploitation. Rates by sex and
 * age are of the people of that sex and age, where the country knows how many there are.
 */
export function sdgRows(
  published: readonly PublishedYear[],
  year: number,
  population: Population | undefined,
  { doubtCountsAs }: { readonly doubtCountsAs: 'child' | 'unknown' },
): readonly ReturnRow[] {
  const base = baseOf(published)
  const row = (
    dimension: string,
    said: Partial<ReturnRow>,
    place: Partial<Place>,
    people: number | undefined,
  ): ReturnRow => ({
    indicator: 'SDG 16.2.2',
    dimension,
    category: TOTAL,
    sex: TOTAL,
    age: TOTAL,
    year,
    unit: 'Per 100,000 population',
    ...rate(cellOf(published, year, { form: null, sexes: [], ages: [], ...place }), people, base),
    ...said,
  })
  const [, [child, children], [adult, adults]] = ageGroups(doubtCountsAs) as [
    unknown,
    readonly [string, readonly Age[]],
    readonly [string, readonly Age[]],
  ]
  return [
    row(TOTAL, {}, {}, population?.total),
    row('by sex', { sex: word(sexToGlotip, 'female') }, { sexes: ['female'] }, population?.female),
    row('by sex', { sex: word(sexToGlotip, 'male') }, { sexes: ['male'] }, population?.male),
    row('by age', { age: child }, { ages: children }, population?.child),
    row('by age', { age: adult }, { ages: adults }, population?.adult),
    ...GLOTIP_FORMS.map(([category, form]) =>
      row('by form of exploitation', { category }, { form }, population?.total),
    ),
  ]
}

const PER = 100_000

/** To two places, as UNSD publishes rates. */
export const perHundredThousand = (persons: number, residents: number): string =>
  ((persons / residents) * PER).toFixed(2)

/** A rate with no more places than its figure can bear, and between what it lies: rounded down below, and up above. */
function rate(
  { figure, within, least, most }: FigureCell,
  people: number | undefined,
  base: number,
): Pick<ReturnRow, 'value' | 'within' | 'low' | 'high'> {
  if (figure === null || people === undefined) return { value: '', within, low: '', high: '' }
  const places = placesFor((within / people) * PER)
  const scale = 10 ** places
  const of = (count: number, to: (value: number) => number): string =>
    (to((count / people) * PER * scale) / scale).toFixed(places)
  const high = of(most, Math.ceil)
  const value = figure > 0 ? of(figure, Math.round) : most < base ? `<${of(base, Math.ceil)}` : `0-${high}`
  return { value, within, low: of(least, Math.floor), high }
}
