import { writeWhole } from '@gloact/csv/node'
import {
  charge,
  type CodeLists,
  conclude,
  lookIntoLedger,
  MOST_RELEASED_COLUMNS,
  objectionTo,
  parseCodeLists,
  proposeCodes,
  suspectColumn,
  synthesize,
  systemWords,
} from '@gloact/disclosure'
import { LedgerFileError, ledgerFile, sha256 } from '@gloact/disclosure/node'
import { canonicalJson, err, newId, ok, said, type Result, type Said } from '@gloact/kernel'
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
import { percentOf, readingSaid, readJsonFile, wordsOf, wrongPlace } from '@gloact/command/files'
import { loadReportWords } from '@gloact/reports/node/words'
import type { ReportWords } from '@gloact/reports/words'
import { codeByContent, codeByLists, missingColumns, openTable, type ReadCodes } from './code-rows.ts'
import { objectionsOfForms } from './form-sensitivity.ts'
import { personsReader, repeatsReader } from './repeats.ts'
import {
  codeProblem,
  identifyingColumns,
  ledgerProblem,
  MARK_IN_LISTS,
  NO_CODES,
  nothingToProtect,
  PERSON_IN_LISTS,
  PROPOSED_CODES,
  tooManyColumns,
} from './synthesis-problems.ts'
import { askedRelease, floorOf, type ReleaseToMake } from './synthesis-request.ts'
import { methodIn } from './release-report.ts'
import { WITHHELD, type Written, writeRelease } from './write-release.ts'

const LEDGER_DELTA = 1e-6

/** Makes a release, or proposes code lists for one. */
export async function runSynthesize(context: CommandContext): Promise<Outcome> {
  try {
    return await interruptible((signal, pause) =>
      context.text('write-codes') === undefined
        ? makeRelease(context, signal, pause)
        : writeCodes(context, signal, pause),
    )
  } catch (error) {
    if (error instanceof LedgerFileError) return refused({ code: 'disclosure.ledger_file', message: error.message })
    throw error
  }
}

async function writeCodes(context: CommandContext, signal: AbortSignal, pause: Pause): Promise<Outcome> {
  const own = await wordsOf(context)
  if (!own.ok) return own.error
  const place = context.text('write-codes') ?? ''
  const [file = ''] = context.arguments
  const wrong = await wrongPlace([file], [['write-codes', place]])
  if (wrong) return wrong
  const onProgress = percentOf(context, 'Reading')
  const table = await openTable(file, { delimiter: context.text('delimiter'), signal, onProgress })
  if (!table.ok) return refused(table.error)
  if (table.value.columns.length > MOST_RELEASED_COLUMNS) return refused(tooManyColumns(table.value.columns.length))
  const overfull = new Set<number>()
  const read = await codeByContent(table.value, table.value.columns, pause, {
    onStray: (column) => void overfull.add(column),
  })
  if (!read.ok) return refused(read.error)
  const empty = nothingToProtect(read.value)
  if (empty) return refused(empty)
  const { json, leftOut } = proposeCodes(read.value, overfull)
  context.writes()
  const written = await writeWhole(place, [`${JSON.stringify(json, null, 2)}\n`], { signal })
  if (!written.ok) return failed(written.error)
  const columns = Object.keys(json['columns'] as object)
  const warnings = table.value.warnings.map(({ message }) => message)
  const text = [
    own.value.t('reports.synthesize.codes', { count: columns.length, path: place }),
    ...leftOut,
    ...warnings,
  ].join('\n')
  return { exit: EXIT.ok, text, json: { ok: true, codes: place, columns, leftOut, warnings } }
}

async function makeRelease(context: CommandContext, signal: AbortSignal, pause: Pause): Promise<Outcome> {
  const own = await wordsOf(context)
  if (!own.ok) return own.error
  const asked = askedRelease(context)
  const codes = context.text('codes')
  if (!asked.ok && (codes !== undefined || context.text('out') !== undefined)) return usage(asked.error)
  if (!asked.ok || codes === undefined) return refused(NO_CODES)
  const floor = await floorOf(asked.value.floor, context)
  if (!floor.ok) return refused(floor.error)
  const release = { ...asked.value, floor: floor.value }
  const wrong = await wrongPlace(
    [release.file, codes, ...context.texts('form')],
    [
      ['out', release.out],
      ['out', `${release.out}.manifest.json`],
      ['report', release.report],
      ['tables', release.tables],
      ['ledger', release.ledger],
    ],
  )
  if (wrong) return wrong
  const json = await readJsonFile(codes)
  if (!json.ok) return refused(json.error)
  const lists = parseCodeLists(json.value)
  if (!lists.ok) return refused(codeProblem(lists.error))
  if (lists.value.status === 'proposed') return refused(PROPOSED_CODES)
  if (release.parsimonious && lists.value.columns.some((column) => column.codes.includes(WITHHELD))) {
    return refused(MARK_IN_LISTS)
  }
  const objections = await objectionsOfForms(
    context.texts('form'),
    lists.value.columns.map(({ name }) => name),
  )
  if (!objections.ok) return refused(objections.error)
  // By their headings before a cell is held against its list: what stands in such a column is no code that is missing there.
  const headings = lists.value.columns.flatMap(({ name }) =>
    notPublished({ name, codes: [], counts: new Uint32Array() }),
  )
  const identifying = [...new Set([...objections.value, ...headings])]
  if (identifying.length > 0) return refused(identifyingColumns(identifying))
  if (lists.value.columns.some(({ name }) => name === release.person)) return refused(PERSON_IN_LISTS)
  const sensitive = await readSensitive(context, { release, lists: lists.value, signal, pause })
  if (!sensitive.ok) return refused(sensitive.error)
  return spendAndWrite(context, {
    release,
    lists: lists.value,
    sensitive: sensitive.value,
    digest: sha256(canonicalJson(json.value)),
    words: own.value,
    signal,
    pause,
  })
}

interface Sensitive extends ReadCodes {
  /** Columns of identifiers that no code list names, in which one comes twice. */
  readonly repeated: readonly string[]
  /** How the file was read, where that is to be told. */
  readonly warnings: readonly Said[]
}

async function readSensitive(
  context: CommandContext,
  { release, lists, signal, pause }: Pick<Prepared, 'release' | 'lists' | 'signal' | 'pause'>,
): Promise<Result<Sensitive, Problem>> {
  const table = await openTable(release.file, {
    delimiter: context.text('delimiter'),
    signal,
    onProgress: percentOf(context, 'Reading'),
  })
  if (!table.ok) return table
  const { person } = release
  const missing = person === undefined ? undefined : missingColumns(table.value, [person])
  if (missing) return err(missing)
  const isLeftOut = (name: string): boolean => lists.columns.every((column) => column.name !== name)
  const identifiers =
    person === undefined ? table.value.columns.filter((name) => isLeftOut(name) && headsIdentifiers(name)) : []
  const repeats = identifiers.map(repeatsReader)
  const read = await codeByLists(table.value, lists.columns, pause, {
    readers: person === undefined ? repeats : [personsReader(person)],
  })
  if (!read.ok) return read
  const empty = nothingToProtect(read.value)
  if (empty) return err(empty)
  const objections = read.value.columns.flatMap(notPublished)
  if (objections.length > 0) return err(identifyingColumns(objections))
  return ok({
    ...read.value,
    repeated: repeats.filter((reader) => reader.isRepeated()).map(({ name }) => name),
    warnings: table.value.warnings.map(readingSaid),
  })
}

/** Why a column is not published, as a line of its own; none where nothing speaks against it. */
function notPublished(column: ReadCodes['columns'][number]): readonly string[] {
  const objection = objectionTo(column)
  return objection === undefined ? [] : [`“${column.name}” is not published: ${objection}.`]
}

const headsIdentifiers = (heading: string): boolean => suspectColumn(heading, new Map())?.kind === 'identifier'

interface Prepared {
  readonly release: ReleaseToMake
  readonly lists: CodeLists
  readonly sensitive: Sensitive
  readonly digest: string
  readonly words: ReportWords
  readonly signal: AbortSignal
  readonly pause: Pause
}

async function spendAndWrite(context: CommandContext, prepared: Prepared): Promise<Outcome> {
  const { release, lists, sensitive, digest, words, signal, pause } = prepared
  const ledger = ledgerFile(release.ledger)
  // From the ledger's first line to its last: what is charged is concluded, whatever ends the work.
  context.writes()
  const opening = { universe: release.universe, capEpsilon: release.budget, delta: LEDGER_DELTA }
  const found = await lookIntoLedger(ledger, opening)
  if (!found.ok) return refused(ledgerProblem(found.error))
  const id = newId()
  const charged: { release: string; line: number; hash: string }[] = []
  const abandon = async (reason: 'failed' | 'cancelled'): Promise<void> => {
    for (const one of charged) await conclude(ledger, { kind: 'abandoned', release: one.release, reason })
  }
  const tell = percentOf(context, 'Synthesising')
  try {
    const made = await synthesize(
      sensitive.records,
      {
        codeLists: lists,
        epsilon: release.epsilon,
        delta: release.delta,
        method: release.method,
        ...(release.publicRecords !== undefined && { publicRecords: release.publicRecords }),
      },
      {
        words: systemWords(),
        async charge(part, cost, whole) {
          const name = part === 'count' ? `${id}/count` : id
          const wanted = { release: name, mechanism: part, ...cost, approvedBy: release.approvedBy }
          // A ledger that is gone once something was charged is not opened again.
          const line = await charge(ledger, wanted, whole, charged.length === 0 ? opening : undefined)
          if (line.ok) charged.push({ release: name, line: line.value.sequence, hash: line.value.hash })
          return line
        },
        async onProgress(done, total) {
          tell(done, total)
          await pause()
        },
      },
    )
    if (!made.ok) {
      await abandon('failed')
      return refused(ledgerProblem(made.error))
    }
    const { line, hash } = charged[charged.length - 1]!
    const written = await writeRelease(
      { release, lists, digest, id, synthesis: made.value, ledger: { line, hash }, words },
      { signal, pause },
    )
    if (!written.ok) {
      if (written.error.code === 'csv.cancelled') throw new Cancelled()
      await abandon('failed')
      return failed(written.error)
    }
    const manifestHash = written.value.hash
    for (const one of charged) await conclude(ledger, { kind: 'completed', release: one.release, manifestHash })
    const state = await lookIntoLedger(ledger, opening)
    // Another run may have opened it since: the line after its first is then that one's.
    const isNew = found.value.isNew && charged[0]!.line === 1
    return await told(prepared, written.value, { ...(state.ok ? state.value : found.value), isNew }, words)
  } catch (error) {
    await abandon(error instanceof Cancelled ? 'cancelled' : 'failed')
    throw error instanceof Cancelled ? new Cancelled(CANCELLED) : error
  }
}

interface LedgerState {
  readonly isNew: boolean
  readonly capEpsilon: number
  readonly spentEpsilon: number
}

/** What a reader of the release should know. */
function warningsOf({ release, lists, sensitive }: Prepared, { isNew, capEpsilon }: LedgerState): readonly Said[] {
  const { leftOut, repeated, warnings } = sensitive
  return [
    ...(isNew ? [said('synthesize.new_ledger', { path: release.ledger, cap: capEpsilon })] : []),
    ...(lists.status === 'not stated' ? [said('synthesize.not_reviewed')] : []),
    ...(release.epsilon > MOST_ADVISED_EPSILON ? [said('synthesize.large_epsilon')] : []),
    ...(leftOut.length > 0 ? [said('synthesize.left_out', { count: leftOut.length })] : []),
    ...repeated.map((column) => said('synthesize.repeated', { column })),
    ...warnings,
  ]
}

/** A larger one protects little. */
const MOST_ADVISED_EPSILON = 4

async function told(
  prepared: Prepared,
  { manifest, manifestFile }: Written,
  state: LedgerState,
  words: ReportWords,
): Promise<Outcome> {
  const { release } = prepared
  const { t, fixed, list, significant, word } = words
  const { method, epsilon, delta, rho, records, withheld } = manifest
  const warnings = warningsOf(prepared, state)
  const english = await loadReportWords('en')
  const text = [
    t('reports.synthesize.made', {
      records,
      path: release.out,
      method: t(`reports.synthesize.method_${methodIn(manifest)}`),
      epsilon: significant(epsilon, 4),
      delta: significant(delta, 2, 2),
    }),
    ...(withheld ? [t('reports.synthesize.withheld', { answers: withheld.answers, mark: withheld.mark })] : []),
    t('reports.synthesize.published', {
      files: list(release.report === undefined ? [manifestFile] : [manifestFile, release.report]),
    }),
    t('reports.synthesize.ledger', {
      path: release.ledger,
      spent: fixed(state.spentEpsilon, 2),
      cap: state.capEpsilon,
      delta: significant(LEDGER_DELTA, 1),
    }),
    ...warnings.map(word),
  ].join('\n')
  return {
    exit: EXIT.ok,
    text,
    json: {
      ok: true,
      release: manifest.release,
      method,
      epsilon,
      delta,
      rho,
      unit: manifest.unit,
      records,
      ...(withheld && { withheld }),
      out: release.out,
      manifest: manifestFile,
      ...(release.report !== undefined && { report: release.report }),
      ...(release.tables !== undefined && { tables: release.tables }),
      ledger: {
        file: release.ledger,
        universe: release.universe,
        isNew: state.isNew,
        capEpsilon: state.capEpsilon,
        spentEpsilon: state.spentEpsilon,
        delta: LEDGER_DELTA,
      },
      // Programs always read English.
      warnings: warnings.map(english.word),
    },
  }
}

const CANCELLED = 'Cancelled; nothing was written. What was charged to the privacy ledger stays charged.'
