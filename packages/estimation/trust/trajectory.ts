import { randomSource } from '@gloact/kernel'
import { emptyTable, sumOverlaps, tableOf, type CaptureHistories, type CountTable } from '../histories.ts'
import { createPartSampler } from '../resample.ts'
import { report, type Watch } from '../watch.ts'

/** N from some of the people seen, brought to the scale of all of them. */
export interface TrajectoryPoint {
  readonly share: number
  /** The median over the draws; Infinity where half of them have no estimate. */
  readonly estimate: number
  /** The least and greatest of the middle half. */
  readonly lower: number
  readonly upper: number
}

export const SHARES = [0.25, 0.5, 0.75, 0.9] as const

/** The first stream of random numbers of a trajectory: those before it are the replicates'. */
export const FIRST_STREAM = 1_000_000

/** A multiple of four, so that the middle half is whole. */
const DRAWS = 40

/**
 * Estimates from growing parts of the people seen (Binette and Steorts 2022): N from a share p of them, divided by p. Where
 * it still moves, more people would move it further. `estimateOf` gives N of a table; where that takes long, fewer draws do.
 * The draws are the same for a seed. Nothing for counts that are not whole.
 */
export function trajectoryOf(
  histories: CaptureHistories,
  estimateOf: (table: CountTable) => number,
  { seed, draws = DRAWS, ...watch }: Watch & { readonly seed: number; readonly draws?: number },
): TrajectoryPoint[] {
  const table = tableOf(histories)
  const observed = table.overlaps[0]!
  if (!table.counts.every(Number.isInteger)) return []
  const take = createPartSampler(table.counts)
  const part = emptyTable(table.lists)
  const points = SHARES.map((share, at): TrajectoryPoint => {
    const size = Math.round(observed * share)
    const estimates = Array.from({ length: draws }, (_, draw) => {
      report(watch, at * draws + draw, SHARES.length * draws)
      take(part.counts, size, randomSource(seed, FIRST_STREAM + draw))
      sumOverlaps(part)
      return (estimateOf(part) * observed) / size
    })
    return pointOf(share, estimates)
  })
  sumOverlaps(table)
  const all = estimateOf(table)
  return [...points, { share: 1, estimate: all, lower: all, upper: all }]
}

/** A point of a trajectory from the estimates of its draws, which are a multiple of four. */
export function pointOf(share: number, estimates: readonly number[]): TrajectoryPoint {
  const sorted = estimates.toSorted((a, b) => a - b)
  const quarter = Math.floor(sorted.length / 4)
  return {
    share,
    estimate: sorted[Math.floor(sorted.length / 2)]!,
    lower: sorted[quarter]!,
    upper: sorted[sorted.length - quarter]!,
  }
}
