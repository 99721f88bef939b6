import { exponential, logarithm } from '@gloact/kernel'
import type { Existence } from '../existence.ts'
import { logGamma } from '../distributions.ts'
import { largestLeast } from '../simplex.ts'
import { accumulate, estimable, factorise, independentColumns, solve } from './algebra.ts'
import type { StrataDesign, StrataTerm } from './design.ts'
import { layOut, valueAt, type Layout } from './layout.ts'

/*
 * Poisson log-linear models over capture histories crossed with covariates (Cruyff, van Dijk and van der Heijden 2017). In
 * each stratum the cell of nobody's history is not observed; the model's value there is the stratum's dark figure. Combinations
 * of a term's levels that nobody has are fitted by nothing and removed with their cells (extended maximum likelihood),
 * columns that then repeat others are dropped, and where the dark figures cannot be told from what is left, or the estimate
 * does not exist, there is no number.
 */

/** A fitted model with covariates. */
export interface StrataFit {
  readonly terms: readonly StrataTerm[]
  readonly observed: number
  /** 0 where the estimates are there; otherwise the figures are Infinity or NaN and not to be used. */
  readonly existence: Existence
  /** Dark figure of each stratum; they add up to `darkFigure`. */
  readonly darkFigures: Float64Array
  readonly darkFigure: number
  readonly estimate: number
  /** 1 where a stratum's dark figure is 0 only because a combination of levels has nobody: it says nothing. */
  readonly emptyMargins: Uint8Array
  /** People seen in each stratum. */
  readonly seen: Float64Array
  /** Covariances of the strata's dark figures: `covariance[a * strata + b]`. Empty unless asked for. */
  readonly covariance: Float64Array
  /** Fitted counts by cell; 0 in those of nobody's history. */
  readonly fitted: Float64Array
  readonly logLikelihood: number
  readonly deviance: number
  readonly parameters: number
  readonly degreesOfFreedom: number
  readonly aic: number
  readonly bic: number
}

export interface StrataFitOptions {
  /** Fitted counts of a model that differs little, to start from. */
  readonly start?: Float64Array
  /** Works out the covariances of the dark figures. */
  readonly covariance?: boolean
}

const CONVERGED = 1e-8
const MOST_ITERATIONS = 100
/** A step that lowers no fitted value's logarithm by more than this proves that the estimate exists. */
const CERTAIN = -0.5
/** The iteration at which a fit without that proof is handed to the linear program. */
const DOUBTFUL = 12
const LARGEST_STEP = 4
const POSITIVE = 1e-9

/** A fit as the method left it: what its residuals are worked out from. Where `existence` is not 0 its numbers mean nothing. */
export interface StrataSolution {
  readonly layout: Layout
  /** Fitted counts by cell; 0 in those of nobody's history and in those removed. */
  readonly fitted: Float64Array
  readonly existence: Existence
  readonly coefficients: Float64Array
  /** The columns that are kept, and Cholesky's factor of their information. */
  readonly kept: Int32Array
  readonly factor: Float64Array
}

/** A fit with its solution, for `goodnessOfStrata`. */
export interface SolvedStrata {
  readonly fit: StrataFit
  readonly solution: StrataSolution
}

/** Fits a model with covariates to the counts of `Strata`. `counts` of nobody's history are passed over. */
export function solveStrata(
  design: StrataDesign,
  counts: Float64Array,
  terms: readonly StrataTerm[],
  { covariance = false, start }: StrataFitOptions = {},
): SolvedStrata {
  const layout = layOut(design, counts, terms)
  const fitted = new Float64Array(design.cells)
  const solution = { layout, fitted, ...newton(layout, counts, fitted, start) }
  return { fit: resultOf(design, counts, terms, { ...solution, covariance }), solution }
}

/** The same without its solution. */
export const fitStrata = (...asked: Parameters<typeof solveStrata>): StrataFit => solveStrata(...asked).fit

type Solution = Omit<StrataSolution, 'layout' | 'fitted'>

/** Newton's method from the counts; leaves the fitted values in `fitted`. */
function newton(layout: Layout, counts: Float64Array, fitted: Float64Array, start: Float64Array | undefined): Solution {
  const { parameters, observed } = layout
  const coefficients = new Float64Array(parameters)
  const gram = new Float64Array(parameters * parameters)
  const right = new Float64Array(parameters)
  const place = new Int32Array(parameters)
  const failed = (existence: Existence): Solution => ({
    existence,
    coefficients,
    kept: new Int32Array(0),
    factor: new Float64Array(0),
  })
  const weights = new Float64Array(counts.length).fill(1)
  const values = new Float64Array(counts.length)
  // The design without weights tells which columns repeat others, and whether the dark figures can be told.
  accumulate(layout, { weights, values }, gram, right)
  const kept = independentColumns(gram, parameters)
  for (const [at, column] of kept.entries()) place[column] = at + 1
  if (!estimable(layout, gram, kept, place)) return failed(2)
  const factor = new Float64Array(kept.length * kept.length)
  for (const cell of observed) {
    const first = start && start[cell]! > 0 ? start[cell]! : counts[cell]! + 0.1
    weights[cell] = first
    values[cell] = first * logarithm(first) + counts[cell]! - first
  }
  accumulate(layout, { weights, values }, gram, right)
  if (!factorise(gram, parameters, kept, factor)) return failed(1)
  solve(factor, kept, right, coefficients)
  const step = new Float64Array(parameters)
  let certain = false
  for (let iteration = 1; iteration < MOST_ITERATIONS; iteration++) {
    for (const cell of observed) {
      fitted[cell] = exponential(predictorOf(layout, coefficients, cell))
      values[cell] = counts[cell]! - fitted[cell]
    }
    accumulate(layout, { weights: fitted, values }, gram, right)
    if (!factorise(gram, parameters, kept, factor)) return failed(1)
    solve(factor, kept, right, step)
    let lowest = 0
    let largest = 0
    for (const cell of observed) {
      const change = predictorOf(layout, step, cell)
      if (change < lowest) lowest = change
      if (Math.abs(change) > largest) largest = Math.abs(change)
    }
    // With the fitted values as weights, mu (1 + X step) has the observed margins: positive everywhere, it proves existence.
    if (lowest > CERTAIN) certain = true
    if (!certain && iteration >= DOUBTFUL) {
      if (!existsByProgram(layout, counts, kept)) return failed(1)
      certain = true
    }
    const damping = largest > LARGEST_STEP ? LARGEST_STEP / largest : 1
    for (let column = 0; column < parameters; column++) coefficients[column]! += damping * step[column]!
    if (largest < CONVERGED) break
  }
  return { existence: 0, coefficients, kept, factor }
}

/** The sum of a cell's columns' values: the logarithm of its fitted value, where they are coefficients. */
function predictorOf({ starts, columns, values: own }: Layout, values: Float64Array, cell: number): number {
  let sum = 0
  if (own) {
    for (let at = starts[cell]!; at < starts[cell + 1]!; at++) sum += own[at]! * values[columns[at]!]!
    return sum
  }
  for (let at = starts[cell]!; at < starts[cell + 1]!; at++) sum += values[columns[at]!]!
  return sum
}

function existsByProgram(layout: Layout, counts: Float64Array, kept: Int32Array): boolean {
  const { observed, starts, columns } = layout
  const rows = [...kept].map(() => new Float64Array(observed.length))
  const place = new Map([...kept].map((column, at) => [column, at]))
  const statistics = [...kept].map(() => 0)
  for (const [index, cell] of observed.entries()) {
    for (let at = starts[cell]!; at < starts[cell + 1]!; at++) {
      const row = place.get(columns[at]!)
      if (row === undefined) continue
      rows[row]![index] = valueAt(layout, at)
      statistics[row]! += counts[cell]! * valueAt(layout, at)
    }
  }
  return largestLeast(rows, statistics) > POSITIVE
}

interface Made extends StrataSolution {
  readonly covariance: boolean
}

function resultOf(
  design: StrataDesign,
  counts: Float64Array,
  terms: readonly StrataTerm[],
  { layout, fitted, existence, coefficients, kept, factor, covariance }: Made,
): StrataFit {
  const { strata, cells } = design
  const { size, alive, parameters, observed: left } = layout
  const seen = new Float64Array(strata)
  const darkFigures = new Float64Array(strata)
  let observed = 0
  let logLikelihood = 0
  let deviance = 0
  for (let cell = 0; cell < cells; cell++) {
    const stratum = Math.floor(cell / size)
    if (cell % size === 0) {
      if (existence !== 0) darkFigures[stratum] = Infinity
      else if (alive[cell] === 1) {
        darkFigures[stratum] = exponential(predictorOf(layout, coefficients, cell))
      }
      continue
    }
    const count = counts[cell]!
    seen[stratum]! += count
    observed += count
    if (alive[cell] === 0) continue
    const mean = fitted[cell]!
    logLikelihood -= mean + logGamma(count + 1)
    deviance += mean - count
    if (count > 0) {
      logLikelihood += count * logarithm(mean)
      deviance += count * logarithm(count / mean)
    }
  }
  if (existence !== 0) logLikelihood = Number.NaN
  const darkFigure = darkFigures.reduce((sum, one) => sum + one, 0)
  return {
    terms,
    observed,
    existence,
    darkFigures,
    emptyMargins: Uint8Array.from(darkFigures, (_, stratum) => 1 - alive[stratum * size]!),
    darkFigure,
    estimate: observed + darkFigure,
    seen,
    covariance:
      covariance && existence === 0 ? covarianceOf(layout, { kept, factor, darkFigures }) : new Float64Array(0),
    fitted,
    logLikelihood,
    deviance: existence === 0 ? Math.max(0, 2 * deviance) : Number.NaN,
    parameters,
    degreesOfFreedom: left.length - kept.length,
    aic: existence === 0 ? -2 * logLikelihood + 2 * parameters : Infinity,
    bic: existence === 0 ? -2 * logLikelihood + parameters * logarithm(observed) : Infinity,
  }
}

/** By the delta method: D_a x_a' V x_b D_b, with V the inverse information and x the row of nobody's history. */
function covarianceOf(
  layout: Layout,
  { kept, factor, darkFigures }: { kept: Int32Array; factor: Float64Array; darkFigures: Float64Array },
): Float64Array {
  const { starts, columns, parameters, alive, size } = layout
  const strata = darkFigures.length
  const rowOf = (stratum: number): Float64Array => {
    const row = new Float64Array(parameters)
    const cell = stratum * size
    for (let at = starts[cell]!; at < starts[cell + 1]!; at++) row[columns[at]!] = valueAt(layout, at)
    return row
  }
  const covariance = new Float64Array(strata * strata)
  const solved = new Float64Array(parameters)
  for (let a = 0; a < strata; a++) {
    if (alive[a * size] === 0) continue
    solve(factor, kept, rowOf(a), solved)
    for (let b = 0; b < strata; b++) {
      let product = 0
      const cell = b * size
      for (let at = starts[cell]!; at < starts[cell + 1]!; at++) product += valueAt(layout, at) * solved[columns[at]!]!
      covariance[a * strata + b] = product * darkFigures[a]! * darkFigures[b]!
    }
  }
  return covariance
}
