import { saturatedLogLikelihood, summarise, type FitSummary } from './fit.ts'
import type { CountTable } from './histories.ts'
import { createSolver, solve, type Solver } from './log-linear.ts'
import type { Model } from './model.ts'
import type { Criterion } from './rank.ts'
import { createStepwise, runStepwise } from './stepwise.ts'

/**
 * How a model is chosen from counts, as data that can be sent to another thread. Every replicate of a bootstrap goes through
 * the whole of it.
 */
export type SelectionRule =
  | { readonly kind: 'stepwise'; readonly threshold: number }
  | { readonly kind: 'fixed'; readonly model: Model }
  | { readonly kind: 'best'; readonly criterion: Criterion; readonly models: readonly Model[] }

/** What a rule makes of a table. */
export interface Selected {
  /** N; Infinity where the chosen model's estimate does not exist. */
  readonly estimate: number
  readonly model: Model
}

/**
 * Applies the rule to tables of that many lists, reusing its memory. Where the tables are resamples of one, `origin`, the
 * fits of given models start from theirs on the origin.
 */
export function createSelector(
  lists: number,
  rule: SelectionRule,
  origin?: CountTable,
): (table: CountTable) => Selected {
  const solver = createSolver(lists)
  switch (rule.kind) {
    case 'stepwise': {
      const search = createStepwise(lists)
      return (table) => {
        runStepwise(search, solver, table, rule.threshold)
        const model = search.terms.slice(0, search.count).toSorted((a, b) => a - b)
        return { estimate: estimateOf(solver, table), model }
      }
    }
    case 'fixed': {
      const [start] = startsOf(solver, [rule.model], origin)
      return (table) => {
        solveFrom(solver, table, rule.model, start)
        return { estimate: estimateOf(solver, table), model: rule.model }
      }
    }
    case 'best': {
      const score = createScorer(lists, rule.models, origin)
      return (table) => {
        let chosen: Selected = { estimate: Infinity, model: rule.models[0] ?? [0] }
        let least = Infinity
        score(table).forEach((summary, at) => {
          if (summary[rule.criterion] >= least) return
          least = summary[rule.criterion]
          chosen = { estimate: summary.estimate, model: rule.models[at]! }
        })
        return chosen
      }
    }
  }
}

/** Fits each of the models to a table; their criteria are infinite where an estimate does not exist. */
export function createScorer(
  lists: number,
  models: readonly Model[],
  origin?: CountTable,
): (table: CountTable) => FitSummary[] {
  const solver = createSolver(lists)
  const starts = startsOf(solver, models, origin)
  return (table) => {
    const saturated = saturatedLogLikelihood(table)
    return models.map((model, at) => {
      solveFrom(solver, table, model, starts[at])
      return summarise(solver, table, model.length, saturated)
    })
  }
}

/** Each model's coefficients on the origin; undefined where its estimate does not exist there. */
function startsOf(solver: Solver, models: readonly Model[], origin?: CountTable): (Float64Array | undefined)[] {
  return models.map((model) => {
    if (origin === undefined) return undefined
    solve(solver, origin, model)
    return solver.existence === 0 ? solver.coefficients.slice() : undefined
  })
}

function solveFrom(solver: Solver, table: CountTable, model: Model, start: Float64Array | undefined): void {
  if (start !== undefined) solver.coefficients.set(start)
  solve(solver, table, model, { warm: start !== undefined })
}

const estimateOf = (solver: Solver, table: CountTable): number =>
  solver.existence === 0 ? table.overlaps[0]! + solver.fitted[0]! : Infinity
