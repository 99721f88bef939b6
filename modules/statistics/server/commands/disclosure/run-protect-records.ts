import { createHash } from 'node:crypto'
import { writeTable } from '@gloact/csv/node'
import {
  diversityReport,
  kAnonymousCodes,
  recordsBearing,
  shownFigure,
  sortedAlike,
  type CodeColumn,
  type DisclosureRule,
  type RecordsFailure,
  type ReleasedRecords,
  objectionTo,
} from '@gloact/disclosure'
import { LedgerFileError, registerFile } from '@gloact/disclosure/node'
import { err, newId, ok, said, type Result, type Said } from '@gloact/kernel'
import {
  Cancelled,
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
import { percentOf, readingSaid, wordsOf, wrongPlace } from '@gloact/command/files'
import { loadReportWords } from '@gloact/reports/node/words'
import { codeByContent, missingColumns, openTable, type ReadCodes } from './code-rows.ts'
import { objectionOfForms } from './form-sensitivity.ts'
import { recordsSaid } from './protection-said.ts'
import { askedRule, columnList } from './table-request.ts'

/** Records as they were asked for. */
interface RecordsRequest {
  readonly file: string
  /** The columns by which somebody might be known, in the order in which they are blanked. */
  readonly by: readonly string[]
  /** What else is written of each record. */
  readonly keep: readonly string[]
  readonly rule: DisclosureRule
  readonly register: string | undefined
  readonly out: string
  readonly delimiter: string | undefined
}

/** What a row takes beside its codes while records are put in groups and in order. */
const BYTES_A_ROW = 24
/** So many rows, and anyone who waits is heard. */
const ROWS_AT_A_TIME = 20_000

/** Makes records of which at least so many are alike as the rule asks for, and reports on what groups have in common. */
export async function runProtectRecords(context: CommandContext): Promise<Outcome> {
  const asked = await requestOf(context)
  if (!asked.ok) return asked.error
  try {
    return await interruptible((signal, pause) => protect(context, asked.value, signal, pause))
  } catch (error) {
    if (error instanceof LedgerFileError) return refused({ code: 'disclosure.register_file', message: error.message })
    throw error
  }
}

async function requestOf(context: CommandContext): Promise<Result<RecordsRequest, Outcome>> {
  const { text, arguments: files } = context
  const [by, keep] = [columnList(text('by')), columnList(text('keep'))]
  const named = [...by, ...keep]
  if (named.includes(''))
    return err(usage('A column has no name: --by A,B takes names of columns with commas between.'))
  if (new Set(named).size < named.length) return err(usage('Each column can appear once, in --by or in --keep.'))
  const rule = await askedRule(context)
  if (!rule.ok) return rule
  return ok({
    file: files[0] ?? '',
    by,
    keep,
    rule: rule.value,
    register: text('register'),
    out: text('out') ?? '',
    delimiter: text('delimiter'),
  })
}

async function protect(
  context: CommandContext,
  request: RecordsRequest,
  signal: AbortSignal,
  pause: Pause,
): Promise<Outcome> {
  const { file, by, keep, rule, register, out } = request
  const words = await wordsOf(context)
  if (!words.ok) return words.error
  const wrong = await wrongPlace(
    [file, ...context.texts('form')],
    [
      ['out', out],
      ['register', register],
    ],
  )
  if (wrong) return wrong
  const names = [...by, ...keep]
  const objection = await objectionOfForms(context.texts('form'), names)
  if (objection) return refused(objection)
  const read = await readRecords(context, request, signal, pause)
  if (!read.ok) return refused(read.error)
  const { columns, count, warnings } = read.value
  const tell = percentOf(context, 'Protecting')
  tell(0, 1)
  await pause()
  const identifying = columns.slice(0, by.length)
  const { kept, blanked } = await kAnonymousCodes(identifying, { count, k: rule.threshold, pause })
  await pause()
  const report = diversityReport(identifying, columns.slice(by.length), kept)
  await pause()
  if (kept.length === 0) {
    const message = `No ${rule.threshold} records are alike, whatever is blanked. Put values into groups, or name fewer columns.`
    return refused({ code: 'disclosure.too_few', message })
  }
  const order = sortedAlike(columns, kept)
  tell(1, 1)
  const rows = () => rowsOf(columns, order, pause)
  const entered = await enterRecords(context, request, { names, rows })
  if (!entered.ok) return refused(entered.error)
  context.writes()
  const written = await writeTable(out, names, rows(), { signal })
  if (!written.ok) {
    const again = entered.value.isNew ? ' The register holds the records; the same command writes them.' : ''
    if (written.error.code === 'csv.cancelled') throw new Cancelled(`Cancelled; the records were not written.${again}`)
    return failed({ ...written.error, message: `${written.error.message}${again}` })
  }
  const figure = (number: number) => shownFigure(rule, number)
  const blankedIn = by.flatMap((name, at) => (blanked[at]! > 0 ? [[name, figure(blanked[at]!)] as const] : []))
  const leftOut = figure(count - kept.length)
  const about = [
    ...recordsSaid({ smallest: report.smallestGroup, leftOut, blanked: blankedIn, diversity: report.columns }),
    ...(entered.value.repeats ? [said('protect.records_repeated', { release: entered.value.repeats.release })] : []),
    ...(register === undefined ? [said('protect.records_unregistered')] : []),
    ...warnings,
  ]
  return {
    exit: EXIT.ok,
    text: [said('protect.records', { records: kept.length, path: out }), ...about].map(words.value.word).join('\n'),
    json: {
      ok: true,
      out,
      audience: rule.audience,
      k: rule.threshold,
      records: kept.length,
      leftOut,
      blanked: Object.fromEntries(blankedIn),
      groups: report.groups,
      smallestGroup: report.smallestGroup,
      diversity: report.columns,
      ...(register !== undefined && { register, release: entered.value.release }),
      repeated: entered.value.repeats !== undefined,
      // Programs always read English.
      said: about.map((await loadReportWords('en')).word),
    },
  }
}

/** A column of the records: its codes are in the order of their texts, the empty one first. */
interface TextColumn extends CodeColumn {
  readonly name: string
  readonly texts: readonly string[]
}

async function* rowsOf(
  columns: readonly TextColumn[],
  order: Uint32Array,
  pause: Pause,
): AsyncGenerator<readonly string[]> {
  for (const [at, row] of order.entries()) {
    if (at % ROWS_AT_A_TIME === 0) await pause()
    yield columns.map(({ codes, texts }) => texts[codes[row]!]!)
  }
}

interface Entered {
  readonly release: string | undefined
  readonly repeats: ReleasedRecords | undefined
  readonly isNew: boolean
}

/** Enters the records into the register, unless something else of the same persons is out. */
async function enterRecords(
  context: CommandContext,
  { register, rule }: RecordsRequest,
  { names, rows }: { readonly names: readonly string[]; readonly rows: () => AsyncIterable<readonly string[]> },
): Promise<Result<Entered, Problem>> {
  if (register === undefined) return ok({ release: undefined, repeats: undefined, isNew: false })
  const hash = createHash('sha256')
  for await (const row of rows()) hash.update(`${JSON.stringify(row)}\n`)
  const digest = hash.digest('hex')
  const store = registerFile(register)
  context.writes()
  return store.exclusively(async () => {
    const bearing = recordsBearing({ columns: names, digest }, await store.read())
    if (!bearing.ok) return err(releasedBefore(bearing.error))
    const { repeats } = bearing.value
    if (repeats) return ok({ release: repeats.release, repeats, isNew: false })
    const [release, at] = [newId(), new Date().toISOString()]
    await store.append({ kind: 'records', release, at, threshold: rule.threshold, columns: names, digest })
    return ok({ release, repeats: undefined, isNew: true })
  })
}

const releasedBefore = ({ code, params }: RecordsFailure): Problem => ({
  code,
  message:
    `Something else about these persons is published (release ${params?.['release']}): together with it these records could show who was ` +
    'blanked or left out. Use what is published, or make synthetic records (gloact synthesize).',
})

/** Reads the columns that are asked for; refuses those that could tell who somebody is. */
async function readRecords(
  context: CommandContext,
  { file, by, keep, rule, delimiter }: RecordsRequest,
  signal: AbortSignal,
  pause: Pause,
): Promise<
  Result<
    { readonly columns: readonly TextColumn[]; readonly count: number; readonly warnings: readonly Said[] },
    Problem
  >
> {
  const source = await openTable(file, { delimiter, signal, onProgress: percentOf(context, 'Reading') })
  if (!source.ok) return source
  const columns = [...by, ...keep]
  const missing = missingColumns(source.value, columns)
  if (missing) return err(missing)
  const read = await codeByContent(source.value, columns, pause, { bytesARow: BYTES_A_ROW })
  if (!read.ok) return read
  const { count } = read.value.records
  if (count === 0) {
    return err({ code: 'disclosure.table_empty', message: 'The file has a header and no row.' })
  }
  const objection = objectionToAny(read.value)
  if (objection) return err(objection)
  if (count < rule.threshold) {
    const message = `The file holds fewer than ${rule.threshold} records; so few cannot be published one by one.`
    return err({ code: 'disclosure.too_few', message })
  }
  const warnings = source.value.warnings.map(readingSaid)
  return ok({ columns: inOrderOfTexts(read.value), count, warnings })
}

/** Codes were given in the order in which they came; those of a text's place among the texts tell nothing of it. */
function inOrderOfTexts({ columns, records }: ReadCodes): TextColumn[] {
  return columns.map(({ name, codes: texts }, column) => {
    const sorted = texts.map((_, code) => code).toSorted((a, b) => (texts[a]! < texts[b]! ? -1 : 1))
    const placeOf = new Uint16Array(texts.length)
    for (const [place, code] of sorted.entries()) placeOf[code] = place
    const codes = records.values[column]!
    for (let row = 0; row < codes.length; row++) codes[row] = placeOf[codes[row]!]!
    return { name, codes, size: texts.length, texts: sorted.map((code) => texts[code]!) }
  })
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
