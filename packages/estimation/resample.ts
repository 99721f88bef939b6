import type { RandomSource } from '@gloact/kernel'
import { drawByWeights, drawPart, MANY_PEOPLE } from './draw-counts.ts'
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

/** Draws so many people over cells, each by the cells' weights: a multinomial draw from a model's fitted values. */
export function createModelSampler(weights: Float64Array, people: number): Resampler {
  if (people >= MANY_PEOPLE) return (into, random) => drawByWeights(into, weights, people, random)
  const cumulative = new Float64Array(weights.length)
  let sum = 0
  for (let cell = 0; cell < weights.length; cell++) {
    sum += weights[cell]!
    cumulative[cell] = sum
  }
  return (into, random) => {
    into.fill(0)
    for (let person = 0; person < people; person++) {
      const point = random.unit() * sum
      let low = 0
      let high = cumulative.length - 1
      while (low < high) {
        const middle = (low + high) >>> 1
        if (cumulative[middle]! > point) high = middle
        else low = middle + 1
      }
      into[low]!++
    }
  }
}

/** Takes some of the people that cells hold, none of them twice. Counts are whole. */
export function createPartSampler(
  counts: Float64Array,
): (into: Float64Array, size: number, random: RandomSource) => void {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total >= MANY_PEOPLE) return (into, size, random) => drawPart(into, counts, size, random)
  const people = new Uint32Array(total)
  let next = 0
  counts.forEach((count, cell) => {
    people.fill(cell, next, next + count)
    next += count
  })
  return (into, size, random) => {
    const order = Uint32Array.from(people)
    into.fill(0)
    for (let taken = 0; taken < size; taken++) {
      const other = taken + random.below(total - taken)
      const cell = order[other]!
      order[other] = order[taken]!
      into[cell]!++
    }
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
