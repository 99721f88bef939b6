const TOLERANCE = 1e-9
/** An optimum above this need not be improved: the question is only whether it is positive. */
const ENOUGH = 1e-3

/**
 * The largest s with A x = b, x >= s, x and s >= 0, by the two-phase simplex method; -1 where there is no such x. Stops
 * early once s is clearly positive. Artificial variables are driven out of the basis after the first phase, or the second
 * would let them grow and report an s that no x has.
 *
 * @param rows the matrix A by rows, nothing in it below 0
 * @param right the right-hand side b, 0 or more
 */
export function largestLeast(rows: readonly ArrayLike<number>[], right: readonly number[]): number {
  const count = rows.length
  const variables = rows[0]?.length ?? 0
  // Columns: x - s for each cell, s, one artificial variable a row, the right-hand side.
  const free = variables + 1
  const width = free + count + 1
  const last = width - 1
  const tableau = rows.map((row, at) => {
    const line = new Float64Array(width)
    let sum = 0
    for (let cell = 0; cell < variables; cell++) {
      line[cell] = row[cell]!
      sum += row[cell]!
    }
    line[variables] = sum
    line[free + at] = 1
    line[last] = right[at]!
    return line
  })
  const basis = Int32Array.from(rows, (_, at) => free + at)
  const scale = Math.max(1, ...right)

  // First phase: the artificial variables' sum comes down to nothing.
  const infeasible = new Float64Array(width)
  for (const line of tableau)
    for (let at = 0; at < width; at++) if (at < free || at === last) infeasible[at]! += line[at]!
  improve(tableau, basis, infeasible, free, () => false)
  if (infeasible[last]! > TOLERANCE * scale * count) return -1
  for (let row = 0; row < count; row++) {
    if (basis[row]! < free) continue
    let column = -1
    for (let at = 0; at < free; at++) {
      const size = Math.abs(tableau[row]![at]!)
      if (size > TOLERANCE && (column < 0 || size > Math.abs(tableau[row]![column]!))) column = at
    }
    // A row with nothing left repeats others and stays as it is: its artificial variable can no longer change.
    if (column >= 0) pivot(tableau, basis, infeasible, row, column)
  }

  // Second phase: s goes up.
  const gain = new Float64Array(width)
  gain[variables] = 1
  for (let row = 0; row < count; row++) {
    if (basis[row] === variables) for (let at = 0; at < width; at++) gain[at]! -= tableau[row]![at]!
  }
  improve(tableau, basis, gain, free, () => -gain[last]! > ENOUGH)
  return -gain[last]!
}

/** Pivots until no column of the free ones has a positive reduced gain: the greatest first, Bland's rule when it drags on. */
function improve(
  tableau: readonly Float64Array[],
  basis: Int32Array,
  gain: Float64Array,
  free: number,
  enough: () => boolean,
): void {
  const last = gain.length - 1
  const patience = 20 * (tableau.length + 10)
  for (let round = 0; round < 50 * patience && !enough(); round++) {
    let entering = -1
    for (let column = 0; column < free; column++) {
      if (gain[column]! <= TOLERANCE) continue
      if (entering < 0 || gain[column]! > gain[entering]!) entering = column
      if (round >= patience) break
    }
    if (entering < 0) return
    let leaving = -1
    let least = Infinity
    for (let row = 0; row < tableau.length; row++) {
      const slope = tableau[row]![entering]!
      if (slope <= TOLERANCE) continue
      const ratio = tableau[row]![last]! / slope
      if (ratio < least - 1e-12 || (ratio < least + 1e-12 && leaving >= 0 && basis[row]! < basis[leaving]!)) {
        least = Math.min(least, ratio)
        leaving = row
      }
    }
    if (leaving < 0) return
    pivot(tableau, basis, gain, leaving, entering)
  }
}

function pivot(
  tableau: readonly Float64Array[],
  basis: Int32Array,
  gain: Float64Array,
  row: number,
  column: number,
): void {
  const source = tableau[row]!
  const inverse = 1 / source[column]!
  for (let at = 0; at < source.length; at++) source[at]! *= inverse
  source[column] = 1
  for (const target of [...tableau, gain]) {
    const factor = target === source ? 0 : target[column]!
    if (factor === 0) continue
    for (let at = 0; at < source.length; at++) target[at]! -= factor * source[at]!
    target[column] = 0
  }
  const last = source.length - 1
  if (source[last]! < 0 && source[last]! > -TOLERANCE) source[last] = 0
  basis[row] = column
}
