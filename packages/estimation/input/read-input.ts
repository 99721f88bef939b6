import { err, ok, type Result } from '@gloact/kernel'
import type { CaptureHistories } from '../histories.ts'
import { cellOf, countOf, findColumns, levelOf, type Columns, type InputTable } from './columns.ts'
import type { MissedLinks } from '../trust/missed-links.ts'
import { checkLists } from './lists.ts'
import type { InputProblem, InputWarning } from './problem.ts'

/** The strata of a table: covariates, their levels, and the counts of each combination of levels. */
export interface Strata {
  /** The names of the covariates, as they were asked for. */
  readonly covariates: readonly string[]
  /** The levels of each covariate, in order (numbers by size, words by their letters). */
  readonly levels: readonly (readonly string[])[]
  /**
   * Counts by stratum and history: `counts[stratum * 2^lists + mask]`. The stratum of levels l1, l2, … is
   * (l1 * levels2 + l2) * levels3 + …; combinations that nobody has are there with zeros.
   */
  readonly counts: Float64Array
  /** The covariate that is a trend: its levels are whole numbers, and a model has powers of them in place of categories. */
  readonly trend?: string
}

/** A table as it was read for estimation. */
export interface EstimationInput {
  readonly histories: CaptureHistories
  readonly observed: number
  /** Whether a row was a history with its count or one person. */
  readonly rowsAre: 'histories' | 'persons'
  readonly strata?: Strata
  /** Tables drawn from what the linkage of the lists leaves open, over the same lists (`readDraws`). */
  readonly draws?: readonly CaptureHistories[]
  /** What is known of the links that were missed, where only encodings were compared (`missedLinksIn`). */
  readonly missedLinks?: MissedLinks | undefined
  readonly warnings: readonly InputWarning[]
}

export interface InputOptions {
  /** Columns that say to which stratum a row belongs: `sex`, `age`. */
  readonly strata?: readonly string[]
  /** One of them whose levels are whole numbers, such as a year, to be modelled as a polynomial. */
  readonly trend?: string | undefined
  /**
   * Whether a column may tell who somebody is, by its heading and by values of it with how many rows hold each: it is then not
   * proposed as strata.
   */
  readonly isSuspected?: (name: string, values: ReadonlyMap<string, number>) => boolean
}

/** Combinations of levels that are thought of at most: a model over more would have too few people in each. */
const MOST_STRATA = 1000

/**
 * Capture histories from a table: 0/1 columns and `count`, or 0/1 columns alone and one row a person (docs/methods/
 * estimation.md, “Input”). Histories that come twice are summed. Refused: cells other than 0 and 1, counts that are not
 * whole, an empty cell (absent is not “no”), lists that are the same, a list that has everyone, fewer than two lists. A row
 * without any list and a list without anybody are left out and said. Rows are added up as they come, however many. A cell's own text is in no problem.
 */
export async function readInput(
  table: InputTable,
  { strata = [], trend, isSuspected = () => false }: InputOptions = {},
): Promise<Result<EstimationInput, InputProblem>> {
  const found = await findColumns(table, strata)
  if (!found.ok) return found
  const tally = tallyOf(found.value)
  let number = 1
  for await (const rows of found.value.batches) {
    for (const row of rows) {
      const problem = addRow(tally, found.value, row, ++number)
      if (problem) return err('code' in problem ? problem : badCell(found.value, problem, isSuspected))
    }
  }
  return inputOf(tally, found.value, trend)
}

interface Tally {
  /** Count by history, and by stratum's levels where there are any, in the order of the file. */
  readonly cells: Map<number | string, { readonly mask: number; readonly levels: readonly string[]; count: number }>
  /** The levels of each covariate met so far, each with its number. */
  readonly levels: readonly Map<string, number>[]
  readonly warnings: InputWarning[]
  total: number
  withoutList: number
  summed: number
}

function tallyOf({ identifier, strata }: Columns): Tally {
  const warnings: InputWarning[] =
    identifier === undefined
      ? []
      : [
          {
            code: 'estimation.identifier_left_out',
            params: { column: identifier + 1 },
            message: `Column ${identifier + 1} looks like the persons’ numbers and is left out.`,
          },
        ]
  return { cells: new Map(), levels: strata.map(() => new Map()), warnings, total: 0, withoutList: 0, summed: 0 }
}

/** A cell of a list that is neither 0 nor 1. */
interface BadCell {
  readonly column: number
  readonly cell: string
  readonly line: number
}

function addRow(
  tally: Tally,
  columns: Columns,
  row: readonly string[],
  line: number,
): InputProblem | BadCell | undefined {
  const { lists, count: countColumn, strata } = columns
  const names = columns.names
  let mask = 0
  for (let list = 0; list < lists.length; list++) {
    const text = row[lists[list]!] ?? ''
    const cell = cellOf(text)
    if (cell === undefined) return { column: lists[list]!, cell: text, line }
    if (cell === 1) mask |= 1 << list
  }
  const count = countColumn === undefined ? 1 : countOf(row[countColumn] ?? '')
  if (count === undefined) {
    return {
      code: 'estimation.not_a_count',
      message: `Row ${line}: “${names[countColumn!]}” holds whole numbers of 0 or more, without separators.`,
    }
  }
  let key: number | string = mask
  let levels: readonly string[] = []
  if (strata.length > 0) {
    levels = strata.map((column) => levelOf(row[column] ?? ''))
    const missing = levels.indexOf('')
    if (missing >= 0) return emptyStratum(names[strata[missing]!]!, line)
    const numbers = levels.map((level, at) => numberOf(level, tally.levels[at]!))
    // Free text named as strata would fill the memory with its values.
    const many = tally.levels.findIndex(({ size }) => size > MOST_STRATA)
    if (many >= 0) return tooManyStrata(`“${names[strata[many]!]}” alone has more than ${MOST_STRATA} values`)
    key = `${mask},${numbers.join()}`
  }
  if (mask === 0) {
    tally.withoutList++
    return undefined
  }
  const cell = tally.cells.get(key)
  if (cell) {
    cell.count += count
    tally.summed++
  } else tally.cells.set(key, { mask, levels, count })
  tally.total += count
  return undefined
}

function numberOf(level: string, numbers: Map<string, number>): number {
  const known = numbers.get(level)
  if (known !== undefined) return known
  numbers.set(level, numbers.size)
  return numbers.size - 1
}

const emptyStratum = (column: string, line: number): InputProblem => ({
  code: 'estimation.empty_stratum',
  message:
    `Row ${line} has nothing in “${column}”. People who belong to no stratum cannot be left out without changing the total: ` +
    'write what is not known as a level of its own, such as “unknown”.',
})

const tooManyStrata = (what: string): InputProblem => ({
  code: 'estimation.too_many_strata',
  message: `${what}; strata with at most ${MOST_STRATA} combinations can be estimated. Use bands instead of values.`,
})

/** Whether a column looks like the counts of histories under another name: it alone holds whole numbers above 1. */
function isUnnamedCount({ sample, lists, count }: Columns, column: number): boolean {
  if (count !== undefined) return false
  let isAbove = false
  for (const row of sample) {
    const number = countOf(row[column] ?? '')
    if (number === undefined) return false
    isAbove ||= number > 1
  }
  const others = lists.filter((list) => list !== column)
  return isAbove && sample.every((row) => others.every((list) => cellOf(row[list] ?? '') !== undefined))
}

function badCell(
  columns: Columns,
  { column, cell, line }: BadCell,
  isSuspected: NonNullable<InputOptions['isSuspected']>,
): InputProblem {
  const name = columns.names[column]!
  if (cell.trim() === '') {
    return {
      code: 'estimation.absent_cell',
      message: `Row ${line} has nothing in list “${name}”. Absent is not “no”: write 0 for those who are not on the list.`,
    }
  }
  if (isUnnamedCount(columns, column)) {
    return {
      code: 'estimation.not_zero_or_one',
      message:
        `Row ${line}: “${name}” holds numbers above 1, and no other column does. If it says how many people have the history of its ` +
        'row, call it count; if it is a list, write 1 for those on it and 0 for those not.',
    }
  }
  const values = new Map<string, number>()
  for (const row of columns.sample) {
    const value = (row[column] ?? '').trim()
    if (value !== '') values.set(value, (values.get(value) ?? 0) + 1)
  }
  const isNone = isSuspected(name, values)
    ? 'a column that is not a list has to be removed from the file'
    : 'name a column that is not a list with --strata, or remove it from the file'
  return {
    code: 'estimation.not_zero_or_one',
    message:
      `Row ${line}: list “${name}” holds something other than 0 and 1. Write 1 for those on the list and 0 for those ` +
      `is not; ${isNone}.`,
  }
}

/** More are no people of one country, and tables of so many are drawn in seconds, of many more in hours. */
const MOST_PEOPLE = 1e9

function inputOf(tally: Tally, columns: Columns, trend: string | undefined): Result<EstimationInput, InputProblem> {
  const { warnings, total, withoutList, summed } = tally
  if (!(total > 0)) {
    return err({
      code: 'estimation.no_people',
      message: 'Nobody in the table is on a list: there is nothing to estimate from.',
    })
  }
  if (total > MOST_PEOPLE) {
    return err({
      code: 'estimation.counts_too_large',
      message:
        'The counts add up to more than 1,000,000,000, so they are hardly counts of people. Check whether “count” is the right ' +
        'column, and whether its numbers are written with a decimal comma.',
    })
  }
  if (withoutList > 0) {
    warnings.push({
      code: 'estimation.all_zero_row',
      message: 'Rows without any list are left out: people on no list are what is estimated, and do not enter into it.',
    })
  }
  if (summed > 0 && columns.count !== undefined) {
    warnings.push({
      code: 'estimation.rows_summed',
      params: { rows: summed },
      message: `${summed} ${summed === 1 ? 'row repeats' : 'rows repeat'} the history of an earlier one; they are summed.`,
    })
  }
  const names = columns.lists.map((column) => columns.names[column]!)
  const checked = checkLists(names, [...tally.cells.values()])
  if (!checked.ok) return checked
  warnings.push(...checked.value.warnings)
  const { lists, place } = checked.value
  const cells = [...tally.cells.values()].map((cell) => ({ ...cell, mask: place(cell.mask) }))
  const counts = new Map<number, number>()
  for (const { mask, count } of cells) counts.set(mask, (counts.get(mask) ?? 0) + count)
  const masks = [...counts.keys()].filter((mask) => counts.get(mask)! > 0).toSorted((a, b) => a - b)
  const histories = {
    lists,
    masks: Uint32Array.from(masks),
    counts: Float64Array.from(masks, (mask) => counts.get(mask)!),
  }
  const input = {
    histories,
    observed: total,
    rowsAre: columns.count === undefined ? ('persons' as const) : ('histories' as const),
    ...(columns.missedLinks && { missedLinks: columns.missedLinks }),
    warnings,
  }
  if (columns.strata.length === 0) return ok(input)
  const strata = strataOf(
    columns.strata.map((column) => columns.names[column]!),
    cells,
    lists.length,
    trend,
  )
  return strata.ok ? ok({ ...input, strata: strata.value }) : strata
}

function strataOf(
  covariates: readonly string[],
  cells: readonly { readonly mask: number; readonly levels: readonly string[]; readonly count: number }[],
  lists: number,
  trend: string | undefined,
): Result<Strata, InputProblem> {
  const levels = covariates.map((_, at) => [...new Set(cells.map((cell) => cell.levels[at]!))].toSorted(byLevel))
  const strata = levels.reduce((product, { length }) => product * length, 1)
  if (strata > MOST_STRATA) {
    return err(tooManyStrata(`The strata have ${strata} combinations`))
  }
  if (trend !== undefined) {
    const values = levels[covariates.indexOf(trend)] ?? []
    const numbers = new Set(values.flatMap((level) => (/^\d{1,9}$/.test(level) ? [Number(level)] : [])))
    if (numbers.size < FEWEST_TREND_LEVELS || numbers.size < values.length) return err(noTrend(trend))
  }
  const size = 2 ** lists
  const counts = new Float64Array(strata * size)
  for (const { mask, levels: own, count } of cells) {
    const stratum = own.reduce(
      (at, level, covariate) => at * levels[covariate]!.length + levels[covariate]!.indexOf(level),
      0,
    )
    counts[stratum * size + mask]! += count
  }
  return ok({ covariates, levels, counts, ...(trend !== undefined && { trend }) })
}

/** With two levels a line is as good as two categories. */
const FEWEST_TREND_LEVELS = 3

const noTrend = (column: string): InputProblem => ({
  code: 'estimation.not_a_trend',
  message:
    `“${column}” can be a trend only if it is one of the strata and has ${FEWEST_TREND_LEVELS} or more levels, each of them another ` +
    'whole number, such as a year; without --trend its levels are categories.',
})

/** Numbers by size, then words by their letters. */
function byLevel(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)]
  const [isLeft, isRight] = [Number.isFinite(left), Number.isFinite(right)]
  if (isLeft && isRight) return left - right
  if (isLeft !== isRight) return isLeft ? -1 : 1
  return a < b ? -1 : 1
}
