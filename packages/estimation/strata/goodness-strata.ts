import { chiSquareTail } from '../distributions.ts'
import { isAsGreat, type FitStatistics, type Residual } from '../goodness-of-fit.ts'
import { pairsOf } from '../model.ts'
import { solve } from './algebra.ts'
import { MOST_CHECK_WORK, strataWork, type StrataPlan, type StrataTask } from './bootstrap-strata.ts'
import type { StrataDesign } from './design.ts'
import type { SolvedStrata, StrataFit, StrataSolution } from './fit-strata.ts'
import { valueAt } from './layout.ts'
import type { PublishedStrata } from './publish-strata.ts'

/** The residual of one history in one stratum. */
export interface StrataCellResidual extends Residual {
  readonly stratum: number
}

/** The residual of people of some levels together: all who were seen of them, or those on a list. */
export interface StrataGroupResidual extends Omit<Residual, 'mask'> {
  /** The covariate whose levels they are; undefined for a combination of all covariates' levels. */
  readonly covariate: string | undefined
  readonly levels: readonly string[]
  /** Undefined for all who were seen. */
  readonly list: string | undefined
}

/** How well a model with covariates fits what was seen; it says nothing of what was not seen. */
export interface StrataGoodness extends FitStatistics {
  /**
   * The p-value of the deviance by tables drawn from the model with the same number of people: (k + 1) / (n + 1), where k of n have
   * one under the same model that is as great or greater. Undefined where none were drawn: that would have taken too long, or there
   * are no degrees of freedom, and every deviance is rounding alone.
   */
  readonly devianceBootstrap: number | undefined
  /** How many tables were drawn: n. */
  readonly replicates: number
  /** Residuals of every history over all strata. */
  readonly histories: readonly Residual[]
  /** Residuals of the overlaps of every two lists over all strata. */
  readonly pairs: readonly Residual[]
  /** Residuals of the groups whose figures may be given, and of their people on each list. */
  readonly groups: readonly StrataGroupResidual[]
  /** Residuals of every cell that the model leaves. Cells hold few people: not to be shown where their stratum may not. */
  readonly cells: readonly StrataCellResidual[]
}

/**
 * Goodness of fit of a model with covariates, as `goodnessOfFit` tells it without: over the cells that the model leaves, with
 * residuals adjusted for the fit (Haberman 1973). Deviances of tables drawn from the model are compared by
 * `withModelTables`. Undefined where the estimate does not exist.
 */
export function goodnessOfStrata(
  design: StrataDesign,
  counts: Float64Array,
  { fit, solution }: SolvedStrata,
  { tables, combinations = [] }: Pick<PublishedStrata, 'tables' | 'combinations'>,
): StrataGoodness | undefined {
  if (fit.existence !== 0) return undefined
  const { deviance, degreesOfFreedom } = fit
  const { observed, size } = solution.layout
  const residualOf = residualsOf(solution, counts)
  const cells = Array.from(observed, (cell): StrataCellResidual => ({
    stratum: Math.floor(cell / size),
    mask: cell % size,
    ...residualOf([cell]),
  }))
  const pearson = cells.reduce((sum, cell) => sum + (cell.observed - cell.expected) ** 2 / cell.expected, 0)
  const where = (holds: (stratum: number, mask: number) => boolean): number[] =>
    [...observed].filter((cell) => holds(Math.floor(cell / size), cell % size))
  const masks = [...new Set(cells.map(({ mask }) => mask))].toSorted((a, b) => a - b)
  const groups = [...tables, ...(combinations.length > 0 ? [{ covariate: undefined, groups: combinations }] : [])]
  return {
    deviance,
    pearson,
    degreesOfFreedom,
    devianceChiSquare: chiSquareTail(deviance, degreesOfFreedom),
    pearsonChiSquare: chiSquareTail(pearson, degreesOfFreedom),
    sparseShare: cells.filter(({ expected }) => expected < 1).length / cells.length,
    devianceBootstrap: undefined,
    replicates: 0,
    histories: masks.map((mask) => ({ mask, ...residualOf(where((_, own) => own === mask)) })),
    pairs: pairsOf(design.lists).map((pair) => ({
      mask: pair,
      ...residualOf(where((_, mask) => (mask & pair) === pair)),
    })),
    groups: groups.flatMap(({ covariate, groups: own }) =>
      own.flatMap(({ levels, members }) =>
        [undefined, ...design.factors.slice(0, design.lists)].map((list, at): StrataGroupResidual => ({
          covariate,
          levels,
          list,
          ...residualOf(
            where(
              (stratum, mask) => members.includes(stratum) && (list === undefined || ((mask >> (at - 1)) & 1) === 1),
            ),
          ),
        })),
      ),
    ),
    cells,
  }
}

/** Tables drawn from the model: as many as the work allows. */
const TABLES = [200, 100, 50] as const

/** What `withModelTables` compares with, to be run elsewhere; undefined where it would take too long, or say nothing. */
export function planModelTables({ design, counts, seed }: StrataPlan, fit: StrataFit): StrataTask | undefined {
  if (fit.degreesOfFreedom === 0) return undefined
  const tables = TABLES.find(
    (replicates) => strataWork(design, counts, fit.terms, { replicates, jackknife: false }) <= MOST_CHECK_WORK,
  )
  if (tables === undefined) return undefined
  const plan: StrataPlan = { design, counts: fit.fitted, method: fit.terms, seed }
  return { plan, kind: 'model', from: 0, to: tables, people: Math.round(fit.observed) }
}

/** The goodness of fit with the deviances of tables drawn from the model. */
export function withModelTables(goodness: StrataGoodness, deviances: Float64Array): StrataGoodness {
  // A table on which the estimate does not exist has an infinite one: it fits no better, and counts.
  const asGreat = deviances.reduce((count, deviance) => count + (isAsGreat(deviance, goodness.deviance) ? 1 : 0), 0)
  return {
    ...goodness,
    devianceBootstrap: (asGreat + 1) / (deviances.length + 1),
    replicates: deviances.length,
  }
}

/** Residuals of cells taken together: their variance is the expected count less what the fit explains of it. */
function residualsOf(
  { layout, fitted, kept, factor }: StrataSolution,
  counts: Float64Array,
): (cells: readonly number[]) => Omit<Residual, 'mask'> {
  const { starts, columns, parameters } = layout
  const weights = new Float64Array(parameters)
  const solved = new Float64Array(parameters)
  return (cells) => {
    weights.fill(0)
    let observed = 0
    let expected = 0
    for (const cell of cells) {
      observed += counts[cell]!
      expected += fitted[cell]!
      for (let at = starts[cell]!; at < starts[cell + 1]!; at++)
        weights[columns[at]!]! += valueAt(layout, at) * fitted[cell]!
    }
    solve(factor, kept, weights, solved)
    const explained = kept.reduce((sum, column) => sum + weights[column]! * solved[column]!, 0)
    const variance = expected - explained
    const standardised = variance > 1e-9 * expected ? (observed - expected) / Math.sqrt(variance) : Number.NaN
    return { observed, expected, standardised }
  }
}
