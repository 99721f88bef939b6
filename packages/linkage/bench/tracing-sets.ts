import {
  createTracingTables,
  recogniseTracingColumns,
  TRACING_SIDES,
  type Tracing,
  type TracingTables,
} from '../plain/index.ts'
import type { TracingColumns } from '../node/index.ts'
import { hasShared, loadShared } from './shared-data.ts'
import type { InventedTable, InventedTracing } from './tracing-families.ts'

const fileOf = (table: string): string => `invented/tracing-${table}.csv`

/** Whether the invented set that was made by others is on this machine. */
export const hasTracingSet = (): boolean => hasShared(fileOf('truth'))

export const loadTracingSet = (): InventedTracing => ({
  cases: loadShared(fileOf('cases')),
  requests: loadShared(fileOf('requests')),
  truth: new Map(loadShared(fileOf('truth')).rows.map(([request, found]) => [request!, found!])),
})

type BothTables = Pick<InventedTracing, 'cases' | 'requests'>

/** What the columns hold, as it is recognised without any help. */
export function tracingColumnsOf(set: BothTables): TracingColumns {
  const columnsOf = ({ columns, rows }: InventedTable, side: 'cases' | 'requests') =>
    recogniseTracingColumns(
      columns.map((name, at) => ({ name, cells: rows.slice(0, 2000).map((row) => row[at]!) })),
      side,
    )
  return {
    schema: { cases: columnsOf(set.cases, 'cases'), requests: columnsOf(set.requests, 'requests') },
    year: 2026,
  }
}

/** Both tables made ready. */
export function tracingTablesOf(set: BothTables): TracingTables {
  const columns = tracingColumnsOf(set)
  const builder = createTracingTables(columns.schema, columns)
  for (const side of TRACING_SIDES) {
    builder.open(side, set[side].columns)
    for (const row of set[side].rows) builder.add(row)
  }
  return builder.finish()
}

export interface TracingQuality {
  /** Requests whose child is among the cases that were compared, and those whose child is not. */
  readonly found: number
  readonly absent: number
  readonly hitAt1: number
  readonly hitAt10: number
  /** The share of requests without a case whose best case is likely. */
  readonly wronglyLikely: number
  readonly likely: number
  /** The share of likely cases that are right. */
  readonly precision: number
  readonly expected: number
  /** Differences of the mean probability and the share that is right, over tenths of probability, by how many best cases are in each. */
  readonly calibrationError: number
}

/** How well requests found their cases, of those that were compared. */
export function tracingQuality(
  { requests, expectedMatches }: Tracing,
  truth: ReadonlyMap<string, string>,
  compared: ReadonlySet<string>,
): TracingQuality {
  let [found, first, amongTen, absent, wrong, likely, right] = [0, 0, 0, 0, 0, 0, 0]
  const tenths = Array.from({ length: 10 }, () => ({ count: 0, sum: 0, right: 0 }))
  for (const { request, cases } of requests) {
    const own = truth.get(request.id) ?? ''
    const there = own !== '' && compared.has(own)
    const rank = there ? cases.findIndex((one) => one.found.id === own) : -1
    const best = cases[0]
    if (there) {
      found++
      if (rank === 0) first++
      if (rank >= 0 && rank < 10) amongTen++
    } else {
      absent++
      if (best?.band === 'likely') wrong++
    }
    if (best === undefined) continue
    if (best.band === 'likely') {
      likely++
      if (rank === 0) right++
    }
    const tenth = tenths[Math.min(9, Math.floor(best.probability * 10))]!
    tenth.count++
    tenth.sum += best.probability
    if (rank === 0) tenth.right++
  }
  return {
    found,
    absent,
    hitAt1: first / found,
    hitAt10: amongTen / found,
    wronglyLikely: absent === 0 ? 0 : wrong / absent,
    likely,
    precision: likely === 0 ? 1 : right / likely,
    expected: expectedMatches,
    calibrationError: tenths.reduce((sum, one) => sum + Math.abs(one.sum - one.right), 0) / requests.length,
  }
}

/** How many best cases are right: as often as their probabilities say, with the deviation of that, and as often as they are. */
export function bestCasesOf({ requests }: Pick<Tracing, 'requests'>, truth: ReadonlyMap<string, string>) {
  let [said, right, variance] = [0, 0, 0]
  for (const { request, cases } of requests) {
    const [best] = cases
    if (best === undefined) continue
    said += best.probability
    variance += best.probability * (1 - best.probability)
    if (best.found.id === truth.get(request.id)) right++
  }
  return { said, right, deviation: Math.sqrt(variance) }
}
