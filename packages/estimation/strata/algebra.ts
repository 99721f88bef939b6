import { valueAt, type Layout } from './layout.ts'

const SINGULAR = 1e-10
const SINGULAR_PIVOT = 1e-12

/** Adds up X'WX (its lower triangle) and X'v over the observed cells that are left; weights and values by cell. */
export function accumulate(
  layout: Layout,
  { weights, values }: { readonly weights: Float64Array; readonly values: Float64Array },
  gram: Float64Array,
  right: Float64Array,
): void {
  const { observed, starts, columns, parameters } = layout
  gram.fill(0)
  right.fill(0)
  if (layout.values) {
    accumulateValues(layout, layout.values, { weights, values }, gram, right)
    return
  }
  for (const cell of observed) {
    const weight = weights[cell]!
    const value = values[cell]!
    const start = starts[cell]!
    const end = starts[cell + 1]!
    for (let at = start; at < end; at++) {
      const column = columns[at]!
      right[column]! += value
      const base = column * parameters
      // A cell's columns ascend, so this is the lower triangle.
      for (let other = start; other <= at; other++) gram[base + columns[other]!]! += weight
    }
  }
}

/** The same where not all that stands in the columns is 1. */
function accumulateValues(
  { observed, starts, columns, parameters }: Layout,
  own: Float64Array,
  { weights, values }: { readonly weights: Float64Array; readonly values: Float64Array },
  gram: Float64Array,
  right: Float64Array,
): void {
  for (const cell of observed) {
    const weight = weights[cell]!
    const value = values[cell]!
    const start = starts[cell]!
    const end = starts[cell + 1]!
    for (let at = start; at < end; at++) {
      right[columns[at]!]! += value * own[at]!
      const weighted = weight * own[at]!
      const base = columns[at]! * parameters
      for (let other = start; other <= at; other++) gram[base + columns[other]!]! += weighted * own[other]!
    }
  }
}

/** The columns that no earlier ones add up to, by Cholesky's method on the Gram matrix. */
export function independentColumns(gram: Float64Array, parameters: number): Int32Array {
  const kept: number[] = []
  const rows: Float64Array[] = []
  for (let column = 0; column < parameters; column++) {
    const row = new Float64Array(kept.length + 1)
    let rest = gram[column * parameters + column]!
    const whole = rest
    for (let at = 0; at < kept.length; at++) {
      let value = gram[column * parameters + kept[at]!]!
      const other = rows[at]!
      for (let before = 0; before < at; before++) value -= row[before]! * other[before]!
      row[at] = value / other[at]!
      rest -= row[at]! * row[at]!
    }
    if (!(rest > SINGULAR * Math.max(1, whole))) continue
    row[kept.length] = Math.sqrt(rest)
    kept.push(column)
    rows.push(row)
  }
  return Int32Array.from(kept)
}

/**
 * Whether every stratum's dark figure follows from the cells that are left: a dropped column is a sum of kept ones there, and
 * has to be the same sum in the cell that nobody was seen in.
 */
export function estimable(layout: Layout, gram: Float64Array, kept: Int32Array, place: Int32Array): boolean {
  const { parameters, alive, starts, columns, size } = layout
  if (kept.length === parameters) return true
  if (kept.length === 0) return false
  const factor = new Float64Array(kept.length * kept.length)
  if (!factorise(gram, parameters, kept, factor)) return false
  const right = new Float64Array(parameters)
  const sums = new Float64Array(parameters)
  for (let dropped = 0; dropped < parameters; dropped++) {
    if (place[dropped]! > 0) continue
    for (const column of kept) {
      right[column] = gram[Math.max(column, dropped) * parameters + Math.min(column, dropped)]!
    }
    solve(factor, kept, right, sums)
    for (let cell = 0; cell < alive.length; cell += size) {
      if (alive[cell] === 0) continue
      let own = 0
      for (let at = starts[cell]!; at < starts[cell + 1]!; at++) {
        if (columns[at] === dropped) own -= valueAt(layout, at)
        else if (place[columns[at]!]! > 0) own += valueAt(layout, at) * sums[columns[at]!]!
      }
      if (Math.abs(own) > 1e-6) return false
    }
  }
  return true
}

/** Cholesky's factor of the kept columns' part of the Gram matrix; false where it is singular. */
export function factorise(gram: Float64Array, parameters: number, kept: Int32Array, factor: Float64Array): boolean {
  const count = kept.length
  for (let row = 0; row < count; row++) {
    const base = row * count
    for (let column = 0; column <= row; column++) {
      const other = column * count
      let value = gram[kept[row]! * parameters + kept[column]!]!
      for (let at = 0; at < column; at++) value -= factor[base + at]! * factor[other + at]!
      if (column < row) {
        factor[base + column] = value / factor[other + column]!
      } else {
        if (!(value > SINGULAR_PIVOT * gram[kept[row]! * parameters + kept[row]!]!)) return false
        factor[base + row] = Math.sqrt(value)
      }
    }
  }
  return true
}

/** Solves the factorised system for `right` into `out`, both by all columns; dropped ones get 0. */
export function solve(factor: Float64Array, kept: Int32Array, right: Float64Array, out: Float64Array): void {
  const count = kept.length
  const x = new Float64Array(count)
  for (let row = 0; row < count; row++) {
    let value = right[kept[row]!]!
    for (let at = 0; at < row; at++) value -= factor[row * count + at]! * x[at]!
    x[row] = value / factor[row * count + row]!
  }
  for (let row = count - 1; row >= 0; row--) {
    let value = x[row]!
    for (let below = row + 1; below < count; below++) value -= factor[below * count + row]! * x[below]!
    x[row] = value / factor[row * count + row]!
  }
  out.fill(0)
  for (let row = 0; row < count; row++) out[kept[row]!] = x[row]!
}
