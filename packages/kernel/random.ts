/** A source of random 32-bit whole numbers. */
export interface RandomSource {
  /** The next whole number from 0 to 2³² - 1. */
  readonly next: () => number
  /** A whole number from 0 to `bound` - 1, each as likely as the others; `bound` is at most 2³². */
  readonly below: (bound: number) => number
  /** A number in [0, 1) with 53 random bits. */
  readonly unit: () => number
}

/**
 * xoshiro128** (Blackman and Vigna 2021), filled from the seed and the stream's number by SplitMix32's mixing. Whole-number
 * arithmetic alone, so that a seed gives the same numbers in every engine; each replicate has a stream of its own, so that
 * results depend neither on the number of threads nor on their order.
 *
 * @param seed a whole number; its lower 53 bits count
 * @param stream the number of the stream, from 0
 */
export function randomSource(seed: number, stream = 0): RandomSource {
  let state = mix(Math.abs(Math.trunc(seed)) >>> 0)
  state = mix(state ^ Math.floor(Math.abs(Math.trunc(seed)) / 4294967296) ^ (seed < 0 ? 0x80000000 : 0))
  state = mix(state ^ (stream >>> 0))
  const fill = (): number => {
    state = (state + 0x9e3779b9) | 0
    return mix(state)
  }
  let a = fill()
  let b = fill()
  let c = fill()
  let d = fill() | 1

  const next = (): number => {
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return scrambled >>> 0
  }
  return {
    next,
    below: (bound) => {
      // Lemire's method (2019): the upper word of a product, drawn again where its lower word would favour some numbers.
      if (bound <= 2097152) {
        let product = next() * bound
        let drawn = Math.floor(product / 4294967296)
        let low = product - drawn * 4294967296
        if (low < bound) {
          const favoured = 4294967296 % bound
          while (low < favoured) {
            product = next() * bound
            drawn = Math.floor(product / 4294967296)
            low = product - drawn * 4294967296
          }
        }
        return drawn
      }
      // The product would not be exact: numbers above the last whole multiple of the bound are drawn again.
      const limit = 4294967296 - (4294967296 % bound)
      let drawn = next()
      while (drawn >= limit) drawn = next()
      return drawn % bound
    },
    unit: () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992,
  }
}

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

function mix(value: number): number {
  let mixed = (value + 0x9e3779b9) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return (mixed ^ (mixed >>> 15)) | 0
}
