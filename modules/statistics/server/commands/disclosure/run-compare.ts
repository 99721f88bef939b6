import {
  compareRecords,
  simulateAttacks,
  systemWords,
  usualLongest,
  type AttackReport,
  type CodedRecords,
  type RecordComparison,
} from '@gloact/disclosure'
import type { ReadTable } from '@gloact/csv/node'
import { err, ok, type Result } from '@gloact/kernel'
import {
  type CommandContext,
  EXIT,
  failed,
  interruptible,
  type Outcome,
  type Pause,
  type Problem,
  refused,
  usage,
} from '@gloact/command'
import { isReportName, percentOf, wordsOf, writeDocument, wrongPlace } from '@gloact/command/files'
import { loadReportWords } from '@gloact/reports/node/words'
import {
  GUESSING,
  inOneOnly,
  leftOutBy,
  lengthIn,
  oneSided,
  qualityReport,
  type OneSided,
} from '@gloact/reports/quality'
import type { ReportWords } from '@gloact/reports/words'
import { codeByContent, openTable } from './code-rows.ts'
import { WITHHELD } from './write-release.ts'

const MOST_COLUMNS = 60

/** Reads both files, compares them, prints, and writes the report where one is asked for. */
export const runCompare = (context: CommandContext): Promise<Outcome> =>
  interruptible((signal, pause) => compare(context, signal, pause))

async function compare(context: CommandContext, signal: AbortSignal, pause: Pause): Promise<Outcome> {
  const { text } = context
  const own = await wordsOf(context)
  if (!own.ok) return own.error
  const words = own.value
  const wanted = text('longest') === undefined ? undefined : Number(text('longest'))
  if (wanted !== undefined && !(Number.isInteger(wanted) && wanted >= 1 && wanted <= 4)) {
    return usage('--longest is 1, 2, 3 or 4.')
  }
  const resolution = Number(text('resolution') ?? 10)
  if (!Number.isInteger(resolution) || resolution < 2) return usage('--resolution is a whole number of 2 or more.')
  const report = text('report')
  if (report !== undefined && !isReportName(report))
    return usage('--report names a file that ends in .html, .docx or .pdf.')
  const wrong = await wrongPlace([...context.arguments, text('control')], [['report', report]])
  if (wrong) return wrong
  const read = await readSides(context, signal, pause)
  if (!read.ok) return refused(read.error)
  const { columns, codes, sensitive, synthetic, others, notCompared } = read.value
  const sizes = codes.map((each) => each.length)
  const longest = wanted ?? usualLongest(sizes.length)
  const leftOut = wanted === undefined ? leftOutBy(longest, sizes.length) : undefined
  const omitted = [
    ...notCompared.map((one) => inOneOnly(one, words)),
    ...(leftOut === undefined ? [] : [words.t('reports.compare.left_out', leftOut)]),
  ]
  const telling = (doing: string) => {
    const tell = percentOf(context, doing)
    return async (done: number, total: number): Promise<void> => {
      tell(done, total)
      await pause()
    }
  }
  const comparison = await compareRecords(sensitive, synthetic, {
    sizes,
    longest,
    resolution,
    onProgress: telling('Comparing'),
  })
  const attacks = await simulateAttacks(systemWords(), {
    sensitive,
    synthetic,
    sizes,
    ...(others && { others }),
    onProgress: telling('Attacking'),
  })
  if (report !== undefined) {
    context.writes()
    const written = await writeDocument(
      qualityReport(comparison, attacks, { columns, codes, leftOut: omitted }, words),
      report,
      {
        signal,
      },
    )
    if (!written.ok) return failed(written.error)
  }
  return {
    exit: EXIT.ok,
    text: textOf(comparison, attacks, omitted, words),
    json: {
      ok: true,
      internal: true,
      columns,
      notCompared,
      ...comparison,
      subgroups: comparison.subgroups.map(({ column, code, ...rest }) => ({
        column: columns[column],
        code: codes[column]![code],
        ...rest,
      })),
      // Programs always read English.
      ...(leftOut !== undefined && {
        leftOut: (await loadReportWords('en')).t('reports.compare.left_out', leftOut),
      }),
      attacks,
      ...(report !== undefined && { report }),
    },
  }
}

interface Sides {
  readonly columns: readonly string[]
  /** The codes of each column that occur on any side, by number. */
  readonly codes: readonly (readonly string[])[]
  readonly sensitive: CodedRecords
  readonly synthetic: CodedRecords
  readonly others: CodedRecords | undefined
  readonly notCompared: readonly OneSided[]
}

async function readSides(context: CommandContext, signal: AbortSignal, pause: Pause): Promise<Result<Sides, Problem>> {
  const {
    text,
    arguments: [first = '', second = ''],
  } = context
  const control = text('control')
  const tables: ReadTable[] = []
  for (const path of [first, second, ...(control === undefined ? [] : [control])]) {
    const onProgress = percentOf(context, 'Reading')
    const table = await openTable(path, { delimiter: text('delimiter'), signal, onProgress })
    if (!table.ok) return err({ ...table.error, message: `${path}: ${table.error.message}` })
    tables.push(table.value)
  }
  const columns = tables[0]!.columns.filter((name) => tables.every((table) => table.columns.includes(name)))
  if (columns.length === 0) {
    return err({
      code: 'disclosure.no_common_column',
      message: 'The files have no column in common: columns are matched by name.',
    })
  }
  if (columns.length > MOST_COLUMNS) {
    return err({
      code: 'disclosure.too_many_columns',
      message: `The files have ${columns.length} columns in common; ${MOST_COLUMNS} can be compared. Leave some out of the synthetic file.`,
    })
  }
  let known: readonly (readonly string[])[] | undefined
  const sides: CodedRecords[] = []
  for (const [at, table] of tables.entries()) {
    // What was withheld of synthetic records tells nothing.
    const read = await codeByContent(table, columns, pause, { known, ...(at === 1 && { blank: WITHHELD }) })
    if (!read.ok) return read
    known = read.value.columns.map(({ codes }) => codes)
    sides.push(read.value.records)
  }
  if (sides.some(({ count }) => count === 0)) {
    return err({ code: 'disclosure.no_rows', message: 'One of the files has no rows below its header.' })
  }
  return ok({
    columns,
    codes: known!,
    sensitive: sides[0]!,
    synthetic: sides[1]!,
    others: sides[2],
    notCompared: oneSided(tables),
  })
}

function textOf(
  { resolution, lengths, subgroups, uniqueRows }: RecordComparison,
  { membership, singlingOut }: AttackReport,
  leftOut: readonly string[],
  words: ReportWords,
): string {
  const { t, fixed, share } = words
  const [worst] = subgroups
  return [
    t('reports.compare.internal'),
    ...lengths.map((each) =>
      t('reports.compare.length', {
        length: lengthIn(each.length, words),
        error: fixed(each.meanAbsoluteErrorCommon, 2),
        count: resolution,
        empty: fixed(each.emptyReleaseErrorCommon, 1),
        lost: share(each.lost.ofCommon),
        invented: share(each.invented.ofRecords),
      }),
    ),
    ...leftOut,
    ...(worst ? [t('reports.compare.worst', { error: share(worst.meanRelativeError), count: resolution })] : []),
    t('reports.compare.unique', { ...uniqueRows }),
    t('reports.compare.membership', {
      area: fixed(membership.areaUnderCurve, 2),
      uncertainty: fixed(membership.uncertainty, 2),
      guessing: fixed(GUESSING, 1),
    }),
    t('reports.compare.singling_out', {
      success: share(singlingOut.success),
      guesses: singlingOut.guesses,
      baseline: share(singlingOut.baseline),
    }),
  ].join('\n')
}
