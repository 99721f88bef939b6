import { writeTable } from '@gloact/csv/node'
import {
  bearingOf,
  cellNames,
  differenceTold,
  inUnits,
  isAmountTable,
  isFigure,
  isReleasedAmounts,
  measureOf,
  protectAmounts,
  protectedRows,
  protectTable,
  releasedAmounts,
  releasedTable,
  shownIn,
  type ProtectedTable,
  type Release,
  type ReleasedAmounts,
  type ReleasedTable,
} from '@gloact/disclosure'
import { LedgerFileError, registerFile } from '@gloact/disclosure/node'
import { err, newId, ok, said, type Result } from '@gloact/kernel'
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
} from '@gloact/command'
import { percentOf, wordsOf, wrongPlace } from '@gloact/command/files'
import { loadReportWords } from '@gloact/reports/node/words'
import type { ReportWords } from '@gloact/reports/words'
import { objectionOfForms } from './form-sensitivity.ts'
import { readCounts, type ReadCounts } from './read-counts.ts'
import { countsSaid, sumsSaid } from './protection-said.ts'
import { protectionProblem, releaseProblem } from './release-problems.ts'
import { tableRequest, type TableRequest } from './table-request.ts'

/** A table that may go out, and whether it is out already. */
interface Made {
  readonly shown: Pick<ProtectedTable, 'dimensions' | 'strides' | 'shown'>
  readonly summary: ProtectedTable['summary'] | undefined
  readonly released: ReleasedTable | ReleasedAmounts
  readonly isRepeated: boolean
}

/** Counts a file into a table, protects it, holds it against what is out, enters it and writes it. */
export async function runProtectTable(context: CommandContext): Promise<Outcome> {
  const asked = await tableRequest(context)
  if (!asked.ok) return asked.error
  try {
    return await interruptible((signal, pause) => protect(context, asked.value, signal, pause))
  } catch (error) {
    if (error instanceof LedgerFileError) return refused({ code: 'disclosure.register_file', message: error.message })
    throw error
  }
}

async function protect(
  context: CommandContext,
  request: TableRequest,
  signal: AbortSignal,
  pause: Pause,
): Promise<Outcome> {
  const words = await wordsOf(context)
  if (!words.ok) return words.error
  const wrong = await wrongPlace(
    [request.file, ...context.texts('form')],
    [
      ['out', request.out],
      ['register', request.register],
    ],
  )
  if (wrong) return wrong
  const objection = await objectionOfForms(context.texts('form'), [
    ...request.columns.flat(),
    ...(request.amount === undefined ? [] : [request.amount]),
  ])
  if (objection) return refused(objection)
  const counts = await readCounts(context, request, signal, pause)
  if (!counts.ok) return refused(counts.error)
  const tell = percentOf(context, 'Protecting')
  const made = await enterTable(context, request, counts.value, async (done, total) => {
    tell(done, total)
    await pause()
  })
  if (!made.ok) return refused(made.error)
  context.writes()
  return write(request, counts.value, made.value, { words: words.value, signal })
}

type Progress = (done: number, total: number) => Promise<void>

/** Protects the table and enters it into the register, which nobody else may have added to in the meantime. */
async function enterTable(
  context: CommandContext,
  request: TableRequest,
  counts: ReadCounts,
  onProgress: Progress,
): Promise<Result<Made, Problem>> {
  if (request.register === undefined) return makeTable(request, counts, [], onProgress)
  const register = registerFile(request.register)
  for (;;) {
    const earlier = await register.read()
    const made = await makeTable(request, counts, earlier, onProgress)
    if (!made.ok || made.value.isRepeated) return made
    context.writes()
    const entered = await register.exclusively(async () => {
      if ((await register.read()).length !== earlier.length) return false
      await register.append(made.value.released)
      return true
    })
    if (entered) return made
  }
}

async function makeTable(
  request: TableRequest,
  { table, decimals, inHand }: ReadCounts,
  earlier: readonly Release[],
  onProgress: Progress,
): Promise<Result<Made, Problem>> {
  await onProgress(0, 1)
  const { rule, columns, count: counted } = request
  const measure = measureOf(request.amount, request.contributor)
  const candidate = { table, columns, rule, ...(measure && { measure }), ...(counted !== undefined && { counted }) }
  const beside = { isFirst: earlier.length === 0, hasAmounts: earlier.some(isReleasedAmounts) }
  const bearing = bearingOf(candidate, earlier, inHand)
  if (!bearing.ok) return err(releaseProblem(bearing.error, measure, beside))
  if (bearing.value.kind === 'repeats') {
    const { release } = bearing.value
    const shown = cellNames(table, columns).map((name) => shownIn(release)[name]!)
    return ok({ shown: { ...table, shown }, summary: undefined, released: release, isRepeated: true })
  }
  const { known, before, sameData } = bearing.value
  const made = isAmountTable(table)
    ? await protectAmounts(table, rule, { known, onProgress })
    : await protectTable(table, rule, { known, before, onProgress })
  if (!made.ok) return err(protectionProblem(made.error, measure, beside))
  const shown = measure ? { ...made.value, shown: inUnits(made.value, decimals) } : made.value
  const entry = { release: newId(), at: new Date() }
  const released = measure
    ? releasedAmounts(candidate, measure, shown, entry)
    : releasedTable(candidate, made.value, entry)
  if (rule.method === 'suppress' && sameData.length > 0) {
    await onProgress(1, 1)
    const told = differenceTold(released, sameData, inHand)
    if (told) return err(releaseProblem(told, measure, beside))
  }
  return ok({ shown, summary: made.value.summary, released, isRepeated: false })
}

async function write(
  { out, rule, columns, register, amount }: TableRequest,
  { table, warnings }: ReadCounts,
  { shown, summary, released, isRepeated }: Made,
  { words, signal }: { readonly words: ReportWords; readonly signal: AbortSignal },
): Promise<Outcome> {
  const { header, rows } = protectedRows(shown, columns, amount ?? 'persons')
  const written = await writeTable(out, header, rows, { signal })
  if (!written.ok) {
    const entered =
      register !== undefined && !isRepeated ? ' The register holds the table; the same command writes it.' : ''
    if (written.error.code === 'csv.cancelled')
      throw entered === '' ? new Cancelled() : new Cancelled(`Cancelled; the table was not written.${entered}`)
    return failed({ code: written.error.code, message: `${written.error.message}${entered}` })
  }
  const hidden = shown.shown.filter((sign) => !isFigure(sign))
  const about = [
    ...(amount === undefined ? countsSaid(rule, summary, shown.shown.length) : sumsSaid(rule, summary)),
    ...(isRepeated ? [said('protect.table_repeated', { release: released.release })] : []),
    ...(register === undefined ? [said('protect.table_unregistered')] : []),
    ...(register !== undefined && amount !== undefined && !isRepeated ? [said('protect.same_data')] : []),
    ...warnings,
  ]
  const size = table.dimensions.map(({ labels }) => labels.length - 1)
  return {
    exit: EXIT.ok,
    text: [said('protect.table', { size: size.join(' × '), path: out }), ...about].map(words.word).join('\n'),
    json: {
      ok: true,
      out,
      audience: rule.audience,
      method: rule.method,
      ...(rule.method === 'suppress' && { cover: rule.cover }),
      threshold: rule.threshold,
      ...(rule.method === 'round' && { base: rule.base, furthest: summary?.furthest }),
      size,
      cells: shown.shown.length,
      hidden: {
        small: summary?.sensitive,
        complementary: summary?.complementary,
        all: hidden.length,
      },
      signs: [...new Set(hidden)].toSorted(),
      ...(register !== undefined && { register, release: released.release }),
      repeated: isRepeated,
      // Programs always read English.
      said: about.map((await loadReportWords('en')).word),
    },
  }
}
