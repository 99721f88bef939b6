import { createNearIndex, type NearIndex } from './near-index.ts'
import { findRegions, type Regions } from './regions.ts'
import type { TracedRecord, TracingTables } from './tables.ts'

/**
 * What is worked out of all records once, so that a new one is held against them without working it out again: regions, and what each
 * record has in common with others. A record that came later is of the region of its nationality, as others taught it.
 */
export interface PreparedTracing {
  readonly regions: Regions
  readonly cases: NearIndex
  readonly requests: NearIndex
}

export function prepareTracing(tables: TracingTables): PreparedTracing {
  const of = (records: readonly TracedRecord[]): NearIndex => {
    const index = createNearIndex(tables)
    for (const record of records) index.put(record)
    return index
  }
  return { regions: findRegions(tables), cases: of(tables.cases), requests: of(tables.requests) }
}
