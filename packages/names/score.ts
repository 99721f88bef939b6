import { MOST_PARTS } from './parse.ts'
import { SAME_PART } from './part-likeness.ts'

/** Whether two names are weighed as equals, or the first is a search that may name a part of the second only. */
export type Weighing = 'pair' | 'search'

// The weakest pair of parts says most: sisters share every part but one.
const WEAKEST = 0.6
const SWAPPED = 0.97
const PARTICLE = 0.98
const MISSING_OF_MANY = 0.3
const MISSING_OF_ONE = 0.6
const UNSEARCHED = 0.12

const reached = new Float64Array((MOST_PARTS + 1) << MOST_PARTS)
const chosen = new Int8Array((MOST_PARTS + 1) << MOST_PARTS)

// Most names that are compared have one part: what they are paired with is one of two.
const PAIRED: readonly number[] = [0]
const ALONE: readonly number[] = [-1]

/** For each first part the second part it is paired with, or -1: the pairing with the greatest sum of likenesses. */
export function pairParts(
  first: number,
  second: number,
  likeness: (i: number, j: number) => number,
): readonly number[] {
  if (first === 1 && second === 1) return likeness(0, 0) >= SAME_PART ? PAIRED : ALONE
  const states = 1 << second
  reached.fill(-1, 0, (first + 1) * states)
  reached[0] = 0
  for (let i = 0; i < first; i++) {
    for (let used = 0; used < states; used++) {
      const sum = reached[i * states + used]!
      if (sum < 0) continue
      const stay = (i + 1) * states + used
      if (sum > reached[stay]!) {
        reached[stay] = sum
        chosen[stay] = -1
      }
      for (let j = 0; j < second; j++) {
        if (used & (1 << j)) continue
        const value = likeness(i, j)
        if (value < SAME_PART) continue
        const next = (i + 1) * states + (used | (1 << j))
        if (sum + value > reached[next]!) {
          reached[next] = sum + value
          chosen[next] = j
        }
      }
    }
  }
  let best = 0
  for (let used = 1; used < states; used++)
    if (reached[first * states + used]! > reached[first * states + best]!) best = used
  const pairs = Array.from({ length: first }, () => -1)
  let used = best
  for (let i = first; i > 0; i--) {
    const j = chosen[i * states + used]!
    pairs[i - 1] = j
    if (j >= 0) used &= ~(1 << j)
  }
  return pairs
}

/** Whether the pairs cross one another. */
export function isSwapped(pairs: readonly number[]): boolean {
  let last = -1
  for (const j of pairs) {
    if (j < 0) continue
    if (j < last) return true
    last = j
  }
  return false
}

/**
 * One figure for two names, from the likenesses of the paired parts: their mean, weighed with the weakest of them; a
 * part that both names have room for and that finds no partner counts as 0; parts that only one name has lower the
 * figure by their share. Never rises when a likeness falls.
 */
export function weigh(
  likenesses: { readonly sum: number; readonly weakest: number; readonly pairs: number },
  first: number,
  second: number,
  differences: { readonly swapped: boolean; readonly particle: boolean },
  weighing: Weighing,
): number {
  const room = Math.min(first, second)
  if (room === 0 || likenesses.pairs === 0) return 0
  const weakest = likenesses.pairs < room ? 0 : likenesses.weakest
  let score = (1 - WEAKEST) * (likenesses.sum / room) + WEAKEST * weakest
  const most = Math.max(first, second)
  const missing = most - room
  if (weighing === 'search' && second > first) score *= 1 - (UNSEARCHED * missing) / most
  else score *= 1 - ((room === 1 ? MISSING_OF_ONE : MISSING_OF_MANY) * missing) / most
  if (differences.swapped) score *= SWAPPED
  if (differences.particle) score *= PARTICLE
  return score
}
