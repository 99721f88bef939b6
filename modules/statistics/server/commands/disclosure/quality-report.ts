import type { AttackReport, RecordComparison } from '@gloact/disclosure'
import { plot, type ReportBlock, type ReportDocument, type ReportTable } from '@gloact/reports'

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const decimal = (value: number): string => value.toFixed(2)

const MOST_SUBGROUPS = 20

/** What a comparison is about. */
export interface ComparedColumns {
  readonly columns: readonly string[]
  /** The codes of each column, by number. */
  readonly codes: readonly (readonly string[])[]
  /** What was not compared: columns that not every file has, and longer combinations where nobody asked for them. */
  readonly leftOut: readonly string[]
}

/** The comparison of synthetic with sensitive records as a report for those who hold both. */
export function qualityReport(
  { resolution, lengths, subgroups, uniqueRows }: RecordComparison,
  { membership, singlingOut }: AttackReport,
  { columns, codes, leftOut }: ComparedColumns,
): ReportDocument {
  const lengthOf = (length: number): string => (length === 1 ? 'single codes' : `${length} codes together`)
  const byLength: ReportBlock = {
    kind: 'table',
    caption: 'By the length of combinations',
    columns: [
      { label: 'Combinations of' },
      { label: 'held by people', numeric: true },
      { label: `error, ${resolution} or more people`, numeric: true },
      { label: 'the same of an empty release', numeric: true },
      { label: 'preserved', numeric: true },
      { label: `lost, ${resolution} or more people`, numeric: true },
      { label: 'invented, of what is shown', numeric: true },
    ],
    rows: lengths.map((each) => [
      lengthOf(each.length),
      each.combinations.toLocaleString('en'),
      decimal(each.meanAbsoluteErrorCommon),
      decimal(each.emptyReleaseErrorCommon),
      percent(each.preservation),
      percent(each.lost.ofCommon),
      percent(each.invented.ofRecords),
    ]),
  }
  const distinct: ReportBlock = {
    kind: 'table',
    caption: 'Distinct combinations, and errors beside their counts',
    columns: [
      { label: 'Combinations of' },
      { label: `relative error, ${resolution} or more people`, numeric: true },
      { label: 'lost, of all that people hold', numeric: true },
      { label: 'people in lost ones', numeric: true },
      { label: 'invented, to each 100 that people hold', numeric: true },
    ],
    rows: lengths.map((each) => [
      lengthOf(each.length),
      percent(each.meanRelativeErrorCommon),
      percent(each.lost.ofCombinations),
      percent(each.lost.ofPeople),
      (100 * each.invented.toCombinations).toFixed(1),
    ]),
  }
  const bySubgroup: ReportBlock[] =
    subgroups.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'By group of people' },
          {
            kind: 'table',
            caption:
              `Groups of ${resolution} or more people by one code, the ${Math.min(MOST_SUBGROUPS, subgroups.length)} of ` +
              `${subgroups.length} that came out worst: pairs that ${resolution} or more of them hold`,
            columns: [
              { label: 'Group' },
              { label: 'people', numeric: true },
              { label: 'shown', numeric: true },
              { label: 'pairs', numeric: true },
              { label: 'mean error', numeric: true },
              { label: 'relative error', numeric: true },
            ],
            rows: subgroups
              .slice(0, MOST_SUBGROUPS)
              .map(({ column, code, people, shown, pairs, meanAbsoluteError, meanRelativeError }) => [
                `${columns[column]!}: ${codes[column]![code]!}`,
                people.toLocaleString('en'),
                shown.toLocaleString('en'),
                pairs.toLocaleString('en'),
                decimal(meanAbsoluteError),
                percent(meanRelativeError),
              ]),
          },
        ]
  const wholeRows: ReportBlock = {
    kind: 'paragraph',
    text:
      `Of ${uniqueRows.unique.toLocaleString('en')} rows that one person alone has, over all columns, ` +
      `${uniqueRows.matched.toLocaleString('en')} stand in the synthetic records, too.`,
  }
  const figures = lengths.map(({ length, byCount }): ReportBlock => ({
    kind: 'figure',
    ...plot({
      x: { label: 'People who hold the combination (from)', logarithmic: true },
      y: { label: 'Mean error (people)', fromZero: true },
      line: byCount
        .filter(({ combinations }) => combinations > 0)
        .map(({ from, meanAbsoluteError }) => ({ x: from, y: meanAbsoluteError })),
      caption: `Error by count: ${lengthOf(length)}`,
      alternative: `Mean absolute error of the counts of ${lengthOf(length)}, by how many people hold them.`,
    }),
  }))
  const bins = lengths[0]?.byCount ?? []
  const bySize: ReportTable = {
    caption: 'Mean error, by how many people hold a combination',
    columns: [
      { label: 'People who hold it' },
      ...lengths.map(({ length }) => ({ label: lengthOf(length), numeric: true })),
    ],
    rows: bins.map(({ from, below }, at) => [
      below === null
        ? `${from.toLocaleString('en')} and more`
        : `${from.toLocaleString('en')} to ${(below - 1).toLocaleString('en')}`,
      ...lengths.map(({ byCount }) => (byCount[at]!.combinations > 0 ? decimal(byCount[at]!.meanAbsoluteError) : '–')),
    ]),
  }
  const preservedBySize: ReportTable = {
    ...bySize,
    caption: 'Preserved (1, or the share of people shown where it is less), by how many people hold a combination',
    rows: bySize.rows.map(([people], at) => [
      people!,
      ...lengths.map(({ byCount }) => (byCount[at]!.combinations > 0 ? percent(byCount[at]!.preservation) : '–')),
    ]),
  }
  const rare: ReportBlock = {
    kind: 'table',
    caption: `Combinations of fewer than ${resolution} people`,
    columns: [
      { label: 'Combinations of' },
      { label: 'rare', numeric: true },
      { label: 'seen as rare', numeric: true },
      { label: 'of one person', numeric: true },
      { label: 'of those, seen', numeric: true },
      { label: 'invented among the rare ones shown', numeric: true },
    ],
    rows: lengths.map(({ length, rare: each }) => [
      lengthOf(length),
      each.combinations.toLocaleString('en'),
      each.leaked.toLocaleString('en'),
      each.unique.toLocaleString('en'),
      each.uniqueSeen.toLocaleString('en'),
      percent(each.inventedAmongRareShown),
    ]),
  }
  return {
    title: 'Synthetic beside sensitive records',
    language: 'en',
    direction: 'ltr',
    blocks: [
      {
        kind: 'notice',
        tone: 'warning',
        title: 'This report stays inside',
        items: [
          'It is computed from the sensitive records without noise. Publishing it, or choosing epsilon by it, is not covered by the guarantee.',
        ],
      },
      { kind: 'heading', level: 2, text: 'How near the counts are' },
      byLength,
      ...leftOut.map((text) => ({ kind: 'paragraph', text }) as const),
      distinct,
      { kind: 'table', ...bySize },
      ...figures,
      { kind: 'table', ...preservedBySize },
      ...bySubgroup,
      { kind: 'heading', level: 2, text: 'Rare combinations' },
      rare,
      wholeRows,
      { kind: 'heading', level: 2, text: 'Attacks, simulated' },
      {
        kind: 'table',
        caption: 'What an attacker gains',
        columns: [
          { label: 'Attack' },
          { label: 'Success', numeric: true },
          { label: 'Guessing', numeric: true },
          { label: 'Uncertainty', numeric: true },
        ],
        rows: [
          [
            membership.control === 'crossed'
              ? 'Membership (area under the curve; the control is made of halves of two persons and errs on the side of alarm)'
              : 'Membership (area under the curve; the control took no part)',
            decimal(membership.areaUnderCurve),
            '0.50',
            decimal(membership.uncertainty),
          ],
          [
            `Singling out (${singlingOut.guesses} guesses)`,
            decimal(singlingOut.success),
            decimal(singlingOut.baseline),
            decimal(singlingOut.uncertainty),
          ],
        ],
      },
    ],
    colophon: ['gloact compare'],
  }
}
