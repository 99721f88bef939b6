import { clusterLists, type ProbablePairs } from './cluster-lists.ts'
import type { PlantedRecord } from './encodings.ts'

/** How the linkage divided one planted person: by each set of lists (as bits), the sets of lists of the persons made of it. */
export type PlantedCase = readonly (readonly number[])[]

export interface PlantedInput {
  readonly listOf: Uint8Array
  readonly pairs: ProbablePairs
  readonly unseen: number
}

/** The rows of each planted person who is on every list, numbered through all lists, in the lists’ order. */
export function plantedPeople(planted: readonly (readonly PlantedRecord[])[], starts: readonly number[]): number[][] {
  const rows = new Map<string, number[]>()
  for (const [list, records] of planted.entries()) {
    for (const { row, tag } of records) rows.set(tag, [...(rows.get(tag) ?? []), starts[list]! + row])
  }
  return [...rows.values()].filter((own) => own.length === planted.length)
}

/**
 * Links each planted person again as if only some of their records were there, with those whom these are like, for every set of two
 * lists or more: what the linkage makes of a person who is on such lists.
 */
export function divide(people: readonly (readonly number[])[], { listOf, pairs, unseen }: PlantedInput): PlantedCase[] {
  const around = neighbourhoods(people, pairs)
  return people.map((rows, person) => {
    const { records, own } = around[person]!
    return Array.from({ length: 2 ** rows.length }, (_, lists) => {
      const shown = rows.filter((_row, list) => (lists >> list) & 1)
      if (shown.length < 2) return lists === 0 ? [] : [lists]
      const hidden = new Set(rows.filter((row) => !shown.includes(row)))
      const kept = records.filter((record) => !hidden.has(record))
      const places = new Map(kept.map((record, place) => [record, place]))
      const between = own.filter((pair) => places.has(pairs.first[pair]!) && places.has(pairs.second[pair]!))
      const clusters = clusterLists({
        listOf: Uint8Array.from(kept, (record) => listOf[record]!),
        pairs: {
          first: Uint32Array.from(between, (pair) => places.get(pairs.first[pair]!)!),
          second: Uint32Array.from(between, (pair) => places.get(pairs.second[pair]!)!),
          probability: Float64Array.from(between, (pair) => pairs.probability[pair]!),
        },
        unseen,
      })()
      const parts = new Map<number, number>()
      for (const row of shown) {
        const cluster = clusters[places.get(row)!]!
        parts.set(cluster, (parts.get(cluster) ?? 0) | (1 << listOf[row]!))
      }
      return [...parts.values()]
    })
  })
}

/** For each person their records and those that are like one of them, and the pairs among these. */
function neighbourhoods(people: readonly (readonly number[])[], { first, second }: ProbablePairs) {
  const near = new Set(people.flat())
  const pairsOf = new Map<number, number[]>()
  const wide = new Set(near)
  for (let pair = 0; pair < first.length; pair++) {
    if (!near.has(first[pair]!) && !near.has(second[pair]!)) continue
    wide.add(first[pair]!).add(second[pair]!)
  }
  for (let pair = 0; pair < first.length; pair++) {
    for (const record of [first[pair]!, second[pair]!]) {
      if (wide.has(record)) pairsOf.set(record, [...(pairsOf.get(record) ?? []), pair])
    }
  }
  return people.map((rows) => {
    const records = new Set(rows)
    for (const row of rows) {
      for (const pair of pairsOf.get(row) ?? []) records.add(first[pair]!).add(second[pair]!)
    }
    const own = new Set([...records].flatMap((record) => pairsOf.get(record) ?? []))
    return { records: [...records].toSorted((x, y) => x - y), own: [...own].toSorted((x, y) => x - y) }
  })
}
