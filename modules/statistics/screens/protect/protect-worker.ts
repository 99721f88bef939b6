import {
  bearingOf,
  cellNames,
  countTable,
  differenceTold,
  dimensionsOf,
  disclosureRule,
  headerWatch,
  isFigure,
  isTotalCode,
  objectionTo,
  protectedRows,
  protectTable,
  readRegister,
  releasedTable,
  shownIn,
  type Candidate,
  type DisclosureRule,
  type DisclosureRules,
  type InHand,
  type ProtectedTable,
  type Release,
} from '@gloact/disclosure'
import { err, newId, ok, type Result } from '@gloact/kernel'
import type { EstimateLimits } from '../../contract/limits.ts'
import { answerTasks } from '../worker/answer-tasks.ts'
import { codeTable, type CodeTable } from '../worker/code-table.ts'
import { csvFile } from '../worker/csv-file.ts'
import { jsonFile, type Made, type MadeTable, type Words } from '../worker/made.ts'
import { readPickedTable, type PickedTable } from '../worker/read-table.ts'
import type { TaskProblem } from '../worker/task.ts'
import type { LookedColumns, ProtectAsked, ProtectStep, ProtectTask } from './protect-task.ts'

const NOT_RECORDED = '(not recorded)'
const WHOLE = /^\d+$/
/** Rows that a screen shows; the file has all. */
const SHOWN_ROWS = 60
/** Bars of so many rows at most are told apart. */
const MOST_BARS = 30

function look({ columns, rows, warnings }: PickedTable): Result<LookedColumns, TaskProblem> {
  const coded = codeTable({ columns, rows }, columns)
  if (!coded.ok) return coded
  const filled = (codes: readonly string[]) => codes.filter((code) => code !== '')
  const numbers = coded.value.columns.filter(
    ({ codes }) => filled(codes).length > 0 && filled(codes).every((code) => WHOLE.test(code)),
  )
  const may = coded.value.columns.filter((column) => objectionTo(column) === undefined)
  const isNumber = (name: string): boolean => numbers.some((one) => one.name === name)
  return ok({
    rows: rows.length,
    columns: may.map(({ name }) => name),
    numbers: numbers.map(({ name }) => name),
    leftOut: columns.filter((name) => !may.some((one) => one.name === name) && !isNumber(name)),
    warnings: warnings.map(({ code }) => code),
  })
}

/** The country’s rules, as they were told. */
const rulesOf = (told: EstimateLimits['disclosure']): DisclosureRules => ({
  agency: { ...told.agency, audience: 'agency', contributors: {} },
  public: { ...told.public, audience: 'public', contributors: {} },
})

answerTasks<ProtectStep>(async (asked, tell) => {
  const task = asked as ProtectTask
  tell('reading', 0, 0)
  const table = await readPickedTable(task.table)
  if (!table.ok) return table
  if (task.kind === 'look') return look(table.value)
  const { rows, columns, count, audience, method, threshold } = task.asked
  const rules = rulesOf(task.rules)
  const rule = disclosureRule({ audience, method, ...(threshold !== null && { threshold }) }, rules)
  if (!rule.ok) return err({ code: rule.error.code, params: { smallest: rules[audience].threshold } })
  const nested = [rows, ...(columns.length > 0 ? [columns] : [])]
  const register = await readChosenRegister(task.register)
  if (!register.ok) return register
  const counted = countRows(table.value, nested, { count, rule: rule.value, earlier: register.value })
  if (!counted.ok) return counted
  tell('protecting', 0, 1)
  const { table: counts, inHand } = counted.value
  const candidate: Candidate = {
    table: counts,
    columns: nested,
    rule: rule.value,
    ...(count !== null && { counted: count }),
  }
  const protectedBeside = await protectBeside(candidate, register.value, inHand, (done, total) =>
    tell('protecting', done, total),
  )
  if (!protectedBeside.ok) return protectedBeside
  return ok(madeOf(protectedBeside.value, nested, task, register.value))
})

/** A register of tables holds what was shown: one that is larger is no register. */
const MOST_REGISTER_BYTES = 64 * 1024 * 1024

async function readChosenRegister(file: File | null): Promise<Result<readonly Release[], TaskProblem>> {
  if (file === null) return ok([])
  if (file.size > MOST_REGISTER_BYTES) return err({ code: 'disclosure.register_invalid' })
  return readRegister(await file.text())
}

/** A table that may go out beside what is out; where the same is out already, that. */
interface Beside {
  readonly table: ProtectedTable | null
  readonly shown: Pick<ProtectedTable, 'dimensions' | 'strides' | 'shown'>
  readonly release: Release
}

const OF_AMOUNTS: ReadonlySet<string> = new Set([
  'disclosure.unsafe_difference',
  'disclosure.other_amount',
  'disclosure.rounded_beside_amounts',
  'disclosure.counted_beside_amounts',
  'disclosure.data_changed',
])

/** Whatever is in the way of a table beside amounts has one sentence here: amounts are the command's. */
const besideAmounts = (failure: TaskProblem): TaskProblem =>
  OF_AMOUNTS.has(failure.code) ? { ...failure, code: 'disclosure.beside_amounts' } : failure

/** Protects a table as the command does with a register: held against what is out before, and its differences from it afterwards. */
async function protectBeside(
  candidate: Candidate,
  earlier: readonly Release[],
  inHand: InHand,
  onProgress: (done: number, total: number) => void,
): Promise<Result<Beside, TaskProblem>> {
  const { columns, rule, table: counts } = candidate
  const bearing = bearingOf(candidate, earlier, inHand)
  if (!bearing.ok) return err(besideAmounts(bearing.error))
  if (bearing.value.kind === 'repeats') {
    const { release } = bearing.value
    const shown = cellNames(counts, columns).map((name) => shownIn(release)[name]!)
    return ok({ table: null, shown: { ...counts, shown }, release })
  }
  const { known, before, sameData } = bearing.value
  const made = await protectTable(counts, rule, { known, before, onProgress })
  if (!made.ok) return made
  const release = releasedTable(candidate, made.value, { release: newId(), at: new Date() })
  const told = rule.method === 'suppress' && sameData.length > 0 ? differenceTold(release, sameData, inHand) : undefined
  if (told) return err(besideAmounts(told))
  return ok({ table: made.value, shown: made.value, release })
}

interface CountedRows {
  readonly table: Parameters<typeof protectTable>[0]
  readonly inHand: InHand
}

/** The table of counts, or what of the file is in the way: what the command refuses is refused. */
function countRows(
  table: PickedTable,
  nested: readonly (readonly string[])[],
  {
    count,
    rule,
    earlier,
  }: Pick<ProtectAsked, 'count'> & { readonly rule: DisclosureRule; readonly earlier: readonly Release[] },
): Result<CountedRows, TaskProblem> {
  const names = nested.flat()
  const watch = headerWatch(table.columns)
  watch.take(table.rows)
  if (watch.isRecord(names)) return err({ code: 'disclosure.no_header' })
  if (table.rows.length === 0) return err({ code: 'disclosure.table_empty' })
  const coded = codeTable(table, names)
  if (!coded.ok) return coded
  const weights = count === null ? ok(undefined) : weightsOf(table, count)
  if (!weights.ok) return weights
  const wrong = objectionIn(coded.value, weights.value)
  if (wrong) return err(wrong)
  const { records } = coded.value
  const persons = weights.value ? weights.value.reduce((sum, weight) => sum + weight, 0) : records.count
  if (persons < rule.threshold) return err({ code: 'disclosure.too_few', params: { threshold: rule.threshold } })
  const places = new Map(coded.value.columns.map(({ name }, place) => [name, place]))
  const codeOf = (entry: number, name: string): string => {
    const place = places.get(name)!
    return coded.value.columns[place]!.codes[records.values[place]![entry]!] || NOT_RECORDED
  }
  const { dimensions, leaves } = dimensionsOf({ records, places, codeOf }, nested)
  const counts = countTable(dimensions, { leaves, ...(weights.value && { counts: weights.value }) })
  if (!counts.ok) return counts
  const held = heldColumns(table, names, earlier)
  if (!held.ok) return held
  const inHand: InHand = {
    count: records.count,
    has: (name) => places.has(name) || held.value.has(name),
    codeOf: (entry, name) => (places.has(name) ? codeOf(entry, name) : held.value.get(name)?.(entry)),
    weightOf: (entry) => weights.value?.[entry] ?? 1,
  }
  return ok({ table: counts.value, inHand })
}

/** The columns of tables that are out and not of this one: differences from them are looked for in the file. */
function heldColumns(
  table: PickedTable,
  names: readonly string[],
  earlier: readonly Release[],
): Result<ReadonlyMap<string, (entry: number) => string>, TaskProblem> {
  const others = new Set(earlier.flatMap((release) => ('dimensions' in release ? release.dimensions.flat() : [])))
  const further = [...others].filter((name) => table.columns.includes(name) && !names.includes(name))
  if (further.length === 0) return ok(new Map())
  const coded = codeTable(table, further)
  if (!coded.ok) return coded
  const { records, columns } = coded.value
  return ok(
    new Map(
      columns.map(({ name, codes }, place) => [
        name,
        (entry: number) => codes[records.values[place]![entry]!] || NOT_RECORDED,
      ]),
    ),
  )
}

/** How many persons each row counts. */
function weightsOf({ columns, rows }: PickedTable, name: string): Result<Float64Array, TaskProblem> {
  const place = columns.indexOf(name)
  const weights = new Float64Array(rows.length)
  for (const [at, row] of rows.entries()) {
    const cell = row[place]!.trim()
    if (!WHOLE.test(cell)) return err({ code: 'disclosure.not_a_count', params: { row: at + 2 } })
    weights[at] = Number(cell)
  }
  return ok(weights)
}

/** Why figures may not be told by one of the columns; undefined where nothing speaks against any. */
function objectionIn({ records, columns }: CodeTable, weights: Float64Array | undefined): TaskProblem | undefined {
  for (const [place, { name, codes, counts }] of columns.entries()) {
    const people = weights ? new Uint32Array(codes.length) : counts
    if (weights) for (const [entry, code] of records.values[place]!.entries()) people[code]! += weights[entry]!
    if (codes.every((code) => code === '')) return { code: 'disclosure.column_empty', params: { column: name } }
    const objection = objectionTo({ name, codes, counts: people })
    if (objection !== undefined)
      return {
        code: 'disclosure.identifying_column',
        params: { column: name },
        message: `“${name}”: ${objection}.`,
      }
    if (codes.some((code) => isTotalCode(code, weights !== undefined)))
      return { code: 'disclosure.totals_given', params: { column: name } }
  }
  return undefined
}

function madeOf(
  { table, shown, release }: Beside,
  nested: readonly (readonly string[])[],
  { asked, total, register }: Extract<ProtectTask, { kind: 'protect' }>,
  earlier: readonly Release[],
): Made {
  const { header, rows } = protectedRows(shown, nested, asked.count ?? 'persons', total)
  const hidden = shown.shown.filter((sign) => !isFigure(sign)).length
  const report = {
    release: release.release,
    repeated: table === null,
    cells: shown.shown.length,
    ...(table && {
      audience: table.rule.audience,
      method: table.rule.method,
      threshold: table.rule.threshold,
      ...(table.rule.method === 'round' && { base: table.rule.base, furthest: table.summary.furthest }),
      hidden: { small: table.summary.sensitive, complementary: table.summary.complementary, all: hidden },
    }),
    columns: header,
    rows,
  }
  const entered = table === null ? earlier : [...earlier, release]
  return {
    first: table === null ? { id: 'statistics.protect.first_repeated' } : firstLine(table, hidden),
    notes: [
      { id: register === null ? 'statistics.protect.note_register' : 'statistics.protect.note_held' },
      ...(table?.summary.uniformSigns === true && hidden > 0 ? [{ id: 'statistics.protect.note_uniform' }] : []),
      ...(table?.rule.method === 'suppress' && hidden > 0
        ? [{ id: 'statistics.protect.note_range', params: { count: table.rule.protection + 1 } }]
        : []),
    ],
    details: [],
    tables: [shownTable(header, rows, nested[0]!.length)],
    files: [
      { label: 'statistics.protect.save_table', ending: 'protected.csv', file: csvFile({ columns: header, rows }) },
      {
        label: 'statistics.protect.save_register',
        ending: 'register.jsonl',
        file: new Blob([entered.map((one) => `${JSON.stringify(one)}\n`).join('')], { type: 'application/jsonl' }),
      },
      { label: 'statistics.tool.save_json', ending: 'protected.json', file: jsonFile(report) },
    ],
  }
}

function firstLine({ rule, shown, summary }: ProtectedTable, hidden: number): Words {
  if (rule.method === 'round')
    return { id: 'statistics.protect.first_rounded', params: { base: rule.base, furthest: summary.furthest ?? 0 } }
  if (hidden === 0) return { id: 'statistics.protect.first_none', params: { threshold: rule.threshold } }
  return {
    id: 'statistics.protect.first_hidden',
    params: {
      cells: shown.length,
      small: summary.sensitive,
      more: summary.complementary,
      threshold: rule.threshold,
    },
  }
}

/** Names of rows in the first column, then the figures; the last of them as bars where there are few. */
function shownTable(header: readonly string[], rows: readonly (readonly string[])[], levels: number): MadeTable {
  const names = header.slice(0, levels).join(' / ')
  const figure = (cell: string): string | number => (isFigure(cell) ? Number(cell) : cell)
  const all = rows.map((row) => [row.slice(0, levels).join(' / '), ...row.slice(levels).map(figure)])
  const places = header.slice(levels).map((_, at) => at + 1)
  return {
    title: { id: 'statistics.protect.table' },
    columns: [names, ...header.slice(levels)],
    rows: all.slice(0, SHOWN_ROWS),
    more: Math.max(0, all.length - SHOWN_ROWS),
    // The total of a row would dwarf its parts.
    ...(all.length <= MOST_BARS && { bars: places.length > 1 ? places.slice(1) : places }),
  }
}
