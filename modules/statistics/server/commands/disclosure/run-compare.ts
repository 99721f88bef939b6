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
import { isReportName, percentOf, writeDocument, wrongPlace } from '@gloact/command/files'
import { codeByContent, openTable } from './code-rows.ts'
import { percent, qualityReport } from './quality-report.ts'
import { WITHHELD } from './write-release.ts'

const MOST_COLUMNS = 60

/** Reads both files, compares them, prints, and writes the report where one is asked for. */
export const runCompare = (context: CommandContext): Promise<Outcome> =>
  interruptible((signal, pause) => compare(context, signal, pause))

async function compare(context: CommandContext, signal: AbortSignal, pause: Pause): Promise<Outcome> {
  const { text } = context
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
  const omitted = [...notCompared.map(inOneOnly), ...(leftOut === undefined ? [] : [leftOut])]
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
      qualityReport(comparison, attacks, { columns, codes, leftOut: omitted }),
      report,
      {
        signal,
      },
    )
    if (!written.ok) return failed(written.error)
  }
  return {
    exit: EXIT.ok,
    text: textOf(comparison, attacks, omitted),
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
      ...(leftOut !== undefined && { leftOut }),
      attacks,
      ...(report !== undefined && { report }),
    },
  }
}

const MOST_LENGTH = 4

/** Why longer combinations are not compared where nobody said how long; undefined where all are. */
function leftOutBy(longest: number, columns: number): string | undefined {
  const all = Math.min(MOST_LENGTH, columns)
  if (longest >= all) return undefined
  let sets = 1
  for (let at = 0; at <= longest; at++) sets = (sets * (columns - at)) / (at + 1)
  return (
    `Combinations of more than ${longest} codes were left out: of ${columns} columns there are ${sets.toLocaleString('en')} sets of ` +
    `${longest + 1}, which take long to count. --longest ${all} compares them, too.`
  )
}

/** Columns of one file that another one does not have, so that they were not compared. */
interface OneSided {
  readonly file: 'sensitive' | 'synthetic' | 'control'
  readonly columns: readonly string[]
}

const inOneOnly = ({ file, columns }: OneSided): string =>
  `Not compared, since not every file has ${columns.length === 1 ? 'it' : 'them'}: ` +
  `${columns.map((name) => `“${name}”`).join(', ')} of the ${file} records.`

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
  const notCompared = (['sensitive', 'synthetic', 'control'] as const).flatMap((which, at): OneSided[] => {
    const others = tables[at]?.columns.filter((name) => !columns.includes(name)) ?? []
    return others.length > 0 ? [{ file: which, columns: others }] : []
  })
  return ok({ columns, codes: known!, sensitive: sides[0]!, synthetic: sides[1]!, others: sides[2], notCompared })
}

function textOf(
  { resolution, lengths, subgroups, uniqueRows }: RecordComparison,
  { membership, singlingOut }: AttackReport,
  leftOut: readonly string[],
): string {
  const [worst] = subgroups
  return [
    'For internal use: computed from the sensitive records without noise.',
    ...lengths.map(
      (each) =>
        `${each.length} ${each.length === 1 ? 'code ' : 'codes'}: mean error ${each.meanAbsoluteErrorCommon.toFixed(2)} where ${resolution} or more people are ` +
        `(an empty release: ${each.emptyReleaseErrorCommon.toFixed(1)}); ${percent(each.lost.ofCommon)} of those lost; ` +
        `${percent(each.invented.ofRecords)} of what is shown invented`,
    ),
    ...leftOut,
    ...(worst
      ? [
          `Of groups by one code the worst has a mean relative error of ${percent(worst.meanRelativeError)} in the pairs that ${resolution} or more of it hold`,
        ]
      : []),
    `Unique rows: ${uniqueRows.matched} of ${uniqueRows.unique} that one person alone has stand in the synthetic records, too`,
    `Membership attack: area under the curve ${membership.areaUnderCurve.toFixed(2)} ± ${membership.uncertainty.toFixed(2)} (0.5 is guessing)`,
    `Singling out: ${percent(singlingOut.success)} of ${singlingOut.guesses} guesses, blind ones ${percent(singlingOut.baseline)}`,
  ].join('\n')
}
