import type { AttackReport, RecordComparison } from '@gloact/disclosure'
import type { ReportBlock, ReportDocument } from '../document.ts'
import { plot } from '../plot.ts'
import type { ReportWords } from '../words.ts'

const MOST_SUBGROUPS = 20

/** What a comparison is about. */
export interface ComparedColumns {
  readonly columns: readonly string[]
  /** The codes of each column, by number. */
  readonly codes: readonly (readonly string[])[]
  /** What was not compared: columns that not every file has, and longer combinations where nobody asked for them. */
  readonly leftOut: readonly string[]
}

const MOST_LENGTH = 4

/** How many sets of columns were not compared. */
interface LeftOut extends Readonly<Record<string, number>> {
  readonly longest: number
  readonly columns: number
  readonly sets: number
  readonly more: number
  readonly all: number
}

/** Why longer combinations are not compared where nobody said how long; undefined where all are. */
export function leftOutBy(longest: number, columns: number): LeftOut | undefined {
  const all = Math.min(MOST_LENGTH, columns)
  if (longest >= all) return undefined
  let sets = 1
  for (let at = 0; at <= longest; at++) sets = (sets * (columns - at)) / (at + 1)
  return { longest, columns, sets, more: longest + 1, all }
}

/** Columns of one file that another one does not have, so that they were not compared. */
export interface OneSided {
  readonly file: 'sensitive' | 'synthetic' | 'control'
  readonly columns: readonly string[]
}

/** What each of the files has that not all have. */
export const oneSided = (tables: readonly { readonly columns: readonly string[] }[]): readonly OneSided[] =>
  (['sensitive', 'synthetic', 'control'] as const).flatMap((file, at): OneSided[] => {
    const others = tables[at]?.columns.filter((name) => tables.some(({ columns }) => !columns.includes(name))) ?? []
    return others.length > 0 ? [{ file, columns: others }] : []
  })

export const inOneOnly = ({ file, columns }: OneSided, { t, list }: ReportWords): string =>
  t('reports.compare.not_compared', { file, columns: list(columns) })

/** Combinations of so many codes, in words. */
export const lengthIn = (length: number, { t }: ReportWords): string =>
  length === 1 ? t('reports.length_one') : t('reports.length_several', { count: length })

const heading = (text: string): ReportBlock => ({ kind: 'heading', level: 2, text })

/** A table whose cells are numbers, but for the first of a row. */
const table = (
  caption: string,
  [first = '', ...others]: readonly string[],
  rows: readonly (readonly string[])[],
): ReportBlock => ({
  kind: 'table',
  caption,
  columns: [{ label: first }, ...others.map((label) => ({ label, numeric: true }))],
  rows,
})

/** The comparison of synthetic with sensitive records as a report for those who hold both. */
export function qualityReport(
  comparison: RecordComparison,
  attacks: AttackReport,
  compared: ComparedColumns,
  words: ReportWords,
): ReportDocument {
  const { t } = words
  return {
    title: t('reports.quality.title'),
    language: words.language,
    direction: words.direction,
    blocks: [
      {
        kind: 'notice',
        tone: 'warning',
        title: t('reports.quality.inside'),
        items: [t('reports.quality.inside_about')],
      },
      heading(t('reports.quality.near')),
      byLength(comparison, words),
      ...compared.leftOut.map((text) => ({ kind: 'paragraph', text }) as const),
      distinct(comparison, words),
      ...bySize(comparison, words),
      ...bySubgroup(comparison, compared, words),
      heading(t('reports.quality.rare')),
      rare(comparison, words),
      { kind: 'paragraph', text: t('reports.quality.unique_rows', { ...comparison.uniqueRows }) },
      heading(t('reports.quality.attacks')),
      attacksTable(attacks, words),
    ],
    colophon: ['gloact compare'],
  }
}

function byLength({ resolution, lengths }: RecordComparison, words: ReportWords): ReportBlock {
  const { t, count, fixed, share } = words
  return table(
    t('reports.quality.by_length'),
    [
      t('reports.quality.of'),
      t('reports.quality.held'),
      t('reports.quality.error', { count: resolution }),
      t('reports.quality.error_empty'),
      t('reports.quality.preserved'),
      t('reports.quality.lost', { count: resolution }),
      t('reports.quality.invented'),
    ],
    lengths.map((each) => [
      lengthIn(each.length, words),
      count(each.combinations),
      fixed(each.meanAbsoluteErrorCommon, 2),
      fixed(each.emptyReleaseErrorCommon, 2),
      share(each.preservation),
      share(each.lost.ofCommon),
      share(each.invented.ofRecords),
    ]),
  )
}

function distinct({ resolution, lengths }: RecordComparison, words: ReportWords): ReportBlock {
  const { t, fixed, share } = words
  return table(
    t('reports.quality.distinct'),
    [
      t('reports.quality.of'),
      t('reports.quality.relative', { count: resolution }),
      t('reports.quality.lost_of_all'),
      t('reports.quality.lost_people'),
      t('reports.quality.invented_per_100'),
    ],
    lengths.map((each) => [
      lengthIn(each.length, words),
      share(each.meanRelativeErrorCommon),
      share(each.lost.ofCombinations),
      share(each.lost.ofPeople),
      fixed(100 * each.invented.toCombinations, 1),
    ]),
  )
}

/** Errors and what is preserved by how many people hold a combination, with a figure for each length. */
function bySize({ lengths }: RecordComparison, words: ReportWords): ReportBlock[] {
  const { t, count, fixed, share } = words
  const figures = lengths.map(({ length, byCount }): ReportBlock => ({
    kind: 'figure',
    ...plot({
      x: { label: t('reports.quality.plot_people'), logarithmic: true },
      y: { label: t('reports.quality.plot_error'), fromZero: true },
      line: byCount
        .filter(({ combinations }) => combinations > 0)
        .map(({ from, meanAbsoluteError }) => ({ x: from, y: meanAbsoluteError })),
      direction: words.direction,
      format: words.number,
      caption: t('reports.quality.plot', { length: lengthIn(length, words) }),
      alternative: t('reports.quality.plot_described', { length: lengthIn(length, words) }),
    }),
  }))
  type Bin = RecordComparison['lengths'][number]['byCount'][number]
  const bins = lengths[0]?.byCount ?? []
  const columns = [t('reports.quality.who_hold'), ...lengths.map(({ length }) => lengthIn(length, words))]
  const rowsBy = (cell: (bin: Bin) => string) =>
    bins.map(({ from, below }, at) => [
      below === null
        ? t('reports.quality.and_more', { from: count(from) })
        : t('reports.quality.from_to', { from: count(from), to: count(below - 1) }),
      ...lengths.map(({ byCount }) => (byCount[at]!.combinations > 0 ? cell(byCount[at]!) : '–')),
    ])
  return [
    table(
      t('reports.quality.by_size'),
      columns,
      rowsBy(({ meanAbsoluteError }) => fixed(meanAbsoluteError, 2)),
    ),
    ...figures,
    table(
      t('reports.quality.preserved_by_size'),
      columns,
      rowsBy(({ preservation }) => share(preservation)),
    ),
  ]
}

function bySubgroup(
  { resolution, subgroups }: RecordComparison,
  { columns, codes }: ComparedColumns,
  { t, count, fixed, share }: ReportWords,
): ReportBlock[] {
  if (subgroups.length === 0) return []
  const shownGroups = Math.min(MOST_SUBGROUPS, subgroups.length)
  return [
    heading(t('reports.quality.by_group')),
    table(
      t('reports.quality.worst', { count: resolution, shown: shownGroups, groups: subgroups.length }),
      [
        t('reports.quality.group'),
        t('reports.quality.people'),
        t('reports.quality.shown'),
        t('reports.quality.pairs'),
        t('reports.quality.mean_error'),
        t('reports.quality.relative_error'),
      ],
      subgroups
        .slice(0, MOST_SUBGROUPS)
        .map(({ column, code, people, shown, pairs, meanAbsoluteError, meanRelativeError }) => [
          `${columns[column]!}: ${codes[column]![code]!}`,
          count(people),
          count(shown),
          count(pairs),
          fixed(meanAbsoluteError, 2),
          share(meanRelativeError),
        ]),
    ),
  ]
}

function rare({ resolution, lengths }: RecordComparison, words: ReportWords): ReportBlock {
  const { t, count, share } = words
  return table(
    t('reports.quality.fewer', { count: resolution }),
    [
      t('reports.quality.of'),
      t('reports.quality.rare_column'),
      t('reports.quality.seen_as_rare'),
      t('reports.quality.of_one'),
      t('reports.quality.of_one_seen'),
      t('reports.quality.invented_rare'),
    ],
    lengths.map(({ length, rare: each }) => [
      lengthIn(length, words),
      count(each.combinations),
      count(each.leaked),
      count(each.unique),
      count(each.uniqueSeen),
      share(each.inventedAmongRareShown),
    ]),
  )
}

/** Guessing a person’s membership is right half of the time. */
export const GUESSING = 0.5

function attacksTable({ membership, singlingOut }: AttackReport, { t, fixed }: ReportWords): ReportBlock {
  const control = membership.control === 'crossed' ? 'crossed' : 'others'
  return table(
    t('reports.quality.gains'),
    [
      t('reports.quality.attack'),
      t('reports.quality.success'),
      t('reports.quality.guessing'),
      t('reports.quality.uncertainty'),
    ],
    [
      [
        t(`reports.quality.membership_${control}`),
        fixed(membership.areaUnderCurve, 2),
        fixed(GUESSING, 2),
        fixed(membership.uncertainty, 2),
      ],
      [
        t('reports.quality.singling_out', { guesses: singlingOut.guesses }),
        fixed(singlingOut.success, 2),
        fixed(singlingOut.baseline, 2),
        fixed(singlingOut.uncertainty, 2),
      ],
    ],
  )
}
