import { selectExactly } from '../noise/exact-selection.ts'
import type { RandomWords } from '../noise/random-words.ts'
import type { Measurer } from './measure.ts'
import { sortedPairs } from './workload.ts'

/**
 * Pairs of columns that join all columns and depend on one another most, chosen by the exponential mechanism one at a time.
 * `oneWay` are estimated counts of each column (public); the score of a pair is the distance of its true counts from those under
 * independence, rounded to whole numbers first, so that one person changes it by at most 1.
 * Source: McKenna, Miklau and Sheldon, Winning the NIST contest (2021).
 */
export function selectSpanningTree(
  words: RandomWords,
  measurer: Measurer,
  { oneWay, rho }: { readonly oneWay: readonly ArrayLike<number>[]; readonly rho: number },
): (readonly [number, number])[] {
  const columns = oneWay.length
  if (columns < 2) return []
  const epsilon = Math.sqrt((8 * rho) / (columns - 1))
  const candidates = sortedPairs(columns).map((pair) => ({ pair, score: dependence(measurer, pair, oneWay) }))
  const group = oneWay.map((_, column) => column)
  const chosen: (readonly [number, number])[] = []
  while (chosen.length < columns - 1) {
    const open = candidates.filter(({ pair: [a, b] }) => group[a] !== group[b])
    measurer.chargeSelection(epsilon)
    const scores = open.map(({ score }) => score)
    const { pair } = open[selectExactly(words, scores, { epsilon, sensitivity: 1 })]!
    chosen.push(pair)
    const [from, into] = [group[pair[1]]!, group[pair[0]]!]
    for (let column = 0; column < columns; column++) if (group[column] === from) group[column] = into
  }
  return chosen
}

function dependence(
  measurer: Measurer,
  [a, b]: readonly [number, number],
  oneWay: readonly ArrayLike<number>[],
): number {
  const counts = measurer.countsForScores([a, b])
  const first = oneWay[a]!
  const second = oneWay[b]!
  let total = 0
  for (let code = 0; code < first.length; code++) total += first[code]!
  let distance = 0
  for (let i = 0, cell = 0; i < first.length; i++) {
    for (let j = 0; j < second.length; j++, cell++) {
      distance += Math.abs(counts[cell]! - Math.round((first[i]! * second[j]!) / Math.max(1, total)))
    }
  }
  return distance
}
