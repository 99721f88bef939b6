import { exponential, logarithm } from '@gloact/kernel'

/*
 * The special functions and distributions that the methods need, each from its textbook expansion (Abramowitz and Stegun
 * 1964, chapters 6, 7 and 26) and from portable elementary functions, so that a seed gives the same result everywhere.
 */

const HALF_LOG_TWO_PI = 0.9189385332046728
const LOG_FACTORIALS = logFactorials(1025)

function logFactorials(size: number): Float64Array {
  const table = new Float64Array(size)
  for (let n = 0; n < size; n++) table[n] = logGammaByExpansion(n + 1)
  table[0] = 0
  table[1] = 0
  return table
}

/** The logarithm of the gamma function for x > 0: Stirling's series after shifting x above 12. */
export function logGamma(x: number): number {
  return x < 1025 && Number.isInteger(x) && x > 0 ? LOG_FACTORIALS[x - 1]! : logGammaByExpansion(x)
}

function logGammaByExpansion(x: number): number {
  let product = 1
  let at = x
  while (at < 12) {
    product *= at
    at++
  }
  const inverse = 1 / at
  const square = inverse * inverse
  let series = -691 / 360360
  series = series * square + 1 / 1188
  series = series * square - 1 / 1680
  series = series * square + 1 / 1260
  series = series * square - 1 / 360
  series = series * square + 1 / 12
  return (at - 0.5) * logarithm(at) - at + HALF_LOG_TWO_PI + series * inverse - (product === 1 ? 0 : logarithm(product))
}

/** The digamma function, the derivative of `logGamma`, for x > 0. */
export function digamma(x: number): number {
  let sum = 0
  let at = x
  while (at < 12) {
    sum -= 1 / at
    at++
  }
  const square = 1 / (at * at)
  let series = 691 / 32760
  series = series * square - 1 / 132
  series = series * square + 1 / 240
  series = series * square - 1 / 252
  series = series * square + 1 / 120
  series = series * square - 1 / 12
  return sum + logarithm(at) - 0.5 / at + series * square
}

/**
 * The smaller of P(Y <= observed) and P(Y >= observed) for Y ~ Poisson(expected): the p-value of stepwise selection.
 * With nothing expected and nothing observed it is 1.
 */
export function poissonTail(observed: number, expected: number): number {
  if (expected <= 0) return observed > 0 ? 0 : 1
  const density = exponential(observed * logarithm(expected) - expected - logGamma(observed + 1))
  let term = density
  let tail = density
  if (observed < expected) {
    for (let at = observed; at > 0; at--) {
      term *= at / expected
      tail += term
      if (!(term > tail * 1e-17)) break
    }
  } else {
    for (let at = observed + 1; ; at++) {
      term *= expected / at
      tail += term
      if (!(term > tail * 1e-17)) break
    }
  }
  return Math.min(tail, 1 - tail + density)
}

/** P(Y > x) for Y chi-squared with that many degrees of freedom; 1 where there are none. */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom <= 0 || x <= 0) return 1
  return upperGammaShare(degreesOfFreedom / 2, x / 2)
}

/** The regularised upper incomplete gamma function Q(a, x): a series below a + 1, Lentz's continued fraction above. */
function upperGammaShare(a: number, x: number): number {
  const front = exponential(a * logarithm(x) - x - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n < 100_000 && term > sum * 1e-17; n++) {
      term *= x / (a + n)
      sum += term
    }
    return Math.max(0, 1 - front * sum)
  }
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < 100_000; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = numerator * d + b
    if (Math.abs(d) < tiny) d = tiny
    c = b + numerator / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    const change = c * d
    fraction *= change
    if (Math.abs(change - 1) < 1e-16) break
  }
  return front * fraction
}

/** P(Z <= z) for a standard normal Z. */
export function normalCumulative(z: number): number {
  if (Number.isNaN(z)) return z
  const half = upperGammaShare(0.5, (z * z) / 2) / 2
  if (z === 0) return 0.5
  return z < 0 ? half : 1 - half
}

/** The z with P(Z <= z) = p; infinite at 0 and 1. A rational starting value refined by Halley's method. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0) return -Infinity
  if (p === 1) return Infinity
  if (p === 0.5) return 0
  if (p > 0.5) return -normalQuantile(1 - p)
  // Abramowitz and Stegun 26.2.23, good to 4.5e-4.
  const t = Math.sqrt(-2 * logarithm(p))
  let z = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))))
  for (let round = 0; round < 3; round++) {
    const error = normalCumulative(z) - p
    const step = error * exponential((z * z) / 2 + HALF_LOG_TWO_PI)
    z -= step / (1 + (z * step) / 2)
  }
  return z
}

/** The x that a chi-squared variable with one degree of freedom exceeds with probability 1 - p. */
export function chiSquareQuantileOne(p: number): number {
  const z = normalQuantile((1 + p) / 2)
  return z * z
}

/** P(T <= t) for Student's T; the normal distribution's where the degrees of freedom are infinite. */
export function studentCumulative(t: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom === Infinity) return normalCumulative(t)
  const tail = betaShare(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5) / 2
  return t < 0 ? tail : 1 - tail
}

/** The t with P(T <= t) = p for Student's T with that many degrees of freedom (1 or more); infinite at 0 and 1. */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom > 1e10 || !(p > 0 && p < 1)) return normalQuantile(p)
  if (p < 0.5) return -studentQuantile(1 - p, degreesOfFreedom)
  let low = 0
  let high = 1
  while (studentCumulative(high, degreesOfFreedom) < p) high *= 2
  for (let round = 0; round < 80; round++) {
    const middle = (low + high) / 2
    if (studentCumulative(middle, degreesOfFreedom) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction (Abramowitz and Stegun 26.5.8). */
function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a)
  const front = exponential(logGamma(a + b) - logGamma(a) - logGamma(b) + a * logarithm(x) + b * logarithm(1 - x))
  const tiny = 1e-300
  const guarded = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / guarded(1 + even * d)
    c = guarded(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / guarded(1 + odd * d)
    c = guarded(1 + odd / c)
    const change = d * c
    fraction *= change
    if (Math.abs(change - 1) < 1e-15) break
  }
  return (front * fraction) / a
}
