import { randomSource, type RandomSource } from '@gloact/kernel'
import { drawPart, MANY_PEOPLE } from '../draw-counts.ts'
import { createSelector, type SelectionRule } from '../selection-rule.ts'
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
const DRAWS = 40

/**
 * Estimates from growing parts of the people seen (Binette and Steorts 2022): N from a share p of them, divided by p. Where
 * it still moves, more people would move it further. The draws are the same for a seed. Nothing for counts that are not whole.
 */
export function trajectoryOf(
  histories: CaptureHistories,
  rule: SelectionRule,
  seed: number,
  watch: Watch = {},
): TrajectoryPoint[] {
  const table = tableOf(histories)
  const observed = table.overlaps[0]!
  if (!table.counts.every(Number.isInteger)) return []
  const select = createSelector(table.lists, rule)
  const take = partsOf(table)
  const part = emptyTable(table.lists)
  const points = SHARES.map((share, at): TrajectoryPoint => {
    const size = Math.round(observed * share)
    const estimates = Array.from({ length: DRAWS }, (_, draw) => {
      report(watch, at * DRAWS + draw, SHARES.length * DRAWS)
      take(part, size, randomSource(seed, 1_000_000 + draw))
      return (select(part).estimate * observed) / size
    }).toSorted((a, b) => a - b)
    const quarter = DRAWS / 4
    return {
      share,
      estimate: estimates[DRAWS / 2]!,
      lower: estimates[quarter]!,
      upper: estimates[DRAWS - quarter]!,
    }
  })
  sumOverlaps(table)
  const all = select(table).estimate
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
