import { exponential, logarithm } from '@gloact/kernel'
import { logGamma } from './distributions.ts'
import type { Existence } from './existence.ts'
import { tableOf, type CaptureHistories, type CountTable } from './histories.ts'
import { covarianceOf, createSolver, devianceOf, solve, type Solver } from './log-linear.ts'
import type { Model } from './model.ts'

/** A coefficient of a fitted model. */
export interface Coefficient {
  /** The term's mask. */
  readonly term: number
  /** The estimate; -Infinity where the lists of the term have no person in common. */
  readonly value: number
  /** Its standard error; NaN where the value is not finite. */
  readonly standardError: number
}

/** A Poisson log-linear model fitted by extended maximum likelihood. */
export interface Fit {
  readonly model: Model
  /** How many people were seen. */
  readonly observed: number
  /** 0 where the estimate is there and unique; otherwise the figures below are not to be used and N is Infinity. */
  readonly existence: Existence
  /** N, everyone: observed plus dark figure. Infinity where `existence` is not 0. */
  readonly estimate: number
  /** How many were never seen: e to the intercept. Infinity where `existence` is not 0. */
  readonly darkFigure: number
  /** Standard error of N: sqrt(e^a + e^2a var(a)) for the intercept a. */
  readonly standardError: number
  /** Variance of the logarithm of the dark figure. */
  readonly interceptVariance: number
  readonly coefficients: readonly Coefficient[]
  /** Terms removed because their lists have no person in common; their coefficient is minus infinity. */
  readonly removedTerms: readonly number[]
  /** Fitted counts by mask, 2^lists of them; entry 0 is the dark figure. */
  readonly fitted: Float64Array
  readonly logLikelihood: number
  readonly deviance: number
  /** Cells that are left less terms that are left. */
  readonly degreesOfFreedom: number
  /** The number of terms, those removed included: what the criteria count. */
  readonly parameters: number
  readonly aic: number
  /** With the number of people seen, not of cells. */
  readonly bic: number
}

/** What selection needs of a fit, without the arrays that a full one carries. */
export interface FitSummary {
  readonly existence: Existence
  readonly estimate: number
  readonly logLikelihood: number
  readonly deviance: number
  readonly aic: number
  readonly bic: number
}

/**
 * Fits a hierarchical log-linear model to capture histories (docs/methods/estimation.md). Never returns a number for an
 * estimate that does not exist: `existence` says why and N is Infinity. Throws a RangeError for histories that validation
 * would have refused.
 */
export function fit(histories: CaptureHistories, model: Model): Fit {
  const table = tableOf(histories)
  const solver = createSolver(table.lists)
  solve(solver, table, model)
  return fitOf(solver, table, model)
}

/** The full result of the fit that the solver has just made. */
export function fitOf(solver: Solver, table: CountTable, model: Model): Fit {
  const { existence, active, activeCount } = solver
  const observed = table.overlaps[0]!
  const activeTerms = [...active.subarray(0, activeCount)]
  const removedTerms = model.filter((term) => !activeTerms.includes(term))
  let cells = 0
  for (const alive of solver.alive) cells += alive
  const summary = summarise(solver, table, model.length, saturatedLogLikelihood(table))
  const covariance =
    existence === 0 ? covarianceOf(solver) : new Float64Array(activeCount * activeCount).fill(Number.NaN)
  const { interceptVariance } = existence === 0 ? solver : { interceptVariance: Number.NaN }
  const darkFigure = existence === 0 ? solver.fitted[0]! : Infinity
  return {
    model,
    observed,
    ...summary,
    darkFigure,
    interceptVariance,
    standardError: existence === 0 ? Math.sqrt(darkFigure + darkFigure * darkFigure * interceptVariance) : Infinity,
    coefficients: model.map((term) => {
      const at = activeTerms.indexOf(term)
      if (at < 0) return { term, value: -Infinity, standardError: Number.NaN }
      return {
        term,
        value: existence === 0 ? solver.coefficients[term]! : Number.NaN,
        standardError: Math.sqrt(covariance[at * activeCount + at]!),
      }
    }),
    removedTerms,
    fitted: Float64Array.from(solver.fitted),
    degreesOfFreedom: cells - activeCount,
    parameters: model.length,
  }
}

/** The log-likelihood of fitted values equal to the counts: what the deviance is measured from. */
export function saturatedLogLikelihood(table: CountTable): number {
  let sum = 0
  for (const count of table.counts) if (count > 0) sum += count * logarithm(count) - count - logGamma(count + 1)
  return sum
}

/** Criteria of the fit in the solver; `saturated` is the table's `saturatedLogLikelihood`. */
export function summarise(solver: Solver, table: CountTable, parameters: number, saturated: number): FitSummary {
  const observed = table.overlaps[0]!
  if (solver.existence !== 0) {
    return {
      existence: solver.existence,
      estimate: Infinity,
      logLikelihood: Number.NaN,
      deviance: Number.NaN,
      aic: Infinity,
      bic: Infinity,
    }
  }
  const deviance = devianceOf(solver, table)
  const logLikelihood = saturated - deviance / 2
  return {
    existence: 0,
    estimate: observed + exponential(solver.coefficients[0]!),
    logLikelihood,
    deviance,
    aic: -2 * logLikelihood + 2 * parameters,
    bic: -2 * logLikelihood + parameters * logarithm(observed),
  }
}
