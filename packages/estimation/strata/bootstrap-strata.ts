import { randomSource } from '@gloact/kernel'
import { bcaInterval, percentileInterval, type BcaInterval, type Interval } from '../bca.ts'
import { createModelSampler, createPartSampler, createResampler } from '../resample.ts'
import { FIRST_STREAM } from '../trust/trajectory.ts'
import { report, type Watch } from '../watch.ts'
import { addedTerms, formatTerms, mainTerms, type StrataDesign, type StrataTerm } from './design.ts'
import { fitStrata, type StrataFit } from './fit-strata.ts'
import { selectStrata } from './select-strata.ts'

/** How the model with covariates is chosen: by a criterion, main effects alone, or the terms that are given. */
export type StrataMethod = 'bic' | 'aic' | 'main' | readonly StrataTerm[]

/** What a bootstrap of a table with strata runs: everything that its result depends on. */
export interface StrataPlan {
  readonly design: StrataDesign
  readonly counts: Float64Array
  readonly method: StrataMethod
  readonly seed: number
}

/**
 * Some of a plan's work, for a thread: replicates; tables from which one person of a cell is taken; tables drawn from the
 * model whose fitted values are the plan's counts; parts of the people.
 */
export interface StrataTask {
  readonly plan: StrataPlan
  readonly kind: 'replicates' | 'jackknife' | 'model' | 'part'
  /** Numbers of tables; of the jackknife's, in the order of the cells that hold anybody. */
  readonly from: number
  readonly to: number
  /** People in a table drawn from the model, or in a part. */
  readonly people?: number
}

/** N of every stratum in each table, one row after the other; Infinity throughout where a table has no estimate. */
export interface StrataPart {
  readonly estimates: Float64Array
  readonly models: readonly string[]
  /** Of each table's model; Infinity where a table has no estimate. */
  readonly deviances: Float64Array
}

/** Parts that follow one another, as one. */
export const joinStrataParts = (parts: readonly StrataPart[]): StrataPart => ({
  estimates: Float64Array.from(parts.flatMap(({ estimates }) => [...estimates])),
  models: parts.flatMap(({ models }) => models),
  deviances: Float64Array.from(parts.flatMap(({ deviances }) => [...deviances])),
})

/** Chooses the model as the method says and fits it. */
export function estimateModel(
  design: StrataDesign,
  counts: Float64Array,
  method: StrataMethod,
  watch: Watch = {},
): StrataFit {
  if (method === 'main') return fitStrata(design, counts, mainTerms(design))
  return typeof method === 'string'
    ? selectStrata(design, counts, { criterion: method, ...watch }).fit
    : fitStrata(design, counts, method)
}

/** Cells that hold anybody, by which the jackknife's tables are numbered. */
export const heldCells = (counts: Float64Array): number[] => [...counts.keys()].filter((cell) => counts[cell]! >= 1)

/** Fills a table with what a task's table of that number holds. */
function tablesOf({ plan, kind, people = 0 }: StrataTask): (table: Float64Array, number: number) => void {
  const { counts, seed } = plan
  if (kind === 'replicates') {
    const draw = createResampler(counts)
    return (table, number) => draw(table, randomSource(seed, number))
  }
  if (kind === 'model') {
    const draw = createModelSampler(counts, people)
    return (table, number) => draw(table, randomSource(seed, number))
  }
  if (kind === 'part') {
    const take = createPartSampler(counts)
    return (table, number) => take(table, people, randomSource(seed, FIRST_STREAM + number))
  }
  const held = heldCells(counts)
  return (table, number) => {
    table.set(counts)
    table[held[number]!]!--
  }
}

/** Runs a task; the whole choice of the model is repeated for each table. */
export function runStrataTask(task: StrataTask, watch: Watch = {}): StrataPart {
  const { plan, from, to } = task
  const { design, counts, method } = plan
  const strata = design.strata
  const fill = tablesOf(task)
  const table = new Float64Array(counts.length)
  const estimates = new Float64Array((to - from) * strata)
  const deviances = new Float64Array(to - from)
  const models: string[] = []
  for (let number = from; number < to; number++) {
    report(watch, number - from, to - from)
    fill(table, number)
    const fit = estimateModel(design, table, method, watch.signal ? { signal: watch.signal } : {})
    models.push(formatTerms(design, fit.terms))
    const exists = fit.existence === 0
    deviances[number - from] = exists ? fit.deviance : Infinity
    for (let stratum = 0; stratum < strata; stratum++) {
      estimates[(number - from) * strata + stratum] = exists ? fit.seen[stratum]! + fit.darkFigures[stratum]! : Infinity
    }
  }
  report(watch, to - from, to - from)
  return { estimates, models, deviances }
}

/**
 * How much work a bootstrap is, in seconds of one processor of 2024, roughly: from the sizes alone, so that the same is
 * refused everywhere. A choice by a criterion tries every pair of factors at each of its steps.
 */
export function strataWork(
  design: StrataDesign,
  counts: Float64Array,
  method: StrataMethod,
  { replicates, jackknife }: { readonly replicates: number; readonly jackknife: boolean },
): number {
  const pairs = addedTerms(design).length
  const steps = pairs / PAIRS_PER_STEP
  const chooses = method === 'bic' || method === 'aic'
  const fits = chooses ? pairs * (steps + 1) : 1
  const terms = chooses ? design.factors.length + steps / 2 : method === 'main' ? design.factors.length : method.length
  const one = fits * (SECONDS.fit + SECONDS.product * design.cells * terms * terms)
  return one * (replicates + (jackknife ? heldCells(counts).length : 0))
}

/** The most work that the draws of one check may be, in the same seconds: every estimate comes with them, unasked. */
export const MOST_CHECK_WORK = 5

/** Of the pairs of factors about one in so many is in a chosen model. */
const PAIRS_PER_STEP = 3
/** Measured on the reference table with one to five of its covariates. */
const SECONDS = { fit: 4e-5, product: 1.5e-8 }

export type StrataInterval = Interval & Partial<Pick<BcaInterval, 'biasCorrection' | 'reason'>>

/** The replicates of a table with strata, put together. */
export interface StrataBootstrap {
  readonly replicates: number
  readonly infiniteReplicates: number
  /** How often each model was chosen, most frequent first. */
  readonly modelShares: readonly { readonly model: string; readonly share: number }[]
  /** Limits for strata taken together: their N is the sum of theirs in each replicate. */
  readonly intervalOf: (members: readonly number[]) => StrataInterval
  /** N of all strata by replicate, and its limits. */
  readonly totals: Float64Array
  readonly total: StrataInterval
}

/** Puts parts together in the order of their tasks. Without a jackknife the limits are percentiles. */
export function assembleStrata(
  { design, counts }: StrataPlan,
  fit: StrataFit,
  parts: { readonly replicates: readonly StrataPart[]; readonly jackknife?: readonly StrataPart[] },
  level: number,
): StrataBootstrap {
  const strata = design.strata
  const sums = (made: readonly StrataPart[], members: readonly number[]): Float64Array =>
    Float64Array.from(
      made.flatMap(({ estimates }) =>
        Array.from({ length: estimates.length / strata }, (_, row) =>
          members.reduce((sum, stratum) => sum + estimates[row * strata + stratum]!, 0),
        ),
      ),
    )
  const all = Array.from({ length: strata }, (_, stratum) => stratum)
  const totals = sums(parts.replicates, all)
  const models = new Map<string, number>()
  for (const model of parts.replicates.flatMap((part) => part.models)) models.set(model, (models.get(model) ?? 0) + 1)
  const weights = heldCells(counts).map((cell) => counts[cell]!)
  const intervalOf = (members: readonly number[]): StrataInterval => {
    const estimates = sums(parts.replicates, members)
    const percentile = percentileInterval(estimates, level)
    if (!parts.jackknife) return percentile
    const estimate = members.reduce((sum, stratum) => sum + fit.seen[stratum]! + fit.darkFigures[stratum]!, 0)
    const left = sums(parts.jackknife, members)
    const jackknife = weights.map((count, at) => ({ count, estimate: left[at]! }))
    const bca = bcaInterval({ estimate, estimates, jackknife }, level)
    // Where the correction cannot be computed, the plain percentiles stand in, and are told.
    return bca.reason === undefined ? bca : { ...bca, lower: percentile.lower, upper: percentile.upper }
  }
  return {
    replicates: totals.length,
    infiniteReplicates: totals.reduce((count, total) => count + (Number.isFinite(total) ? 0 : 1), 0),
    modelShares: [...models]
      .toSorted((a, b) => b[1] - a[1])
      .map(([model, times]) => ({ model, share: times / totals.length })),
    totals,
    total: intervalOf(all),
    intervalOf,
  }
}
