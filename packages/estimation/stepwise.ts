import { logarithm } from '@gloact/kernel'
import { poissonTail } from './distributions.ts'
import type { Existence } from './existence.ts'
import { fitOf, type Fit } from './fit.ts'
import { tableOf, type CaptureHistories, type CountTable } from './histories.ts'
import { createSolver, solve, type Solver } from './log-linear.ts'
import { allPairs, mainEffects, pairsOf, type Model } from './model.ts'

/** The p-value below which a pair is added where nobody says otherwise (Chan, Silverman and Vincent 2021). */
export const DEFAULT_THRESHOLD = 0.02

/** p-values that differ by less than this share are a tie, settled by the pairs' order. */
const TIE = 1e-9

/** A pair of lists considered at a step. */
export interface StepCandidate {
  readonly pair: number
  /** How many people are on both lists, and how many the model before the step expects there. */
  readonly observed: number
  readonly expected: number
  readonly pValue: number
  /** The existence code of the enlarged model; undefined for candidates that came after the one taken. */
  readonly existence?: Existence
}

/** One step of the selection: the candidates by ascending p-value, and the pair added, if one was. */
export interface SelectionStep {
  readonly candidates: readonly StepCandidate[]
  readonly chosen?: number
}

/** A model selected step by step. */
export interface StepwiseSelection {
  readonly fit: Fit
  readonly threshold: number
  /** The pairs in the order in which they were added. */
  readonly added: readonly number[]
  readonly steps: readonly SelectionStep[]
}

export interface StepwiseOptions {
  /** A pair is added where its p-value is below this; 0 keeps main effects, 1 takes all pairs where their estimate exists. */
  readonly threshold?: number
}

/**
 * Forward selection of pairs by Poisson p-values from main effects (Chan, Silverman and Vincent 2021). A pair is passed
 * over where the enlarged model's estimate does not exist. Where the estimate of main effects does not exist already, the
 * fit says so and nothing is added.
 */
export function selectStepwise(
  histories: CaptureHistories,
  { threshold = DEFAULT_THRESHOLD }: StepwiseOptions = {},
): StepwiseSelection {
  const table = tableOf(histories)
  const solver = createSolver(table.lists)
  const search = createStepwise(table.lists)
  const steps: SelectionStep[] = []
  runStepwise(search, solver, table, threshold, steps)
  const model = search.terms.slice(0, search.count).toSorted((a, b) => a - b)
  const added = search.terms.slice(table.lists + 1, search.count)
  return { fit: fitOf(solver, table, model), threshold, added, steps }
}

/** The state of a stepwise search, reused between replicates. */
export interface StepwiseSearch {
  readonly pairs: readonly number[]
  readonly main: Model
  readonly all: Model
  /** The terms of the selected model: main effects, then the pairs in the order in which they were added. */
  readonly terms: number[]
  count: number
  readonly kept: Float64Array
}

export function createStepwise(lists: number): StepwiseSearch {
  const main = mainEffects(lists)
  return {
    pairs: pairsOf(lists),
    main,
    all: allPairs(lists),
    terms: [...main],
    count: main.length,
    kept: new Float64Array(2 ** lists),
  }
}

/** Runs the selection, leaving the last model's fit in the solver and its terms in the search. */
export function runStepwise(
  search: StepwiseSearch,
  solver: Solver,
  table: CountTable,
  threshold: number,
  steps?: SelectionStep[],
): void {
  const { main, terms, kept } = search
  terms.length = main.length
  search.count = main.length
  if (threshold >= 1) {
    solve(solver, table, search.all)
    if (solver.existence === 0) {
      for (const pair of search.pairs) terms.push(pair)
      search.count = terms.length
      return
    }
  }
  solve(solver, table, main)
  if (threshold <= 0) return
  while (solver.existence === 0) {
    const candidates = candidatesOf(search, solver, table)
    kept.set(solver.coefficients)
    const tried = new Map<number, Existence>()
    let chosen = 0
    for (const { pair, observed, expected, pValue } of candidates) {
      if (!(pValue < threshold)) break
      terms.push(pair)
      // One step of proportional fitting on the pair alone is where Newton's method starts from.
      solver.coefficients[pair] = observed > 0 ? logarithm(observed / expected) : 0
      solve(solver, table, terms, { warm: true })
      tried.set(pair, solver.existence)
      if (solver.existence === 0) {
        chosen = pair
        break
      }
      terms.pop()
      solver.coefficients.set(kept)
    }
    steps?.push({
      candidates: candidates.map((candidate) => {
        const existence = tried.get(candidate.pair)
        return existence === undefined ? candidate : { ...candidate, existence }
      }),
      ...(chosen === 0 ? {} : { chosen }),
    })
    search.count = terms.length
    if (chosen !== 0) continue
    // Candidates that failed have overwritten the fit: make the chosen model's again.
    if (tried.size > 0) solve(solver, table, terms, { warm: true })
    break
  }
}

function candidatesOf(search: StepwiseSearch, solver: Solver, table: CountTable): StepCandidate[] {
  const candidates: StepCandidate[] = []
  for (const pair of search.pairs) {
    if (search.terms.includes(pair)) continue
    const observed = table.overlaps[pair]!
    const expected = solver.fittedOverlaps[pair]!
    const candidate = { pair, observed, expected, pValue: poissonTail(observed, expected) }
    let at = candidates.length
    while (at > 0 && candidates[at - 1]!.pValue > candidate.pValue * (1 + TIE)) at--
    candidates.splice(at, 0, candidate)
  }
  return candidates
}
