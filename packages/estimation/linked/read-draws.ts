import { err, ok, type Result } from '@gloact/kernel'
import { historiesOf, type CaptureHistories } from '../histories.ts'
import type { InputProblem } from '../input/problem.ts'
import { MISSED_COLUMN, type MeasuredLinks, type MissedLinks } from '../trust/missed-links.ts'

const FEWEST = 2

const problem = (code: InputProblem['code'], message: string): Result<never, InputProblem> => err({ code, message })
const invalid = (message: string) => problem('estimation.draws_invalid', message)
const NOT_DRAWS =
  'The file of draws is not what “gloact match” writes with the counts: lists, histories, and a table of counts for each draw.'

const isWholeCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/**
 * The tables drawn from a linkage, from the JSON that `gloact match --histories` writes beside the counts: `lists`, `histories`
 * (0 or 1 a list), `counts`, `draws` (counts in the histories' order, a table a draw). They have to be of `histories`: the same
 * lists, whatever their order, and the same counts. Refused where dummies are still counted.
 */
export function readDraws(given: unknown, histories: CaptureHistories): Result<CaptureHistories[], InputProblem> {
  if (typeof given !== 'object' || given === null) return invalid(NOT_DRAWS)
  const { lists, histories: cells, counts, draws, withDummies } = given as Readonly<Record<string, unknown>>
  if (!isList(lists) || !isList(cells) || !isList(counts) || !isList(draws)) return invalid(NOT_DRAWS)
  if (withDummies === true) {
    const message = 'The draws still count the lists’ dummies as persons. Subtract them first: gloact match finish.'
    return problem('estimation.draws_with_dummies', message)
  }
  const tables = [counts, ...draws]
  const shaped =
    cells.every((on) => isList(on) && on.length === lists.length && on.every((held) => held === 0 || held === 1)) &&
    tables.every((table) => isList(table) && table.length === cells.length && table.every(isWholeCount))
  if (!shaped) return invalid(NOT_DRAWS)
  const rows = cells as readonly (readonly number[])[]
  const made = (tables as readonly (readonly number[])[]).map((table) =>
    rows.map((on, at) => ({ on, count: table[at]! })),
  )
  return tablesOf(lists.map(String), made, histories)
}

/** What the linkage wrote of the links that it missed; undefined where it says nothing of them. */
export function missedLinksIn(given: unknown): MissedLinks | undefined {
  const stated = isMembers(given) ? given['missedLinks'] : undefined
  if (stated === undefined) return undefined
  const { planted, linked, expected, lower, upper } = isMembers(stated) ? stated : {}
  const areCounts = [planted, linked, expected, lower, upper].every(isWholeCount)
  return areCounts ? ({ planted, linked, expected, lower, upper } as MeasuredLinks) : 'not_measured'
}

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/**
 * The same from a table: a column a list, `draw` with the draw's number, and `count`. It has no counts of its own to be held
 * against the table's.
 */
export async function readDrawsTable(
  {
    columns,
    rows,
  }: {
    readonly columns: readonly string[]
    readonly rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>
  },
  histories: CaptureHistories,
): Promise<Result<CaptureHistories[], InputProblem>> {
  const [draw, count] = [columns.indexOf('draw'), columns.indexOf('count')]
  if (draw < 0 || count < 0)
    return invalid('A table of draws has a column for each list, “draw” with the draw’s number, and “count”.')
  const places = columns.flatMap((_, at) => (at === draw || at === count || columns[at] === MISSED_COLUMN ? [] : [at]))
  const byDraw = new Map<string, { on: number[]; count: number }[]>()
  let line = 1
  for await (const row of rows) {
    line++
    const on = places.map((at) => (row[at]!.trim() === '1' ? 1 : row[at]!.trim() === '0' ? 0 : 2))
    const text = row[count]!.trim()
    if (on.includes(2) || !/^\d{1,15}$/.test(text)) {
      return invalid(
        `Row ${line} of the draws has something other than 0 and 1 in a list, or no whole number as its count.`,
      )
    }
    const name = row[draw]!.trim()
    const cells = byDraw.get(name) ?? []
    byDraw.set(name, cells)
    cells.push({ on, count: Number(text) })
  }
  return tablesOf(
    places.map((at) => columns[at]!),
    [undefined, ...byDraw.values()],
    histories,
  )
}

interface Cell {
  readonly on: readonly number[]
  readonly count: number
}

/** The first table is that which the draws stand beside, where the file has it. */
function tablesOf(
  names: readonly string[],
  [own, ...draws]: readonly (readonly Cell[] | undefined)[],
  { lists, masks, counts }: CaptureHistories,
): Result<CaptureHistories[], InputProblem> {
  if (draws.length < FEWEST) {
    return problem(
      'estimation.too_few_draws',
      `There are ${draws.length} tables of draws; it takes two or more to show how far they differ.`,
    )
  }
  const places = names.map((name) => lists.indexOf(name))
  const others = 'The draws have other lists than the table. Give the draws that were written with it.'
  if (lists.some((name) => !names.includes(name)) || new Set(names).size < names.length) {
    return problem('estimation.draws_other_lists', others)
  }
  const tables: CaptureHistories[] = []
  for (const cells of [own, ...draws]) {
    if (!cells) continue
    const table = new Float64Array(2 ** lists.length)
    for (const { on, count } of cells) {
      let mask = 0
      for (const [at, held] of on.entries()) {
        if (held !== 1) continue
        // A list without anybody is none of the table's: nobody may be on it here either.
        if (places[at]! < 0 && count > 0) return problem('estimation.draws_other_lists', others)
        if (places[at]! >= 0) mask |= 1 << places[at]!
      }
      table[mask]! += count
    }
    table[0] = 0
    if (!table.some((count) => count > 0)) return invalid('A table of the draws has nobody in it.')
    tables.push(historiesOf(lists, table))
  }
  if (!own) return ok(tables)
  const [beside, ...rest] = tables
  const dense = historiesOf(lists, denseOf(lists.length, masks, counts))
  if (beside!.masks.join() !== dense.masks.join() || beside!.counts.join() !== dense.counts.join()) {
    const message =
      'The draws belong to other counts than those of the table. Give the draws that were written with it.'
    return problem('estimation.draws_other_table', message)
  }
  return ok(rest)
}

function denseOf(lists: number, masks: CaptureHistories['masks'], counts: Float64Array): Float64Array {
  const dense = new Float64Array(2 ** lists)
  masks.forEach((mask, at) => (dense[mask]! += counts[at]!))
  return dense
}
