import type { RandomSource } from '@gloact/kernel'
import { emptyTable, sumOverlaps, type CountTable } from './histories.ts'

/** The history of every person, one entry each. Throws a RangeError for counts that are not whole. */
export function peopleOf(table: CountTable): Uint32Array {
  if (!table.counts.every(Number.isInteger)) throw new RangeError('only whole counts can be resampled')
  const people = new Uint32Array(table.overlaps[0]!)
  let at = 0
  table.counts.forEach((count, mask) => {
    people.fill(mask, at, at + count)
    at += count
  })
  return people
}

/** Draws as many people as there are, each any of them: a multinomial resample. */
export function drawPeople(into: CountTable, people: Uint32Array, random: RandomSource): void {
  const { counts } = into
  counts.fill(0)
  const total = people.length
  for (let drawn = 0; drawn < total; drawn++) counts[people[random.below(total)]!]!++
  sumOverlaps(into)
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
