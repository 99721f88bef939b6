import { selectExactly } from '../noise/exact-selection.ts'
import { type RandomWords, uniformBelow } from '../noise/random-words.ts'
import { independent } from './denoise.ts'
import { drawRecords } from './draw-records.ts'
import {
  type GraphicalModel,
  type Measurement,
  type StructuralZero,
  expectedCounts,
  fitModel,
} from './graphical-model.ts'
import { modelCells, setOf } from './junction-tree.ts'
import { type Measurer, noisyTotal } from './measure.ts'
import { countMarginal, marginalKey, marginalOf } from './records.ts'
import { selectSpanningTree } from './spanning-tree.ts'
import { combinationsUpTo } from './workload.ts'

/** How the budget of a release is divided; what is left goes to the rounds. */
interface AimShares {
  readonly total: number
  readonly oneWay: number
  readonly treeSelection: number
  readonly tree: number
  /** Of a round's budget, what selecting takes. */
  readonly selection: number
  /** With how many rounds the noise of a round begins, per column. */
  readonly roundsPerColumn: number
  /** What official tables take together, where there are any. */
  readonly official: number
}

const SHARES: AimShares = {
  total: 0.01,
  oneWay: 0.4,
  treeSelection: 0.05,
  tree: 0.22,
  selection: 0.1,
  roundsPerColumn: 2,
  official: 0.2,
}

/** Where the records hardly stand out from the noise, single columns are what can be told well. */
const WEAK_SIGNAL = 4000
const SHARES_OF_WEAK: AimShares = { ...SHARES, oneWay: 0.6, tree: 0.15, official: 0.1 }

export interface AimOptions {
  readonly words: RandomWords
  readonly budget: number
  readonly zeros?: readonly StructuralZero[]
  /** The most columns of a marginal in the workload: 2 or 3. */
  readonly order?: number
  /** Columns of tables that are published as such; each is measured directly. */
  readonly official?: readonly (readonly number[])[]
  readonly onProgress?: (done: number, total: number) => void | Promise<void>
}

/** The most cells that the model may hold. */
const MOST_CELLS = 150_000
const MOST_CANDIDATES = 400
// Mirror descent needs about as many steps as the records stand out from the noise; few steps keep a weak signal smooth.
const STEPS = { least: 25, most: 120, perSignal: 1 / 400, last: 2.5 }
const MEAN_SIZE = Math.sqrt(2 / Math.PI)

/**
 * A model of the records by AIM: single columns and a spanning tree are measured first, then in rounds the marginal that the model
 * fits worst for its noise, chosen by the exponential mechanism. Source: McKenna, Mullins, Sheldon and Miklau, AIM: an adaptive and
 * iterative mechanism for differentially private synthetic data (2022); docs/methods/disclosure.md.
 */
export async function fitByAim(
  measurer: Measurer,
  sizes: readonly number[],
  { words, budget, zeros = [], order = 3, official = [], onProgress }: AimOptions,
): Promise<GraphicalModel> {
  const spentBefore = measurer.spent()
  const left = () => budget - (measurer.spent() - spentBefore)
  const columns = sizes.length
  const counted = measurer.measure([], budget * SHARES.total)
  const shares = counted.noisy[0]! * Math.sqrt(2 * budget) < WEAK_SIGNAL ? SHARES_OF_WEAK : SHARES
  for (let column = 0; column < columns; column++) measurer.measure([column], (budget * shares.oneWay) / columns)
  for (const table of official) measurer.measure(table, (budget * shares.official) / official.length)
  const pause = () => onProgress?.(budget - left(), budget)
  const fit = (iterations: number, start?: GraphicalModel, added: ReadonlyMap<string, Float64Array> = new Map()) =>
    fitModel(sizes, measurer.measurements, {
      total: Math.max(1, noisyTotal(measurer.measurements)),
      iterations,
      nearness: 1,
      zeros,
      start: new Map([...added, ...(start?.parameters ?? [])]),
      pause,
    })
  const steps = (): number => {
    const signal = model.total * Math.sqrt(2 * budget)
    return Math.round(Math.min(STEPS.most, Math.max(STEPS.least, signal * STEPS.perSignal)))
  }
  let model = await fit(100)
  if (columns > 1) {
    const oneWay = sizes.map((_, column) => expectedCounts(model, [column])!)
    const added = new Map<string, Float64Array>()
    for (const pair of selectSpanningTree(words, measurer, { oneWay, rho: budget * shares.treeSelection })) {
      const measured = measurer.measure(pair, (budget * shares.tree) / (columns - 1))
      added.set(
        marginalKey(pair),
        firstParameters(measured, independent(oneWay[pair[0]]!, oneWay[pair[1]]!, model.total)),
      )
    }
    model = await fit(3 * steps(), model, added)
  }
  const workload = combinationsUpTo(columns, Math.min(order, columns)).map((each) => marginalOf(each, sizes))
  let perRound = left() / (shares.roundsPerColumn * columns)
  if (columns === 1) return model
  while (left() > budget * 2e-3) {
    // What would be left for less than another round goes into this one, the last.
    if (left() < 2 * perRound) perRound = left()
    const rho = perRound * (1 - shares.selection)
    const epsilon = Math.sqrt(8 * perRound * shares.selection)
    const deviation = Math.sqrt(1 / (2 * rho))
    const used = (budget - left() + perRound) / budget
    const sets = measurer.measurements.map(({ columns: each }) => setOf(each))
    const pool = workload.length > MOST_CANDIDATES ? sample(words, workload, MOST_CANDIDATES) : workload
    const candidates = pool.filter(
      ({ columns: each, size }) =>
        size * deviation * MEAN_SIZE < model.total * 2 &&
        (expectedFits(model, each) || modelCells([...sets, setOf(each)], sizes) <= MOST_CELLS * used),
    )
    const drawn = await drawRecords(words, model, Math.round(model.total), pause)
    const offered = candidates.length > 0 ? candidates : workload.filter(({ columns: each }) => each.length === 1)
    const scores = offered.map(({ columns: each, size }) => {
      const counts = measurer.countsForScores(each)
      const modelled = countMarginal(drawn, each, sizes)
      let distance = 0
      for (let cell = 0; cell < counts.length; cell++) distance += Math.abs(counts[cell]! - modelled[cell]!)
      return each.length * (distance - Math.round(MEAN_SIZE * deviation * size))
    })
    measurer.chargeSelection(epsilon)
    const chosen = offered[selectExactly(words, scores, { epsilon, sensitivity: order })]!
    const before = expectedCounts(model, chosen.columns) ?? countMarginal(drawn, chosen.columns, sizes)
    const measured = measurer.measure(chosen.columns, rho)
    model = await fit(steps(), model, new Map([[marginalKey(chosen.columns), firstParameters(measured, before)]]))
    const after = expectedCounts(model, chosen.columns)!
    let learnt = 0
    for (let cell = 0; cell < after.length; cell++) learnt += Math.abs(after[cell]! - before[cell]!)
    if (learnt <= MEAN_SIZE * deviation * chosen.size) perRound *= 4
    await pause()
  }
  return fit(Math.round(steps() * STEPS.last), model)
}

const expectedFits = (model: GraphicalModel, columns: readonly number[]): boolean => {
  const set = setOf(columns)
  return model.tree.cliques.some((clique) => (setOf(clique.columns) & set) === set)
}

function sample<Item>(words: RandomWords, items: readonly Item[], count: number): Item[] {
  const left = [...items]
  for (let at = 0; at < count; at++) {
    const other = at + uniformBelow(words, left.length - at)
    ;[left[at], left[other]] = [left[other]!, left[at]!]
  }
  return left.slice(0, count)
}

/**
 * Where the parameters of a newly measured marginal begin: most of the way to the noisy counts where they stand out from the noise,
 * near nothing where they do not.
 */
function firstParameters({ noisy, variance }: Measurement, expected: ArrayLike<number>): Float64Array {
  const floor = 2 * Math.sqrt(variance)
  return noisy.map((count, cell) => Math.log((Math.max(0, count) + floor) / (expected[cell]! + floor)))
}
