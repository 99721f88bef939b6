import { asciiDigits, err, ok, type Result } from '@gloact/kernel'
import { MOST_LISTS } from '../histories.ts'
import { MISSED_COLUMN } from '../trust/missed-links.ts'
import type { InputProblem } from './problem.ts'

/** Which columns are what. */
export interface Columns {
  readonly names: readonly string[]
  readonly lists: readonly number[]
  readonly strata: readonly number[]
  readonly count: number | undefined
  /** A column that looks like the persons' numbers. */
  readonly identifier: number | undefined
  /** What the table itself says of links that were missed between its lists, as `gloact match` writes it. */
  readonly missedLinks: 'not_measured' | 'in_draws' | undefined
  /** The first rows. */
  readonly sample: readonly (readonly string[])[]
  /** Every row, in order, many at a time; they can be gone through once. */
  readonly batches: AsyncIterable<readonly (readonly string[])[]>
}

type Rows = AsyncIterable<readonly string[]> | Iterable<readonly string[]>

/** A table as it is read: its rows one by one, or many at a time, which for millions of them is several times faster. */
export interface InputTable {
  readonly columns: readonly string[]
  readonly rows: Rows
  readonly batches?: AsyncIterable<readonly (readonly string[])[]>
}

/** Rows that are looked at to tell what a column is. */
const SAMPLE = 1000

const COUNT = /^(?:counts?|freq(?:uency)?)$/i
const IDENTIFIER = /(?:^|[_\s-])(?:id|identifier|person|case|record|number|no|nr)(?:$|[_\s-])|Id$/i

/** 0 or 1, in the digits of any script; undefined for anything else. */
export const cellOf = (text: string): 0 | 1 | undefined => {
  if (text === '0') return 0
  if (text === '1') return 1
  const cell = asciiDigits(text.trim())
  return cell === '0' ? 0 : cell === '1' ? 1 : undefined
}

/** A whole number of 0 or more, in the digits of any script; undefined for anything else. */
export const countOf = (text: string): number | undefined => {
  const cell = asciiDigits(text.trim())
  if (!/^\d{1,15}(?:\.0+)?$/.test(cell)) return undefined
  return Number(cell)
}

/** What each column is: the one called `count` (if any), those named as strata, and the lists, which are all others. */
export async function findColumns(
  { columns: names, rows, batches }: InputTable,
  wanted: readonly string[],
): Promise<Result<Columns, InputProblem>> {
  const iterator = iterate(batches ?? batched(rows))
  const sample: (readonly string[])[] = []
  while (sample.length < SAMPLE) {
    const next = await iterator.next()
    if (next.done === true) break
    for (const row of next.value) sample.push(row)
  }
  if (sample.length === 0) return err({ code: 'estimation.no_rows', message: 'The table has a header and no row.' })
  const strata: number[] = []
  for (const name of new Set(wanted)) {
    const column = names.indexOf(name)
    if (column < 0) {
      return err({
        code: 'estimation.unknown_stratum',
        message: `The table has no column for one of the strata asked for; its columns are ${names.join(', ')}.`,
      })
    }
    strata.push(column)
  }
  const count = names.findIndex((name, column) => COUNT.test(name) && !strata.includes(column))
  const missed = names.findIndex((name, column) => name === MISSED_COLUMN && !strata.includes(column))
  const rest = names.flatMap((_, column) =>
    column === count || column === missed || strata.includes(column) ? [] : [column],
  )
  const identifier =
    count < 0 ? rest.find((column) => isIdentifier(names[column]!, column, sample.slice(0, SAMPLE))) : undefined
  const lists = rest.filter((column) => column !== identifier)
  if (lists.length === 0) {
    return err({
      code: 'estimation.no_lists',
      message: 'The table has no list: it needs one column for each list, with 1 for those on it and 0 for those not.',
    })
  }
  if (lists.length === 1) {
    return err({
      code: 'estimation.one_list',
      message: 'The table has one list. Only other lists can show who is missing from it: three or more are needed.',
    })
  }
  if (lists.length > MOST_LISTS) {
    return err({
      code: 'estimation.too_many_lists',
      message:
        `The table has ${lists.length} columns that would be lists; at most ${MOST_LISTS} can be used. Join lists ` +
        'of one kind, name columns of categories, such as sex, with --strata, or remove what is not a list from the file.',
    })
  }
  return ok({
    names,
    lists,
    strata,
    count: count < 0 ? undefined : count,
    identifier,
    missedLinks:
      missed < 0 ? undefined : sample.every((row) => row[missed] === 'measured') ? 'in_draws' : 'not_measured',
    sample,
    batches: chain(sample, iterator),
  })
}

/** A stratum's level: a number is the same in the digits of any script. */
export const levelOf = (text: string): string => asciiDigits(text.trim())

/** Whether the values all differ and are no 0/1, and the name or its place says that it is a number of persons. */
function isIdentifier(name: string, column: number, rows: readonly (readonly string[])[]): boolean {
  if (!IDENTIFIER.test(name)) return false
  const values = rows.map((row) => row[column] ?? '')
  return values.some((value) => cellOf(value) === undefined) && new Set(values).size === values.length
}

type Batches = AsyncIterable<readonly (readonly string[])[]>

async function* iterate(batches: Batches): AsyncGenerator<readonly (readonly string[])[]> {
  yield* batches
}

async function* batched(rows: Rows): AsyncGenerator<readonly (readonly string[])[]> {
  let batch: (readonly string[])[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < SAMPLE) continue
    yield batch
    batch = []
  }
  yield batch
}

async function* chain(
  first: readonly (readonly string[])[],
  rest: Batches,
): AsyncGenerator<readonly (readonly string[])[]> {
  yield first
  yield* rest
}
