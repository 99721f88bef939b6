import { AGES, codesOfFamily, FAMILIES, SEXES, UNKNOWN, type Age, type Family, type Sex } from './canon.ts'
import { answerFigures, NO_FIGURE, shownFigure, TOTAL, type FigureCell, type PublishedYear } from './figures.ts'
import { PURPOSES } from './form-groups.ts'
import { CHILD_OR_DOUBT, OTHER_OR_UNKNOWN_SEX } from './lines.ts'

/*
 * Tables of the collections that ask for more than victims by form: which published figures each asks for, and how it groups them. Neither the
 * published classification of IC-TIP nor Eurostat's codes of dissemination are repeated here; the groups are those of the questionnaires.
 */

export const COLLECTIONS = ['eurostat', 'ic_tip'] as const
export type Collection = (typeof COLLECTIONS)[number]

/** Other and unknown sexes together, as Eurostat asks for them. */
export const OTHER_OR_UNKNOWN = 'other_or_unknown'

interface Line<Code extends string> {
  readonly id: string
  /** The codes that count in it; none: all. */
  readonly codes: readonly Code[]
}

export interface CollectedTable {
  readonly id: string
  readonly measure: 'identified' | 'situations'
  /** `age`, a family of tables, or `purpose`, which is grouped from the detailed forms. */
  readonly breakdown: string
}

const TABLES: Readonly<Record<Collection, readonly CollectedTable[]>> = {
  eurostat: [
    { id: 'age', measure: 'identified', breakdown: 'age' },
    { id: 'form', measure: 'identified', breakdown: 'form' },
    { id: 'citizenship', measure: 'identified', breakdown: 'citizenship' },
    { id: 'registered_by', measure: 'identified', breakdown: 'agency_kind' },
  ],
  ic_tip: [
    { id: 'age', measure: 'identified', breakdown: 'age' },
    { id: 'purpose', measure: 'identified', breakdown: 'purpose' },
    { id: 'citizenship', measure: 'identified', breakdown: 'citizenship' },
    { id: 'detected_by', measure: 'identified', breakdown: 'channel' },
    { id: 'reporting', measure: 'identified', breakdown: 'agency_kind' },
    { id: 'event_border', measure: 'situations', breakdown: 'border' },
    { id: 'event_purpose', measure: 'situations', breakdown: 'purpose' },
  ],
}

export const tablesOf = (collection: Collection): readonly CollectedTable[] => TABLES[collection]

/** The family of tables that a table needs of what is published; null: those of age and sex alone. */
export function familyOfTable({ breakdown }: CollectedTable): string | null {
  if (breakdown === 'age') return null
  return breakdown === 'purpose' ? 'form_detail' : breakdown
}

const each = <Code extends string>(codes: readonly Code[]): readonly Line<Code>[] =>
  codes.map((code) => ({ id: code, codes: [code] }))

const ALL: Line<never> = { id: TOTAL, codes: [] }

const SEX_LINES: Readonly<Record<Collection, readonly Line<Sex>[]>> = {
  eurostat: [...each<Sex>(['female', 'male']), { id: OTHER_OR_UNKNOWN, codes: OTHER_OR_UNKNOWN_SEX }, ALL],
  ic_tip: [...each(SEXES), ALL],
}

/** Eurostat has no word for doubt: as what it is returned is the country’s decision, as for GLOTIP. IC-TIP keeps it apart. */
function ageLines(collection: Collection, doubtCountsAs: 'child' | 'unknown'): readonly Line<Age>[] {
  if (collection === 'ic_tip') return [...each(AGES), ALL]
  const asked: readonly Line<Age>[] = [
    { id: 'child', codes: doubtCountsAs === 'child' ? CHILD_OR_DOUBT : ['child'] },
    { id: 'adult', codes: ['adult'] },
    { id: UNKNOWN, codes: doubtCountsAs === 'unknown' ? ['doubt', UNKNOWN] : [UNKNOWN] },
  ]
  return [...asked, ALL]
}

/** The rows of a family; the forms as IC-TIP’s purposes, and what no purpose stands for under its own code. */
function linesOf({ breakdown }: CollectedTable, family: Family): readonly Line<string>[] {
  const codes = codesOfFamily(family)
  if (breakdown !== 'purpose') return [...each(codes), ALL]
  return [...PURPOSES, ALL]
}

export interface CollectedFigures extends CollectedTable {
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly id: string
    readonly cells: readonly string[]
    /** How far each lies from its count at most. */
    readonly within: readonly number[]
  }[]
}

/** A table of a year: its rows by sex, each cell a sum of published figures. */
export function collectedTable(
  collection: Collection,
  table: CollectedTable,
  published: readonly PublishedYear[],
  year: number,
  { doubtCountsAs }: { readonly doubtCountsAs: 'child' | 'unknown' },
): CollectedFigures {
  const id = familyOfTable(table)
  const family = id === null ? undefined : FAMILIES[id]
  const base = Math.max(0, ...published.map((one) => one.base))
  const sexes = SEX_LINES[collection]
  const cell = (sex: readonly Sex[], ages: readonly Age[], codes: readonly string[]): FigureCell => {
    const answered = answerFigures(
      {
        measure: table.measure,
        rows: 'year',
        columns: null,
        years: [year],
        sexes: sex,
        ages,
        family: codes.length === 0 ? null : id,
        codes,
      },
      published,
    )
    if (typeof answered === 'string') throw new Error(answered)
    return answered.cells[0]?.[0] ?? NO_FIGURE
  }
  const told = (id: string, cells: readonly FigureCell[]) => ({
    id,
    cells: cells.map((one) => shownFigure(one, base)),
    within: cells.map(({ within }) => within),
  })
  const rows = family
    ? linesOf(table, family).map(({ id: row, codes }) =>
        told(
          row,
          sexes.map((sex) => cell(sex.codes, [], codes)),
        ),
      )
    : ageLines(collection, doubtCountsAs).map(({ id: row, codes }) =>
        told(
          row,
          sexes.map((sex) => cell(sex.codes, codes, [])),
        ),
      )
  return { ...table, columns: sexes.map((sex) => sex.id), rows }
}
