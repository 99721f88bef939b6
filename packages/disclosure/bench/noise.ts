/**
 * Goodness of fit of the exact samplers over a million draws from the system's generator, and their speed.
 * Run by hand: `node packages/disclosure/bench/noise.ts`.
 */
import { discreteGaussian, discreteLaplace, systemWords, varianceAtLeast, varianceValue } from '../index.ts'
import { chiSquare } from '../noise/testing.ts'

const DRAWS = 1_000_000
const words = systemWords()
const print = (line: string): void => void process.stdout.write(`${line}\n`)

function report(name: string, draw: () => number, weight: (x: number) => number, reach: number): void {
  const start = process.cpuUsage()
  const { statistic, critical, cells } = chiSquare(draw, weight, { draws: DRAWS, reach })
  const { user } = process.cpuUsage(start)
  const verdict = statistic < critical ? 'fits' : 'DOES NOT FIT'
  print(
    `${name.padEnd(34)} chi-square ${statistic.toFixed(1).padStart(7)} over ${String(cells - 1).padStart(4)} degrees of freedom, ` +
      `bound ${critical.toFixed(1).padStart(7)}: ${verdict}; ${(user / DRAWS).toFixed(2)} µs a draw`,
  )
}

for (const deviation of [0.7, 3, 20, 150]) {
  const variance = varianceAtLeast(deviation ** 2)
  report(
    `discrete Gaussian, deviation ${deviation}`,
    () => discreteGaussian(words, variance),
    (x) => Math.exp((-x * x) / (2 * varianceValue(variance))),
    Math.ceil(4.5 * deviation) + 1,
  )
}
for (const scale of [1, 5, 60]) {
  report(
    `discrete Laplace, scale ${scale}`,
    () => discreteLaplace(words, scale),
    (x) => Math.exp(-Math.abs(x) / scale),
    Math.ceil(9 * scale),
  )
}
