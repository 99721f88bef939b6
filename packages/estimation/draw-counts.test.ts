import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import { binomial, drawByWeights, drawPart, hypergeometric, MANY_PEOPLE } from './draw-counts.ts'
import { chiSquareTail } from './distributions.ts'
import { bootstrap, estimate, fit, historiesOf, mainEffects, type EstimationInput } from './index.ts'

const choose = (all: number, some: number): number => {
  let product = 1
  for (let at = 0; at < some; at++) product = (product * (all - at)) / (at + 1)
  return product
}

/** P-value of Pearson's chi-squared of draws against exact probabilities. */
function fits(draw: () => number, probabilities: readonly number[]): number {
  const draws = 40_000
  const seen = probabilities.map(() => 0)
  for (let at = 0; at < draws; at++) seen[draw()]!++
  const x = probabilities.reduce((sum, p, at) => sum + (p > 0 ? (seen[at]! - p * draws) ** 2 / (p * draws) : 0), 0)
  return chiSquareTail(x, probabilities.filter((p) => p > 0).length - 1)
}

test('counts are drawn by their exact probabilities', () => {
  for (const [trials, p] of [
    [5, 0.3],
    [8, 0.5],
    [4, 0.93],
  ] as const) {
    const random = randomSource(trials)
    const exact = Array.from({ length: trials + 1 }, (_, k) => choose(trials, k) * p ** k * (1 - p) ** (trials - k))
    assert.ok(fits(() => binomial(trials, p, random), exact) > 0.001, `${trials}`)
  }
  for (const [population, marked, taken] of [
    [10, 4, 3],
    [9, 7, 6],
    [12, 3, 11],
  ] as const) {
    const random = randomSource(population)
    const exact = Array.from(
      { length: taken + 1 },
      (_, k) => (choose(marked, k) * choose(population - marked, taken - k)) / choose(population, taken),
    ).map((p) => (Number.isFinite(p) && p > 0 ? p : 0))
    assert.ok(fits(() => hypergeometric(population, marked, taken, random), exact) > 0.001, `${population}`)
  }
  assert.deepEqual(
    [binomial(9, 0, randomSource(1)), binomial(9, 1, randomSource(1)), hypergeometric(6, 6, 4, randomSource(1))],
    [0, 9, 4],
  )
})

test('a table of millions keeps its people, and its cells the spread that they should have', () => {
  const weights = [0, 2e6, 1e6, 0, 5e5, 3, 0, 1e5]
  const people = weights.reduce((sum, weight) => sum + weight, 0)
  const [table, part] = [new Float64Array(8), new Float64Array(8)]
  const inAll = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0)
  let squares = 0
  let partial = 0
  for (let at = 0; at < 400; at++) {
    drawByWeights(table, weights, people, randomSource(3, at))
    assert.equal(inAll(table), people)
    squares += (table[1]! - 2e6) ** 2 / 400
    drawPart(part, weights, people / 2, randomSource(4, at))
    assert.equal(inAll(part), people / 2)
    assert.ok(part.every((count, cell) => count >= 0 && count <= weights[cell]!))
    partial += (part[1]! - 1e6) ** 2 / 400
  }
  const variance = 2e6 * (1 - 2e6 / people)
  // Of 400 draws the ratio of variances has a standard deviation of 0.07.
  assert.ok(Math.abs(squares / variance - 1) < 0.3, `${squares / variance}`)
  assert.ok(Math.abs(partial / (variance / 4) - 1) < 0.3, `${partial / (variance / 4)}`)
})

test('resamples of few and of many people spread alike around the estimate', async () => {
  const few = [0, 2200, 1800, 450, 1400, 300, 220, 80]
  const times = Math.ceil(MANY_PEOPLE / 3000)
  const many = few.map((count) => count * times)
  const rule = { kind: 'fixed', model: mainEffects(3) } as const
  const spread = (counts: readonly number[]): number => {
    const histories = historiesOf(['a', 'b', 'c'], counts)
    const { estimates, estimate: n } = bootstrap({ histories, rule, replicates: 1000, seed: 2 })
    return estimates.reduce((sum, value) => sum + (value - n) ** 2, 0) / n
  }
  assert.ok(many.reduce((sum, count) => sum + count, 0) >= MANY_PEOPLE)
  assert.ok(Math.abs(spread(many) / spread(few) - 1) < 0.2)
  const histories = historiesOf(['a', 'b', 'c'], many)
  const observed = many.reduce((sum, count) => sum + count, 0)
  const input: EstimationInput = { histories, observed, rowsAre: 'histories', warnings: [] }
  const made = await estimate(input, { method: { name: 'main', threshold: 0 }, replicates: 200 })
  assert.equal(made.estimate, fit(histories, mainEffects(3)).estimate)
  const half = made.checks.trajectory.find(({ share }) => share === 0.5)!
  assert.ok(Math.abs(half.estimate / made.estimate - 1) < 0.05)
  assert.ok(made.goodness!.devianceBootstrap! > 0 && made.goodness!.devianceBootstrap! <= 1)
})
