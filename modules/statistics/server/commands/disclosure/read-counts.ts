import {
  contributorsOf,
  countTable,
  dimensionsOf,
  isTotalCode,
  measureOf,
  measureThatIsOut,
  objectionTo,
  sumsOf,
  type AmountTable,
  type InHand,
  type Measure,
  type ReadAmounts,
  type Table,
} from '@gloact/disclosure'
import { registerFile } from '@gloact/disclosure/node'
import { err, ok, type Result, type Said } from '@gloact/kernel'
import type { CommandContext, Pause, Problem } from '@gloact/command'
import { percentOf, readingSaid } from '@gloact/command/files'
import { codeByContent, missingColumns, openTable, type ReadCodes } from './code-rows.ts'
import { identifyingColumn } from './identifying-column.ts'
import { amountsRead, amountsReader, contributorsReader, countsReader } from './read-amounts.ts'
import type { TableRequest } from './table-request.ts'

export interface ReadCounts {
  /** Of counts, or of amounts in units of their last digit. */
  readonly table: Table | AmountTable
  /** How many digits of an amount stand after the point. */
  readonly decimals: number
  /** What the rows say, in the columns of earlier tables, too. */
  readonly inHand: InHand
  readonly warnings: readonly Said[]
}

const MOST_COUNTED = 2 ** 32 - 1
const NOT_RECORDED = '(not recorded)'
/** Which path and leaf a row has in each dimension. */
const BYTES_A_DIMENSION = 8

/** Reads a file into the table that was asked for; refuses columns that could tell who somebody is. */
export async function readCounts(
  context: CommandContext,
  request: TableRequest,
  signal: AbortSignal,
  pause: Pause,
): Promise<Result<ReadCounts, Problem>> {
  const source = await openTable(request.file, {
    delimiter: request.delimiter,
    signal,
    onProgress: percentOf(context, 'Reading'),
  })
  if (!source.ok) return source
  const { count } = request
  const earlier = request.register === undefined ? [] : await registerFile(request.register).read()
  const measure = measureOf(request.amount, request.contributor) ?? measureThatIsOut(earlier, source.value.columns)
  const counts = count === undefined ? undefined : countsReader(count)
  const amounts = measure && amountsReader(measure.amount)
  const contributors = measure?.contributor === undefined ? undefined : contributorsReader(measure.contributor)
  const readers = [counts, amounts, contributors].filter((reader) => reader !== undefined)
  const codes = request.columns.flat()
  const wanted = [...codes, ...readers.map(({ name }) => name)]
  const missing = missingColumns(source.value, wanted)
  if (missing) return err(missing)
  // All columns are read where there is a register: an earlier table may have other ones.
  const others = new Set(earlier.flatMap((release) => ('dimensions' in release ? release.dimensions.flat() : [])))
  const further = [...others].filter((name) => source.value.columns.includes(name) && !codes.includes(name))
  const read = await codeByContent(source.value, [...codes, ...further], pause, {
    readers,
    bytesARow: BYTES_A_DIMENSION * request.columns.length,
  })
  if (!read.ok) return read
  const summed = amounts && amountsRead(amounts, contributors)
  if (summed && !summed.ok) return summed
  const warnings = source.value.warnings.map(readingSaid)
  const inHand = summed && measure ? { ...measure, ...summed.value } : undefined
  return countRead(request, read.value, { weights: counts?.numbers(), amounts: inHand, warnings })
}

function countRead(
  { columns, count, amount, rule }: TableRequest,
  read: ReadCodes,
  {
    weights,
    amounts,
    warnings,
  }: {
    readonly weights: Float64Array | undefined
    readonly amounts: (ReadAmounts & Measure) | undefined
    readonly warnings: readonly Said[]
  },
): Result<ReadCounts, Problem> {
  const { records } = read
  if (records.count === 0) return refusal('disclosure.table_empty', 'The file has a header and no row.')
  const places = new Map(read.columns.map(({ name }, column) => [name, column]))
  const weightOf = (entry: number): number => (weights ? weights[entry]! : 1)
  for (const name of columns.flat()) {
    const objection = objectionToColumn(read, places.get(name)!, weightOf, count !== undefined)
    if (objection) return objection
  }
  const isSummed = amount !== undefined && amounts !== undefined
  const few = tooFew(rule.threshold, records.count, weightOf, isSummed ? amounts : undefined)
  if (few) return few
  const codeOf = (entry: number, name: string): string | undefined => {
    const column = places.get(name)
    if (column === undefined) return undefined
    return read.columns[column]!.codes[records.values[column]![entry]!] || NOT_RECORDED
  }
  const { dimensions, leaves } = dimensionsOf({ records, places, codeOf }, columns)
  const table = isSummed
    ? sumsOf(dimensions, leaves, amounts, rule)
    : countTable(dimensions, { leaves, ...(weights && { counts: weights }) })
  if (!table.ok) {
    const { cells = 0, most = 0 } = table.error.params ?? {}
    return refusal(
      table.error.code,
      `The table would have ${cells} cells; ${most} are the most that can be protected. Combine codes, or use fewer levels.`,
    )
  }
  const inHand = { count: records.count, weightOf, codeOf, has: (name: string) => places.has(name), amounts }
  return ok({ table: table.value, decimals: amounts?.decimals ?? 0, inHand, warnings })
}

function tooFew(
  threshold: number,
  rows: number,
  weightOf: (entry: number) => number,
  amounts: ReadAmounts | undefined,
): { readonly ok: false; readonly error: Problem } | undefined {
  let persons = 0
  if (amounts) persons = contributorsOf(amounts)
  else for (let entry = 0; entry < rows; entry++) persons += weightOf(entry)
  if (persons >= threshold) return undefined
  const of = amounts ? 'holds amounts of fewer than' : 'counts fewer than'
  const who = amounts ? 'contributors' : 'persons'
  return refusal('disclosure.too_few', `The file ${of} ${threshold} ${who}; no table of so few can be published.`)
}

function objectionToColumn(
  read: ReadCodes,
  column: number,
  weightOf: (entry: number) => number,
  isCounted: boolean,
): { readonly ok: false; readonly error: Problem } | undefined {
  const { name, codes } = read.columns[column]!
  const counts = new Uint32Array(codes.length)
  for (const [entry, code] of read.records.values[column]!.entries())
    counts[code] = Math.min(MOST_COUNTED, counts[code]! + weightOf(entry))
  if (codes.every((code) => code === '')) {
    return refusal('disclosure.column_empty', `Every cell of “${name}” is empty; choose another column.`)
  }
  const objection = objectionTo({ name, codes, counts })
  if (objection) return err(identifyingColumn(name, objection))
  if (codes.some((code) => isTotalCode(code, isCounted))) {
    return refusal(
      'disclosure.totals_given',
      `“${name}” has a code that is a total. Remove the rows with totals; they are calculated again.`,
    )
  }
  return undefined
}

const refusal = (code: string, message: string): { readonly ok: false; readonly error: Problem } =>
  err({ code, message })
