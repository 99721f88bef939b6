import { nameSkeletons, romanise } from '@gloact/names'
import type { TracedRecord, TracingTables } from './tables.ts'

/** What more than this share of all records have brings together with something else alone. */
const MOST_SHARED = 0.01
/** Letters that most slips leave as they are. */
const BEGINNING = 2

/** Finds the records of one side that have with a record of the other something in common. */
export interface NearIndex {
  /** Takes a record in; one with the same id that was there before is out. */
  put(record: TracedRecord): void
  drop(id: string): void
  /**
   * Those that have something in common that is rare (the sound of a name, how it begins, a place, a date of birth), or two things
   * that are common. In the order in which they were taken in.
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
  const keysOf = (record: TracedRecord): ReadonlySet<string> =>
    new Set([
      ...[...record.given, ...record.family].flatMap((code) => soundsOf(code).map((sound) => `c${sound}`)),
      ...record.given.map((code) => `g${beginningOf(code)}`),
      ...record.family.map((code) => `f${beginningOf(code)}`),
      ...record.relative.map((code) => `i${beginningOf(code)}`),
      ...[...record.father, ...record.mother, ...record.relative].flatMap((code) =>
        soundsOf(code).map((sound) => `r${sound}`),
      ),
      ...(record.birth < 0 ? [] : [`b${record.birth}`]),
      ...(record.origin < 0 ? [] : [`o${record.origin}`]),
      ...(record.separationPlace < 0 ? [] : [`s${record.separationPlace}`]),
    ])
  const records: (TracedRecord | undefined)[] = []
  const places = new Map<string, number>()
  const index = new Map<string, number[]>()
  let met = new Uint8Array(0)

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
      for (const key of keysOf(record)) {
        const held = index.get(key)
        if (held) held.push(at)
        else index.set(key, [at])
      }
    },
    near(record) {
      if (met.length < records.length) met = new Uint8Array(Math.ceil(records.length * 1.5))
      met.fill(0)
      const most = places.size * MOST_SHARED
      for (const key of keysOf(record)) {
        const held = index.get(key) ?? []
        const counts = held.length > most ? 1 : 2
        for (const at of held) met[at] = Math.min(2, met[at]! + counts)
      }
      return records.filter((one, at): one is TracedRecord => one !== undefined && met[at] === 2)
    },
  }
}
