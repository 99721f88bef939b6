import type { Records } from './records.ts'

/** On which lists so many persons are: 1 or 0 a list, in the order of the lists' names. */
export interface CaptureHistory {
  readonly lists: readonly (0 | 1)[]
  readonly count: number
}

function countHistories({ lists, listNames }: Records, clusters: Int32Array): Map<string, number> {
  const on = new Map<number, Set<number>>()
  clusters.forEach((cluster, record) => {
    // Who stands on no list is counted on none.
    if (lists[record]! < 0) return
    const found = on.get(cluster)
    if (found) found.add(lists[record]!)
    else on.set(cluster, new Set([lists[record]!]))
  })
  const counts = new Map<string, number>()
  for (const found of on.values()) {
    const history = listNames.map((_, list) => (found.has(list) ? '1' : '0')).join('')
    counts.set(history, (counts.get(history) ?? 0) + 1)
  }
  return counts
}

const listsOf = (history: string): (0 | 1)[] => [...history].map((held) => (held === '1' ? 1 : 0))

/** Counts the persons by the lists that they are on, each cluster being taken for one. Sorted by the lists. */
export function captureHistories(records: Records, clusters: Int32Array): CaptureHistory[] {
  return [...countHistories(records, clusters)]
    .toSorted(([x], [y]) => (x < y ? -1 : 1))
    .map(([history, count]) => ({ lists: listsOf(history), count }))
}

/** Capture histories with what the linkage leaves open, as `gloact estimate --draws` reads them. */
export interface DrawnHistories {
  /** Each history that anybody has in some table, sorted. */
  readonly histories: readonly (readonly (0 | 1)[])[]
  /** The means of the draws in whole numbers, in the histories' order. */
  readonly counts: readonly number[]
  /** By each draw. */
  readonly draws: readonly (readonly number[])[]
  /** How many records each list has. */
  readonly recordsPerList: readonly number[]
}

/**
 * Counts the persons by the lists that they are on, in every draw: surest pairs alone are too few, and anyone who is not
 * linked is counted twice.
 */
export function drawnHistories(records: Records, draws: readonly Int32Array[]): DrawnHistories {
  const drawn = draws.map((clusters) => countHistories(records, clusters))
  const histories = [...new Set(drawn.flatMap((counts) => [...counts.keys()]))].toSorted()
  const tables = drawn.map((counts) => histories.map((history) => counts.get(history) ?? 0))
  const counts = histories.map((_, at) => Math.round(tables.reduce((sum, table) => sum + table[at]!, 0) / draws.length))
  const recordsPerList = records.listNames.map(() => 0)
  for (const list of records.lists) if (list >= 0) recordsPerList[list]!++
  return { histories: histories.map(listsOf), counts, draws: tables, recordsPerList }
}
