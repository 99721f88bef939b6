import type { ComparedField } from './fields/field.ts'
import type { Records } from './records.ts'
import { isNameKind, NAME_KINDS } from './schema.ts'
import type { Strata } from './strata.ts'

/** How often a value is met by chance, by how the strata stand. */
export interface Frequencies {
  /** For each field and record: the share of the records of its stratum that have its value. */
  readonly within: readonly Float32Array[]
  /** For each field and value: its share of all records that have one. */
  readonly overall: readonly Float32Array[]
  /**
   * The chance that a name of the stratum (−1 where there are none) is the same as this one by letters or by sound without
   * being written the same; undefined where it is not known, and the average stands in.
   */
  near(field: number, stratum: number, code: number): number | undefined
  /** The share of a stratum's records that have a value, for a record that is not counted. */
  withinOf(field: number, stratum: number, code: number): number
  /** Forgets what was reckoned of a guest's values. */
  forget(): void
}

/** What people of one stratum have in common: the rest is taken as it is among all. */
export const STRATIFIED: readonly ComparedField['kind'][] = [...NAME_KINDS, 'stratum', 'place', 'category', 'text']

/** With more names than that, near ones are not counted name by name. */
const MOST_NEAR = 4000

/** Counts of the values of one field among the records of one stratum. */
interface Tally {
  readonly counts: Map<number, number>
  size: number
}

function tally(
  field: ComparedField,
  records: Records,
  groupOf: (record: number) => number,
  counts: (record: number) => boolean,
): Map<number, Tally> {
  const tallies = new Map<number, Tally>()
  for (let record = 0; record < records.count; record++) {
    const code = field.codes[record]!
    const group = groupOf(record)
    if (code < 0 || group === UNKNOWN || !counts(record)) continue
    let held = tallies.get(group)
    if (!held) tallies.set(group, (held = { counts: new Map(), size: 0 }))
    held.counts.set(code, (held.counts.get(code) ?? 0) + 1)
    held.size++
  }
  return tallies
}

/** A guest has fewer values that no record has. */
const GUEST_VALUES = 64

const UNKNOWN = -2
const ALL = -1

/** The shares of values, counted over the records that `counts` (a person once, where duplicates are known). */
export function countFrequencies(
  records: Records,
  strata: Strata | undefined,
  counts: (record: number) => boolean,
): Frequencies {
  const within: Float32Array[] = []
  const overall: Float32Array[] = []
  const known: (readonly [Map<number, Tally>, Map<number, number>] | undefined)[] = []
  const tallies: Map<number, Tally>[] = []
  const ofGuest = new Map<number, number>()
  for (const field of records.fields) {
    const all = new Float32Array(field.values.length)
    let filled = 0
    for (let record = 0; record < records.count; record++) {
      const code = field.codes[record]!
      if (code < 0 || !counts(record)) continue
      all[code]!++
      filled++
    }
    const shares = all.map((count) => Math.max(count, 1) / Math.max(filled, 1))
    overall.push(shares)
    const isName = isNameKind(field.kind)
    const groups =
      strata !== undefined && STRATIFIED.includes(field.kind)
        ? tally(field, records, (record) => (strata.codes[record]! < 0 ? UNKNOWN : strata.codes[record]!), counts)
        : isName && field.values.length <= MOST_NEAR
          ? tally(field, records, () => ALL, counts)
          : new Map<number, Tally>()
    known.push(isName ? [groups, new Map()] : undefined)
    tallies.push(groups)
    const own = new Float32Array(strata === undefined ? 0 : records.count)
    for (let record = 0; record < own.length; record++)
      own[record] = withinOf(overall.length - 1, strata!.codes[record]!, field.codes[record]!)
    within.push(own)
  }
  function withinOf(at: number, stratum: number, code: number): number {
    const held = tallies[at]!.get(stratum)
    if (code < 0 || held === undefined) return 0
    // Drawn towards the share among all, as if two more records of the stratum had been seen.
    return (Math.max(held.counts.get(code) ?? 0, 1) + 2 * (overall[at]![code] ?? 0)) / (held.size + 2)
  }
  return {
    within,
    overall,
    withinOf,
    forget: () => ofGuest.clear(),
    near(at, stratum, code) {
      const held = known[at]?.[0].get(stratum)
      if (held === undefined || held.counts.size > MOST_NEAR) return undefined
      const own = overall[at]!.length
      const guest = code >= own
      const memory = guest ? ofGuest : known[at]![1]
      const key = guest
        ? ((stratum + 1) * records.fields.length + at) * GUEST_VALUES + (code - own)
        : (stratum + 1) * own + code
      let share = memory.get(key)
      if (share === undefined) {
        let met = 0
        for (const [other, count] of held.counts) {
          const level = other === code ? 0 : records.fields[at]!.level(code, other)
          if (level === 1) met += count
        }
        share = met / held.size
        memory.set(key, share)
      }
      return share
    },
  }
}
