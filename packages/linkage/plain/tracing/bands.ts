import { ranked, type WeighedShortlist } from './weigh.ts'

/** A case is likely from this probability on, or from a higher one where chance alone would reach it too often. */
const LIKELY = 0.97
const HIGHEST = 0.999
/** Of requests without a case no more than that may have a likely one; half of what is promised. */
const MOST_WRONG = 0.01
/** From so sure a best case on, the second one is a stranger. */
const SURE = 0.9
const FEWEST = 50

/**
 * From which probability on a case is likely. Where a request’s best case is surely the child, its second is what
 * chance brings: as good as the best case of a request that has none. The bound is where no more than one in a hundred
 * of those would be likely if the best were not there. Needs no label; with few such requests, 0.97.
 */
export function likelyFrom(weighed: readonly WeighedShortlist[]): number {
  const byChance: number[] = []
  for (const one of weighed) {
    const { probabilities, nobody, sibling } = one
    const [best, second, ...others] = ranked(one).map((place) => probabilities[place]!)
    if (best === undefined || second === undefined || best < SURE) continue
    const rest = others.reduce((sum, probability) => sum + probability, nobody + sibling + second)
    byChance.push(second / rest)
  }
  if (byChance.length < FEWEST) return LIKELY
  byChance.sort((a, b) => b - a)
  const bound = byChance[Math.floor(MOST_WRONG * byChance.length)]!
  return Math.min(HIGHEST, Math.max(LIKELY, bound))
}
