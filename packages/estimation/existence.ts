import { largestLeast } from './simplex.ts'

/**
 * What is known of a model's maximum likelihood estimate once terms without overlap are removed (Fienberg and Rinaldo
 * 2012): 0 it is there and unique, 1 it does not exist, 2 it is not identifiable, 3 both.
 */
export type Existence = 0 | 1 | 2 | 3

/**
 * Above this, and above the same part of a thousandth of the largest statistic, the linear program's optimum counts as
 * positive. With whole counts a positive optimum is a ratio of small whole numbers; rounding grows with the counts.
 */
const POSITIVE = 1e-9

/** A remaining pivot of the 0/1 matrix's Gram matrix below this share of its diagonal is none. */
const RANK_TOLERANCE = 1e-9

/** The cells and terms of a model that are left, and the terms' sufficient statistics. */
export interface ExistenceProblem {
  /** The masks of the cells that are left. */
  readonly cells: readonly number[]
  /** The masks of the terms that are left. */
  readonly terms: readonly number[]
  /** The overlap of each of the terms. */
  readonly statistics: readonly number[]
}

/** The code by rank and linear program: exact, and slower than the certificate that a fit gives by the way. */
export function decideExistence({ cells, terms, statistics }: ExistenceProblem): Existence {
  const rows = terms.map((term) => Uint8Array.from(cells, (cell) => ((cell & term) === term ? 1 : 0)))
  const identifiable = hasFullRank(rows)
  const exists = largestLeast(rows, statistics) > POSITIVE * Math.max(1, Math.max(...statistics) / 1000)
  if (identifiable) return exists ? 0 : 1
  return exists ? 2 : 3
}

/** Whether 0/1 rows are linearly independent, by Gaussian elimination with full pivoting. */
function hasFullRank(rows: readonly Uint8Array[]): boolean {
  const matrix = rows.map((row) => Float64Array.from(row))
  const columns = matrix[0]?.length ?? 0
  if (columns < matrix.length) return false
  for (let rank = 0; rank < matrix.length; rank++) {
    let best = 0
    let bestRow = rank
    let bestColumn = rank
    for (let row = rank; row < matrix.length; row++) {
      for (let column = rank; column < columns; column++) {
        const size = Math.abs(matrix[row]![column]!)
        if (size > best) {
          best = size
          bestRow = row
          bestColumn = column
        }
      }
    }
    if (best < RANK_TOLERANCE) return false
    const pivotRow = matrix[bestRow]!
    matrix[bestRow] = matrix[rank]!
    matrix[rank] = pivotRow
    for (const row of matrix) {
      const swapped = row[rank]!
      row[rank] = row[bestColumn]!
      row[bestColumn] = swapped
    }
    for (let row = rank + 1; row < matrix.length; row++) {
      const target = matrix[row]!
      const factor = target[rank]! / pivotRow[rank]!
      if (factor === 0) continue
      for (let column = rank; column < columns; column++) target[column]! -= factor * pivotRow[column]!
    }
  }
  return true
}
