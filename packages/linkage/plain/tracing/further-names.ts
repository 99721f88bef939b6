import { bestOf } from './compare-names.ts'
import type { TracedNames } from './name-levels.ts'

/** Names that are so much alike, or more, are taken for one. */
const ALIKE = 2

/** How many brothers and sisters are named on both sides, each counted once. */
export function agreeingSiblings(
  names: TracedNames,
  sought: readonly (readonly number[])[],
  held: readonly (readonly number[])[],
): number {
  const taken = new Set<number>()
  for (const one of sought) {
    const at = held.findIndex((other, place) => !taken.has(place) && bestOf(names, one, other) <= ALIKE)
    if (at >= 0) taken.add(at)
  }
  return taken.size
}
