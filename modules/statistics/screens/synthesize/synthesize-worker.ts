import {
  charge,
  conclude,
  DISCLOSURE_VERSION,
  ledgerInMemory,
  lookIntoLedger,
  manifestOf,
  objectionTo,
  parseCodeLists,
  proposeCodes,
  readLedger,
  shownByTable,
  synthesize,
  systemWords,
  type CodeLists,
  type LedgerLine,
  type ShownCount,
  type Synthesis,
} from '@gloact/disclosure'
import { canonicalJson, err, newId, ok, type Result } from '@gloact/kernel'
import { answerTasks } from '../worker/answer-tasks.ts'
import { codeTable, type CodeTable } from '../worker/code-table.ts'
import { csvFile } from '../worker/csv-file.ts'
import { jsonFile, type Made } from '../worker/made.ts'
import { readPickedTable, type PickedTable } from '../worker/read-table.ts'
import type { TaskProblem } from '../worker/task.ts'
import type { SynthesizeStep, SynthesizeTask } from './synthesize-task.ts'

const FEWEST_ROWS = 50
const LEDGER_DELTA = 1e-6
/** Counts that a screen shows; the file has all. */
const SHOWN_COUNTS = 40

type Making = Extract<SynthesizeTask, { kind: 'synthesize' }>

answerTasks<SynthesizeStep>(async (asked, tell) => {
  const task = asked as SynthesizeTask
  tell('reading', 0, 0)
  const table = await readPickedTable(task.records)
  if (!table.ok) return table
  if (table.value.rows.length < FEWEST_ROWS)
    return err({ code: 'disclosure.too_few_rows', params: { fewest: FEWEST_ROWS } })
  return task.kind === 'propose' ? propose(table.value) : make(table.value, task, tell)
})

/** Code lists from the data, for people to review: no count is in them. */
function propose(table: PickedTable): Result<Made, TaskProblem> {
  const coded = codeTable(table, table.columns)
  if (!coded.ok) return coded
  const { json, leftOut } = proposeCodes(coded.value)
  const lists = json['columns'] as Readonly<Record<string, readonly string[]>>
  return ok({
    first: { id: 'statistics.synthesize.first_codes', params: { count: Object.keys(lists).length } },
    notes: [{ id: 'statistics.synthesize.note_review' }],
    details: leftOut,
    tables: [
      {
        title: { id: 'statistics.synthesize.codes' },
        columns: [{ id: 'statistics.list.column' }, { id: 'statistics.synthesize.values' }],
        rows: Object.entries(lists).map(([name, codes]) => [name, codes.length]),
      },
    ],
    files: [{ label: 'statistics.synthesize.save_codes', ending: 'codes.json', file: jsonFile(json) }],
  })
}

async function reviewedLists(file: File): Promise<Result<CodeLists & { readonly json: unknown }, TaskProblem>> {
  let json: unknown
  try {
    json = JSON.parse(await file.text())
  } catch (error) {
    if (error instanceof SyntaxError) return err({ code: 'disclosure.codes_not_json' })
    throw error
  }
  const lists = parseCodeLists(json)
  if (!lists.ok) return err({ code: 'disclosure.codes_shape', message: lists.error.code })
  return lists.value.status === 'reviewed' ? ok({ ...lists.value, json }) : err({ code: 'disclosure.codes_proposed' })
}

/** The records by the public lists; a value that no list names is refused, without being told. */
function byLists(table: PickedTable, { columns }: CodeLists): Result<CodeTable, TaskProblem> {
  const names = columns.map(({ name }) => name)
  const missing = names.filter((name) => !table.columns.includes(name))
  if (missing.length > 0) return err({ code: 'column_missing', params: { columns: missing.join(', ') } })
  const known = columns.map(({ codes }) => codes)
  const coded = codeTable(table, names, { known })
  if (!coded.ok) return coded
  const stray = coded.value.columns.find(({ codes }, at) => codes.length > known[at]!.length)
  if (stray) return err({ code: 'disclosure.values_not_listed', params: { column: stray.name } })
  const wrong = coded.value.columns.find((column) => objectionTo(column) !== undefined)
  return wrong ? err({ code: 'disclosure.identifying_column', params: { column: wrong.name } }) : coded
}

async function make(
  table: PickedTable,
  { codes, ledger: kept, asked, floor }: Making,
  tell: (step: SynthesizeStep, done: number, total: number) => void,
): Promise<Result<Made, TaskProblem>> {
  const lists = await reviewedLists(codes)
  if (!lists.ok) return lists
  const sensitive = byLists(table, lists.value)
  if (!sensitive.ok) return sensitive
  const before = kept === null ? ok<readonly LedgerLine[]>([]) : readLedger(await kept.text())
  if (!before.ok) return before
  const ledger = ledgerInMemory(before.value)
  const opening = { universe: asked.universe, capEpsilon: asked.budget ?? undefined, delta: LEDGER_DELTA }
  const found = await lookIntoLedger(ledger, opening)
  if (!found.ok) return found
  const id = newId()
  const charged: { readonly release: string; readonly line: number; readonly hash: string }[] = []
  const made = await synthesize(
    sensitive.value.records,
    { codeLists: lists.value, epsilon: asked.epsilon, delta: 'auto', method: 'auto' },
    {
      words: systemWords(),
      async charge(part, cost, whole) {
        const release = part === 'count' ? `${id}/count` : id
        const wanted = { release, mechanism: part, ...cost, approvedBy: asked.approvedBy || 'not stated' }
        const line = await charge(ledger, wanted, whole, charged.length === 0 ? opening : undefined)
        if (line.ok) charged.push({ release, line: line.value.sequence, hash: line.value.hash })
        return line
      },
      onProgress: (done, total) => tell('synthesizing', done, total),
    },
  )
  if (!made.ok) return made
  const { line, hash } = charged.at(-1)!
  const manifest = manifestOf(made.value, lists.value, {
    release: id,
    universe: asked.universe,
    displayFloor: floor,
    software: { name: 'gloact disclosure', version: DISCLOSURE_VERSION },
    ledger: { line, hash },
    digest: ledger.digest(canonicalJson(lists.value.json)),
  })
  const manifestHash = ledger.digest(`${JSON.stringify(manifest, null, 2)}\n`)
  for (const { release } of charged) await conclude(ledger, { kind: 'completed', release, manifestHash })
  const state = await lookIntoLedger(ledger, opening)
  const { spentEpsilon, capEpsilon } = state.ok ? state.value : found.value
  const shown = [
    ...shownByTable(made.value.records, made.value.measurements, {
      columns: lists.value.columns,
      floor,
      official: lists.value.official,
    }),
  ].flat()
  return ok({
    first: {
      id: 'statistics.synthesize.first',
      params: {
        records: made.value.records.count,
        epsilon: manifest.epsilon,
        spent: Math.round(100 * spentEpsilon) / 100,
        cap: capEpsilon,
      },
    },
    notes: [
      { id: found.value.isNew ? 'statistics.synthesize.note_new_ledger' : 'statistics.synthesize.note_ledger' },
      { id: 'statistics.synthesize.note_once' },
    ],
    details: [],
    tables: [singleCounts(shown)],
    files: [
      {
        label: 'statistics.synthesize.save_records',
        ending: 'synthetic.csv',
        file: recordsFile(made.value, lists.value),
      },
      { label: 'statistics.synthesize.save_manifest', ending: 'synthetic.csv.manifest.json', file: jsonFile(manifest) },
      { label: 'statistics.synthesize.save_counts', ending: 'counts.csv', file: countsFile(shown) },
      {
        label: 'statistics.synthesize.save_ledger',
        ending: 'privacy-ledger.jsonl',
        file: new Blob([ledger.text()], { type: 'application/jsonl' }),
      },
    ],
  })
}

/** How many have each single code: what is published beside the records, with its interval. */
function singleCounts(shown: readonly ShownCount[]): Made['tables'][number] {
  const single = shown.filter(({ columns }) => columns.length === 1)
  return {
    title: { id: 'statistics.synthesize.counts' },
    columns: [
      { id: 'statistics.compare.group' },
      { id: 'statistics.link.persons' },
      { id: 'statistics.synthesize.lower' },
      { id: 'statistics.synthesize.upper' },
    ],
    rows: single
      .slice(0, SHOWN_COUNTS)
      .map(({ columns, codes, estimate, lower, upper }) => [
        `${columns[0]!}: ${codes[0] === '' ? '–' : codes[0]!}`,
        estimate,
        lower,
        upper,
      ]),
    bars: [1],
    more: Math.max(0, single.length - SHOWN_COUNTS),
  }
}

const recordsFile = ({ records: { count, values } }: Synthesis, { columns }: CodeLists): Blob =>
  csvFile({
    columns: columns.map(({ name }) => name),
    rows: Array.from({ length: count }, (_, row) => columns.map(({ codes }, at) => codes[values[at]![row]!]!)),
  })

const countsFile = (shown: readonly ShownCount[]): Blob =>
  csvFile({
    columns: ['column_1', 'code_1', 'column_2', 'code_2', 'column_3', 'code_3', 'people', 'lower_95', 'upper_95'],
    rows: shown.map(({ columns, codes, estimate, lower, upper }) => [
      ...[0, 1, 2].flatMap((at) =>
        columns[at] === undefined ? ['', ''] : [columns[at], codes[at] === '' ? 'not recorded' : codes[at]!],
      ),
      ...[estimate, lower, upper].map(String),
    ]),
  })
