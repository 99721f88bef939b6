import { MISSING } from '../fields/field.ts'
import { bestOf } from './compare-names.ts'
import { NAMES_DIFFER, type TracedNames } from './name-levels.ts'
import type { TracedRecord } from './tables.ts'

/** Names that are so much alike, or more, are taken for one. */
const ALIKE = 2

/**
 * A nickname against a nickname; where given names are not alike, also against the other side’s given name, which may be what the child
 * is called. Where given names agree they were counted with them, and a nickname on one side alone says nothing.
 */
export function nicknameLevel(names: TracedNames, request: TracedRecord, found: TracedRecord): number {
  const both = bestOf(names, request.nickname, found.nickname)
  if (bestOf(names, request.given, found.given) <= ALIKE) return both
  const levels = [both, bestOf(names, request.nickname, found.given), bestOf(names, request.given, found.nickname)]
  const known = levels.filter((level) => level !== MISSING)
  return known.length === 0 ? MISSING : Math.min(NAMES_DIFFER, ...known)
}

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
