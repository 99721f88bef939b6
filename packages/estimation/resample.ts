import type { RandomSource } from '@gloact/kernel'
import { drawByWeights, MANY_PEOPLE } from './draw-counts.ts'
import { emptyTable, sumOverlaps, type CountTable } from './histories.ts'

/** Draws as many people as cells hold, each of them any of these people: a multinomial resample. */
export type Resampler = (into: Float64Array, random: RandomSource) => void

/** A resampler of counts. Throws a RangeError for counts that are not whole. */
export function createResampler(counts: Float64Array): Resampler {
  if (!counts.every(Number.isInteger)) throw new RangeError('only whole counts can be resampled')
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total >= MANY_PEOPLE) return (into, random) => drawByWeights(into, counts, total, random)
  const people = new Uint32Array(total)
  let at = 0
  counts.forEach((count, cell) => {
    people.fill(cell, at, at + count)
    at += count
  })
  return (into, random) => {
    into.fill(0)
    for (let drawn = 0; drawn < total; drawn++) into[people[random.below(total)]!]!++
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
