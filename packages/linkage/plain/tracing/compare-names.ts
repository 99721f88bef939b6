import { MISSING } from '../fields/field.ts'
import { NAMES_DIFFER, TRACED_NAME_LEVELS, type TracedNames } from './name-levels.ts'
import type { Parent } from './relatives.ts'
import type { TracedRecord } from './tables.ts'

/** Levels of the child’s given name, the best first. */
export const GIVEN_LEVELS = [
  ...TRACED_NAME_LEVELS.slice(0, NAMES_DIFFER),
  'is a nickname in its place',
  'is in the place of the family name',
  'is different',
] as const

/** Levels of the child’s family name, the best first. */
export const FAMILY_LEVELS = [
  ...TRACED_NAME_LEVELS.slice(0, NAMES_DIFFER),
  'is the father’s name in its place',
  'is different',
] as const

const INSTEAD = NAMES_DIFFER
const DIFFERENT = NAMES_DIFFER + 1
const NICKNAME_INSTEAD = NAMES_DIFFER
const GIVEN_CROSSED = NAMES_DIFFER + 1
const GIVEN_DIFFERS = NAMES_DIFFER + 2
/** Names that are so much alike, or more, may stand in each other’s place. */
const ALIKE = 2

/** The best level among names; `MISSING` where one side has none. */
export function bestOf(names: TracedNames, sought: readonly number[], held: readonly number[]): number {
  if (sought.length === 0 || held.length === 0) return MISSING
  let best = NAMES_DIFFER
  for (const one of sought) {
    for (const two of held) {
      const level = names.level(one, two)
      if (level < best) best = level
    }
    if (best === 0) return 0
  }
  return best
}

/** Whether both names of a child stand in each other’s place. */
const isCrosswise = (names: TracedNames, request: TracedRecord, found: TracedRecord): boolean =>
  bestOf(names, request.given, found.family) <= ALIKE && bestOf(names, request.family, found.given) <= ALIKE

/** The level of `GIVEN_LEVELS`. */
export function givenLevel(names: TracedNames, request: TracedRecord, found: TracedRecord): number {
  const level = bestOf(names, request.given, found.given)
  if (level !== NAMES_DIFFER) return level
  if (bestOf(names, request.given, found.nickname) <= ALIKE || bestOf(names, request.nickname, found.given) <= ALIKE)
    return NICKNAME_INSTEAD
  const crossed =
    bestOf(names, request.given, found.family) <= ALIKE || bestOf(names, request.family, found.given) <= ALIKE
  return crossed ? GIVEN_CROSSED : GIVEN_DIFFERS
}

/**
 * The level of `FAMILY_LEVELS`. Where both names stand crosswise, family names are held against given names, and that
 * they do is counted once, with the given name.
 */
export function familyLevel(names: TracedNames, request: TracedRecord, found: TracedRecord): number {
  const level = bestOf(names, request.family, found.family)
  if (level !== NAMES_DIFFER) return level
  const father = Math.min(
    bestOf(names, request.relatives.father, found.family),
    bestOf(names, request.family, found.relatives.father),
  )
  const instead = father <= ALIKE ? INSTEAD : DIFFERENT
  if (bestOf(names, request.given, found.given) !== NAMES_DIFFER || !isCrosswise(names, request, found)) return instead
  return Math.min(instead, bestOf(names, request.family, found.given))
}

/**
 * Those whom the child lived with against those whom the request names, where it is not said to be a parent: a parent is
 * compared as one. Where nothing is said of what that person was to the child, it may be any of them.
 */
export function carerLevel(names: TracedNames, request: TracedRecord, found: TracedRecord): number {
  const { other } = found.relatives
  if (found.relation >= 0) return found.relation === request.relation ? bestOf(names, request.relative, other) : MISSING
  const { father, mother, other: named } = request.relatives
  return Math.min(bestOf(names, father, other), bestOf(names, mother, other), bestOf(names, named, other))
}

/** The parent that agrees by name, where the person whom the child lived with seems to be the same person. */
export function carerIsParent(names: TracedNames, request: TracedRecord, found: TracedRecord): Parent | undefined {
  const { other, father, mother } = found.relatives
  if (other.length === 0 || found.relation >= 0) return undefined
  const named = request.relatives
  const isOne = (sought: readonly number[], held: readonly number[]): boolean =>
    held.length > 0 && bestOf(names, sought, held) < NAMES_DIFFER && bestOf(names, sought, other) < NAMES_DIFFER
  return isOne(named.father, father) ? 'father' : isOne(named.mother, mother) ? 'mother' : undefined
}
