import { exponential, logarithm } from '@gloact/kernel'
import { logGamma } from './distributions.ts'
import { tableOf, type CaptureHistories } from './histories.ts'
import { listsOf, pairsOf } from './model.ts'
import { report, type Watch } from './watch.ts'

/** The lists that the average is offered for: its graphs are 8, 61 and 822. */
export const FEWEST_GRAPH_LISTS = 3
export const MOST_GRAPH_LISTS = 5

const REFERENCE_POINTS = 1000

/** How many dark figures have a place of their own, and how many times the number seen the last of them is. */
const FINE = 256
const FURTHEST = 100_000

/** Log-weights this much below the greatest are left out: they add less than one part in 10^20. */
const NEGLIGIBLE = 60

/** A decomposable graph of lists: dependence within cliques, independence given their separators. */
export interface DecomposableGraph {
  /** Masks of the maximal cliques. */
  readonly cliques: readonly number[]
  /** Masks of the separators, one less than there are cliques in each connected part; empty ones are left out. */
  readonly separators: readonly number[]
}

export interface DecomposableOptions extends Watch {
  /** The Dirichlet prior's weight of a cell of the full table; 2^-lists where it is not given. */
  readonly cellPrior?: number
  /**
   * The dark figures considered. Where it is not given, all of them from 1 to 100,000 times the number seen: each by itself
   * up to 256, and from there on one for those within a part in 256, with the weight of them all. `reference`, as in published
   * analyses: 1,000 of them evenly spaced from 1 to 30 times the number seen, of equal weight, so that the smallest weigh
   * more than they should and what lies further up is cut off; `every` whole number up to there; or those given, ascending,
   * of equal weight.
   */
  readonly darkFigures?: 'reference' | 'every' | ArrayLike<number>
  /** The logarithm of the prior at a total N, up to a constant; -log N where it is not given. */
  readonly logPrior?: (total: number) => number
}

/** The exact posterior of N over all decomposable graphs. */
export interface DecomposableAverage {
  readonly observed: number
  readonly mean: number
  readonly standardDeviation: number
  /** The least N whose cumulative probability reaches `share`. */
  readonly quantile: (share: number) => number
  /** The dark figures considered, and the posterior probability of each. */
  readonly darkFigures: Float64Array
  readonly probabilities: Float64Array
  /** Every graph with its posterior probability, most probable first. */
  readonly graphs: readonly (DecomposableGraph & { readonly probability: number })[]
  /** The probability of the last hundredth of the dark figures: where it is not tiny the range was too short. */
  readonly massAtUpperEnd: number
}

/**
 * Bayesian model averaging over decomposable graphs (Madigan and York 1997; the hyper-Dirichlet law of Dawid and Lauritzen
 * 1993) by the closed-form sum over graphs and dark figures: no simulation. For 3 to 5 lists; throws a RangeError otherwise.
 */
export function decomposableAverage(
  histories: CaptureHistories,
  { cellPrior, darkFigures, logPrior, ...watch }: DecomposableOptions = {},
): DecomposableAverage {
  const table = tableOf(histories)
  const { lists, size, counts } = table
  if (lists < FEWEST_GRAPH_LISTS || lists > MOST_GRAPH_LISTS) {
    throw new RangeError(`decomposable graphs are averaged for ${FEWEST_GRAPH_LISTS} to ${MOST_GRAPH_LISTS} lists`)
  }
  const observed = table.overlaps[0]!
  const prior = cellPrior ?? 1 / size
  const { missing, stepOf } = darkFiguresOf(darkFigures, observed)
  const margins = marginsOf(counts, lists, prior)
  const whole = missing.map((dark) => logGamma(observed + dark + prior * size))
  // What all graphs share at a dark figure, and each margin's part: the cell of those on none of its lists.
  const shared = missing.map((dark, at) => {
    const total = observed + dark
    return logGamma(total + 1) - logGamma(dark + 1) + (logPrior?.(total) ?? -logarithm(total)) + logarithm(stepOf(at))
  })
  const parts = margins.map(({ absent, absentPrior }) =>
    missing.map((dark, at) => logGamma(dark + absent + absentPrior) - whole[at]!),
  )
  const graphs = decomposableGraphs(lists)
  const coarse = gridOf(missing.length)
  const sample = { shared: pick(shared, coarse), parts: parts.map((part) => pick(part, coarse)) }
  // A coarse pass finds the greatest weight, the graphs that count at all, and between which dark figures they do.
  const rough = graphs.map((graph) => logWeights(graph, margins, sample, 0, coarse.length))
  // A peak may stand between two places of the coarse pass, higher than both.
  rough.forEach((weights, number) => {
    const highest = weights.reduce((best, weight, at) => (weight > weights[best]! ? at : best), 0)
    const [from, to] = [coarse[highest - 1] ?? 0, (coarse[highest + 1] ?? missing.length - 1) + 1]
    weights[highest] = logWeights(graphs[number]!, margins, { shared, parts }, from, to).reduce((most, weight) =>
      Math.max(most, weight),
    )
  })
  const peak = rough.reduce((most, weights) => Math.max(most, ...weights), -Infinity)
  const probabilities = new Float64Array(missing.length)
  const mass = graphs.map((graph, number) => {
    if (number % 64 === 0) report(watch, number, graphs.length)
    const counts = (weight: number): boolean => weight > peak - NEGLIGIBLE
    const first = rough[number]!.findIndex(counts)
    if (first < 0) return rough[number]!.reduce((sum, weight) => sum + exponential(weight - peak), 0)
    const from = coarse[first - 1] ?? 0
    const to = coarse[rough[number]!.findLastIndex(counts) + 1] ?? missing.length
    const weights = logWeights(graph, margins, { shared, parts }, from, to)
    let sum = 0
    for (let at = 0; at < weights.length; at++) {
      const likelihood = exponential(weights[at]! - peak)
      probabilities[from + at]! += likelihood
      sum += likelihood
    }
    return sum
  })
  const total = probabilities.reduce((sum, probability) => sum + probability, 0)
  probabilities.forEach((probability, at) => {
    probabilities[at] = probability / total
  })
  const mean = probabilities.reduce((sum, probability, at) => sum + probability * (observed + missing[at]!), 0)
  const variance = probabilities.reduce((sum, probability, at) => {
    const difference = observed + missing[at]! - mean
    return sum + probability * difference * difference
  }, 0)
  report(watch, graphs.length, graphs.length)
  return {
    observed,
    mean,
    standardDeviation: Math.sqrt(variance),
    quantile: (share) => observed + quantileOf(missing, probabilities, share),
    darkFigures: missing,
    probabilities,
    graphs: graphs
      .map(({ cliques, separators }, at) => ({ cliques, separators, probability: mass[at]! / total }))
      .toSorted((a, b) => b.probability - a.probability),
    massAtUpperEnd: probabilities.slice(-Math.ceil(missing.length / 100)).reduce((sum, share) => sum + share, 0),
  }
}

interface DarkFigures {
  readonly missing: Float64Array
  /** How many dark figures the one at a place stands for. */
  readonly stepOf: (at: number) => number
}

function darkFiguresOf(choice: DecomposableOptions['darkFigures'], observed: number): DarkFigures {
  if (choice === undefined) return allUpTo(FURTHEST * observed)
  const alike = (missing: Float64Array): DarkFigures => ({ missing, stepOf: () => 1 })
  if (typeof choice !== 'string') return alike(Float64Array.from(choice))
  const largest = 30 * observed
  if (choice === 'every' || largest <= REFERENCE_POINTS) {
    return alike(Float64Array.from({ length: largest }, (_, at) => at + 1))
  }
  return alike(
    Float64Array.from({ length: REFERENCE_POINTS }, (_, at) =>
      roundHalfEven(1 + ((largest - 1) * at) / (REFERENCE_POINTS - 1)),
    ),
  )
}

/** Each from 1 to `FINE`; from there on the middle of those within a part in `FINE`. */
function allUpTo(largest: number): DarkFigures {
  const missing: number[] = []
  const steps: number[] = []
  for (let first = 1; first <= largest;) {
    const step = Math.max(1, Math.floor(first / FINE))
    missing.push(first + Math.floor(step / 2))
    steps.push(step)
    first += step
  }
  return { missing: Float64Array.from(missing), stepOf: (at) => steps[at]! }
}

function roundHalfEven(x: number): number {
  const half = Math.abs(x - Math.floor(x) - 0.5) < 1e-9
  return half ? 2 * Math.round(Math.floor(x) / 2 + 0.25) : Math.round(x)
}

interface GridParts {
  readonly shared: Float64Array
  readonly parts: readonly Float64Array[]
}

/** A graph's log-weight at each dark figure from one place up to another, up to what all graphs share. */
function logWeights(
  graph: DecomposableGraph,
  margins: readonly Margin[],
  { shared, parts }: GridParts,
  from: number,
  to: number,
): Float64Array {
  const weights = shared.slice(from, to)
  for (const clique of graph.cliques) addPart(weights, parts[clique]!, from, 1, margins[clique]!.constant)
  for (const separator of graph.separators) addPart(weights, parts[separator]!, from, -1, -margins[separator]!.constant)
  return weights
}

function addPart(weights: Float64Array, part: Float64Array, from: number, sign: 1 | -1, constant: number): void {
  for (let at = 0; at < weights.length; at++) weights[at]! += sign * part[from + at]! + constant
}

const pick = (values: Float64Array, places: readonly number[]): Float64Array =>
  Float64Array.from(places, (at) => values[at]!)

function quantileOf(missing: Float64Array, probabilities: Float64Array, share: number): number {
  let cumulative = 0
  for (let at = 0; at < probabilities.length; at++) {
    cumulative += probabilities[at]!
    if (cumulative >= share) return missing[at]!
  }
  return missing.at(-1) ?? 0
}

/** Every place up to 64, then ever wider steps of at most one part in 64, and of at most eight places. */
function gridOf(length: number): number[] {
  const grid: number[] = []
  for (let at = 0; at < length; at += Math.min(8, Math.max(1, Math.floor(at / 64)))) grid.push(at)
  return grid
}

interface Margin {
  /** How many people seen are on none of the margin's lists. */
  readonly absent: number
  /** The prior weight of that cell of the margin. */
  readonly absentPrior: number
  /** The logarithm of the Dirichlet-multinomial less what depends on the dark figure. */
  readonly constant: number
}

/** For each set of lists its margin under the hyper-Dirichlet prior, whose margins are sums of cells' weights. */
function marginsOf(counts: Float64Array, lists: number, prior: number): Margin[] {
  const size = counts.length
  return Array.from({ length: size }, (_, margin): Margin => {
    const cells = new Float64Array(size)
    for (let history = 1; history < size; history++) cells[history & margin]! += counts[history]!
    const cellPrior = prior * 2 ** (lists - listsOf(margin).length)
    let constant = logGamma(prior * size) - logGamma(cellPrior)
    for (let cell = margin; cell > 0; cell = (cell - 1) & margin) {
      constant += logGamma(cells[cell]! + cellPrior) - logGamma(cellPrior)
    }
    return { absent: cells[0]!, absentPrior: cellPrior, constant }
  })
}

/** Every decomposable graph over that many lists, by the order of its edges' bits. */
export function decomposableGraphs(lists: number): DecomposableGraph[] {
  const pairs = pairsOf(lists)
  const graphs: DecomposableGraph[] = []
  for (let edges = 0; edges < 2 ** pairs.length; edges++) {
    const graph = decompose(
      lists,
      pairs.filter((_, at) => ((edges >> at) & 1) === 1),
    )
    if (graph !== undefined) graphs.push(graph)
  }
  return graphs
}

/**
 * Cliques and separators by taking out one vertex after another whose neighbours all know each other; undefined where the
 * graph is not decomposable. Each vertex adds its closed neighbourhood and takes away the open one; what is left over are
 * the maximal cliques and, negative, the separators.
 */
function decompose(lists: number, edges: readonly number[]): DecomposableGraph | undefined {
  const neighbours = Array.from({ length: lists }, (_, list) =>
    edges.reduce((mask, edge) => ((edge >> list) & 1 ? mask | (edge ^ (1 << list)) : mask), 0),
  )
  const complete = (mask: number): boolean =>
    listsOf(mask).every((list) => ((neighbours[list]! | (1 << list)) & mask) === mask)
  const weights = new Map<number, number>()
  let left = 2 ** lists - 1
  while (left > 0) {
    const list = listsOf(left).find((candidate) => complete(neighbours[candidate]! & left))
    if (list === undefined) return undefined
    const around = neighbours[list]! & left
    const closed = around | (1 << list)
    weights.set(closed, (weights.get(closed) ?? 0) + 1)
    weights.set(around, (weights.get(around) ?? 0) - 1)
    left ^= 1 << list
  }
  const cliques: number[] = []
  const separators: number[] = []
  for (const [mask, weight] of weights) {
    if (mask === 0) continue
    for (let at = 0; at < weight; at++) cliques.push(mask)
    for (let at = 0; at < -weight; at++) separators.push(mask)
  }
  return { cliques, separators }
}
