import { type Failure, type Result, err, failure, ok } from '@gloact/kernel'
import { deltaFor, epsilonOf, rhoOf, rhoOfPure } from '../accounting/zero-concentrated.ts'
import { discreteLaplace } from '../noise/discrete-laplace.ts'
import type { RandomWords } from '../noise/random-words.ts'
import { fitByAim } from './aim.ts'
import { fitAllPairs } from './all-pairs.ts'
import type { CodeLists } from './code-lists.ts'
import { drawRecords } from './draw-records.ts'
import type { MarginalTarget } from './edit-layout.ts'
import { editRecords, shuffle } from './edit-records.ts'
import { type GraphicalModel, type Measurement, expectedCounts } from './graphical-model.ts'
import { modelCells, MOST_COLUMNS, setOf } from './junction-tree.ts'
import { measurerOf } from './measure.ts'
import { type CodedRecords, marginalKey } from './records.ts'
import { impossibleRecord, makePossible } from './structural-zeros.ts'
import { sortedPairs } from './workload.ts'

export const SYNTHESIS_METHODS = ['aim', 'pairs'] as const

export type SynthesisMethod = (typeof SYNTHESIS_METHODS)[number]

export interface SynthesisRequest {
  readonly codeLists: CodeLists
  readonly epsilon: number
  /** `auto`: 1 / (n ln n) of the public or noisy number of people. */
  readonly delta: number | 'auto'
  readonly method: SynthesisMethod | 'auto'
  /** A number of people that is public already; without it, one is counted with noise out of the budget. */
  readonly publicRecords?: number
}

export interface Synthesis {
  readonly records: CodedRecords
  readonly measurements: readonly Measurement[]
  readonly method: SynthesisMethod
  readonly epsilon: number
  readonly delta: number
  /** All that the release costs. */
  readonly rho: number
}

export interface Cost {
  readonly rho: number
  readonly delta: number
}

/** What a part of a release costs, and the epsilon that it stands for by itself at its delta. */
export interface PartCost extends Cost {
  readonly epsilon: number
}

export interface SynthesisContext {
  readonly words: RandomWords
  /**
   * Charges the ledger before the records are looked at; a refusal ends the release. `whole` is the most that the release can come
   * to with this part and all that follow: where it does not fit, nothing is charged.
   */
  charge(part: 'count' | 'release', cost: PartCost, whole: Cost): Promise<Result<unknown, Failure>>
  readonly onProgress?: (done: number, total: number) => void | Promise<void>
}

export type SynthesisFailure = Failure

export const LEAST_EPSILON = 0.01
const MOST_EPSILON = 20
const MOST_DELTA = 1e-3
const COUNT_SHARE = 0.01
const SCALE_FINENESS = 1000
const EDIT_PASSES = { aim: 3, pairs: 6 }
const THREE_WAY_COLUMNS = 15
const STANDS_OUT = 20
const MOST_JOINED_CELLS = 500_000

/** What is wrong with an epsilon or a delta before anything is read. */
export function privacyProblem({ epsilon, delta }: Pick<SynthesisRequest, 'epsilon' | 'delta'>): Failure | undefined {
  if (!Number.isFinite(epsilon) || epsilon < LEAST_EPSILON || epsilon > MOST_EPSILON) {
    return failure('disclosure.epsilon', { params: { least: LEAST_EPSILON, most: MOST_EPSILON } })
  }
  if (delta !== 'auto' && !(delta > 0 && delta <= MOST_DELTA)) {
    return failure('disclosure.delta', { params: { most: MOST_DELTA } })
  }
  return undefined
}

/**
 * Synthetic records, and the noisy counts from which their intervals come, of records coded by public lists; one row is one person.
 * (epsilon, delta)-differentially private for adding or removing one person, from exact integer noise. Methods and assumptions:
 * docs/methods/disclosure.md.
 */
export async function synthesize(
  records: CodedRecords,
  { codeLists, epsilon, delta: wantedDelta, method: wanted, publicRecords }: SynthesisRequest,
  { words, charge, onProgress }: SynthesisContext,
): Promise<Result<Synthesis, SynthesisFailure>> {
  const problem = privacyProblem({ epsilon, delta: wantedDelta })
  if (problem) return err(problem)
  const sizes = codeLists.columns.map(({ codes }) => codes.length)
  if (wanted === 'aim' && sizes.length > MOST_COLUMNS) {
    return err(failure('disclosure.too_many_columns_for_aim', { params: { most: MOST_COLUMNS } }))
  }
  // What has to lie in one clique whatever is measured: impossible combinations and official tables.
  const joined = [...codeLists.zeros.map(({ columns }) => columns), ...codeLists.official]
  const isJoinable = sizes.length <= MOST_COLUMNS && modelCells(joined.map(setOf), sizes) <= MOST_JOINED_CELLS
  if (wanted === 'aim' && !isJoinable) {
    return err(failure('disclosure.too_joined_for_aim', { params: { cells: MOST_JOINED_CELLS } }))
  }
  let people = publicRecords ?? 0
  let spent = 0
  // Delta follows the number of people, which may not be known yet; for the fewest it is greatest, and so is what epsilon allows.
  const greatestDelta = wantedDelta === 'auto' ? deltaFor(people) : wantedDelta
  if (publicRecords === undefined) {
    const scale = Math.ceil(SCALE_FINENESS / (epsilon * COUNT_SHARE))
    const forCount = SCALE_FINENESS / scale
    spent = rhoOfPure(forCount)
    const whole = { rho: rhoOf(epsilon, greatestDelta), delta: greatestDelta }
    const charged = await charge('count', { rho: spent, epsilon: forCount, delta: 0 }, whole)
    if (!charged.ok) return charged
    people = records.count + discreteLaplace(words, scale, SCALE_FINENESS)
  }
  const delta = wantedDelta === 'auto' ? deltaFor(people) : wantedDelta
  // What counting cost and what the release may cost are epsilon together: rho adds.
  const budget = rhoOf(epsilon, delta) - spent
  const own = spent === 0 ? epsilon : Math.min(epsilon, epsilonOf(budget, delta))
  const charged = await charge('release', { rho: budget, epsilon: own, delta }, { rho: budget, delta: greatestDelta })
  if (!charged.ok) return charged
  const method = wanted !== 'auto' ? wanted : isJoinable ? regimeFor(sizes, { people, rho: budget }) : 'pairs'
  const measurer = measurerOf(records, sizes, { words, budget })
  const { zeros, official } = codeLists
  let made: { records: CodedRecords; targets: MarginalTarget[] }
  if (method === 'aim') {
    const model = await fitByAim(measurer, sizes, {
      words,
      budget,
      zeros,
      official,
      order: sizes.length > THREE_WAY_COLUMNS ? 2 : 3,
      onProgress: (done, total) => onProgress?.(0.9 * done, total),
    })
    made = {
      records: await drawRecords(words, model, Math.round(model.total), () => onProgress?.(0.9, 1)),
      targets: targetsOf(model, measurer.measurements),
    }
  } else {
    made = await fitAllPairs(measurer, sizes, {
      words,
      budget,
      zeros,
      official,
      onProgress: (done, total) => onProgress?.((0.1 * done) / total, 1),
    })
  }
  makePossible(made.records, zeros, sizes)
  const isImpossible = impossibleRecord(made.records, zeros, sizes)
  await editRecords(words, made.records, made.targets, {
    sizes,
    passes: EDIT_PASSES[method],
    ...(zeros.length > 0 && {
      allows: (row: number, column: number, code: number) => !isImpossible(row, column, code),
    }),
    onProgress: (done, total) =>
      onProgress?.(method === 'aim' ? 0.9 + (0.1 * done) / total : 0.1 + (0.9 * done) / total, 1),
  })
  return ok({
    records: mixed(words, made.records),
    measurements: measurer.measurements,
    method,
    epsilon,
    delta,
    rho: budget + spent,
  })
}

/**
 * Which method suits, from what is public alone: all pairs where the noise of each is small beside what a cell holds on average,
 * or where there are more columns than a graphical model joins; AIM elsewhere.
 */
export function regimeFor(
  sizes: readonly number[],
  { people, rho }: { readonly people: number; readonly rho: number },
): SynthesisMethod {
  if (sizes.length > MOST_COLUMNS) return 'pairs'
  if (sizes.length < 3) return 'aim'
  const pairs = sortedPairs(sizes.length)
  const cells = pairs.reduce((sum, [a, b]) => sum + sizes[a]! * sizes[b]!, 0) / pairs.length
  const noise = Math.sqrt(pairs.length / (2 * rho))
  return people / cells > STANDS_OUT * noise ? 'pairs' : 'aim'
}

/** The epsilon that a release of this rho stands for: never more than was asked. */
export const statedEpsilon = ({ rho, delta, epsilon }: Synthesis): number => Math.min(epsilon, epsilonOf(rho, delta))

function targetsOf(model: GraphicalModel, measurements: readonly Measurement[]): MarginalTarget[] {
  const wanted = new Map<string, readonly number[]>()
  for (const { columns } of measurements) if (columns.length > 0) wanted.set(marginalKey(columns), columns)
  for (const pair of sortedPairs(model.sizes.length)) wanted.set(marginalKey(pair), pair)
  return [...wanted.values()].flatMap((columns) => {
    const counts = expectedCounts(model, columns)
    return counts ? [{ columns, counts }] : []
  })
}

/** In an order that says nothing about how the records came to be; in their own place, for they may be many. */
function mixed(words: RandomWords, records: CodedRecords): CodedRecords {
  const { count, values } = records
  const order = new Uint32Array(count)
  for (let row = 0; row < count; row++) order[row] = row
  shuffle(words, order)
  const moved = new Uint16Array(count)
  for (const codes of values) {
    for (let row = 0; row < count; row++) moved[row] = codes[order[row]!]!
    codes.set(moved)
  }
  return records
}
