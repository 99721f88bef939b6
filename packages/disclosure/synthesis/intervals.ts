import type { Measurement } from './graphical-model.ts'
import { cellMap, marginalKey } from './records.ts'

// A little over the 1.96 of 95 %: cells that noise raised above the display floor are shown more often than others.
const Z_95 = 2.05
// Two one-sided bounds at 97.5 % each hold together with 95 %.
const Z_BOUND = 1.96

/** What the noise lets one say about each cell of a marginal. */
export interface CellIntervals {
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/**
 * Intervals of 95 % for every cell of a marginal, from the noisy counts alone. Where something measured contains the marginal, its
 * sums are unbiased and their noise is known; several are weighed by precision. Where nothing does, a cell is bounded by its parts:
 * no combination has more people than any of its parts. They hold whatever the model assumes.
 */
export function intervalsOf(
  measurements: readonly Measurement[],
  columns: readonly number[],
  sizes: readonly number[],
): CellIntervals {
  const cells = columns.reduce((product, column) => product * sizes[column]!, 1)
  const direct = unbiased(measurements, columns, sizes, cells)
  if (direct) {
    const reach = Z_95 * Math.sqrt(direct.variance)
    return {
      lower: direct.estimate.map((value) => Math.max(0, Math.floor(value - reach))),
      upper: direct.estimate.map((value) => Math.max(0, Math.ceil(value + reach))),
    }
  }
  const upper = new Float64Array(cells).fill(Infinity)
  for (const without of columns) {
    const part = columns.filter((column) => column !== without)
    const map = cellMap(columns, part, sizes)
    const known = unbiased(
      measurements,
      part,
      sizes,
      part.reduce((product, column) => product * sizes[column]!, 1),
    )
    const bound = known
      ? known.estimate.map((value) => Math.max(0, Math.ceil(value + Z_BOUND * Math.sqrt(known.variance))))
      : intervalsOf(measurements, part, sizes).upper
    for (let cell = 0; cell < cells; cell++) upper[cell] = Math.min(upper[cell]!, bound[map[cell]!]!)
  }
  return { lower: new Float64Array(cells), upper }
}

function unbiased(
  measurements: readonly Measurement[],
  columns: readonly number[],
  sizes: readonly number[],
  cells: number,
): { estimate: Float64Array; variance: number } | undefined {
  const estimate = new Float64Array(cells)
  let precision = 0
  for (const { columns: measured, noisy, variance } of measurements) {
    if (!columns.every((column) => measured.includes(column))) continue
    const weight = cells / (variance * noisy.length)
    precision += weight
    const isSame = marginalKey(measured) === marginalKey(columns)
    const map = isSame ? undefined : cellMap(measured, columns, sizes)
    for (let cell = 0; cell < noisy.length; cell++) estimate[map ? map[cell]! : cell]! += weight * noisy[cell]!
  }
  if (precision === 0) return undefined
  return { estimate: estimate.map((value) => value / precision), variance: 1 / precision }
}
