import { rm } from 'node:fs/promises'
import { writeTable, writeWhole } from '@gloact/csv/node'
import {
  charge,
  type CodedRecords,
  type CodeLists,
  conclude,
  DISCLOSURE_VERSION,
  manifestOf,
  MOST_RELEASED_COLUMNS,
  openLedger,
  parseCodeLists,
  shownCounts,
  type ShownCount,
  type Synthesis,
  synthesize,
  systemWords,
} from '@gloact/disclosure'
import { LedgerFileError, ledgerFile, sha256 } from '@gloact/disclosure/node'
import { canonicalJson, err, type Failure, newId, ok, type Result } from '@gloact/kernel'
import { type CommandContext, EXIT, type Outcome } from '../command.ts'
import { Cancelled, interruptible, type Pause } from '../interruptible.ts'
import { failed, type Problem, refused, usage } from '../outcome.ts'
import { percentOf } from '../percent.ts'
import { readJsonFile } from '../read-json-file.ts'
import { writeDocument } from '../write-document.ts'
import { wrongPlace } from '../wrong-place.ts'
import { codeByContent, codeByLists, openTable, type ReadCodes } from './code-rows.ts'
import { objectionTo, proposeCodes } from './propose-codes.ts'
import { releaseReport } from './release-report.ts'
import { type AskedRelease, askedRelease } from './synthesis-request.ts'

const FEWEST_ROWS = 50
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
  const place = context.text('write-codes') ?? ''
  const [file = ''] = context.arguments
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
  const written = await writeWhole(place, [`${JSON.stringify(json, null, 2)}\n`], { signal })
  if (!written.ok) return failed(written.error)
  const columns = Object.keys(json['columns'] as object)
  const text = [
    `${columns.length} code lists proposed from the data are in ${place}. Review them before anything is made of them:`,
    'remove rare values and what is not public, add what may occur, group long lists, declare what cannot be.',
    ...leftOut,
  ].join('\n')
  return { exit: EXIT.ok, text, json: { ok: true, codes: place, columns, leftOut } }
}

async function makeRelease(context: CommandContext, signal: AbortSignal, pause: Pause): Promise<Outcome> {
  const asked = askedRelease(context)
  const codes = context.text('codes')
  if (!asked.ok && (codes !== undefined || context.text('out') !== undefined)) return usage(asked.error)
  if (!asked.ok || codes === undefined) return refused(NO_CODES)
  const release = asked.value
  const json = await readJsonFile(codes)
  if (!json.ok) return refused(json.error)
  const lists = parseCodeLists(json.value)
  if (!lists.ok) return refused(codeProblem(lists.error))
  const sensitive = await readSensitive(context, lists.value, signal, pause)
  if (!sensitive.ok) return refused(sensitive.error)
  const wrong = await wrongPlace(
    [release.file, codes],
    [
      ['out', release.out],
      ['out', `${release.out}.manifest.json`],
      ['report', release.report],
      ['tables', release.tables],
      ['ledger', release.ledger],
    ],
  )
  if (wrong) return wrong
  return spendAndWrite(context, {
    release,
    lists: lists.value,
    sensitive: sensitive.value,
    digest: sha256(canonicalJson(json.value)),
    pause,
  })
}

async function readSensitive(
  context: CommandContext,
  lists: CodeLists,
  signal: AbortSignal,
  pause: Pause,
): Promise<Result<ReadCodes, Problem>> {
  const [file = ''] = context.arguments
  const table = await openTable(file, {
    delimiter: context.text('delimiter'),
    signal,
    onProgress: percentOf(context, 'Reading'),
  })
  if (!table.ok) return table
  const read = await codeByLists(table.value, lists.columns, pause)
  if (!read.ok) return read
  const empty = nothingToProtect(read.value)
  if (empty) return err(empty)
  const objections = read.value.columns.flatMap((column) => {
    const objection = objectionTo(column)
    return objection === undefined ? [] : [`“${column.name}” is not published: ${objection}.`]
  })
  if (objections.length === 0) return read
  const message = `${objections.join('\n')}\nTake ${objections.length === 1 ? 'it' : 'them'} out of the code lists.`
  return err({ code: 'disclosure.identifying_column', message })
}

interface Prepared {
  readonly release: AskedRelease
  readonly lists: CodeLists
  readonly sensitive: ReadCodes
  readonly digest: string
  readonly pause: Pause
}

async function spendAndWrite(context: CommandContext, prepared: Prepared): Promise<Outcome> {
  const { release, lists, sensitive, pause } = prepared
  const ledger = ledgerFile(release.ledger)
  const opened = await openLedger(ledger, {
    universe: release.universe,
    capEpsilon: release.budget,
    delta: LEDGER_DELTA,
  })
  if (!opened.ok) return refused(ledgerProblem(opened.error))
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
        async charge(part, { rho, delta }) {
          const name = part === 'count' ? `${id}/count` : id
          const { epsilon, approvedBy } = release
          const line = await charge(ledger, { release: name, mechanism: part, rho, epsilon, delta, approvedBy })
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
    const written = await writeRelease(prepared, { id, synthesis: made.value, ledger: charged[charged.length - 1]! })
    if (!written.ok) {
      await abandon('failed')
      return failed(written.error)
    }
    const manifestHash = written.value.hash
    for (const one of charged) await conclude(ledger, { kind: 'completed', release: one.release, manifestHash })
    const state = await openLedger(ledger, {
      universe: release.universe,
      capEpsilon: release.budget,
      delta: LEDGER_DELTA,
    })
    return told(prepared, written.value, state.ok ? state.value.spentEpsilon : Number.NaN)
  } catch (error) {
    await abandon(error instanceof Cancelled ? 'cancelled' : 'failed')
    throw error instanceof Cancelled ? new Cancelled(CANCELLED) : error
  }
}

interface Written {
  readonly hash: string
  readonly manifest: ReturnType<typeof manifestOf>
  readonly manifestFile: string
}

/**
 * Writes all files of a release, or none: part of an abandoned one is worth nothing. The sensitive records are not at hand here,
 * so that nothing of theirs is published.
 */
async function writeRelease(
  { release, lists, digest }: Pick<Prepared, 'release' | 'lists' | 'digest'>,
  { id, synthesis, ledger }: { id: string; synthesis: Synthesis; ledger: { line: number; hash: string } },
): Promise<Result<Written, Problem>> {
  const { line, hash } = ledger
  const manifest = manifestOf(synthesis, lists, {
    release: id,
    universe: release.universe,
    displayFloor: release.floor,
    software: { name: 'gloact disclosure', version: DISCLOSURE_VERSION },
    ledger: { line, hash },
    digest,
  })
  const shown = shownCounts(synthesis.records, synthesis.measurements, {
    columns: lists.columns,
    floor: release.floor,
    official: lists.official,
  })
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  const manifestFile = `${release.out}.manifest.json`
  const files: readonly (readonly [
    place: string | undefined,
    write: (place: string) => ReturnType<typeof writeWhole>,
  ])[] = [
    [release.report, (place) => writeDocument(releaseReport(manifest, shown), place)],
    [release.tables, (place) => writeCounts(place, shown)],
    [manifestFile, (place) => writeWhole(place, [text])],
    [release.out, (place) => writeRecords(place, synthesis.records, lists)],
  ]
  const written: string[] = []
  for (const [place, write] of files) {
    if (place === undefined) continue
    const result = await write(place)
    if (!result.ok) {
      await Promise.all(written.map((path) => rm(path, { force: true })))
      return result
    }
    written.push(place)
  }
  return ok({ hash: sha256(text), manifest, manifestFile })
}

async function writeCounts(place: string, shown: readonly ShownCount[]): ReturnType<typeof writeWhole> {
  const names = ['column_1', 'code_1', 'column_2', 'code_2', 'column_3', 'code_3', 'people', 'lower_95', 'upper_95']
  const rows = shown.map(({ columns, codes, estimate, lower, upper }) => [
    ...[0, 1, 2].flatMap((at) =>
      columns[at] === undefined ? ['', ''] : [columns[at], codes[at] === '' ? 'not recorded' : codes[at]!],
    ),
    ...[estimate, lower, upper].map(String),
  ])
  const written = await writeTable(place, names, rows)
  return written.ok ? ok(null) : written
}

async function writeRecords(place: string, { count, values }: CodedRecords, { columns }: CodeLists) {
  function* rows(): Generator<string[]> {
    for (let row = 0; row < count; row++) yield columns.map(({ codes }, column) => codes[values[column]![row]!]!)
  }
  const written = await writeTable(
    place,
    columns.map(({ name }) => name),
    rows(),
  )
  return written.ok ? ok(null) : written
}

function told({ release, lists, sensitive }: Prepared, { manifest, manifestFile }: Written, spent: number): Outcome {
  const warnings: string[] = []
  if (lists.status === 'proposed') {
    warnings.push('The code lists were proposed from the data and not reviewed: which values occur is not protected.')
  }
  if (release.epsilon > 4) warnings.push('An epsilon above 4 protects little; 1 to 4 a year is what to aim at.')
  if (sensitive.leftOut.length > 0)
    warnings.push(`${sensitive.leftOut.length} columns that no code list names were left out.`)
  const { method, epsilon, delta, rho, records } = manifest
  const ledgerSays = `All releases in the ledger stand for epsilon ${spent.toFixed(2)} together (delta ${LEDGER_DELTA}).`
  const text = [
    `${records.toLocaleString('en')} synthetic records are in ${release.out} (${method}; epsilon ${epsilon}, delta ${delta.toPrecision(2)}).`,
    `What is published with them is in ${manifestFile}${release.report === undefined ? '' : ` and ${release.report}`}.`,
    ledgerSays,
    ...warnings,
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
      out: release.out,
      manifest: manifestFile,
      ...(release.report !== undefined && { report: release.report }),
      ...(release.tables !== undefined && { tables: release.tables }),
      ledger: { file: release.ledger, universe: release.universe, spentEpsilon: spent, delta: LEDGER_DELTA },
      warnings,
    },
  }
}

const CANCELLED = 'Cancelled; nothing was written. What was charged to the privacy ledger stays charged.'

const NO_CODES: Problem = {
  code: 'disclosure.codes_missing',
  message:
    'Without --codes the list of values would come from the data, and that a value occurs may tell of one person. Give public\n' +
    'code lists with --codes CODES.json. To begin from a proposal, run again with --write-codes CODES.json and review it.',
}

function nothingToProtect({ records, columns }: ReadCodes): Problem | undefined {
  if (records.count < FEWEST_ROWS) {
    return {
      code: 'disclosure.too_few_rows',
      message: `The file has fewer than ${FEWEST_ROWS} rows: so few people cannot be protected and still be told of.`,
    }
  }
  if (columns.every(({ codes, counts }) => codes.every((code, index) => code === '' || counts[index] === 0))) {
    return { code: 'disclosure.all_missing', message: 'Every cell is empty: there is nothing to publish.' }
  }
  return undefined
}

const tooManyColumns = (columns: number): Problem => ({
  code: 'disclosure.too_many_columns',
  message:
    `The file has ${columns} columns; a release may have ${MOST_RELEASED_COLUMNS}, and says more of each with fewer. ` +
    'Keep those that are to be published.',
})

function codeProblem({ code, params }: Failure): Problem {
  const at = params?.['column']
  const count = (name: string): string => Number(params?.[name]).toLocaleString('en')
  const messages: Readonly<Record<string, string>> = {
    'disclosure.codes_shape':
      'The code lists are not as they should be: { "version": "…", "columns": { "gender": ["woman", "man"] } }.',
    'disclosure.codes_column': `The ${at}. list of codes is empty, too long (over 2000), or holds something other than text.`,
    'disclosure.codes_impossible':
      'Under “impossible” stands something that the lists do not name, or that leaves nothing possible: [{ "age": ["0-8"], "work": ["sea"] }].',
    'disclosure.codes_official': `Under “official” stand lists of one to three columns, of at most ${params?.['cells']} cells together.`,
    'disclosure.codes_cells':
      `The code lists are too long together: their pairs have ${count('cells')} cells, and ${count('most')} can be worked with. ` +
      'Put the codes of the longest lists into groups, or leave columns out.',
    'disclosure.codes_columns_number': `The code lists name ${params?.['columns']} columns; a release has 1 to ${params?.['most']}. Keep those that are to be published.`,
  }
  return { code, message: messages[code] ?? code }
}

function ledgerProblem({ code, params }: Failure): Problem {
  const messages: Readonly<Record<string, string>> = {
    'disclosure.budget_exceeded':
      `The privacy budget does not allow this release: epsilon ${params?.['spentEpsilon']} of ${params?.['capEpsilon']} is spent. ` +
      `At most epsilon ${params?.['leftEpsilon']} is left.`,
    'disclosure.ledger_damaged': `The privacy ledger was changed or cut (line ${params?.['line']}). Put the right one back.`,
    'disclosure.ledger_other_universe':
      'The privacy ledger is about other persons. Name its --universe, or another --ledger.',
    'disclosure.too_joined_for_aim':
      'The impossible combinations and official tables join too many columns for --method aim. Use auto or pairs.',
    'disclosure.too_many_columns_for_aim': `--method aim is for at most ${params?.['most']} columns. Use auto or pairs.`,
  }
  return { code, message: messages[code] ?? code }
}
