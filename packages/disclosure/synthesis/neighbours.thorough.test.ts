import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { deltaOf } from '../accounting/zero-concentrated.ts'
import { repeatableWords } from '../noise/testing.ts'
import { parseCodeLists } from './code-lists.ts'
import { measurerOf } from './measure.ts'
import { type CodedRecords, countMarginal } from './records.ts'
import { synthesize } from './synthesize.ts'
import { unlimited } from './testing.ts'

const codeLists = unwrap(parseCodeLists({ columns: { a: ['x', 'y'], b: ['1', '2'], c: ['yes', 'no'] } }))
const sizes = codeLists.columns.map(({ codes }) => codes.length)

/** Twenty people, and the same with one more who is alike nobody. */
function neighbours(): readonly [CodedRecords, CodedRecords] {
  const rows = Array.from({ length: 20 }, (_, row) => [1, 1 + (row % 2), 1])
  const of = (all: readonly (readonly number[])[]): CodedRecords => ({
    count: all.length,
    values: sizes.map((_, column) => Uint16Array.from(all, (row) => row[column]!)),
  })
  return [of(rows), of([...rows, [2, 2, 2]])]
}

/**
 * The most by which any event `statistic >= t` or `statistic < t` breaks P(with) <= e^epsilon P(without) + delta, either way round,
 * in standard errors of the estimate.
 */
function worstBreach(without: readonly number[], with_: readonly number[], epsilon: number, delta: number): number {
  let worst = -Infinity
  for (const threshold of new Set([...without, ...with_])) {
    for (const above of [true, false]) {
      const share = (values: readonly number[]) =>
        values.filter((value) => value >= threshold === above).length / values.length
      const [p, q] = [share(without), share(with_)]
      for (const [more, less] of [
        [p, q],
        [q, p],
      ] as const) {
        const factor = Math.exp(epsilon)
        const error =
          Math.sqrt((more * (1 - more) + factor ** 2 * less * (1 - less)) / without.length) + 1 / without.length
        worst = Math.max(worst, (more - factor * less - delta) / error)
      }
    }
  }
  return worst
}

test('noisy counts of neighbouring data sets are as hard to tell apart as was charged', () => {
  const [without, with_] = neighbours()
  const rho = 0.5
  const draw = (records: CodedRecords, seed: number): number[] => {
    const words = repeatableWords(seed)
    return Array.from(
      { length: 2500 },
      () => measurerOf(records, sizes, { words, budget: rho }).measure([0, 1], rho).noisy[2 * 3 + 2]!,
    )
  }
  for (const epsilon of [0.5, 1, 2]) {
    assert.ok(worstBreach(draw(without, 1), draw(with_, 2), epsilon, deltaOf(rho, epsilon)) < 5)
  }
  // The check can fail: counts with a quarter of the noise are told apart.
  const bare = (records: CodedRecords, seed: number): number[] => {
    const words = repeatableWords(seed)
    return Array.from(
      { length: 2500 },
      () => measurerOf(records, sizes, { words, budget: 8 }).measure([0, 1], 8).noisy[2 * 3 + 2]!,
    )
  }
  assert.ok(worstBreach(bare(without, 1), bare(with_, 2), 1, deltaOf(rho, 1)) > 5)
})

for (const method of ['aim', 'pairs'] as const) {
  test(`${method}: synthetic records of neighbouring data sets are as hard to tell apart`, async () => {
    const [without, with_] = neighbours()
    const statistics = async (records: CodedRecords, from: number, epsilon: number): Promise<number[]> => {
      const values: number[] = []
      for (let seed = from; seed < from + 120; seed++) {
        const made = unwrap(
          await synthesize(
            records,
            { codeLists, epsilon, delta: 1e-4, method, publicRecords: 1000 },
            { words: repeatableWords(seed), charge: unlimited },
          ),
        )
        values.push(countMarginal(made.records, [0, 1, 2], sizes)[(2 * 3 + 2) * 3 + 2]!)
      }
      return values
    }
    const breachOf = async (epsilon: number) =>
      worstBreach(await statistics(without, 0, epsilon), await statistics(with_, 10_000, epsilon), 1, 1e-4)
    assert.ok((await breachOf(1)) < 5)
    // The check can fail: releases with the noise of epsilon 20 are told apart by more than 1.
    assert.ok((await breachOf(20)) > 5)
  })
}
