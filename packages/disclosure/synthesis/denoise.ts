import type { Measurement } from './graphical-model.ts'

/** From where a difference counts as certain: its square against this many variances of the noise. */
const CERTAIN = 3

/** An estimate below this many standard deviations of the noise is taken for none: of such cells most are empty. */
const SMALLEST = 0.8

/**
 * Noisy counts drawn towards what is expected without them: cells of like expected size share how much they are trusted (empirical
 * Bayes), and a cell that stands far out of the noise is trusted by itself. Negative counts become none. It reads only what was
 * measured, so it costs nothing.
 */
export function shrinkTowards(measurements: readonly Measurement[], expected: readonly Float64Array[]): Float64Array[] {
  const groups = new Map<number, { squares: number; cells: number }>()
  const groupOf = (count: number, variance: number) =>
    Math.max(-6, Math.round(Math.log2((count + 1e-9) / Math.sqrt(variance))))
  for (const [index, { noisy, variance }] of measurements.entries()) {
    for (let cell = 0; cell < noisy.length; cell++) {
      const prior = expected[index]![cell]!
      const key = groupOf(prior, variance)
      const group = groups.get(key) ?? { squares: 0, cells: 0 }
      // What passes three standard deviations speaks for itself below, and would hide how little the others do.
      group.squares += Math.min(9, (noisy[cell]! - prior) ** 2 / variance)
      group.cells++
      groups.set(key, group)
    }
  }
  return measurements.map(({ noisy, variance }, index) =>
    noisy.map((count, cell) => {
      const prior = expected[index]![cell]!
      const { squares, cells } = groups.get(groupOf(prior, variance))!
      const shared = Math.max(0, 1 - cells / Math.max(1e-9, squares))
      const squared = (count - prior) ** 2 / variance
      const own = Math.max(0, 1 - CERTAIN / Math.max(1e-9, squared))
      const estimate = prior + Math.max(shared, own) * (count - prior)
      return estimate < SMALLEST * Math.sqrt(variance) ? 0 : estimate
    }),
  )
}

const SCALINGS = 12

/** Scales a table's rows and columns in turn until it has the sums wanted (iterative proportional fitting). */
export function scaleToSums(table: Float64Array, rows: Float64Array, columns: Float64Array): void {
  const width = columns.length
  for (let round = 0; round < SCALINGS; round++) {
    for (let row = 0; row < rows.length; row++) {
      let sum = 0
      for (let at = row * width, end = at + width; at < end; at++) sum += table[at]!
      const scale = sum > 0 ? rows[row]! / sum : 0
      for (let at = row * width, end = at + width; at < end; at++) table[at]! *= scale
    }
    const sums = new Float64Array(width)
    for (let cell = 0; cell < table.length; cell++) sums[cell % width]! += table[cell]!
    for (let column = 0; column < width; column++) {
      sums[column] = sums[column]! > 0 ? columns[column]! / sums[column]! : 0
    }
    for (let cell = 0; cell < table.length; cell++) table[cell]! *= sums[cell % width]!
  }
}

/**
 * Counts of none or more, nearest to noisy ones, that add up to a total: all are lowered or raised by one amount and cut at none.
 */
export function ontoTotal(noisy: Float64Array, total: number): Float64Array {
  let low = -Infinity
  let high = Infinity
  for (const value of noisy) {
    low = Math.max(low, value)
    high = Math.min(high, value)
  }
  ;[low, high] = [high - total - 1, low + total + 1]
  const at = (shift: number) => noisy.map((value) => Math.max(0, value - shift))
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2
    if (at(middle).reduce((sum, value) => sum + value, 0) > total) low = middle
    else high = middle
  }
  return at((low + high) / 2)
}

/** What two columns count together where neither depends on the other: their own counts' products over the total. */
export function independent(first: Float64Array, second: Float64Array, total: number): Float64Array {
  const expected = new Float64Array(first.length * second.length)
  for (let i = 0, cell = 0; i < first.length; i++) {
    for (let j = 0; j < second.length; j++, cell++) expected[cell] = (first[i]! * second[j]!) / total
  }
  return expected
}
