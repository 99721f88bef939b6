import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { discreteGaussian, varianceAtLeast, varianceValue, withGaussianNoise } from './discrete-gaussian.ts'
import { discreteLaplace } from './discrete-laplace.ts'
import { coinExp, coinExpBig } from './exact-coin.ts'
import { selectExactly } from './exact-selection.ts'
import { systemWords, uniformBelow, uniformBigBelow, wordsFrom } from './random-words.ts'
import { chiSquare, repeatableWords } from './testing.ts'

const DRAWS = 40_000

test('the discrete Gaussian has the probabilities of its definition', () => {
  for (const variance of [0.5, 2.25, 30, 5000]) {
    const exact = varianceAtLeast(variance)
    const words = repeatableWords(11)
    const { statistic, critical } = chiSquare(
      () => discreteGaussian(words, exact),
      (x) => Math.exp((-x * x) / (2 * varianceValue(exact))),
      { draws: DRAWS, reach: Math.ceil(4 * Math.sqrt(variance)) + 1 },
    )
    assert.ok(statistic < critical, `variance ${variance}: ${statistic} against ${critical}`)
  }
})

test('the discrete Laplace has the probabilities of its definition', () => {
  for (const [numerator, denominator] of [
    [1, 2],
    [3, 1],
    [25, 1],
  ] as const) {
    const words = repeatableWords(12)
    const scale = numerator / denominator
    const { statistic, critical } = chiSquare(
      () => discreteLaplace(words, numerator, denominator),
      (x) => Math.exp(-Math.abs(x) / scale),
      { draws: DRAWS, reach: Math.ceil(6 * scale) },
    )
    assert.ok(statistic < critical, `scale ${scale}: ${statistic} against ${critical}`)
  }
})

test('a test of fit would notice the ordinary rounded normal distribution at a small variance', () => {
  const words = repeatableWords(13)
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - uniformBelow(words, 2 ** 32) / 2 ** 32)) *
    Math.cos((2 * Math.PI * uniformBelow(words, 2 ** 32)) / 2 ** 32)
  const { statistic, critical } = chiSquare(
    () => Math.round(normal() * Math.SQRT1_2),
    (x) => Math.exp(-x * x),
    { draws: DRAWS, reach: 4 },
  )
  assert.ok(statistic > critical)
})

test('a variance is rounded towards more noise, never towards less', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (variance) => {
      const given = varianceValue(varianceAtLeast(variance))
      return given >= variance && given <= Math.max(variance + 1 / 64, variance * 1.001)
    }),
  )
})

test('noise on whole counts is whole: there are no low bits that tell the count', () => {
  const noisy = withGaussianNoise(systemWords(), new Int32Array([0, 3, 1000]), varianceAtLeast(7.3))
  assert.ok(noisy.every(Number.isSafeInteger))
})

test('a coin of exp(-x) falls as often as it should, with ordinary and with great numbers', () => {
  const words = repeatableWords(14)
  for (const [numerator, denominator] of [
    [0, 1],
    [1, 3],
    [1, 1],
    [7, 2],
  ] as const) {
    const expected = Math.exp(-numerator / denominator)
    const slack = 4 * Math.sqrt((expected * (1 - expected)) / DRAWS) + 1e-9
    let plain = 0
    let big = 0
    for (let draw = 0; draw < DRAWS; draw++) {
      if (coinExp(words, numerator, denominator)) plain++
      if (coinExpBig(words, BigInt(numerator) << 70n, BigInt(denominator) << 70n)) big++
    }
    assert.ok(Math.abs(plain / DRAWS - expected) <= slack)
    assert.ok(Math.abs(big / DRAWS - expected) <= slack)
  }
})

test('selection takes a candidate as often as the exponential mechanism does', () => {
  const words = repeatableWords(15)
  const scores = [10, 12, 0, 13]
  const epsilon = 1
  const sensitivity = 2
  const weights = scores.map((score) => Math.exp((epsilon * score) / (2 * sensitivity)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const taken = scores.map(() => 0)
  for (let draw = 0; draw < DRAWS; draw++) taken[selectExactly(words, scores, { epsilon, sensitivity })]!++
  for (const [index, weight] of weights.entries()) {
    const share = weight / total
    assert.ok(Math.abs(taken[index]! / DRAWS - share) < 4 * Math.sqrt((share * (1 - share)) / DRAWS) + 1e-3)
  }
  assert.throws(() => selectExactly(words, [0.5, 1], { epsilon, sensitivity }), /whole numbers/)
})

test('a uniform number below a bound stays below it and is not biased', () => {
  const words = repeatableWords(16)
  fc.assert(
    fc.property(fc.maxSafeInteger(), (number) => {
      const bound = Math.abs(number) + 1
      const drawn = uniformBelow(words, Math.min(bound, 2 ** 53))
      return drawn >= 0 && drawn < bound && uniformBigBelow(words, BigInt(bound) << 40n) < BigInt(bound) << 40n
    }),
  )
  // Words at the very top would make small remainders likelier; they are thrown away.
  let given = 0
  const top = wordsFrom((buffer) => buffer.fill(0xffffffff).set([5], (given++ % 2) * 100))
  assert.equal(uniformBelow(top, 3 * 2 ** 30), 5)
})

test('the system generator gives other words each time', () => {
  const first = Array.from({ length: 8 }, () => systemWords().next())
  assert.equal(new Set(first).size, 8)
})
