import { logarithm, randomSource } from '@gloact/kernel'
import { chiSquareTail } from './distributions.ts'
import { fitOf, type Fit } from './fit.ts'
import { emptyTable, sumOverlaps, sumSupersets, tableOf, type CaptureHistories, type CountTable } from './histories.ts'
import { covarianceOf, createSolver, devianceOf, solve } from './log-linear.ts'
import { pairsOf, type Model } from './model.ts'
import { createModelSampler } from './resample.ts'
import { report, type Watch } from './watch.ts'

/** How far a count is from what the model expects, in standard deviations. */
export interface Residual {
  /** The history, or the pair of lists whose overlap it is. */
  readonly mask: number
  readonly observed: number
  readonly expected: number
  /** Adjusted for the fit (Haberman 1973); NaN where the model fits the count exactly by its form. */
  readonly standardised: number
}

/** How far all cells together are from what a model expects. */
export interface FitStatistics {
  readonly deviance: number
  readonly pearson: number
  /** Cells that are observed and that the model leaves, less the parameters that they tell. */
  readonly degreesOfFreedom: number
  /** P-values against chi-squared: unreliable where most expected counts are below 1. */
  readonly devianceChiSquare: number
  readonly pearsonChiSquare: number
  /** The share of expected counts below 1 among the cells. */
  readonly sparseShare: number
}

/** How well a model fits what was seen; it says nothing of what was not seen. */
export interface GoodnessOfFit extends FitStatistics {
  /**
   * The p-value of the deviance by tables drawn from the model with the same number of people: (k + 1) / (n + 1), where k of n have
   * one as great or greater. Undefined without degrees of freedom, where every deviance is rounding alone.
   */
  readonly devianceBootstrap: number | undefined
  /** How many tables were drawn: n. */
  readonly replicates: number
  /** Residuals of every history that is possible under the model. */
  readonly histories: readonly Residual[]
  /** Residuals of the overlaps of every two lists. */
  readonly pairs: readonly Residual[]
  /** The history that adds most to the deviance. */
  readonly largest: number
}

export interface GoodnessOptions extends Watch {
  /** Tables drawn for the parametric bootstrap; 500 where it is not given. */
  readonly replicates?: number
  readonly seed?: number
}

/** Goodness of fit of a model; undefined where its estimate does not exist. */
export function goodnessOfFit(
  histories: CaptureHistories,
  model: Model,
  { replicates = 500, seed = 1, ...watch }: GoodnessOptions = {},
): GoodnessOfFit | undefined {
  const table = tableOf(histories)
  const solver = createSolver(table.lists)
  solve(solver, table, model)
  if (solver.existence !== 0) return undefined
  const fitted = fitOf(solver, table, model)
  const terms = [...solver.active.subarray(0, solver.activeCount)]
  const covariance = covarianceOf(solver)
  const cells = [...solver.alive.keys()].filter((cell) => solver.alive[cell] === 1)
  const expectedOverlaps = Float64Array.from(fitted.fitted)
  expectedOverlaps[0] = 0
  sumSupersets(expectedOverlaps, table.lists)
  const residual = (mask: number, observed: number, expected: number, weights: readonly number[]): Residual => {
    let explained = 0
    weights.forEach((left, row) => {
      weights.forEach((right, column) => {
        explained += left * right * covariance[row * terms.length + column]!
      })
    })
    const variance = expected - explained
    const standardised = variance > 1e-9 * expected ? (observed - expected) / Math.sqrt(variance) : Number.NaN
    return { mask, observed, expected, standardised }
  }
  const contributions = cells.map((cell) => contribution(table.counts[cell]!, fitted.fitted[cell]!))
  const pearson = cells.reduce((sum, cell) => {
    const difference = table.counts[cell]! - fitted.fitted[cell]!
    return sum + (difference * difference) / fitted.fitted[cell]!
  }, 0)
  const drawn = fitted.degreesOfFreedom > 0 ? replicates : 0
  return {
    deviance: fitted.deviance,
    pearson,
    degreesOfFreedom: fitted.degreesOfFreedom,
    devianceChiSquare: chiSquareTail(fitted.deviance, fitted.degreesOfFreedom),
    pearsonChiSquare: chiSquareTail(pearson, fitted.degreesOfFreedom),
    sparseShare: cells.filter((cell) => fitted.fitted[cell]! < 1).length / cells.length,
    devianceBootstrap: drawn > 0 ? bootstrapDeviance(table, fitted, model, drawn, seed, watch) : undefined,
    replicates: drawn,
    histories: cells.map((cell) => {
      const expected = fitted.fitted[cell]!
      const weights = terms.map((term) => ((cell & term) === term ? expected : 0))
      return residual(cell, table.counts[cell]!, expected, weights)
    }),
    pairs: pairsOf(table.lists).map((pair) => {
      const weights = terms.map((term) => expectedOverlaps[term | pair]!)
      return residual(pair, table.overlaps[pair]!, expectedOverlaps[pair]!, weights)
    }),
    largest: cells[contributions.indexOf(Math.max(...contributions))]!,
  }
}

/** What a cell adds to the deviance. */
function contribution(count: number, expected: number): number {
  return 2 * ((count > 0 ? count * logarithm(count / expected) : 0) - (count - expected))
}

/** Whether a deviance is as great as another, but for rounding. */
export const isAsGreat = (deviance: number, other: number): boolean => deviance >= other - 1e-9 * Math.max(1, other)

/** Draws tables of as many people from the fitted shares, fits the same model, and counts the deviances as great. */
function bootstrapDeviance(
  table: CountTable,
  fitted: Fit,
  model: Model,
  replicates: number,
  seed: number,
  watch: Watch,
): number {
  const people = Math.round(fitted.observed)
  const shares = fitted.fitted.slice()
  shares[0] = 0
  const draw = createModelSampler(shares, people)
  const solver = createSolver(table.lists)
  const drawn = emptyTable(table.lists)
  let asGreat = 0
  for (let replicate = 0; replicate < replicates; replicate++) {
    if (replicate % 16 === 0) report(watch, replicate, replicates)
    draw(drawn.counts, randomSource(seed, replicate))
    sumOverlaps(drawn)
    solve(solver, drawn, model)
    // A table on which the estimate does not exist fits no better: it counts.
    if (solver.existence !== 0 || isAsGreat(devianceOf(solver, drawn), fitted.deviance)) asGreat++
  }
  report(watch, replicates, replicates)
  return (asGreat + 1) / (replicates + 1)
}
