import type { CaptureHistories } from '../histories.ts'

/** A table made from another, and where a mask of the old lists is in the new. */
export interface Projected {
  readonly histories: CaptureHistories
  readonly place: (mask: number) => number
}

/** The table without a list: people who were on no other drop out of it. */
export function withoutList(histories: CaptureHistories, list: number): Projected {
  const low = (1 << list) - 1
  const place = (mask: number): number => (mask & low) | ((mask >> 1) & ~low)
  return { histories: moved(histories, without(histories.lists, list), place), place }
}

/** The table with two lists joined into one: who is on either is on it. */
export function mergedLists(histories: CaptureHistories, first: number, second: number): Projected {
  const low = (1 << second) - 1
  const place = (mask: number): number => {
    const joined = (mask >> second) & 1 ? mask | (1 << first) : mask
    return (joined & low) | ((joined >> 1) & ~low)
  }
  const names = histories.lists.map((name, at) => (at === first ? `${name}+${histories.lists[second]!}` : name))
  return { histories: moved(histories, without(names, second), place), place }
}

/** Only the people of a list, as the other lists saw them; those whom none of these saw are the dark figure, and known. */
export function withinList(histories: CaptureHistories, list: number): Projected & { readonly unseen: number } {
  const counts = histories.counts.map((count, at) => ((histories.masks[at]! >> list) & 1 ? count : 0))
  const { histories: others, place } = withoutList({ ...histories, counts }, list)
  let unseen = 0
  for (let at = 0; at < counts.length; at++) if (histories.masks[at] === 1 << list) unseen += counts[at]!
  return { histories: others, place, unseen }
}

const without = (names: readonly string[], list: number): string[] => names.filter((_, at) => at !== list)

function moved(
  { masks, counts }: CaptureHistories,
  lists: readonly string[],
  place: (mask: number) => number,
): CaptureHistories {
  const sums = new Map<number, number>()
  masks.forEach((mask, at) => {
    const own = place(mask)
    const count = counts[at]!
    if (own !== 0 && count > 0) sums.set(own, (sums.get(own) ?? 0) + count)
  })
  const kept = [...sums.keys()].toSorted((a, b) => a - b)
  return { lists, masks: Uint32Array.from(kept), counts: Float64Array.from(kept, (mask) => sums.get(mask)!) }
}
