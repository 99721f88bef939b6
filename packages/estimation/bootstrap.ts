import { randomSource } from '@gloact/kernel'
import { bcaInterval, percentileInterval, type BcaInterval, type Interval } from './bca.ts'
import { emptyTable, sumOverlaps, tableOf, type CaptureHistories, type CountTable } from './histories.ts'
import type { Model } from './model.ts'
import { replicateWarnings, type BootstrapWarning } from './replicate-warnings.ts'
import { createResampler, withoutOneEach } from './resample.ts'
import { createSelector, type SelectionRule } from './selection-rule.ts'
import { report, type Watch } from './watch.ts'

/** What a bootstrap runs: everything that its result depends on. */
export interface BootstrapPlan {
  readonly histories: CaptureHistories
  readonly rule: SelectionRule
  /** How many resamples; 1,000 or more for an interval. */
  readonly replicates: number
  readonly seed: number
}

/** Some of a plan's replicates, as work for a thread. */
export interface ReplicateTask {
  readonly plan: BootstrapPlan
  readonly from: number
  readonly to: number
}

/** The replicates from one number up to another, as a thread hands them back. */
export interface ReplicatePart {
  readonly from: number
  readonly estimates: Float64Array
  /** The number of each replicate's model in `models`. */
  readonly modelNumbers: Uint32Array
  readonly models: readonly Model[]
  /** How many lists had anybody at all in the replicate. */
  readonly listsLeft: Uint8Array
}

/** How often a model was selected among the replicates. */
export interface ModelShare {
  readonly model: Model
  readonly share: number
}

/** The bootstrap's result: the same for a plan on every machine and with any number of threads. */
export interface Bootstrap {
  readonly replicates: number
  readonly seed: number
  /** N on the data. */
  readonly estimate: number
  readonly model: Model
  /** N by replicate, in the order of their numbers. */
  readonly estimates: Float64Array
  /** N with one person of a history removed, for each history that has any, with the history's count. */
  readonly jackknife: readonly { readonly mask: number; readonly count: number; readonly estimate: number }[]
  readonly bca: BcaInterval
  readonly percentile: Interval
  /** The models chosen in the replicates, most frequent first. */
  readonly modelShares: readonly ModelShare[]
  readonly infiniteReplicates: number
  readonly replicatesWithEmptyList: number
  readonly warnings: readonly BootstrapWarning[]
}

export interface BootstrapOptions extends Watch {
  /** The level of the intervals; 0.95 where it is not given. */
  readonly level?: number
}

/** Resamples, selects and estimates again, all in this thread. Throws a RangeError for counts that are not whole. */
export function bootstrap(plan: BootstrapPlan, { level = 0.95, ...watch }: BootstrapOptions = {}): Bootstrap {
  return assembleBootstrap(plan, replicateHere([{ plan, from: 0, to: plan.replicates }], watch), level)
}

/** Runs tasks one after the other, all in this thread. */
export const replicateHere = (tasks: readonly ReplicateTask[], { signal, onProgress }: Watch = {}): ReplicatePart[] =>
  tasks.map(({ plan, from, to }, at) =>
    runReplicates(plan, from, to, {
      ...(signal && { signal }),
      ...(onProgress && { onProgress: (done, total) => onProgress(at * total + done, tasks.length * total) }),
    }),
  )

/** Runs some of a plan's replicates. Each draws from a stream of its own, so that parts may run anywhere. */
export function runReplicates(plan: BootstrapPlan, from: number, to: number, watch: Watch = {}): ReplicatePart {
  const table = tableOf(plan.histories)
  const draw = createResampler(table.counts)
  const select = createSelector(table.lists, plan.rule, table)
  const resample = emptyTable(table.lists)
  const estimates = new Float64Array(to - from)
  const modelNumbers = new Uint32Array(to - from)
  const listsLeft = new Uint8Array(to - from)
  const models: Model[] = []
  const numbers = new Map<string, number>()
  for (let replicate = from; replicate < to; replicate++) {
    if (replicate % 16 === 0) report(watch, replicate - from, to - from)
    draw(resample.counts, randomSource(plan.seed, replicate))
    sumOverlaps(resample)
    const { estimate, model } = select(resample)
    estimates[replicate - from] = estimate
    for (let list = 0; list < table.lists; list++) if (resample.overlaps[1 << list]! > 0) listsLeft[replicate - from]!++
    const key = model.join(' ')
    let number = numbers.get(key)
    if (number === undefined) {
      number = models.push(model) - 1
      numbers.set(key, number)
    }
    modelNumbers[replicate - from] = number
  }
  report(watch, to - from, to - from)
  return { from, estimates, modelNumbers, models, listsLeft }
}

/** Parts that follow one another, in any order, as one. */
export function joinParts(parts: readonly ReplicatePart[]): ReplicatePart {
  const ordered = parts.toSorted((a, b) => a.from - b.from)
  let before = 0
  const numbers = ordered.flatMap(({ modelNumbers, models }) => {
    const shifted = Array.from(modelNumbers, (number) => number + before)
    before += models.length
    return shifted
  })
  return {
    from: ordered[0]?.from ?? 0,
    estimates: Float64Array.from(ordered.flatMap(({ estimates }) => [...estimates])),
    modelNumbers: Uint32Array.from(numbers),
    models: ordered.flatMap(({ models }) => models),
    listsLeft: Uint8Array.from(ordered.flatMap(({ listsLeft }) => [...listsLeft])),
  }
}

/** Puts a plan's replicates together, whatever the order in which parts came back. */
export function assembleBootstrap(plan: BootstrapPlan, parts: readonly ReplicatePart[], level = 0.95): Bootstrap {
  const table = tableOf(plan.histories)
  const select = createSelector(table.lists, plan.rule, table)
  const { estimate, model } = select(table)
  const jackknife = jackknifeOf(table, select)
  const ordered = parts.toSorted((a, b) => a.from - b.from)
  const estimates = Float64Array.from(ordered.flatMap((part) => [...part.estimates]))
  const modelShares = sharesOf(ordered, estimates.length)
  const bca = bcaInterval({ estimate, estimates, jackknife }, level)
  const infiniteReplicates = estimates.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0)
  const lists = listsWithPeople(table)
  const replicatesWithEmptyList = ordered.reduce(
    (count, { listsLeft }) => count + listsLeft.reduce((some, left) => some + (left < lists ? 1 : 0), 0),
    0,
  )
  const { replicates } = plan
  const { biasCorrection, reason } = bca
  const facts = { replicates, infiniteReplicates, replicatesWithEmptyList, biasCorrection }
  const warnings = replicateWarnings(
    { ...facts, ownShare: shareOf(model, modelShares) },
    { hasBca: reason === undefined, estimates, observed: table.overlaps[0]! },
  )
  return {
    replicates,
    seed: plan.seed,
    estimate,
    model,
    estimates,
    jackknife,
    bca,
    percentile: percentileInterval(estimates, level),
    modelShares,
    infiniteReplicates,
    replicatesWithEmptyList,
    warnings,
  }
}

function jackknifeOf(table: CountTable, select: ReturnType<typeof createSelector>): Bootstrap['jackknife'] {
  const jackknife: { mask: number; count: number; estimate: number }[] = []
  withoutOneEach(table, (reduced, mask, count) => jackknife.push({ mask, count, estimate: select(reduced).estimate }))
  return jackknife
}

function sharesOf(parts: readonly ReplicatePart[], total: number): ModelShare[] {
  const counts = new Map<string, { readonly model: Model; count: number }>()
  for (const { models, modelNumbers } of parts) {
    for (const number of modelNumbers) {
      const model = models[number]!
      const key = model.join(' ')
      const entry = counts.get(key)
      if (entry === undefined) counts.set(key, { model, count: 1 })
      else entry.count++
    }
  }
  return [...counts.values()]
    .toSorted((a, b) => b.count - a.count || a.model.length - b.model.length)
    .map(({ model, count }) => ({ model, share: count / total }))
}

/** The share of replicates that chose a model. */
export const shareOf = (model: Model, shares: readonly ModelShare[]): number => {
  const key = model.join(' ')
  return shares.find((one) => one.model.join(' ') === key)?.share ?? 0
}

function listsWithPeople(table: CountTable): number {
  let lists = 0
  for (let list = 0; list < table.lists; list++) if (table.overlaps[1 << list]! > 0) lists++
  return lists
}
