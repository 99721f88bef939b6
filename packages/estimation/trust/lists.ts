import { estimateAgain, type Method } from '../estimate/method.ts'
import type { CaptureHistories } from '../histories.ts'
import { report, type Watch } from '../watch.ts'
import { mergedLists, withinList, withoutList } from './project.ts'

/** N with a list left out, or two joined. */
export interface ListSensitivity {
  readonly lists: readonly string[]
  /** Infinity where there is no estimate. */
  readonly estimate: number
  /** How many lists were left to estimate from; with two, they are taken as independent. */
  readonly listsLeft: number
}

/** A list taken as a population of known size, whose size the other lists estimate (Binette and Steorts 2022). */
export interface ListConsistency {
  readonly list: string
  readonly known: number
  /** Infinity where there is no estimate. */
  readonly estimate: number
}

export interface ListChecks {
  readonly leaveOneOut: readonly ListSensitivity[]
  readonly merged: readonly ListSensitivity[]
  readonly consistency: readonly ListConsistency[]
}

/** Estimates again by the same method with lists left out, with lists joined (Sharifi Far and others 2021), and within each. */
export function checkLists(histories: CaptureHistories, method: Method, watch: Watch = {}): ListChecks {
  const { lists } = histories
  const pairs = lists.flatMap((_, first) =>
    lists.flatMap((__, second) => (second > first ? [[first, second] as const] : [])),
  )
  const total = 2 * lists.length + pairs.length
  let done = 0
  const again = (estimate: () => number): number => {
    report(watch, done++, total)
    return estimate()
  }
  const quiet = watch.signal ? { signal: watch.signal } : {}
  if (lists.length < 3) return { leaveOneOut: [], merged: [], consistency: [] }
  const leaveOneOut = lists.map((name, list): ListSensitivity => {
    const { histories: rest, place } = withoutList(histories, list)
    const estimate = again(() => estimateAgain(method, rest, place, quiet).estimate)
    return { lists: [name], estimate, listsLeft: rest.lists.length }
  })
  const merged = pairs.map(([first, second]): ListSensitivity => {
    const { histories: joined, place } = mergedLists(histories, first, second)
    const estimate = again(() => estimateAgain(method, joined, place, quiet).estimate)
    return { lists: [lists[first]!, lists[second]!], estimate, listsLeft: joined.lists.length }
  })
  const consistency = lists.map((name, list): ListConsistency => {
    const { histories: others, place, unseen } = withinList(histories, list)
    const seen = others.counts.reduce((sum, count) => sum + count, 0)
    const estimate = again(() => (seen > 0 ? estimateAgain(method, others, place, quiet).estimate : Infinity))
    return { list: name, known: seen + unseen, estimate }
  })
  report(watch, total, total)
  return { leaveOneOut, merged, consistency }
}
