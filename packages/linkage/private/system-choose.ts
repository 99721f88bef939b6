import type { Choose } from './dummies.ts'

declare const crypto: { getRandomValues(words: Uint32Array): Uint32Array }

const WORD = 2 ** 32
const BUFFERED = 1024

/** Choosing by the system’s cryptographic generator (Web Cryptography), in Node and in a browser’s worker. */
export function systemChoose(): Choose {
  const words = new Uint32Array(BUFFERED)
  let at = BUFFERED
  const next = (): number => {
    if (at === BUFFERED) {
      crypto.getRandomValues(words)
      at = 0
    }
    const word = words[at]!
    // What was used is not left in memory.
    words[at++] = 0
    return word
  }
  return (below) => {
    if (!(below >= 1 && below <= WORD)) throw new RangeError('chosen from 1 to 2^32 numbers')
    // Words above the last whole multiple would favour some numbers.
    const usable = WORD - (WORD % below)
    let word = next()
    while (word >= usable) word = next()
    return word % below
  }
}
