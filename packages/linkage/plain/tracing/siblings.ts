import { MISSING } from '../fields/field.ts'
import { bestOf } from './compare-names.ts'
import { isKnown } from './moments.ts'
import { NAMES_DIFFER } from './name-levels.ts'
import type { TracedRecord, TracingTables } from './tables.ts'

/** Larger groups are a convoy or a shelter, and no family. */
const LARGEST_FAMILY = 12
/** Within so many records with one place and day, or one name of a relative, families are looked for pair by pair. */
const LARGEST_BLOCK = 300
const AGREES = 1
const OTHER_CHILD = 3

/** The brothers and sisters of a record on its own side; none where nothing says that it has any. */
export type Siblings = ReadonlyMap<TracedRecord, readonly TracedRecord[]>

/**
 * Cases of children who travelled together: by the number of their group, else those that were separated on one day at
 * one place, have a name of their family in common and contradict each other in none.
 */
export const travelledTogether = (tables: TracingTables): Siblings =>
  findSiblings(
    tables,
    tables.cases,
    ({ separation, separationPlace }) =>
      separationPlace >= 0 && isKnown(separation) && separation.from === separation.to
        ? `${separationPlace} ${separation.from}`
        : '',
    () => true,
  )

/**
 * Requests of one family: by the number of their group, else those of one inquirer in one relation, about children who
 * were separated at one place or on one day.
 */
export const soughtTogether = (tables: TracingTables): Siblings =>
  findSiblings(
    tables,
    tables.requests,
    ({ relative, relation }) => (relative.length > 0 ? `${relative[0]} ${relation}` : ''),
    (a, b) =>
      (a.separationPlace >= 0 && a.separationPlace === b.separationPlace) ||
      (isKnown(a.separation) && a.separation.from === b.separation.from && a.separation.to === b.separation.to),
  )

function findSiblings(
  tables: TracingTables,
  records: readonly TracedRecord[],
  blockOf: (record: TracedRecord) => string,
  meet: (a: TracedRecord, b: TracedRecord) => boolean,
): Siblings {
  const groups = new Map<string, TracedRecord[]>()
  const blocks = new Map<string, TracedRecord[]>()
  for (const record of records) {
    const key = record.group === '' ? blockOf(record) : record.group
    const into = record.group === '' ? blocks : groups
    if (key === '') continue
    const held = into.get(key)
    if (held) held.push(record)
    else into.set(key, [record])
  }
  const siblings = new Map<TracedRecord, TracedRecord[]>()
  const join = (a: TracedRecord, b: TracedRecord): void => {
    siblings.set(a, [...(siblings.get(a) ?? []), b])
    siblings.set(b, [...(siblings.get(b) ?? []), a])
  }
  for (const members of groups.values()) {
    if (members.length <= LARGEST_FAMILY) eachPair(members, (a, b) => isOtherChild(tables, a, b) && join(a, b))
  }
  for (const members of blocks.values()) {
    if (members.length > LARGEST_BLOCK) continue
    eachPair(members, (a, b) => meet(a, b) && isOtherChild(tables, a, b) && isOneFamily(tables, a, b) && join(a, b))
  }
  return siblings
}

function eachPair(records: readonly TracedRecord[], visit: (a: TracedRecord, b: TracedRecord) => unknown): void {
  records.forEach((a, at) => {
    for (const b of records.slice(at + 1)) visit(a, b)
  })
}

/** Two files about one child are no two children. */
const isOtherChild = ({ names }: TracingTables, a: TracedRecord, b: TracedRecord): boolean => {
  const level = bestOf(names, a.given, b.given)
  return level !== MISSING && level >= OTHER_CHILD
}

/** Whether a name of the family agrees, and none contradicts. */
function isOneFamily({ names }: TracingTables, a: TracedRecord, b: TracedRecord): boolean {
  if (a.nationality >= 0 && b.nationality >= 0 && a.nationality !== b.nationality) return false
  const levels = [
    bestOf(names, a.family, b.family),
    bestOf(names, a.father, b.father),
    bestOf(names, a.mother, b.mother),
    a.relation === b.relation ? bestOf(names, a.relative, b.relative) : MISSING,
  ]
  return levels.some((level) => level <= AGREES) && !levels.includes(NAMES_DIFFER)
}
