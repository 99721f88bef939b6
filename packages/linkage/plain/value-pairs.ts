import { MISSING, type ComparedField } from './fields/field.ts'
import type { KnownMatches } from './known-matches.ts'
import { OTHER_STRATUM, SAME_STRATUM, UNKNOWN_STRATUM } from './model.ts'
import type { Records } from './records.ts'
import { stateOf, type Strata } from './strata.ts'

/** For each way that two strata stand to one another, how many pairs are at each level. */
export type LevelCounts = readonly (readonly number[])[]

/**
 * Levels of all pairs of records but those that are known for one person's, from all pairs of values: exact, and the same
 * whatever seed. Within strata each stratum counts by how many records it has, as for a record that is drawn and
 * another of its stratum.
 */
export function countValuePairs(
  records: Records,
  field: ComparedField,
  stratum: Strata | undefined,
  matches: KnownMatches | undefined,
): LevelCounts {
  const counts = [0, 1, 2].map(() => field.levels.map(() => 0))
  const strata = stratum?.count ?? 0
  const places = new Map<number, number>()
  const codes: number[] = []
  for (let record = 0; record < records.count; record++) {
    const code = field.codes[record]!
    if (code < 0 || places.has(code)) continue
    places.set(code, codes.length)
    codes.push(code)
  }
  const all = new Float64Array(codes.length)
  const held = new Float64Array(codes.length * strata)
  const sizes = new Float64Array(strata)
  for (let record = 0; record < records.count; record++) {
    const place = places.get(field.codes[record]!)
    if (place === undefined) continue
    all[place]!++
    const own = stratum?.codes[record] ?? -1
    if (own < 0) continue
    held[place * strata + own]!++
    sizes[own]!++
  }
  const inStrata = sizes.reduce((sum, size) => sum + size, 0)
  const pairsOf = (size: number): number => (size * (size - 1)) / 2
  const allPairs = sizes.reduce((sum, size) => sum + pairsOf(size), 0)
  const weights = sizes.map((size) => (size < 2 ? 0 : ((size / inStrata) * allPairs) / pairsOf(size)))
  const [same, other, unknown] = [counts[SAME_STRATUM]!, counts[OTHER_STRATUM]!, counts[UNKNOWN_STRATUM]!]
  for (let one = 0; one < codes.length; one++) {
    for (let two = one; two < codes.length; two++) {
      const level = field.level(codes[one]!, codes[two]!)
      if (level === MISSING) continue
      const equal = one === two
      unknown[level]! += equal ? pairsOf(all[one]!) : all[one]! * all[two]!
      if (strata === 0) continue
      let [weighed, within, first, second] = [0, 0, 0, 0]
      for (let group = 0; group < strata; group++) {
        const [x, y] = [held[one * strata + group]!, held[two * strata + group]!]
        first += x
        second += y
        const pairs = equal ? pairsOf(x) : x * y
        weighed += pairs * weights[group]!
        within += pairs
      }
      same[level]! += weighed
      other[level]! += (equal ? pairsOf(first) : first * second) - within
    }
  }
  for (let pair = 0; pair < (matches?.a.length ?? 0); pair++) {
    const [a, b] = [matches!.a[pair]!, matches!.b[pair]!]
    const [one, two] = [field.codes[a]!, field.codes[b]!]
    const level = one < 0 || two < 0 ? MISSING : field.level(one, two)
    if (level === MISSING) continue
    const probability = matches!.probability[pair]! * matches!.each
    unknown[level]! -= probability
    const state = stateOf(stratum, a, b)
    if (state === SAME_STRATUM) same[level]! -= probability * weights[stratum!.codes[a]!]!
    else if (state === OTHER_STRATUM) other[level]! -= probability
  }
  return counts.map((levels) => levels.map((count) => Math.max(0, count)))
}
