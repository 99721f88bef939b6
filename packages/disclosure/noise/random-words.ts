declare const crypto: { getRandomValues(words: Uint32Array): Uint32Array } | undefined

/**
 * Where randomness comes from: uniform whole numbers from 0 to 2^32 - 1. For privacy it is `systemWords()`; a generator that
 * repeats itself is injected by tests alone, because anyone who knows a seed takes the noise off again.
 */
export interface RandomWords {
  next(): number
}

const WORD = 2 ** 32
const BUFFERED = 4096

/** Words from what fills a buffer with random bits, asked for a few thousand at a time. */
export function wordsFrom(fill: (words: Uint32Array) => unknown): RandomWords {
  const buffer = new Uint32Array(BUFFERED)
  let at = BUFFERED
  return {
    next() {
      if (at === BUFFERED) {
        fill(buffer)
        at = 0
      }
      const word = buffer[at]!
      // What was used is not left in memory.
      buffer[at] = 0
      at++
      return word
    },
  }
}

/** The cryptographic generator of the system (Web Cryptography), in Node and in a browser worker. */
export function systemWords(): RandomWords {
  const source = crypto
  if (source === undefined) throw new Error('there is no cryptographic source of randomness here')
  return wordsFrom((words) => source.getRandomValues(words))
}

/** A uniform whole number from 0 to `bound` - 1, without bias. `bound` is whole, from 1 to 2^53. */
export function uniformBelow(words: RandomWords, bound: number): number {
  if (bound <= WORD) {
    const usable = WORD - (WORD % bound)
    let word = words.next()
    while (word >= usable) word = words.next()
    return word % bound
  }
  const usable = 2 ** 53 - (2 ** 53 % bound)
  for (;;) {
    const drawn = (words.next() >>> 11) * WORD + words.next()
    if (drawn < usable) return drawn % bound
  }
}

/** The same for numbers of any size. */
export function uniformBigBelow(words: RandomWords, bound: bigint): bigint {
  if (bound <= BigInt(Number.MAX_SAFE_INTEGER)) return BigInt(uniformBelow(words, Number(bound)))
  const bits = bound.toString(2).length
  const wordCount = Math.ceil(bits / 32)
  const excess = BigInt(wordCount * 32 - bits)
  for (;;) {
    let drawn = 0n
    for (let word = 0; word < wordCount; word++) drawn = (drawn << 32n) | BigInt(words.next())
    drawn >>= excess
    if (drawn < bound) return drawn
  }
}

/** A uniform number in [0, 1) with 53 bits: for post-processing such as drawing records, never for noise. */
export function uniformFraction(words: RandomWords): number {
  return ((words.next() >>> 11) * WORD + words.next()) / 2 ** 53
}
