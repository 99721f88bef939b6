import type { RandomWords } from '../noise/random-words.ts'
import { independent, ontoTotal, scaleToSums, shrinkTowards } from './denoise.ts'
import { drawRecords } from './draw-records.ts'
import type { MarginalTarget } from './edit-layout.ts'
import type { Measurement, StructuralZero } from './graphical-model.ts'
import type { TreeClique } from './junction-tree.ts'
import { type Measurer, noisyTotal } from './measure.ts'
import { type CodedRecords, countMarginal, marginalKey } from './records.ts'
import { sortedPairs } from './workload.ts'

const SHARES = { total: 0.01, oneWay: 0.04, official: 0.2 }

/**
 * Counts every pair of columns with noise, makes the pairs agree with one another, and draws the first records along the spanning
 * tree of the strongest pairs; editing brings them to all the pairs. Source: Zhang et al., PrivSyn (2021), with the counts drawn
 * towards independence where noise outweighs them; docs/methods/disclosure.md.
 */
export async function fitAllPairs(
  measurer: Measurer,
  sizes: readonly number[],
  {
    words,
    budget,
    zeros = [],
    official = [],
    onProgress,
  }: {
    readonly words: RandomWords
    readonly budget: number
    readonly zeros?: readonly StructuralZero[]
    readonly official?: readonly (readonly number[])[]
    readonly onProgress?: (done: number, total: number) => void | Promise<void>
  },
): Promise<{ records: CodedRecords; targets: MarginalTarget[] }> {
  const pairs = sortedPairs(sizes.length)
  measurer.measure([], budget * SHARES.total)
  for (let column = 0; column < sizes.length; column++) {
    measurer.measure([column], (budget * SHARES.oneWay) / sizes.length)
  }
  const forOfficial = official.length > 0 ? SHARES.official : 0
  const tablesMeasured = official.map((table) => measurer.measure(table, (budget * forOfficial) / official.length))
  const perPair = (budget * (1 - SHARES.total - SHARES.oneWay - forOfficial)) / pairs.length
  const measured: Measurement[] = []
  // Counting the records and what is drawn takes about as long, settling less.
  const steps = 3 * pairs.length
  for (const pair of pairs) {
    measured.push(measurer.measure(pair, perPair))
    await onProgress?.(measured.length, steps)
  }
  const total = Math.max(1, noisyTotal(measurer.measurements))
  const single = sizes.map((size, column) => singleCounts(measurer.measurements, column, size, total))
  const expected = pairs.map(([a, b]) => independent(single[a]!, single[b]!, total))
  const settled = (prior: readonly Float64Array[]): Float64Array[] => {
    const tables = shrinkTowards(measured, prior)
    for (const [index, [a, b]] of pairs.entries()) {
      const zero = zeros.find(({ columns }) => marginalKey(columns) === marginalKey([a, b]))
      if (zero) zero.impossible.forEach((is, cell) => void (is && (tables[index]![cell] = 0)))
      scaleToSums(tables[index]!, single[a]!, single[b]!)
    }
    return tables
  }
  // What independence expects first; then, of pairs off the tree, what the tree of the strongest pairs expects.
  const first = settled(expected)
  const tree = treeModel(pairs, first, expected, sizes, total)
  const records = await drawRecords(words, tree, total, () => onProgress?.(pairs.length, steps))
  const onTree = new Set(tree.tree.cliques.map(({ columns }) => marginalKey(columns)))
  const prior: Float64Array[] = []
  for (const [index, pair] of pairs.entries()) {
    const isOnTree = onTree.has(marginalKey(pair))
    prior.push(isOnTree ? expected[index]! : Float64Array.from(countMarginal(records, pair, sizes)))
    await onProgress?.(2 * pairs.length + index, steps)
  }
  const tables = settled(prior)
  return {
    records,
    targets: [
      ...single.map((counts, column) => ({ columns: [column], counts })),
      ...pairs.map((columns, index) => ({ columns, counts: tables[index]! })),
      ...tablesMeasured.map(({ columns, noisy }) => ({ columns, counts: ontoTotal(noisy, total) })),
    ],
  }
}

/** The counts of one column from everything that was measured about it, by precision, none negative, adding up to the total. */
function singleCounts(measurements: readonly Measurement[], column: number, size: number, total: number): Float64Array {
  const sums = new Float64Array(size)
  let weights = 0
  for (const { columns, noisy, variance } of measurements) {
    const at = columns.indexOf(column)
    if (at < 0) continue
    const weight = size / (variance * noisy.length)
    const other = noisy.length / size
    for (let cell = 0; cell < noisy.length; cell++) {
      const code = at === 0 ? Math.floor(cell / other) : cell % size
      sums[code]! += weight * noisy[cell]!
    }
    weights += weight
  }
  return ontoTotal(
    sums.map((sum) => sum / weights),
    total,
  )
}

/** The distribution along the spanning tree of the pairs that depend most on one another (Chow and Liu 1968). */
function treeModel(
  pairs: readonly (readonly [number, number])[],
  tables: readonly Float64Array[],
  expected: readonly Float64Array[],
  sizes: readonly number[],
  total: number,
) {
  const strength = tables.map((table, index) => {
    let information = 0
    for (let cell = 0; cell < table.length; cell++) {
      if (table[cell]! > 0 && expected[index]![cell]! > 0) {
        information += table[cell]! * Math.log(table[cell]! / expected[index]![cell]!)
      }
    }
    return information
  })
  const byStrength = pairs.map((_, index) => index).toSorted((a, b) => strength[b]! - strength[a]!)
  const cliques: TreeClique[] = []
  const beliefs: Float64Array[] = []
  const joined = new Set<number>([pairs[byStrength[0] ?? 0]?.[0] ?? 0])
  while (joined.size < sizes.length) {
    const next = byStrength.find((index) => joined.has(pairs[index]![0]) !== joined.has(pairs[index]![1]))!
    const [a, b] = pairs[next]!
    const known = joined.has(a) ? a : b
    cliques.push({
      columns: [a, b],
      cells: tables[next]!.length,
      parent: cliques.findIndex(({ columns }) => columns.includes(known)),
      separator: cliques.length === 0 ? [] : [known],
    })
    beliefs.push(tables[next]!)
    joined.add(a).add(b)
  }
  const cells = cliques.reduce((sum, clique) => sum + clique.cells, 0)
  return { sizes, tree: { cliques, cells }, beliefs, total, parameters: new Map<string, Float64Array>() }
}
