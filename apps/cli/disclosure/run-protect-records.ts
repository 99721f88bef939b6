import { writeTable } from '@gloact/csv/node'
import { diversityReport, kAnonymous, shownFigure, type Diversity, type DisclosureRule } from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import { type CommandContext, EXIT, type Outcome } from '../command.ts'
import { interruptible, type Pause } from '../interruptible.ts'
import { failed, type Problem, refused, usage } from '../outcome.ts'
import { percentOf } from '../percent.ts'
import { wrongPlace } from '../wrong-place.ts'
import { codeByContent, missingColumns, openTable, type ReadCodes } from './code-rows.ts'
import { inWords } from './in-words.ts'
import { objectionTo } from './propose-codes.ts'
import { askedRule, columnList } from './table-request.ts'

/** Records as they were asked for. */
interface RecordsRequest {
  readonly file: string
  /** The columns by which somebody might be known, in the order in which they are blanked. */
  readonly by: readonly string[]
  /** What else is written of each record. */
  readonly keep: readonly string[]
  readonly rule: DisclosureRule
  readonly out: string
  readonly delimiter: string | undefined
}

type Row = Readonly<Record<string, string>>

/** Makes records of which at least so many are alike as the rule asks for, and reports on what groups have in common. */
export async function runProtectRecords(context: CommandContext): Promise<Outcome> {
  const asked = await requestOf(context)
  if (!asked.ok) return asked.error
  return interruptible((signal, pause) => protect(context, asked.value, signal, pause))
}

async function requestOf(context: CommandContext): Promise<Result<RecordsRequest, Outcome>> {
  const { text, arguments: files } = context
  const [by, keep] = [columnList(text('by')), columnList(text('keep'))]
  const named = [...by, ...keep]
  if (named.includes(''))
    return err(usage('A column has no name: --by A,B takes names of columns with commas between.'))
  if (new Set(named).size < named.length) return err(usage('Each column can stand once, in --by or in --keep.'))
  const rule = await askedRule(context)
  if (!rule.ok) return rule
  const { value } = rule
  return ok({ file: files[0] ?? '', by, keep, rule: value, out: text('out') ?? '', delimiter: text('delimiter') })
}

async function protect(
  context: CommandContext,
  request: RecordsRequest,
  signal: AbortSignal,
  pause: Pause,
): Promise<Outcome> {
  const { file, by, keep, rule, out } = request
  const wrong = await wrongPlace([file], [['out', out]])
  if (wrong) return wrong
  const read = await readRecords(context, request, signal, pause)
  if (!read.ok) return refused(read.error)
  const { rows, warnings } = read.value
  const tell = percentOf(context, 'Protecting')
  tell(0, 1)
  await pause()
  const made = kAnonymous(rows, { columns: by, k: rule.threshold, missing: '' })
  const report = diversityReport(made.rows, { columns: by, sensitive: keep, missing: '' })
  tell(1, 1)
  await pause()
  if (made.rows.length === 0) {
    const message = `No ${rule.threshold} records are alike, whatever is blanked. Put values into groups, or name fewer columns.`
    return refused({ code: 'disclosure.too_few', message })
  }
  const columns = [...by, ...keep]
  const cells = made.rows.map((row) => columns.map((column) => row[column] ?? ''))
  context.writes()
  const written = await writeTable(out, columns, cells, { signal })
  if (!written.ok) return failed(written.error)
  const figure = (count: number) => shownFigure(rule, count)
  const blanked = Object.fromEntries(Object.entries(made.blanked).map(([column, count]) => [column, figure(count)]))
  const leftOut = figure(made.dropped)
  const said = [
    `Of each ${report.smallestGroup} or more are alike in what could tell one; ${inWords(leftOut)} were left out, since nothing hid them.`,
    ...Object.entries(blanked).map(([column, count]) => `“${column}” was blanked in ${inWords(count)}.`),
    ...report.columns.map(wordsOf),
    'They hold for one release: do not make others of the same persons. For figures that go on, see gloact synthesize.',
    ...warnings,
  ]
  return {
    exit: EXIT.ok,
    text: [`${made.rows.length} records are in ${out}.`, ...said].join('\n'),
    json: {
      ok: true,
      out,
      audience: rule.audience,
      k: rule.threshold,
      records: made.rows.length,
      leftOut,
      blanked,
      groups: report.groups,
      smallestGroup: report.smallestGroup,
      diversity: report.columns,
      said,
    },
  }
}

/** Reads the columns that are asked for; refuses those that could tell who somebody is. */
async function readRecords(
  context: CommandContext,
  { file, by, keep, rule, delimiter }: RecordsRequest,
  signal: AbortSignal,
  pause: Pause,
): Promise<Result<{ readonly rows: readonly Row[]; readonly warnings: readonly string[] }, Problem>> {
  const source = await openTable(file, { delimiter, signal, onProgress: percentOf(context, 'Reading') })
  if (!source.ok) return source
  const columns = [...by, ...keep]
  const missing = missingColumns(source.value, columns)
  if (missing) return err(missing)
  const read = await codeByContent(source.value, columns, pause)
  if (!read.ok) return read
  const { records } = read.value
  if (records.count === 0) {
    return err({ code: 'disclosure.table_empty', message: 'The file has a header and no row.' })
  }
  const objection = objectionToAny(read.value)
  if (objection) return err(objection)
  if (records.count < rule.threshold) {
    const message = `The file holds fewer than ${rule.threshold} records; so few cannot go out one by one.`
    return err({ code: 'disclosure.too_few', message })
  }
  const rows = Array.from({ length: records.count }, (_, row) =>
    Object.fromEntries(
      read.value.columns.map(({ name, codes }, column) => [name, codes[records.values[column]![row]!] ?? '']),
    ),
  )
  return ok({ rows, warnings: source.value.warnings.map(({ message }) => message) })
}

function objectionToAny({ columns }: ReadCodes): Problem | undefined {
  for (const column of columns) {
    if (column.codes.every((code) => code === '')) {
      return { code: 'disclosure.column_empty', message: `Every cell of “${column.name}” is empty; leave it out.` }
    }
    const objection = objectionTo(column)
    if (objection === undefined) continue
    const message = `“${column.name}” is not published: ${objection}. Leave it out, or put its values into groups first.`
    return { code: 'disclosure.identifying_column', message }
  }
  return undefined
}

/** What somebody learns of whoever is known to be in a group. */
function wordsOf({ column, fewest, telling, surest }: Diversity): string {
  const sure = `the surest guess is right in ${Math.round(surest * 100)} %`
  if (fewest === 0) return `“${column}”: nobody answered.`
  if (telling.groups === 0) return `“${column}”: at least ${fewest} different answers in each group; ${sure}.`
  const groups = telling.groups === 1 ? 'one group' : `${telling.groups} groups`
  return `“${column}”: in ${groups} (${telling.records} records) all who answered said the same: who is known to be in one is known to have said it; ${sure}.`
}
