import type { Records } from './records.ts'

/** On which lists so many persons are: 1 or 0 a list, in the order of the lists' names. */
export interface CaptureHistory {
  readonly lists: readonly (0 | 1)[]
  readonly count: number
}

/** Counts the persons by the lists that they are on, each cluster being taken for one. Sorted by the lists. */
export function captureHistories({ lists, listNames }: Records, clusters: Int32Array): CaptureHistory[] {
  const on = new Map<number, Set<number>>()
  clusters.forEach((cluster, record) => {
    const found = on.get(cluster)
    if (found) found.add(lists[record]!)
    else on.set(cluster, new Set([lists[record]!]))
  })
  const counts = new Map<string, number>()
  for (const found of on.values()) {
    const history = listNames.map((_, list) => (found.has(list) ? '1' : '0')).join('')
    counts.set(history, (counts.get(history) ?? 0) + 1)
  }
  return [...counts]
    .toSorted(([x], [y]) => (x < y ? -1 : 1))
    .map(([history, count]) => ({ lists: [...history].map((held) => (held === '1' ? 1 : 0)), count }))
}
