import { type JunctionTree, junctionTree, setOf, treeMaps } from './junction-tree.ts'
import { cellMap, marginalKey } from './records.ts'

/** A marginal that was counted with noise. */
export interface Measurement {
  readonly columns: readonly number[]
  readonly noisy: Float64Array
  /** Variance of the noise of each cell. */
  readonly variance: number
}

/** Cells that no person can be in: combinations of codes declared impossible, whatever the data say. */
export interface StructuralZero {
  readonly columns: readonly number[]
  /** 1 where the cell is impossible; as long as the marginal has cells. */
  readonly impossible: Uint8Array
}

/** A distribution over all columns that is as even as its measured marginals allow. */
export interface GraphicalModel {
  readonly sizes: readonly number[]
  readonly tree: JunctionTree
  /** Expected counts of each clique; each sums to `total`. */
  readonly beliefs: readonly Float64Array[]
  readonly total: number
  /** Log-linear parameters of each measured marginal, from which a later fit starts. */
  readonly parameters: ReadonlyMap<string, Float64Array>
}

/**
 * Fits the distribution of greatest entropy whose marginals lie nearest to the noisy ones, weighted by their precision, by mirror
 * descent with back-tracking over a junction tree. Source: McKenna, Sheldon and Miklau, Graphical-model based estimation and
 * inference for differential privacy (2019); docs/methods/disclosure.md.
 */
export async function fitModel(
  sizes: readonly number[],
  measurements: readonly Measurement[],
  {
    total,
    iterations,
    nearness = 0,
    zeros = [],
    start,
    pause,
  }: {
    readonly total: number
    readonly iterations: number
    /**
     * Enough once every marginal differs from its noisy counts by no more than this many times what noise alone would make:
     * to go on would be to fit the noise (Morozov's discrepancy principle).
     */
    readonly nearness?: number
    readonly zeros?: readonly StructuralZero[]
    readonly start?: ReadonlyMap<string, Float64Array>
    /** Waited for between steps. */
    readonly pause?: () => void | Promise<void>
  },
): Promise<GraphicalModel> {
  const tree = junctionTree(
    [...measurements.map(({ columns }) => columns), ...zeros.map(({ columns }) => columns)],
    sizes,
  )
  const maps = treeMaps(tree, sizes)
  const cliqueSets = tree.cliques.map(({ columns }) => setOf(columns))
  const smallestHolding = (columns: readonly number[]): number => {
    const set = setOf(columns)
    let best = -1
    for (const [index, clique] of cliqueSets.entries()) {
      const fits = (clique & set) === set
      if (fits && (best < 0 || tree.cliques[index]!.cells < tree.cliques[best]!.cells)) best = index
    }
    return best
  }
  const terms = groupTerms(measurements).map((measurement) => {
    const clique = smallestHolding(measurement.columns)
    const key = marginalKey(measurement.columns)
    return {
      ...measurement,
      key,
      clique,
      map: cellMap(tree.cliques[clique]!.columns, measurement.columns, sizes),
      parameters: start?.get(key)?.slice() ?? new Float64Array(measurement.noisy.length),
      trial: new Float64Array(measurement.noisy.length),
      expected: new Float64Array(measurement.noisy.length),
      gradient: new Float64Array(measurement.noisy.length),
    }
  })
  const forbidden = tree.cliques.map(() => undefined as Uint8Array | undefined)
  for (const { columns, impossible } of zeros) {
    const clique = smallestHolding(columns)
    const map = cellMap(tree.cliques[clique]!.columns, columns, sizes)
    const marks = (forbidden[clique] ??= new Uint8Array(map.length))
    for (let cell = 0; cell < map.length; cell++) if (impossible[map[cell]!]) marks[cell] = 1
  }
  const beliefs = tree.cliques.map(({ cells }) => new Float64Array(cells))

  const infer = (which: 'parameters' | 'trial'): void => {
    for (const belief of beliefs) belief.fill(0)
    for (const term of terms) {
      const belief = beliefs[term.clique]!
      const { map } = term
      const values = term[which]
      for (let cell = 0; cell < map.length; cell++) belief[cell]! += values[map[cell]!]!
    }
    for (const [clique, belief] of beliefs.entries()) {
      const marks = forbidden[clique]
      let most = -Infinity
      for (let cell = 0; cell < belief.length; cell++) {
        if (marks?.[cell]) belief[cell] = -Infinity
        else if (belief[cell]! > most) most = belief[cell]!
      }
      for (let cell = 0; cell < belief.length; cell++) belief[cell] = Math.exp(belief[cell]! - most)
    }
    propagate(tree, maps, beliefs, total)
  }
  let worst = Infinity
  const lossOf = (): number => {
    let loss = 0
    worst = 0
    for (const { clique, map, expected, noisy, variance } of terms) {
      const belief = beliefs[clique]!
      expected.fill(0)
      for (let cell = 0; cell < map.length; cell++) expected[map[cell]!]! += belief[cell]!
      let squares = 0
      for (let cell = 0; cell < noisy.length; cell++) squares += (expected[cell]! - noisy[cell]!) ** 2
      loss += squares / (2 * variance)
      worst = Math.max(worst, squares / (variance * noisy.length))
    }
    return loss
  }

  infer('parameters')
  let loss = lossOf()
  let step = 1 / total
  for (const term of terms) step = Math.min(step, term.variance / total)
  for (let iteration = 0; iteration < iterations; iteration++) {
    if (worst <= nearness) break
    await pause?.()
    for (const { gradient, expected, noisy, variance } of terms) {
      for (let cell = 0; cell < noisy.length; cell++) gradient[cell] = (expected[cell]! - noisy[cell]!) / variance
    }
    const before = terms.map(({ expected }) => expected.slice())
    let tries = 0
    for (; tries < 20; tries++) {
      for (const { parameters, trial, gradient } of terms) {
        for (let cell = 0; cell < trial.length; cell++) trial[cell] = parameters[cell]! - step * gradient[cell]!
      }
      infer('trial')
      const next = lossOf()
      let descent = 0
      for (const [index, { gradient, expected }] of terms.entries()) {
        const earlier = before[index]!
        for (let cell = 0; cell < gradient.length; cell++) {
          descent += gradient[cell]! * (earlier[cell]! - expected[cell]!)
        }
      }
      if (loss - next >= 0.5 * descent) {
        loss = next
        break
      }
      step /= 2
    }
    if (tries === 20) break
    for (const { parameters, trial } of terms) parameters.set(trial)
    if (tries === 0) step *= 1.5
  }
  infer('parameters')
  return { sizes, tree, beliefs, total, parameters: new Map(terms.map(({ key, parameters }) => [key, parameters])) }
}

/** Several measurements of one marginal are one of their weighted mean. */
function groupTerms(measurements: readonly Measurement[]): Measurement[] {
  const groups = new Map<string, Measurement>()
  for (const measurement of measurements) {
    if (measurement.columns.length === 0) continue
    const key = marginalKey(measurement.columns)
    const other = groups.get(key)
    if (!other) {
      groups.set(key, measurement)
      continue
    }
    const share = other.variance / (other.variance + measurement.variance)
    groups.set(key, {
      columns: other.columns,
      noisy: other.noisy.map((value, cell) => value + share * (measurement.noisy[cell]! - value)),
      variance: (other.variance * measurement.variance) / (other.variance + measurement.variance),
    })
  }
  return [...groups.values()]
}

/** Belief propagation: potentials in, expected counts out, every clique agreeing with its neighbours. */
function propagate(
  { cliques }: JunctionTree,
  maps: ReturnType<typeof treeMaps>,
  beliefs: readonly Float64Array[],
  total: number,
): void {
  const messages = maps.map((map) => (map ? new Float64Array(map.separatorCells) : undefined))
  for (let index = cliques.length - 1; index >= 0; index--) {
    const map = maps[index]
    if (!map) continue
    const message = messages[index]!
    const belief = beliefs[index]!
    let sum = 0
    for (let cell = 0; cell < belief.length; cell++) {
      message[map.toSeparator[cell]!]! += belief[cell]!
      sum += belief[cell]!
    }
    for (let cell = 0; cell < message.length; cell++) message[cell]! /= sum
    const parent = beliefs[cliques[index]!.parent]!
    for (let cell = 0; cell < parent.length; cell++) parent[cell]! *= message[map.parentToSeparator[cell]!]!
  }
  for (let index = 0; index < cliques.length; index++) {
    const map = maps[index]
    const belief = beliefs[index]!
    if (map) {
      const parent = beliefs[cliques[index]!.parent]!
      const wanted = new Float64Array(map.separatorCells)
      for (let cell = 0; cell < parent.length; cell++) wanted[map.parentToSeparator[cell]!]! += parent[cell]!
      const has = new Float64Array(map.separatorCells)
      for (let cell = 0; cell < belief.length; cell++) has[map.toSeparator[cell]!]! += belief[cell]!
      for (let cell = 0; cell < has.length; cell++) has[cell] = has[cell]! > 0 ? wanted[cell]! / has[cell]! : 0
      for (let cell = 0; cell < belief.length; cell++) belief[cell]! *= has[map.toSeparator[cell]!]!
    } else {
      let sum = 0
      for (let cell = 0; cell < belief.length; cell++) sum += belief[cell]!
      const scale = total / sum
      for (let cell = 0; cell < belief.length; cell++) belief[cell]! *= scale
    }
  }
}

/** Expected counts of a marginal that lies in one clique; undefined where it does not. */
export function expectedCounts(model: GraphicalModel, columns: readonly number[]): Float64Array | undefined {
  const set = setOf(columns)
  const index = model.tree.cliques.findIndex((clique) => (setOf(clique.columns) & set) === set)
  if (index < 0) return undefined
  const map = cellMap(model.tree.cliques[index]!.columns, columns, model.sizes)
  const belief = model.beliefs[index]!
  const expected = new Float64Array(columns.reduce((cells, column) => cells * model.sizes[column]!, 1))
  for (let cell = 0; cell < map.length; cell++) expected[map[cell]!]! += belief[cell]!
  return expected
}
