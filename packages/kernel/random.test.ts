import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource } from './random.ts'

test('a seed and a stream always give the numbers recorded here', () => {
  const { next, unit, below } = randomSource(1234, 5)
  assert.deepEqual([next(), next(), next(), unit(), below(1000), below(4_000_000_000)], RECORDED)
})

const RECORDED: readonly number[] = [2074908920, 2881488107, 4158283511, 0.6263439889690702, 974, 1214190271]

test('streams and seeds differ, and every number below a bound is as likely as the others', () => {
  const firsts = new Set(
    [0, 1, 2, 3].flatMap((seed) => [0, 1, 2, 3].map((stream) => randomSource(seed, stream).next())),
  )
  assert.equal(firsts.size, 16)
  for (const bound of [7, 3_000_000_000]) {
    const random = randomSource(99)
    const counts = new Float64Array(7)
    for (let drawn = 0; drawn < 70_000; drawn++) counts[Math.floor((random.below(bound) / bound) * 7)]!++
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    assert.ok(chiSquare < 22.5, `chi-squared with 6 degrees of freedom: ${chiSquare}`)
  }
})
