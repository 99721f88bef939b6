import assert from 'node:assert/strict'
import { test } from 'node:test'
import { discreteGaussian, varianceAtLeast, varianceValue } from './discrete-gaussian.ts'
import { discreteLaplace } from './discrete-laplace.ts'
import { chiSquare, repeatableWords } from './testing.ts'

const DRAWS = 1_000_000

const gaussian = (variance: number) => (x: number) => Math.exp((-x * x) / (2 * variance))

test('a million draws of the discrete Gaussian and Laplace have the probabilities of their definitions', () => {
  for (const deviation of [0.7, 20]) {
    const exact = varianceAtLeast(deviation ** 2)
    const words = repeatableWords(21)
    const drawn = chiSquare(() => discreteGaussian(words, exact), gaussian(varianceValue(exact)), {
      draws: DRAWS,
      reach: Math.ceil(4.5 * deviation) + 1,
    })
    assert.ok(drawn.statistic < drawn.critical, `deviation ${deviation}: ${drawn.statistic} against ${drawn.critical}`)
  }
  const words = repeatableWords(22)
  const laplace = chiSquare(
    () => discreteLaplace(words, 5),
    (x) => Math.exp(-Math.abs(x) / 5),
    { draws: DRAWS, reach: 45 },
  )
  assert.ok(laplace.statistic < laplace.critical, `${laplace.statistic} against ${laplace.critical}`)
})

test('a million draws tell a variance from one that is greater by two hundredths', () => {
  const words = repeatableWords(23)
  const { statistic, critical } = chiSquare(() => discreteGaussian(words, varianceAtLeast(400)), gaussian(408), {
    draws: DRAWS,
    reach: 91,
  })
  assert.ok(statistic > critical, `${statistic} against ${critical}`)
})

test('so great a variance that its sums pass 2^53 has the probabilities of the definition, too', () => {
  const exact = varianceAtLeast(1e8)
  const { numerator, denominator } = exact
  const scale = Math.floor(Math.sqrt(numerator / denominator)) + 1
  assert.ok(2 * scale ** 2 * denominator * numerator > Number.MAX_SAFE_INTEGER)
  const words = repeatableWords(24)
  const width = 500
  // What rounds to one number of widths stands in one cell.
  const weightOf = (cell: number): number => {
    let sum = 0
    for (let x = cell * width - width / 2; x < cell * width + width / 2; x++) sum += gaussian(varianceValue(exact))(x)
    return sum
  }
  const { statistic, critical, cells } = chiSquare(() => Math.round(discreteGaussian(words, exact) / width), weightOf, {
    draws: 400_000,
    reach: 90,
  })
  assert.ok(cells > 140)
  assert.ok(statistic < critical, `${statistic} against ${critical}`)
})
