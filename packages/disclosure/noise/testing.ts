import { type RandomWords, wordsFrom } from './random-words.ts'

/** Words that come again for a seed, for tests alone (splitmix32). */
export function repeatableWords(seed: number): RandomWords {
  let state = seed >>> 0
  return wordsFrom((words) => {
    for (let at = 0; at < words.length; at++) {
      state = (state + 0x9e3779b9) >>> 0
      let mixed = state
      mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
      words[at] = mixed ^ (mixed >>> 15)
    }
  })
}

/**
 * How far draws lie from the probabilities they should have (Pearson), and the bound that right ones pass but once in about a
 * hundred thousand (Wilson and Hilferty). Cells that expect fewer than ten draws stand together.
 */
export function chiSquare(
  draw: () => number,
  weight: (x: number) => number,
  { draws, reach }: { readonly draws: number; readonly reach: number },
): { statistic: number; critical: number; cells: number } {
  const seen = new Map<number, number>()
  for (let at = 0; at < draws; at++) {
    const x = draw()
    seen.set(x, (seen.get(x) ?? 0) + 1)
  }
  let total = 0
  const far = reach * 4
  for (let x = -far; x <= far; x++) total += weight(x)
  let statistic = 0
  let cells = 0
  let restExpected = draws
  let restSeen = draws
  for (let x = -reach; x <= reach; x++) {
    const expected = (draws * weight(x)) / total
    if (expected < 10) continue
    const observed = seen.get(x) ?? 0
    statistic += (observed - expected) ** 2 / expected
    restExpected -= expected
    restSeen -= observed
    cells++
  }
  if (restExpected >= 1) {
    statistic += (restSeen - restExpected) ** 2 / restExpected
    cells++
  }
  const freedom = cells - 1
  const critical = freedom * (1 - 2 / (9 * freedom) + 4.3 * Math.sqrt(2 / (9 * freedom))) ** 3
  return { statistic, critical, cells }
}
