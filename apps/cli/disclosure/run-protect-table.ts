import { writeTable } from '@gloact/csv/node'
import {
  bearingOf,
  protectAmounts,
  protectTable,
  releasedTable,
  type ProtectedTable,
  type ProtectionFailure,
  type Release,
  type ReleasedTable,
  type ReleaseFailure,
} from '@gloact/disclosure'
import { LedgerFileError, registerFile } from '@gloact/disclosure/node'
import { err, newId, ok, type Result } from '@gloact/kernel'
import { type CommandContext, EXIT, type Outcome } from '../command.ts'
import { Cancelled, interruptible, type Pause } from '../interruptible.ts'
import { failed, type Problem, refused } from '../outcome.ts'
import { percentOf } from '../percent.ts'
import { wrongPlace } from '../wrong-place.ts'
import { objectionOfForms } from './form-sensitivity.ts'
import { canCompare, differsByFew, readCounts, type ReadCounts } from './read-counts.ts'
import { protectedRows } from './protected-rows.ts'
import { inUnits, isAmountTable } from './read-amounts.ts'
import { tableRequest, type TableRequest } from './table-request.ts'

/** A table that may go out, and whether it is out already. */
interface Made {
  readonly shown: Pick<ProtectedTable, 'dimensions' | 'strides' | 'shown'>
  readonly summary: ProtectedTable['summary'] | undefined
  readonly released: ReleasedTable
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
  { rule, columns }: TableRequest,
  { table, decimals, entries }: ReadCounts,
  earlier: readonly Release[],
  onProgress: Progress,
): Promise<Result<Made, Problem>> {
  await onProgress(0, 1)
  const candidate = { table, columns, rule }
  const bearing = bearingOf(candidate, earlier)
  if (!bearing.ok) return err(releaseProblem(bearing.error))
  if (bearing.value.kind === 'repeats') {
    const { release } = bearing.value
    const shown = entries.names.map((name) => release.cells[name]!)
    return ok({ shown: { ...table, shown }, summary: undefined, released: release, isRepeated: true })
  }
  const { known, before, sameData } = bearing.value
  const unlike = rule.method === 'suppress' && sameData.find((release) => !canCompare(entries, release))
  if (unlike) {
    const message =
      `The file does not have the columns of release ${unlike.release} (${unlike.dimensions.flat().join(', ')}), so that ` +
      'differences from it cannot be looked for. Use a file that has the columns of both.'
    return err({ code: 'disclosure.cannot_compare', message })
  }
  const made = isAmountTable(table)
    ? await protectAmounts(table, rule, { onProgress })
    : await protectTable(table, rule, { known, before, onProgress })
  if (!made.ok) return err(protectionProblem(made.error))
  const released = releasedTable(candidate, made.value, { release: newId(), at: new Date() })
  for (const other of rule.method === 'suppress' ? sameData : []) {
    await onProgress(1, 1)
    if (differsByFew(entries, released, other)) {
      return err(releaseProblem({ code: 'disclosure.small_difference', params: { release: other.release } }))
    }
  }
  const shown = isAmountTable(table) ? { ...made.value, shown: inUnits(made.value, decimals) } : made.value
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
  const hidden = shown.shown.filter((sign) => !FIGURE.test(sign))
  const said = [
    ...(amount === undefined ? wordsOf : wordsOfAmounts)(rule, summary, shown.shown.length),
    ...(isRepeated
      ? [`The register holds these figures already (release ${released.release}); they were written again as they are.`]
      : []),
    ...(register === undefined && amount === undefined
      ? ['No register was named: this table was not held against others that are out.']
      : []),
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

const FIGURE = /^\d+(?:\.\d+)?$/

function wordsOfAmounts({ threshold, contributors }: TableRequest['rule'], summary: Made['summary']): string[] {
  const { sensitive = 0, complementary = 0, cells = 0 } = summary ?? {}
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
  return [`${sensitive} of ${cells} sums are hidden (×: ${rules})${more}`, ...told]
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
  const few = uniformSigns
    ? `${sensitive} of ${cells} figures are hidden (×) since they count fewer than ${rule.threshold} persons`
    : `${sensitive} of ${cells} figures count fewer than ${rule.threshold} persons and are shown as <${rule.threshold}`
  const more =
    complementary === 0 ? '.' : `; ${complementary} more are hidden (×), for totals would give the others away.`
  const alike = uniformSigns ? ['All hidden figures show the same sign: telling them apart would tell too much.'] : []
  return [
    `${few}${more}`,
    ...alike,
    `From all that is shown, each of them could be any of at least ${rule.protection + 1} numbers.`,
  ]
}

function releaseProblem({ code, params }: ReleaseFailure): Problem {
  const release = params?.['release'] ?? ''
  const messages: Readonly<Record<ReleaseFailure['code'], string>> = {
    'disclosure.hidden_elsewhere':
      `Release ${release} hides a total that this table has, too; the two together could give it away. Put the small ` +
      'categories together first, publish one table with the columns of both, or round all tables (--method round).',
    'disclosure.methods_mixed': `Release ${release} was made by another method or base. Keep to one for all tables of a population, over the years too.`,
    'disclosure.tables_interlock':
      'With the tables that are out this one comes round in a circle (as sex by age, age by region, region by sex): together ' +
      'they tell more than each. Publish one table with all these columns, or leave this one out.',
    'disclosure.small_difference':
      `A figure of this table differs from release ${release} by fewer persons than the threshold, which would tell of them. ` +
      'Keep to the same categories; where the data have grown, publish when enough have been added.',
    'disclosure.records_out':
      `Records of these persons are out (release ${release}): a table beside them would tell who was left out of them. Count the ` +
      'records that are out instead.',
  }
  return { code, message: messages[code] }
}

function protectionProblem({ code }: ProtectionFailure): Problem {
  const messages: Readonly<Record<ProtectionFailure['code'], string>> = {
    'disclosure.already_out':
      'A count that is now below the threshold is out in an earlier release; it cannot be hidden any more.',
    'disclosure.cannot_protect':
      'A small count cannot be hidden: all that could hide it is out already. Put categories together.',
    'disclosure.rounding_does_not_fit':
      'The table cannot be rounded around the figures that are out, which may not be drawn again. Take fewer levels, publish it ' +
      'within the earlier table, or wait until more persons have been added.',
  }
  return { code, message: messages[code] }
}
