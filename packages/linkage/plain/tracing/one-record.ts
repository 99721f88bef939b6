import { powerOfTwo } from '@gloact/kernel'
import { tracingComparisons } from './comparisons.ts'
import { expectedModel } from './estimate.ts'
import type { PreparedTracing } from './prepared.ts'
import { findRegions } from './regions.ts'
import { countChances, weightsOf } from './scorer.ts'
import { shortlistCases } from './shortlist.ts'
import type { TracedRecord, TracingTables } from './tables.ts'
import { comparedAt, sumOf } from './weigh.ts'

const now = (): Promise<void> => Promise.resolve()

/** So many requests are looked at, however unlikely: the weights here are those from before anything was learned. */
const ALWAYS = 3
/** Odds against nobody under which a request is not looked at any more. */
const LEAST_ODDS = 1 / 1_000

/**
 * The requests that may seek one child, the likeliest first: held against the child with the sides turned, by the weights that are
 * expected before anything is learned. How likely each is, against all other children, `traceChildren` says of them.
 *
 * @param options.prepared what was worked out of all records before
 */
export async function requestsThatMaySeek(
  tables: TracingTables,
  child: TracedRecord,
  { most = 20, prepared }: { readonly most?: number; readonly prepared?: PreparedTracing | undefined } = {},
): Promise<readonly TracedRecord[]> {
  if (tables.requests.length === 0) return []
  const turned: TracingTables = { ...tables, cases: tables.requests, requests: [child] }
  const regions = prepared?.regions ?? findRegions(tables)
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
    index: prepared?.requests,
  })
  const own = chances.get(child)!
  const weights = weightsOf(own, expectedModel(comparisons))
  const { candidates } = near!
  return candidates.found
    .slice(0, most)
    .filter(
      (_, at) =>
        at < ALWAYS ||
        powerOfTwo(sumOf(comparedAt(candidates, at), weights, comparisons).all) / own.among >= LEAST_ODDS,
    )
}
