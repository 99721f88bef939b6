import { writeTable } from '@gloact/csv/node'
import {
  bearingOf,
  cellNames,
  differenceTold,
  isAmountTable,
  isFigure,
  isReleasedAmounts,
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
import { err, newId, ok, type Result } from '@gloact/kernel'
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
import { percentOf, wrongPlace } from '@gloact/command/files'
import { objectionOfForms } from './form-sensitivity.ts'
import { measureOf, readCounts, type ReadCounts } from './read-counts.ts'
import { inUnits } from './read-amounts.ts'
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
  return write(request, counts.value, made.value, signal)
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
  const measure = measureOf(request)
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
  signal: AbortSignal,
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
  const said = [
    ...(amount === undefined ? wordsOf : wordsOfAmounts)(rule, summary, shown.shown.length),
    ...(isRepeated
      ? [`The register holds these figures already (release ${released.release}); they were written again as they are.`]
      : []),
    ...(register === undefined ? ['No register was named: this table was not held against others that are out.'] : []),
    ...(register !== undefined && amount !== undefined && !isRepeated ? [SAME_DATA_FROM_NOW_ON] : []),
    ...warnings,
  ]
  const size = table.dimensions.map(({ labels }) => labels.length - 1)
  return {
    exit: EXIT.ok,
    text: [`A table of ${size.join(' × ')} with its totals is in ${out}.`, ...said].join('\n'),
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
      said,
    },
  }
}

const SAME_DATA_FROM_NOW_ON =
  'The register takes tables of these same data alone from now on, counts too: give another period a register of its own.'

function wordsOfAmounts({ threshold, contributors }: TableRequest['rule'], summary: Made['summary']): string[] {
  if (!summary) return []
  const { sensitive, complementary, cells } = summary
  const { dominance, closeness } = contributors
  const rules = [
    `fewer than ${threshold} contributors`,
    ...(dominance ? [`the largest ${dominance.largest} with over ${dominance.percent} %`] : []),
    ...(closeness ? [`the second near the first to ${closeness.percent} %`] : []),
  ].join('; or ')
  const told =
    dominance || closeness ? [] : ['Nothing was said of a contributor that stands out (--dominance, --closeness).']
  if (sensitive === 0) return [`No sum tells of one contributor (${rules}).`, ...told]
  const more = complementary === 0 ? '.' : `; ${complementary} more, for totals would give the others away.`
  return [`${sensitive} of ${cells} sums ${sensitive === 1 ? 'is' : 'are'} hidden (×: ${rules})${more}`, ...told]
}

function wordsOf(rule: TableRequest['rule'], summary: Made['summary'], cells: number): string[] {
  if (!summary) return []
  const { sensitive, complementary, uniformSigns, furthest = 0 } = summary
  if (rule.method === 'round') {
    const far =
      furthest < rule.base
        ? `No figure is ${rule.base} or more away from its count.`
        : `Inner figures are less than ${rule.base} away from their counts, totals up to ${furthest}.`
    return [`Every figure was rounded by chance to a multiple of ${rule.base}; they add up to their totals. ${far}`]
  }
  if (sensitive === 0) return [`No count is below ${rule.threshold}; nothing had to be hidden.`]
  const isOne = sensitive === 1
  const few = uniformSigns
    ? `${sensitive} of ${cells} figures ${isOne ? 'is hidden (×) since it counts' : 'are hidden (×) since they count'} fewer than ${rule.threshold} persons`
    : `${sensitive} of ${cells} figures ${isOne ? 'counts' : 'count'} fewer than ${rule.threshold} persons and ${isOne ? 'is' : 'are'} shown as <${rule.threshold}`
  const more =
    complementary === 0
      ? '.'
      : `; ${complementary} more ${complementary === 1 ? 'is' : 'are'} hidden (×), for totals would give the others away.`
  const alike = uniformSigns ? ['All hidden figures show the same sign: telling them apart would tell too much.'] : []
  return [
    `${few}${more}`,
    ...alike,
    `From all that is shown, each of them could be any of at least ${rule.protection + 1} numbers.`,
  ]
}
