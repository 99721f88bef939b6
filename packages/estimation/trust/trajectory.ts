import { randomSource, type RandomSource } from '@gloact/kernel'
import { drawPart, MANY_PEOPLE } from '../draw-counts.ts'
import { emptyTable, sumOverlaps, tableOf, type CaptureHistories, type CountTable } from '../histories.ts'
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

const SHARES = [0.25, 0.5, 0.75, 0.9]
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
  const take = partsOf(table)
  const part = emptyTable(table.lists)
  const points = SHARES.map((share, at): TrajectoryPoint => {
    const size = Math.round(observed * share)
    const estimates = Array.from({ length: draws }, (_, draw) => {
      report(watch, at * draws + draw, SHARES.length * draws)
      take(part, size, randomSource(seed, 1_000_000 + draw))
      return (estimateOf(part) * observed) / size
    }).toSorted((a, b) => a - b)
    const quarter = Math.floor(draws / 4)
    return {
      share,
      estimate: estimates[Math.floor(draws / 2)]!,
      lower: estimates[quarter]!,
      upper: estimates[draws - quarter]!,
    }
  })
  sumOverlaps(table)
  const all = estimateOf(table)
  return [...points, { share: 1, estimate: all, lower: all, upper: all }]
}

/** Takes some of a table's people, none of them twice. */
function partsOf({ counts, overlaps }: CountTable): (into: CountTable, size: number, random: RandomSource) => void {
  const observed = overlaps[0]!
  if (observed >= MANY_PEOPLE) {
    return (into, size, random) => {
      drawPart(into.counts, counts, size, random)
      sumOverlaps(into)
    }
  }
  const people = new Uint32Array(observed)
  let next = 0
  counts.forEach((count, mask) => {
    people.fill(mask, next, next + count)
    next += count
  })
  return (into, size, random) => {
    const order = Uint32Array.from(people)
    into.counts.fill(0)
    for (let taken = 0; taken < size; taken++) {
      const other = taken + random.below(observed - taken)
      const mask = order[other]!
      order[other] = order[taken]!
      into.counts[mask]!++
    }
    sumOverlaps(into)
  }
}
