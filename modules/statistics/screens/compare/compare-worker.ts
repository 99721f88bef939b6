import {
  compareRecords,
  simulateAttacks,
  systemWords,
  usualLongest,
  type AttackReport,
  type CodedRecords,
  type RecordComparison,
} from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import { renderHtml } from '@gloact/reports'
import { inOneOnly, leftOutBy, oneSided, qualityReport, type OneSided } from '@gloact/reports/quality'
import { reportWords } from '@gloact/reports/words'
import { answerTasks } from '../worker/answer-tasks.ts'
import { codeTable } from '../worker/code-table.ts'
import { csvFile } from '../worker/csv-file.ts'
import { jsonFile, type Made, type MadeTable } from '../worker/made.ts'
import type { ReportCatalogues } from '../worker/report-catalogues.ts'
import { readPickedTable, type PickedTable } from '../worker/read-table.ts'
import type { TaskProblem } from '../worker/task.ts'
import type { CompareStep, CompareTask } from './compare-task.ts'

/** What stands for an answer that is withheld in synthetic records. */
const WITHHELD = '*'
const MOST_COLUMNS = 60
const RESOLUTION = 10
const MOST_SUBGROUPS = 20

interface Sides {
  readonly columns: readonly string[]
  readonly codes: readonly (readonly string[])[]
  readonly records: readonly CodedRecords[]
  /** Columns that not every file has. */
  readonly notCompared: readonly OneSided[]
}

answerTasks<CompareStep>(async (asked, tell) => {
  const { sensitive, synthetic, control, language } = asked as CompareTask
  tell('reading', 0, 0)
  const tables: PickedTable[] = []
  for (const file of [sensitive, synthetic, ...(control === null ? [] : [control])]) {
    const table = await readPickedTable(file)
    if (!table.ok) return table
    tables.push(table.value)
  }
  const sides = sidesOf(tables)
  if (!sides.ok) return sides
  const { codes, records } = sides.value
  const sizes = codes.map((each) => each.length)
  const [first, second, others] = records
  const comparison = await compareRecords(first!, second!, {
    sizes,
    longest: usualLongest(sizes.length),
    resolution: RESOLUTION,
    onProgress: (done, total) => tell('comparing', done, total),
  })
  const attacks = await simulateAttacks(systemWords(), {
    sensitive: first!,
    synthetic: second!,
    sizes,
    ...(others && { others }),
    onProgress: (done, total) => tell('attacking', done, total),
  })
  return ok(madeOf(comparison, attacks, sides.value, language))
})

/** The columns that all files have, as numbers of one list each. */
function sidesOf(tables: readonly PickedTable[]): Result<Sides, TaskProblem> {
  const columns = tables[0]!.columns.filter((name) => tables.every((table) => table.columns.includes(name)))
  if (columns.length === 0) return err({ code: 'disclosure.no_common_column' })
  if (columns.length > MOST_COLUMNS)
    return err({ code: 'disclosure.too_many_columns', params: { columns: columns.length, most: MOST_COLUMNS } })
  if (tables.some(({ rows }) => rows.length === 0)) return err({ code: 'disclosure.no_rows' })
  let known: readonly (readonly string[])[] | undefined
  const records: CodedRecords[] = []
  for (const [at, table] of tables.entries()) {
    // What was withheld of synthetic records tells nothing.
    const read = codeTable(table, columns, { ...(known && { known }), ...(at === 1 && { blank: WITHHELD }) })
    if (!read.ok) return read
    known = read.value.columns.map(({ codes }) => codes)
    records.push(read.value.records)
  }
  return ok({ columns, codes: known!, records, notCompared: oneSided(tables) })
}

/** To one place below a hundred: shares in per cent. */
const percent = (share: number): number => Math.round(1000 * share) / 10
const rounded = (value: number): number => Math.round(100 * value) / 100

/** The report that the command writes, in the reader’s language. */
function reportOf(
  comparison: RecordComparison,
  attacks: AttackReport,
  { columns, codes, notCompared }: Sides,
  { language, catalogues }: ReportCatalogues,
): Blob {
  const words = reportWords(language, catalogues)
  const longer = leftOutBy(usualLongest(columns.length), columns.length)
  const leftOut = [
    ...notCompared.map((one) => inOneOnly(one, words)),
    ...(longer === undefined ? [] : [words.t('reports.compare.left_out', longer)]),
  ]
  const report = qualityReport(comparison, attacks, { columns, codes, leftOut }, words)
  return new Blob([renderHtml(report)], { type: 'text/html' })
}

function madeOf(comparison: RecordComparison, attacks: AttackReport, sides: Sides, language: ReportCatalogues): Made {
  const { lengths, uniqueRows } = comparison
  const single = lengths[0]!
  const { columns, codes, notCompared } = sides
  const leftOut = [...new Set(notCompared.flatMap((one) => one.columns))]
  return {
    first: {
      id: 'statistics.compare.first',
      params: {
        error: rounded(single.meanAbsoluteErrorCommon),
        empty: rounded(single.emptyReleaseErrorCommon),
        matched: uniqueRows.matched,
        unique: uniqueRows.unique,
      },
    },
    notes: [
      { id: 'statistics.compare.note_internal' },
      ...(leftOut.length > 0
        ? [{ id: 'statistics.compare.note_left_out', params: { columns: leftOut.join(', ') } }]
        : []),
    ],
    details: [],
    tables: [
      byCount(comparison),
      byLength(comparison),
      attackTable(attacks),
      ...(comparison.subgroups.length > 0 ? [bySubgroup(comparison, sides)] : []),
    ],
    files: [
      {
        label: 'statistics.estimate.save_report',
        ending: 'comparison.html',
        file: reportOf(comparison, attacks, sides, language),
      },
      {
        label: 'statistics.compare.save_lengths',
        ending: 'comparison.csv',
        file: csvFile({
          columns: ['length', 'from', 'below', 'combinations', 'mean_absolute_error', 'preservation'],
          rows: lengths.flatMap(({ length, byCount: bins }) =>
            bins.map(({ from, below, combinations, meanAbsoluteError, preservation }) =>
              [length, from, below ?? '', combinations, meanAbsoluteError, preservation].map(String),
            ),
          ),
        }),
      },
      {
        label: 'statistics.tool.save_json',
        ending: 'comparison.json',
        file: jsonFile({
          internal: true,
          columns,
          notCompared,
          ...comparison,
          subgroups: comparison.subgroups.map(({ column, code, ...rest }) => ({
            column: columns[column],
            code: codes[column]![code],
            ...rest,
          })),
          attacks,
        }),
      },
    ],
  }
}

/** The mean error by how many people hold a combination, a column for each length: what the bars show. */
function byCount({ lengths }: RecordComparison): MadeTable {
  const bins = lengths[0]!.byCount
  const held = bins.flatMap((bin, at) =>
    lengths.some(({ byCount: own }) => own[at]!.combinations > 0) ? [{ ...bin, at }] : [],
  )
  return {
    title: { id: 'statistics.compare.by_count' },
    columns: [
      { id: 'statistics.compare.people' },
      ...lengths.map(({ length }) => ({ id: 'statistics.compare.codes', params: { count: length } })),
    ],
    rows: held.map(({ from, below, at }) => [
      below === null ? `${from}+` : below === from + 1 ? String(from) : `${from}–${below - 1}`,
      ...lengths.map(({ byCount: own }) => (own[at]!.combinations > 0 ? rounded(own[at]!.meanAbsoluteError) : '–')),
    ]),
    bars: lengths.map((_, at) => at + 1),
  }
}

function byLength({ lengths, resolution }: RecordComparison): MadeTable {
  return {
    title: { id: 'statistics.compare.by_length', params: { count: resolution } },
    columns: [
      { id: 'statistics.compare.combinations_of' },
      { id: 'statistics.compare.combinations' },
      { id: 'statistics.compare.error' },
      { id: 'statistics.compare.preserved' },
      { id: 'statistics.compare.lost' },
      { id: 'statistics.compare.invented' },
    ],
    rows: lengths.map((each) => [
      each.length,
      each.combinations,
      rounded(each.meanAbsoluteErrorCommon),
      percent(each.preservation),
      percent(each.lost.ofCommon),
      percent(each.invented.ofRecords),
    ]),
  }
}

/** What an attacker gains who has the synthetic records. */
function attackTable({ membership, singlingOut }: AttackReport): MadeTable {
  return {
    title: { id: 'statistics.compare.attacks' },
    columns: [
      { id: 'statistics.compare.attack' },
      { id: 'statistics.compare.success' },
      { id: 'statistics.compare.guessing' },
      { id: 'statistics.compare.uncertainty' },
    ],
    rows: [
      [
        { id: 'statistics.compare.membership' },
        rounded(membership.areaUnderCurve),
        0.5,
        rounded(membership.uncertainty),
      ],
      [
        { id: 'statistics.compare.singling_out' },
        rounded(singlingOut.success),
        rounded(singlingOut.baseline),
        rounded(singlingOut.uncertainty),
      ],
    ],
  }
}

function bySubgroup({ subgroups }: RecordComparison, { columns, codes }: Sides): MadeTable {
  return {
    title: { id: 'statistics.compare.by_group' },
    columns: [
      { id: 'statistics.compare.group' },
      { id: 'statistics.link.persons' },
      { id: 'statistics.compare.shown' },
      { id: 'statistics.compare.error' },
    ],
    rows: subgroups
      .slice(0, MOST_SUBGROUPS)
      .map(({ column, code, people, shown, meanAbsoluteError }) => [
        `${columns[column]!}: ${codes[column]![code]!}`,
        people,
        shown,
        rounded(meanAbsoluteError),
      ]),
    more: Math.max(0, subgroups.length - MOST_SUBGROUPS),
  }
}
