import { createNearIndex, type NearIndex } from './near-index.ts'
import { findRegions, type Regions } from './regions.ts'
import { soughtTogether, travelledTogether, type Families } from './siblings.ts'
import type { TracingSide } from './schema.ts'
import type { TracedRecord, TracingTables } from './tables.ts'

/**
 * What is worked out of all records once, so that a new one is held against them without working it out again: regions, and what each
 * record has in common with others. A record that came later is of the region of its nationality, as others taught it.
 */
export interface PreparedTracing {
  readonly regions: Regions
  readonly cases: NearIndex
  readonly requests: NearIndex
  readonly families: TracedFamilies
  /** Takes in a record that came later, or was said again. */
  put(side: TracingSide, record: TracedRecord): void
}

/** Children who travelled together, and requests of one family. */
export interface TracedFamilies {
  readonly cases: Families
  readonly requests: Families
}

export function familiesOf(tables: TracingTables): TracedFamilies {
  const families = { cases: travelledTogether(tables), requests: soughtTogether(tables) }
  for (const record of tables.cases) families.cases.put(record)
  for (const record of tables.requests) families.requests.put(record)
  return families
}

export function prepareTracing(tables: TracingTables): PreparedTracing {
  const of = (records: readonly TracedRecord[]): NearIndex => {
    const index = createNearIndex(tables)
    for (const record of records) index.put(record)
    return index
  }
  const [cases, requests, families] = [of(tables.cases), of(tables.requests), familiesOf(tables)]
  const near = { cases, requests }
  return {
    regions: findRegions(tables),
    ...near,
    families,
    put(side, record) {
      near[side].put(record)
      families[side].put(record)
    },
  }
}
