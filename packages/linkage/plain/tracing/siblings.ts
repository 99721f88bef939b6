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

/** Finds the brothers and sisters of a record on its own side, as it is asked for them: one record costs what its own family costs. */
export interface Families {
  /** Takes a record in; one with the same id that was there before is out. */
  put(record: TracedRecord): void
  /** In the order of ids; none where nothing says that there are any. */
  of(record: TracedRecord): readonly TracedRecord[]
}

type Named = Pick<TracingTables, 'names'>

/**
 * Cases of children who travelled together: by the number of their group, else those that were separated on one day at
 * one place, have a name of their family in common and contradict each other in none.
 */
export const travelledTogether = (tables: Named): Families =>
  createFamilies(
    tables,
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
export const soughtTogether = (tables: Named): Families =>
  createFamilies(
    tables,
    ({ relative, relation }) => (relative.length > 0 ? `${relative[0]} ${relation}` : ''),
    (a, b) =>
      (a.separationPlace >= 0 && a.separationPlace === b.separationPlace) ||
      (isKnown(a.separation) && a.separation.from === b.separation.from && a.separation.to === b.separation.to),
  )

function createFamilies(
  tables: Named,
  blockOf: (record: TracedRecord) => string,
  meet: (a: TracedRecord, b: TracedRecord) => boolean,
): Families {
  const blocks = new Map<string, Map<string, TracedRecord>>()
  const keys = new Map<string, string>()
  /** Families that were looked for; those of a block are looked for again once it changes. */
  const found = new Map<string, Map<TracedRecord, readonly TracedRecord[]>>()
  const keyOf = (record: TracedRecord): string => {
    if (record.group !== '') return `group ${record.group}`
    const block = blockOf(record)
    return block === '' ? '' : `block ${block}`
  }

  function look(record: TracedRecord, key: string): readonly TracedRecord[] {
    const members = [...(blocks.get(key)?.values() ?? [])]
    const isGroup = record.group !== ''
    if (members.length > (isGroup ? LARGEST_FAMILY : LARGEST_BLOCK)) return []
    return members
      .filter(
        (other) =>
          other.id !== record.id &&
          (isGroup || meet(record, other)) &&
          isOtherChild(tables, record, other) &&
          (isGroup || isOneFamily(tables, record, other)),
      )
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }

  return {
    put(record) {
      const before = keys.get(record.id) ?? ''
      const key = keyOf(record)
      blocks.get(before)?.delete(record.id)
      found.delete(before)
      if (key === '') return void keys.delete(record.id)
      keys.set(record.id, key)
      const held = blocks.get(key)
      if (held) held.set(record.id, record)
      else blocks.set(key, new Map([[record.id, record]]))
      found.delete(key)
    },
    of(record) {
      const key = keyOf(record)
      if (key === '') return []
      const known = found.get(key) ?? new Map<TracedRecord, readonly TracedRecord[]>()
      found.set(key, known)
      let siblings = known.get(record)
      if (siblings === undefined) known.set(record, (siblings = look(record, key)))
      return siblings
    },
  }
}

/** Two files about one child are no two children. */
const isOtherChild = ({ names }: Named, a: TracedRecord, b: TracedRecord): boolean => {
  const level = bestOf(names, a.given, b.given)
  return level !== MISSING && level >= OTHER_CHILD
}

/** Whether a name of the family agrees, and none contradicts. */
function isOneFamily({ names }: Named, a: TracedRecord, b: TracedRecord): boolean {
  if (a.nationality >= 0 && b.nationality >= 0 && a.nationality !== b.nationality) return false
  const levels = [
    bestOf(names, a.family, b.family),
    bestOf(names, a.father, b.father),
    bestOf(names, a.mother, b.mother),
    a.relation === b.relation ? bestOf(names, a.relative, b.relative) : MISSING,
  ]
  return levels.some((level) => level <= AGREES) && !levels.includes(NAMES_DIFFER)
}
