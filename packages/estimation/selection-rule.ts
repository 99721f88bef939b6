import { saturatedLogLikelihood, summarise } from './fit.ts'
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

/** Applies the rule to tables of that many lists, reusing its memory. */
export function createSelector(lists: number, rule: SelectionRule): (table: CountTable) => Selected {
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
    case 'fixed':
      return (table) => {
        solve(solver, table, rule.model)
        return { estimate: estimateOf(solver, table), model: rule.model }
      }
    case 'best':
      return (table) => best(solver, table, rule.criterion, rule.models)
  }
}

function best(solver: Solver, table: CountTable, criterion: Criterion, models: readonly Model[]): Selected {
  const saturated = saturatedLogLikelihood(table)
  let least = Infinity
  let chosen: Selected = { estimate: Infinity, model: models[0] ?? [0] }
  for (const model of models) {
    solve(solver, table, model)
    if (solver.existence !== 0) continue
    const summary = summarise(solver, table, model.length, saturated)
    if (summary[criterion] >= least) continue
    least = summary[criterion]
    chosen = { estimate: summary.estimate, model }
  }
  return chosen
}

const estimateOf = (solver: Solver, table: CountTable): number =>
  solver.existence === 0 ? table.overlaps[0]! + solver.fitted[0]! : Infinity
