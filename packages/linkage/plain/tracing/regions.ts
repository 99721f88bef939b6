import type { ComparedField } from '../fields/field.ts'
import { nameKeys, skeletonKeys, spokenParts } from '@gloact/names'
import type { Records } from '../records.ts'
import { findStrata } from '../strata.ts'
import type { TracedRecord, TracingTables } from './tables.ts'

/** The regions that people are of: nationalities whose people have names and places in common. */
export interface Regions {
  /** The region of a nationality; −1 where there is none. */
  ofNationality(nationality: number): number
  /** The region of a case: by what is written of its nationality, else by its names and places. −1 where nothing tells. */
  of(record: TracedRecord): number
}

/** Groups nationalities by the names and places of their people in both tables (`findStrata`). */
export function findRegions(tables: TracingTables): Regions {
  const records = [...tables.cases, ...tables.requests]
  const field = (
    kind: ComparedField['kind'],
    codes: (record: TracedRecord) => number,
    values: readonly string[],
    key?: (code: number) => string,
  ): ComparedField => ({
    name: kind,
    kind,
    levels: [],
    codes: Int32Array.from(records, codes),
    values,
    level: (a, b) => Number(a !== b),
    keys: key === undefined ? [] : [{ name: 'sound', of: key }],
  })
  const { values } = tables.names.dictionary
  const sound = (code: number): string => {
    const [part] = spokenParts(nameKeys(values[code]!))
    return (part && skeletonKeys(part)[0]) ?? ''
  }
  const first = (codes: readonly number[]): number => codes[0] ?? -1
  const together: Records = {
    count: records.length,
    ids: [],
    lists: new Int32Array(records.length),
    listNames: [],
    hasLists: false,
    fields: [
      field('stratum', ({ nationality }) => nationality, tables.nationalities),
      field('given_name', ({ given }) => first(given), values, sound),
      field('family_name', ({ family }) => first(family), values, sound),
      field('place', ({ origin }) => origin, tables.places),
      field('place', ({ separationPlace }) => separationPlace, tables.places),
    ],
  }
  const strata = findStrata(together)
  if (strata === undefined) return { ofNationality: () => -1, of: () => -1 }
  const { codes } = strata
  const counts = new Map<number, Map<number, number>>()
  records.forEach(({ nationality }, at) => {
    if (nationality < 0 || codes[at]! < 0) return
    const held = counts.get(nationality) ?? new Map<number, number>()
    held.set(codes[at]!, (held.get(codes[at]!) ?? 0) + 1)
    counts.set(nationality, held)
  })
  const regionOf = new Map(
    [...counts].map(([nationality, held]) => [
      nationality,
      [...held].toSorted(([a, x], [b, y]) => y - x || a - b)[0]![0],
    ]),
  )
  const ofNationality = (nationality: number): number => regionOf.get(nationality) ?? -1
  const place = new Map(records.map((record, at) => [record, at]))
  return {
    ofNationality,
    of: (record) => (record.nationality < 0 ? codes[place.get(record)!]! : ofNationality(record.nationality)),
  }
}
