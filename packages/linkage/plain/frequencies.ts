import { MISSING, type ComparedField } from './fields/field.ts'
import type { KnownMatches } from './known-matches.ts'
import { OTHER_STRATUM, SAME_STRATUM } from './model.ts'
import type { Records } from './records.ts'
import { isNameKind, NAME_KINDS } from './schema.ts'
import type { Strata } from './strata.ts'

/** How often a value is met by chance, by how the strata stand. */
export interface Frequencies {
  /** For each field and record: the chance that another person of its stratum has its value. */
  readonly within: readonly Float32Array[]
  /** For each field and value: the chance that another person has it. */
  readonly overall: readonly Float32Array[]
  /** The chance that two persons have one value, for each way that their strata stand to one another. */
  equal(field: number, state: number): number
  /**
   * The chance that a name of the stratum (−1 where there are none) is the same as this one by letters or by sound without
   * being written the same; undefined where it is not known, and the average stands in.
   */
  near(field: number, stratum: number, code: number): number | undefined
  /** As `within`, for a record that is not counted. */
  withinOf(field: number, stratum: number, code: number): number
  /** Forgets what was reckoned of a guest's values. */
  forget(): void
}

/** What people of one stratum have in common: the rest is taken as it is among all. */
export const STRATIFIED: readonly ComparedField['kind'][] = [...NAME_KINDS, 'stratum', 'place', 'category', 'text']

/** With more names than that, near ones are not counted name by name. */
const MOST_NEAR = 4000
/** A guest has fewer values that no record has. */
const GUEST_VALUES = 64

/** Counts of the values of one field among the records of one stratum, or of all. */
interface Tally {
  readonly counts: Map<number, number>
  /** Records that have a value. */
  size: number
  /** Pairs of records of one person that are expected: those of equal values by value, and all. */
  readonly surplus: Map<number, number>
  surplusEqual: number
  surplusAll: number
  /** The chance that two of its persons have one value; a half where nobody has any. */
  equal: number
}

const UNKNOWN = -2
const ALL = -1
const newTally = (): Tally => ({
  counts: new Map(),
  size: 0,
  surplus: new Map(),
  surplusEqual: 0,
  surplusAll: 0,
  equal: 0.5,
})

function tally(
  field: ComparedField,
  { count }: Records,
  groupOf: (record: number) => number,
  matches: KnownMatches | undefined,
): Map<number, Tally> {
  // A date is not as common as a year that stands for it: what the field does not compare is not of it.
  const compared = Uint8Array.from(field.values, (_, code) => Number(field.level(code, code) !== MISSING))
  const codes = field.codes.map((code) => (code >= 0 && compared[code] === 1 ? code : -1))
  const tallies = new Map<number, Tally>()
  const add = (to: Map<number, number>, code: number, much: number): void =>
    void to.set(code, (to.get(code) ?? 0) + much)
  for (let record = 0; record < count; record++) {
    const code = codes[record]!
    const group = groupOf(record)
    if (code < 0 || group === UNKNOWN) continue
    let held = tallies.get(group)
    if (!held) tallies.set(group, (held = newTally()))
    add(held.counts, code, 1)
    held.size++
  }
  for (let pair = 0; pair < (matches?.a.length ?? 0); pair++) {
    const [a, b] = [matches!.a[pair]!, matches!.b[pair]!]
    const group = groupOf(a)
    if (codes[a]! < 0 || codes[b]! < 0 || group === UNKNOWN || group !== groupOf(b)) continue
    const held = tallies.get(group)!
    const probability = matches!.probability[pair]! * matches!.each
    held.surplusAll += probability
    if (codes[a] !== codes[b]) continue
    held.surplusEqual += probability
    add(held.surplus, codes[a]!, probability)
  }
  for (const held of tallies.values()) held.equal = equalOf(held)
  return tallies
}

const pairsOf = (size: number): number => (size * (size - 1)) / 2

/** The chance that two persons of a tally have one value: equal pairs but those of one person. */
function equalOf(held: Tally): number {
  let equal = 0
  for (const count of held.counts.values()) equal += pairsOf(count)
  return Math.min(
    1,
    (Math.max(0, equal - held.surplusEqual) + 1) / (Math.max(1, pairsOf(held.size) - held.surplusAll) + 1),
  )
}

/** Persons of a tally: no more than half of its records are taken for second ones. */
const personsOf = ({ size, surplusAll }: Tally): number => Math.max(size / 2, size - surplusAll)

/**
 * The chance that another person has a value, given that one has it: (others that have it + 1) / (others + θ), as in a
 * Dirichlet process whose concentration θ is such that two persons have one value as often as is seen (the chance is
 * 1 / (1 + θ) then). A value that is met twice because a person is there twice is as rare as one that is met once.
 */
function chanceOf(held: Tally, code: number, exact: boolean): number {
  const count = held.counts.get(code) ?? 0
  // Where not every pair is known the values' own are not: each is taken to be there as often too often as all are.
  const own = exact ? count - (held.surplus.get(code) ?? 0) : count * (personsOf(held) / Math.max(1, held.size))
  return Math.max(own, 1) / (personsOf(held) + 1 / held.equal - 1)
}

/** The chances of values, without counting a person twice where that is known. */
export function countFrequencies(
  records: Records,
  strata: Strata | undefined,
  matches: KnownMatches | undefined,
): Frequencies {
  const exact = matches === undefined || matches.each === 1
  const within: Float32Array[] = []
  const overall: Float32Array[] = []
  const chances: number[][] = []
  const tallies: {
    readonly groups: Map<number, Tally>
    readonly near: Map<number, number>
  }[] = []
  const ofGuest = new Map<number, number>()
  for (const field of records.fields) {
    const all = tally(field, records, () => ALL, matches).get(ALL) ?? newTally()
    overall.push(Float32Array.from(field.values, (_, code) => chanceOf(all, code, exact)))
    const isStratified = strata !== undefined && STRATIFIED.includes(field.kind)
    const groups = isStratified
      ? tally(field, records, (record) => (strata.codes[record]! < 0 ? UNKNOWN : strata.codes[record]!), matches)
      : new Map([[ALL, all]])
    tallies.push({ groups, near: new Map() })
    const own = new Float32Array(isStratified ? records.count : 0)
    for (let record = 0; record < own.length; record++)
      own[record] = withinOf(overall.length - 1, strata!.codes[record]!, field.codes[record]!)
    within.push(own)
    chances.push(isStratified ? chancesByState(all, [...groups.values()]) : [all.equal, all.equal, all.equal])
  }
  function withinOf(at: number, stratum: number, code: number): number {
    const held = tallies[at]!.groups.get(stratum)
    return code < 0 || held === undefined ? 0 : chanceOf(held, code, exact)
  }
  return {
    within,
    overall,
    withinOf,
    equal: (at, state) => chances[at]![state]!,
    forget: () => ofGuest.clear(),
    near(at, stratum, code) {
      const { groups, near } = tallies[at]!
      const field = records.fields[at]!
      const held = groups.get(stratum)
      if (!isNameKind(field.kind) || held === undefined || held.counts.size > MOST_NEAR) return undefined
      const own = overall[at]!.length
      const guest = code >= own
      const memory = guest ? ofGuest : near
      const key = guest
        ? ((stratum + 1) * records.fields.length + at) * GUEST_VALUES + (code - own)
        : (stratum + 1) * own + code
      let share = memory.get(key)
      if (share === undefined) {
        let met = 0
        for (const [other, count] of held.counts) {
          const level = other === code ? 0 : field.level(code, other)
          if (level === 1) met += count
        }
        share = met / held.size
        memory.set(key, share)
      }
      return share
    },
  }
}

/** The chance of one value within a stratum, each counting by its records, between strata, and overall. */
function chancesByState(all: Tally, groups: readonly Tally[]): number[] {
  const size = groups.reduce((sum, held) => sum + held.size, 0)
  const same = groups.reduce((sum, held) => sum + (held.size / size) * held.equal, 0)
  let [between, pairs] = [0, pairsOf(size)]
  for (const code of all.counts.keys())
    between += pairsOf(groups.reduce((sum, { counts }) => sum + (counts.get(code) ?? 0), 0))
  for (const held of groups) {
    pairs -= pairsOf(held.size)
    for (const count of held.counts.values()) between -= pairsOf(count)
  }
  const states = [all.equal, all.equal, all.equal]
  if (size > 0) states[SAME_STRATUM] = same
  if (pairs > 0) states[OTHER_STRATUM] = Math.min(1, (between + 1) / (pairs + 1))
  return states
}
