/*
 * Exponential and logarithms from +, -, * and / alone. `Math.exp` and `Math.log` may differ in the last bit between engines,
 * and one bit can tip which model a replicate selects, or into which stretch of scores a pair falls; these give the same bits
 * everywhere. Errors are below two units in the last place.
 */

const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10

const LOWEST_POWER = -1074

const POWERS_OF_TWO = powersOfTwo()

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(1024 - LOWEST_POWER)
  powers[-LOWEST_POWER] = 1
  for (let at = 1; at < 1024; at++) powers[at - LOWEST_POWER] = powers[at - 1 - LOWEST_POWER]! * 2
  for (let at = -1; at >= LOWEST_POWER; at--) powers[at - LOWEST_POWER] = powers[at + 1 - LOWEST_POWER]! / 2
  return powers
}

/** e to the power x. */
export function exponential(x: number): number {
  if (x > 709.78) return x > 709.782712893384 ? Infinity : exponential(x - 1) * Math.E
  if (x < -745.2) return 0
  if (Number.isNaN(x)) return x
  const scaled = x * Math.LOG2E
  const power = Math.floor(scaled + 0.5)
  const r = x - power * LN2_HIGH - power * LN2_LOW
  // Taylor's series of (e^r - 1 - r) / r² to the thirteenth power of r; |r| is at most ln 2 / 2.
  let tail = 1 / 6227020800
  tail = tail * r + 1 / 479001600
  tail = tail * r + 1 / 39916800
  tail = tail * r + 1 / 3628800
  tail = tail * r + 1 / 362880
  tail = tail * r + 1 / 40320
  tail = tail * r + 1 / 5040
  tail = tail * r + 1 / 720
  tail = tail * r + 1 / 120
  tail = tail * r + 1 / 24
  tail = tail * r + 1 / 6
  tail = tail * r + 0.5
  const value = 1 + (r + r * r * tail)
  if (power > 1023) return value * 2 * POWERS_OF_TWO[1023 - LOWEST_POWER]!
  // In two steps where the result is subnormal, so that it is rounded once.
  if (power < -1021) return value * POWERS_OF_TWO[power + 60 - LOWEST_POWER]! * POWERS_OF_TWO[-60 - LOWEST_POWER]!
  return value * POWERS_OF_TWO[power - LOWEST_POWER]!
}

const LEAST_NORMAL = 2.2250738585072014e-308

/** A number and its two halves; which of them is the higher depends on the machine. */
const NUMBER = new Float64Array(1)
const HALVES = new Int32Array(NUMBER.buffer)
NUMBER[0] = 1
const HIGHER = HALVES[1] === 0 ? 0 : 1

/** The natural logarithm of x; -Infinity at 0, NaN below. */
export function logarithm(x: number): number {
  if (x === 0) return -Infinity
  if (!(x > 0)) return Number.NaN
  if (x === Infinity) return x
  if (x < LEAST_NORMAL) return logarithm(x * 18014398509481984) - 54 * (LN2_HIGH + LN2_LOW)
  NUMBER[0] = x
  const high = HALVES[HIGHER]!
  let power = (high >> 20) - 1023
  HALVES[HIGHER] = (high & 0xfffff) | 0x3ff00000
  let mantissa = NUMBER[0]
  if (mantissa > Math.SQRT2) {
    mantissa /= 2
    power++
  }
  // log m = 2 artanh((m - 1) / (m + 1)), whose argument is at most 0.172.
  const f = mantissa - 1
  const s = f / (2 + f)
  const z = s * s
  let series = 1 / 23
  series = series * z + 1 / 21
  series = series * z + 1 / 19
  series = series * z + 1 / 17
  series = series * z + 1 / 15
  series = series * z + 1 / 13
  series = series * z + 1 / 11
  series = series * z + 1 / 9
  series = series * z + 1 / 7
  series = series * z + 1 / 5
  series = series * z + 1 / 3
  return power * LN2_HIGH + (2 * s + (2 * s * z * series + power * LN2_LOW))
}

/** The logarithm of x to base 2, exact for powers of two; -Infinity at 0, NaN below. */
export function logarithm2(x: number): number {
  if (!(x >= LEAST_NORMAL) || x === Infinity) return logarithm(x) * Math.LOG2E
  NUMBER[0] = x
  const high = HALVES[HIGHER]!
  const power = (high >> 20) - 1023
  HALVES[HIGHER] = (high & 0xfffff) | 0x3ff00000
  const mantissa = NUMBER[0]
  // From just below the next power of two, so that what is near 1 loses nothing.
  return mantissa > Math.SQRT2
    ? power + 1 + logarithm(mantissa / 2) * Math.LOG2E
    : power + logarithm(mantissa) * Math.LOG2E
}

/** 2 to the power x, exact for whole numbers. */
export function powerOfTwo(x: number): number {
  if (!(Math.abs(x) <= 1000)) return exponential(x * Math.LN2)
  const whole = Math.floor(x + 0.5)
  return exponential((x - whole) * Math.LN2) * POWERS_OF_TWO[whole - LOWEST_POWER]!
}
