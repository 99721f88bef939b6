import {
  contributorsOf,
  countTable,
  dimensionsOf,
  haveExactSum,
  headerWatch,
  inLastDigits,
  isTotalCode,
  measureOf,
  measureThatIsOut,
  objectionTo,
  readAmount,
  sumsOf,
  type AmountTable,
  type DisclosureRule,
  type InHand,
  type Measure,
  type ReadAmounts,
  type Release,
  type Table,
} from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import { codeTable, type CodeTable } from '../worker/code-table.ts'
import type { PickedTable } from '../worker/read-table.ts'
import type { TaskProblem } from '../worker/task.ts'
import type { LookedColumns, ProtectAsked } from './protect-task.ts'

const NOT_RECORDED = '(not recorded)'
const WHOLE = /^\d+$/

/** What the columns of a file may be taken for. */
export function look({ columns, rows, warnings }: PickedTable): Result<LookedColumns, TaskProblem> {
  const coded = codeTable({ columns, rows }, columns)
  if (!coded.ok) return coded
  const filled = (codes: readonly string[]) => codes.filter((code) => code !== '')
  const numbers = coded.value.columns.filter(
    ({ codes }) => filled(codes).length > 0 && filled(codes).every((code) => WHOLE.test(code)),
  )
  const amounts = coded.value.columns.filter(
    ({ codes, counts }) =>
      (codes[0] !== '' || counts[0] === 0) && filled(codes).every((code) => readAmount(code) !== undefined),
  )
  const may = coded.value.columns.filter((column) => objectionTo(column) === undefined)
  const isNumber = (name: string): boolean => [...numbers, ...amounts].some((one) => one.name === name)
  return ok({
    rows: rows.length,
    columns: may.map(({ name }) => name),
    numbers: numbers.map(({ name }) => name),
    amounts: amounts.filter(({ codes }) => filled(codes).length > 0).map(({ name }) => name),
    all: columns,
    leftOut: columns.filter((name) => !may.some((one) => one.name === name) && !isNumber(name)),
    warnings: warnings.map(({ code }) => code),
  })
}

/** What a file is counted or summed into, and its rows beside it. */
interface CountedRows {
  readonly table: Table | AmountTable
  /** How many digits of an amount stand after the point. */
  readonly decimals: number
  readonly inHand: InHand
}

/** The table of counts or of sums, or what of the file is in the way: what the command refuses is refused. */
export function countRows(
  table: PickedTable,
  nested: readonly (readonly string[])[],
  {
    count,
    amount,
    contributor,
    rule,
    earlier,
  }: Pick<ProtectAsked, 'count' | 'amount' | 'contributor'> & {
    readonly rule: DisclosureRule
    readonly earlier: readonly Release[]
  },
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
  const asked = measureOf(amount, contributor)
  const measure = asked ?? measureThatIsOut(earlier, table.columns)
  const amounts = measure ? amountsOf(table, measure) : ok(undefined)
  if (!amounts.ok) return amounts
  const summed = asked && amounts.value
  const { records } = coded.value
  if (summed && contributorsOf(summed) < rule.threshold)
    return err({ code: 'disclosure.too_few_contributors', params: { threshold: rule.threshold } })
  const persons = weights.value ? weights.value.reduce((sum, weight) => sum + weight, 0) : records.count
  if (!summed && persons < rule.threshold)
    return err({ code: 'disclosure.too_few', params: { threshold: rule.threshold } })
  const places = new Map(coded.value.columns.map(({ name }, place) => [name, place]))
  const codeOf = (entry: number, name: string): string => {
    const place = places.get(name)!
    return coded.value.columns[place]!.codes[records.values[place]![entry]!] || NOT_RECORDED
  }
  const { dimensions, leaves } = dimensionsOf({ records, places, codeOf }, nested)
  const counts = summed
    ? sumsOf(dimensions, leaves, summed, rule)
    : countTable(dimensions, { leaves, ...(weights.value && { counts: weights.value }) })
  if (!counts.ok) return counts
  const held = heldColumns(table, names, earlier)
  if (!held.ok) return held
  const inHand: InHand = {
    count: records.count,
    has: (name) => places.has(name) || held.value.has(name),
    codeOf: (entry, name) => (places.has(name) ? codeOf(entry, name) : held.value.get(name)?.(entry)),
    weightOf: (entry) => weights.value?.[entry] ?? 1,
    amounts: measure && amounts.value && { ...measure, ...amounts.value },
  }
  return ok({ table: counts.value, decimals: summed?.decimals ?? 0, inHand })
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

/** The amounts of the rows, and whose they are. */
function amountsOf({ columns, rows }: PickedTable, { amount, contributor }: Measure): Result<ReadAmounts, TaskProblem> {
  const place = columns.indexOf(amount)
  const whose = contributor === undefined ? -1 : columns.indexOf(contributor)
  const digits = new Float64Array(rows.length)
  const places = new Uint16Array(rows.length)
  const contributors = new Uint32Array(rows.length)
  const known = new Map<string, number>()
  for (const [at, row] of rows.entries()) {
    const read = readAmount(row[place]!.trim())
    if (!read) return err({ code: 'disclosure.not_an_amount', params: { row: at + 2 } })
    digits[at] = read.digits
    places[at] = read.places
    if (whose < 0) continue
    const name = row[whose]!.trim()
    if (name === '') return err({ code: 'disclosure.contributor_missing', params: { row: at + 2 } })
    const number = known.get(name) ?? known.size
    known.set(name, number)
    contributors[at] = number
  }
  const { values, decimals } = inLastDigits(digits, places)
  if (!haveExactSum(values)) return err({ code: 'disclosure.amounts_too_large' })
  return ok({ values, decimals, contributors: whose < 0 ? undefined : contributors })
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
