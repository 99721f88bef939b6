import { exponential, logarithm } from '@gloact/kernel'
import { decideExistence, type Existence } from './existence.ts'
import { sumSubsets, sumSupersets, type CountTable } from './histories.ts'

/*
 * Maximum likelihood of Poisson log-linear models over the 2^lists - 1 cells of capture histories, by Newton's method
 * (iteratively reweighted least squares). The design matrix is 0/1 with X[w,q] = 1 where q is a subset of w, so that X'v is
 * a sum over supersets, Xb a sum over subsets, and X'WX[q,r] the superset sum of the weights at q | r: none of them is
 * ever built. Terms without any overlap are removed first, with their cells (extended maximum likelihood).
 */

/** The largest step of any fitted value's logarithm after which a fit has converged; the error left is its square. */
const CONVERGED = 1e-7
/** A step that lowers no fitted value's logarithm by more than this proves that the estimate exists. */
const CERTAIN = -0.5
/** The iteration at which a fit without that proof is handed to the linear program. */
const DOUBTFUL = 12
const MOST_ITERATIONS = 200
const SINGULAR = 1e-11

/** Arrays that fits over the same number of lists share; one fit at a time. */
export interface Solver {
  readonly lists: number
  /** Coefficients by term's mask, 0 for terms that are not in the model or were removed. */
  readonly coefficients: Float64Array
  /** Fitted values by history; 0 where a cell was removed; entry 0 is the dark figure. */
  readonly fitted: Float64Array
  /** Fitted overlaps: superset sums of the fitted values without the dark figure. */
  readonly fittedOverlaps: Float64Array
  /** 1 for the cells that are left. */
  readonly alive: Uint8Array
  /** The terms that are left, the intercept last; `activeCount` of them. */
  readonly active: Int32Array
  activeCount: number
  existence: Existence
  iterations: number
  /** Variance of the intercept, the logarithm of the dark figure. */
  interceptVariance: number
  readonly predictor: Float64Array
  readonly weights: Float64Array
  readonly step: Float64Array
  readonly stepPredictor: Float64Array
  gram: Float64Array
}

/** A solver for tables of that many lists. */
export function createSolver(lists: number): Solver {
  const size = 2 ** lists
  return {
    lists,
    coefficients: new Float64Array(size),
    fitted: new Float64Array(size),
    fittedOverlaps: new Float64Array(size),
    alive: new Uint8Array(size),
    active: new Int32Array(size),
    activeCount: 0,
    existence: 0,
    iterations: 0,
    interceptVariance: 0,
    predictor: new Float64Array(size),
    weights: new Float64Array(size),
    step: new Float64Array(size),
    stepPredictor: new Float64Array(size),
    gram: new Float64Array(0),
  }
}

/** How a fit is started and what it covers. */
export interface SolveOptions {
  /** Start from the solver's coefficients as they are, not from the counts. */
  readonly warm?: boolean
  /** The history without any list is a cell like the others, with the count that the table has there. */
  readonly zeroCell?: boolean
}

/**
 * Fits the model to the table, leaving everything in the solver. Where `existence` comes out other than 0 the
 * coefficients and fitted values mean nothing.
 */
export function solve(
  solver: Solver,
  table: CountTable,
  model: ArrayLike<number>,
  { warm = false, zeroCell = false }: SolveOptions = {},
): void {
  takeOutEmptyTerms(solver, table, model, zeroCell)
  solver.iterations = 0
  solver.existence = 0
  const { activeCount } = solver
  if (solver.gram.length < activeCount * activeCount) solver.gram = new Float64Array(activeCount * activeCount)
  if (activeCount === 0) {
    solver.existence = 1
    return
  }
  if (!warm) {
    if (!startFromCounts(solver, table)) {
      solver.existence = decide(solver, table)
      if (solver.existence !== 0) return
    }
  } else {
    dropInactive(solver)
  }
  newton(solver, table)
}

function takeOutEmptyTerms(solver: Solver, table: CountTable, model: ArrayLike<number>, zeroCell: boolean): void {
  const { alive, active } = solver
  const full = alive.length - 1
  alive.fill(1)
  alive[0] = zeroCell ? 1 : 0
  let count = 0
  for (let at = 0; at < model.length; at++) {
    const term = model[at]!
    if (term === 0) continue
    if (table.overlaps[term]! > 0) {
      active[count++] = term
    } else if (alive[term] === 1) {
      const rest = full & ~term
      for (let more = rest; ; more = (more - 1) & rest) {
        alive[term | more] = 0
        if (more === 0) break
      }
    }
  }
  if (table.overlaps[0]! > 0) active[count++] = 0
  solver.activeCount = count
}

function dropInactive(solver: Solver): void {
  const { coefficients, active, activeCount, step } = solver
  for (let at = 0; at < activeCount; at++) step[at] = coefficients[active[at]!]!
  coefficients.fill(0)
  for (let at = 0; at < activeCount; at++) coefficients[active[at]!] = step[at]!
}

/** One weighted least-squares step from fitted values of count + 0.1; false where the model is singular. */
function startFromCounts(solver: Solver, table: CountTable): boolean {
  const { alive, weights, predictor, coefficients, active, activeCount, step, lists } = solver
  for (let cell = 0; cell < alive.length; cell++) {
    const count = table.counts[cell]!
    const start = count + 0.1
    weights[cell] = alive[cell] === 1 ? start : 0
    predictor[cell] = alive[cell] === 1 ? start * logarithm(start) + count - start : 0
  }
  sumSupersets(weights, lists)
  sumSupersets(predictor, lists)
  coefficients.fill(0)
  for (let at = 0; at < activeCount; at++) step[at] = predictor[active[at]!]!
  if (!factorise(solver, weights)) return false
  substitute(solver)
  for (let at = 0; at < activeCount; at++) coefficients[active[at]!] = step[at]!
  return true
}

function newton(solver: Solver, table: CountTable): void {
  const { coefficients, fitted, fittedOverlaps, alive, active, step, stepPredictor, lists, activeCount } = solver
  const { overlaps } = table
  let certain = false
  let before = -Infinity
  for (let iteration = 1; ; iteration++) {
    solver.iterations = iteration
    let likelihood = evaluate(solver, table)
    for (let halving = 0; halving < 40 && !(likelihood >= before - 1e-9 * Math.abs(before)); halving++) {
      // The last step went too far: take half of it back.
      for (let at = 0; at < activeCount; at++) {
        step[at]! /= 2
        coefficients[active[at]!]! -= step[at]!
      }
      likelihood = evaluate(solver, table)
    }
    before = likelihood
    for (let at = 0; at < activeCount; at++) step[at] = overlaps[active[at]!]! - fittedOverlaps[active[at]!]!
    const regular = factorise(solver, fittedOverlaps)
    if (!regular || (iteration === DOUBTFUL && !certain)) {
      solver.existence = decide(solver, table)
      // Singular though the estimate is there: rounding has eaten a pivot, and the estimate cannot be reached.
      if (solver.existence === 0 && !regular) solver.existence = 1
      if (solver.existence !== 0) return
      certain = true
    }
    substitute(solver)
    stepPredictor.fill(0)
    for (let at = 0; at < activeCount; at++) stepPredictor[active[at]!] = step[at]!
    sumSubsets(stepPredictor, lists)
    // With W the fitted values, X'(mu (1 + X step)) equals the statistics: where 1 + X step is positive in every cell this
    // is a strictly positive solution, and the estimate exists.
    let lowest = 0
    let largest = Math.abs(stepPredictor[0]!)
    for (let cell = 1; cell < alive.length; cell++) {
      if (alive[cell] === 0) continue
      const change = stepPredictor[cell]!
      if (change < lowest) lowest = change
      if (Math.abs(change) > largest) largest = Math.abs(change)
    }
    if (lowest > CERTAIN) certain = true
    for (let at = 0; at < activeCount; at++) coefficients[active[at]!]! += step[at]!
    if (largest < CONVERGED || iteration === MOST_ITERATIONS) break
  }
  evaluate(solver, table)
  fitted[0] = exponential(coefficients[0]!)
}

/** Fitted values and overlaps at the coefficients; returns the log-likelihood without its constant. */
function evaluate(solver: Solver, table: CountTable): number {
  const { coefficients, predictor, fitted, fittedOverlaps, alive, active, activeCount, lists } = solver
  predictor.set(coefficients)
  sumSubsets(predictor, lists)
  for (let cell = 0; cell < fitted.length; cell++) {
    const value = alive[cell] === 1 ? exponential(predictor[cell]!) : 0
    fitted[cell] = value
    fittedOverlaps[cell] = value
  }
  sumSupersets(fittedOverlaps, lists)
  let likelihood = -fittedOverlaps[0]!
  for (let at = 0; at < activeCount; at++) {
    const term = active[at]!
    likelihood += table.overlaps[term]! * coefficients[term]!
  }
  return likelihood
}

/** Cholesky's factor of the Gram matrix whose entries are `sums` at the terms' unions; false where it is singular. */
function factorise(solver: Solver, sums: Float64Array): boolean {
  const { gram, active, activeCount } = solver
  for (let row = 0; row < activeCount; row++) {
    const base = row * activeCount
    const term = active[row]!
    for (let column = 0; column <= row; column++) {
      const other = column * activeCount
      let value = sums[term | active[column]!]!
      for (let at = 0; at < column; at++) value -= gram[base + at]! * gram[other + at]!
      if (column < row) {
        gram[base + column] = value / gram[other + column]!
      } else {
        if (!(value > SINGULAR * sums[term]!)) return false
        gram[base + row] = Math.sqrt(value)
      }
    }
  }
  const corner = gram[activeCount * activeCount - 1]!
  solver.interceptVariance = 1 / (corner * corner)
  return true
}

/** Solves the factorised system for the right-hand side in `step`, in place. */
function substitute(solver: Solver): void {
  const { gram, step, activeCount } = solver
  for (let row = 0; row < activeCount; row++) {
    const base = row * activeCount
    let value = step[row]!
    for (let at = 0; at < row; at++) value -= gram[base + at]! * step[at]!
    step[row] = value / gram[base + row]!
  }
  for (let row = activeCount - 1; row >= 0; row--) {
    let value = step[row]!
    for (let below = row + 1; below < activeCount; below++) value -= gram[below * activeCount + row]! * step[below]!
    step[row] = value / gram[row * activeCount + row]!
  }
}

function decide(solver: Solver, table: CountTable): Existence {
  const { alive, active, activeCount } = solver
  const cells: number[] = []
  for (let cell = 0; cell < alive.length; cell++) if (alive[cell] === 1) cells.push(cell)
  const terms = [...active.subarray(0, activeCount)]
  return decideExistence({ cells, terms, statistics: terms.map((term) => table.overlaps[term]!) })
}

/** The inverse of the information matrix at the fit, by rows and columns of `active`. */
export function covarianceOf(solver: Solver): Float64Array {
  const { activeCount, step, fittedOverlaps } = solver
  const covariance = new Float64Array(activeCount * activeCount)
  if (!factorise(solver, fittedOverlaps)) return covariance.fill(Number.NaN)
  for (let column = 0; column < activeCount; column++) {
    step.fill(0, 0, activeCount)
    step[column] = 1
    substitute(solver)
    for (let row = 0; row < activeCount; row++) covariance[row * activeCount + column] = step[row]!
  }
  return covariance
}

/** The deviance at the fit: twice the sum of n log(n / mu) - (n - mu) over the cells that are left. */
export function devianceOf(solver: Solver, table: CountTable): number {
  const { alive, fitted, predictor } = solver
  let deviance = 0
  for (let cell = 0; cell < alive.length; cell++) {
    if (alive[cell] === 0) continue
    const count = table.counts[cell]!
    deviance += fitted[cell]! - count
    if (count > 0) deviance += count * (logarithm(count) - predictor[cell]!)
  }
  return Math.max(0, 2 * deviance)
}
