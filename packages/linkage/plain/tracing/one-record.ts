import { tracingComparisons } from './comparisons.ts'
import { findRegions } from './regions.ts'
import { countChances } from './scorer.ts'
import { shortlistCases } from './shortlist.ts'
import type { TracedRecord, TracingTables } from './tables.ts'

const now = (): Promise<void> => Promise.resolve()

/**
 * The requests that may seek one child, the likeliest first: held against the child with the sides turned, by the weights that are
 * expected before anything is learned. How likely each is, against all other children, `traceChildren` says of them.
 */
export async function requestsThatMaySeek(
  tables: TracingTables,
  child: TracedRecord,
  most = 20,
): Promise<readonly TracedRecord[]> {
  if (tables.requests.length === 0) return []
  const turned: TracingTables = { ...tables, cases: tables.requests, requests: [child] }
  const regions = findRegions(tables)
  const comparisons = tracingComparisons(turned, regions.ofNationality)
    .filter(({ recorded }) => recorded(child) && tables.requests.some(recorded))
    .map((comparison) => ({
      ...comparison,
      level: (held: TracedRecord, sought: TracedRecord) => comparison.level(sought, held),
      repeats: (held: TracedRecord, sought: TracedRecord) => comparison.repeats?.(sought, held),
    }))
  if (comparisons.length === 0) return []
  const chances = await countChances(turned, comparisons, regions, now)
  const [near] = await shortlistCases(turned, turned.cases, comparisons, chances, {
    pause: now,
    comparedAll: Number.POSITIVE_INFINITY,
  })
  return near!.candidates.slice(0, most).map(({ found }) => found)
}
