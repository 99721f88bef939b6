import { logarithm2 } from '@gloact/kernel'
import { nameSkeletons, romanise } from '@gloact/names'
import { isKnown } from './moments.ts'
import type { TracedRecord, TracingTables } from './tables.ts'

/**
 * What two records have in common must be so rare, as a share of the bits that tell one record from all others: of 20,000, as rare as what
 * one in 140 has. What is common counts with something else, by as much as it is rare.
 */
const LEAST_RARE = 0.5
/** Among fewer records little is rare, and all are soon compared. */
const FEWEST = 1_000
/** Letters that most slips leave as they are. */
const BEGINNING = 2
/** Days: a date of separation is known within so many, and no better where it is a month. */
const SEPARATED_WITHIN = 45

/** Finds the records of one side that have with a record of the other something in common. */
export interface NearIndex {
  /** Takes a record in; one with the same id that was there before is out. */
  put(record: TracedRecord): void
  drop(id: string): void
  /**
   * Those that have something in common that is rare (the sound of a name, how it begins, a place, a date of birth, a telephone), or
   * several things that are common. In the order in which they were taken in.
   */
  near(record: TracedRecord): readonly TracedRecord[]
}

export function createNearIndex({ names }: Pick<TracingTables, 'names'>): NearIndex {
  const sounds = new Map<number, readonly string[]>()
  const soundsOf = (code: number): readonly string[] => {
    let known = sounds.get(code)
    if (known === undefined) sounds.set(code, (known = nameSkeletons(names.dictionary.values[code]!)))
    return known
  }
  const beginnings = new Map<number, string>()
  const beginningOf = (code: number): string => {
    let known = beginnings.get(code)
    if (known === undefined)
      beginnings.set(code, (known = romanise(names.dictionary.values[code]!).slice(0, BEGINNING)))
    return known
  }
  const soundsIn = (mark: string, codes: readonly number[]): readonly string[] =>
    codes.flatMap((code) => soundsOf(code).map((sound) => mark + sound))
  const coded = (mark: string, code: number): readonly string[] => (code < 0 ? [] : [`${mark}${code}`])
  const keysOf = (record: TracedRecord): ReadonlySet<string> =>
    new Set([
      // A child may be sought by another name, and a grandfather’s may stand where the father’s is asked for.
      ...soundsIn('c', [...record.given, ...record.family, ...record.nickname]),
      ...soundsIn('r', [...record.father, ...record.mother, ...record.relative, ...record.grandfather]),
      ...soundsIn('b', record.siblings.flat()),
      ...record.given.map((code) => `g${beginningOf(code)}`),
      ...record.family.map((code) => `f${beginningOf(code)}`),
      ...record.relative.map((code) => `i${beginningOf(code)}`),
      ...coded('d', record.birth),
      ...coded('o', record.origin),
      ...coded('s', record.separationPlace),
      ...coded('l', record.lastPlace),
      ...record.telephones.map((number) => `t${number}`),
    ])
  /** Ages are held against those of a year before and after, and separations against those of some weeks. */
  const spans = ({ bornAround, separation }: TracedRecord): readonly (readonly [mark: string, at: number])[] => [
    ...(Number.isNaN(bornAround) ? [] : [['y', Math.round(bornAround)] as const]),
    ...(isKnown(separation) && separation.to - separation.from <= SEPARATED_WITHIN
      ? [['w', Math.round((separation.from + separation.to) / 2 / SEPARATED_WITHIN)] as const]
      : []),
  ]
  const records: (TracedRecord | undefined)[] = []
  const places = new Map<string, number>()
  const index = new Map<string, number[]>()
  let met = new Float32Array(0)

  function drop(id: string): void {
    const at = places.get(id)
    if (at === undefined) return
    records[at] = undefined
    places.delete(id)
  }

  return {
    drop,
    put(record) {
      drop(record.id)
      const at = records.push(record) - 1
      places.set(record.id, at)
      for (const key of [...keysOf(record), ...spans(record).map(([mark, span]) => mark + span)]) {
        const held = index.get(key)
        if (held) held.push(at)
        else index.set(key, [at])
      }
    },
    near(record) {
      if (met.length < records.length) met = new Float32Array(Math.ceil(records.length * 1.5))
      met.fill(0)
      const all = Math.max(FEWEST, places.size)
      const meet = (keys: readonly string[]): void => {
        const lists = keys.map((key) => index.get(key) ?? [])
        const held = lists.reduce((sum, { length }) => sum + length, 0)
        const rare = logarithm2(Math.max(1, all / Math.max(1, held)))
        for (const list of lists) for (const at of list) met[at]! += rare
      }
      const least = LEAST_RARE * logarithm2(all)
      for (const key of keysOf(record)) meet([key])
      for (const [mark, span] of spans(record)) meet([span - 1, span, span + 1].map((each) => mark + each))
      return records.filter((one, at): one is TracedRecord => one !== undefined && met[at]! >= least)
    },
  }
}
