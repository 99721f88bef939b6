import type { RandomSource } from '@gloact/kernel'
import { drawByWeights, MANY_PEOPLE } from './draw-counts.ts'
import { emptyTable, sumOverlaps, type CountTable } from './histories.ts'

/** Draws a table of as many people as another has, each of them any of its people. */
export type Resampler = (into: CountTable, random: RandomSource) => void

/** A multinomial resample of a table. Throws a RangeError for counts that are not whole. */
export function createResampler({ counts, overlaps }: CountTable): Resampler {
  if (!counts.every(Number.isInteger)) throw new RangeError('only whole counts can be resampled')
  const total = overlaps[0]!
  if (total >= MANY_PEOPLE) return (into, random) => drawByWeights(into, counts, total, random)
  const people = new Uint32Array(total)
  let at = 0
  counts.forEach((count, mask) => {
    people.fill(mask, at, at + count)
    at += count
  })
  return (into, random) => {
    into.counts.fill(0)
    for (let drawn = 0; drawn < total; drawn++) into.counts[people[random.below(total)]!]!++
    sumOverlaps(into)
  }
}

/** Shows the table with one person of a history taken away, for each history that has any. */
export function withoutOneEach(
  table: CountTable,
  visit: (reduced: CountTable, mask: number, count: number) => void,
): void {
  const reduced = emptyTable(table.lists)
  table.counts.forEach((count, mask) => {
    if (count < 1) return
    reduced.counts.set(table.counts)
    reduced.counts[mask] = count - 1
    sumOverlaps(reduced)
    visit(reduced, mask, count)
  })
}
