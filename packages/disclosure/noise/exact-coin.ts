import { type RandomWords, uniformBelow, uniformBigBelow } from './random-words.ts'

/**
 * True with probability exp(-numerator / denominator), exactly: whole-number arithmetic only. Both are whole and not
 * negative, the denominator positive; beyond 2^53 they are given as `bigint`.
 * Source: Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy (2020), algorithm 1; docs/methods/disclosure.md.
 */
export function coinExp(words: RandomWords, numerator: number, denominator: number): boolean {
  let rest = numerator
  while (rest > denominator) {
    if (!series(words, 1, 1)) return false
    rest -= denominator
  }
  return series(words, rest, denominator)
}

export function coinExpBig(words: RandomWords, numerator: bigint, denominator: bigint): boolean {
  let rest = numerator
  while (rest > denominator) {
    if (!series(words, 1, 1)) return false
    rest -= denominator
  }
  for (let step = 1; ; step++) {
    // Bernoulli(x / step) is Bernoulli(x) and Bernoulli(1 / step) together.
    const goesOn = uniformBigBelow(words, denominator) < rest && uniformBelow(words, step) === 0
    if (!goesOn) return step % 2 === 1
  }
}

/** Bernoulli(exp(-x)) for x = numerator / denominator at most 1. */
function series(words: RandomWords, numerator: number, denominator: number): boolean {
  for (let step = 1; ; step++) {
    const goesOn =
      (denominator === 1 ? numerator === 1 : uniformBelow(words, denominator) < numerator) &&
      (step === 1 || uniformBelow(words, step) === 0)
    if (!goesOn) return step % 2 === 1
  }
}
