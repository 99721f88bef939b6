import type { TracingComparison } from './comparisons.ts'
import { expectedModel } from './estimate.ts'
import { createNearIndex, type NearIndex } from './near-index.ts'
import { compareRecords, weightsOf, type RequestChances } from './scorer.ts'
import type { TracedRecord, TracingTables } from './tables.ts'
import { sumOf, type Candidate, type Shortlist } from './weigh.ts'

/** Up to so many pairs every request is held against every case; of more, against those that have something in common. */
const COMPARED_ALL = 30_000_000
/** So many cases a request are kept. */
const KEPT = 50

/**
 * For each request the cases that are worth a look, by the weights that are expected before anything is learned.
 *
 * @param options.pause awaited after each request
 */
export async function shortlistCases(
  tables: TracingTables,
  cases: readonly TracedRecord[],
  comparisons: readonly TracingComparison[],
  chances: ReadonlyMap<TracedRecord, RequestChances>,
  options: {
    readonly pause: (done: number) => Promise<void>
    readonly comparedAll?: number | undefined
    /** Of all cases, made before; made of these where it is left out and needed. */
    readonly index?: NearIndex | undefined
  },
): Promise<readonly Shortlist[]> {
  const model = expectedModel(comparisons)
  const near = nearOf(tables, cases, options)
  const levels = new Uint8Array(comparisons.length)
  const shortlists: Shortlist[] = []
  for (const [at, request] of tables.requests.entries()) {
    await options.pause(at)
    const own = chances.get(request)!
    const weights = weightsOf(own, model)
    const looked: { readonly candidate: Candidate; readonly score: number }[] = []
    let least = Number.NEGATIVE_INFINITY
    for (const found of near(request)) {
      const compared = compareRecords(comparisons, request, found, levels)
      const score = sumOf(compared, weights, comparisons).all
      if (score < least) continue
      looked.push({ candidate: { found, compared: { ...compared, levels: levels.slice() } }, score })
      if (looked.length < 4 * KEPT) continue
      keepBest(looked)
      least = looked.at(-1)!.score
    }
    keepBest(looked)
    shortlists.push({ request, chances: own, candidates: packed(looked, comparisons.length) })
  }
  return shortlists
}

/** The cases alone, their levels side by side in one array: an array of its own for each of a million pairs is most of what they take. */
function packed(looked: readonly { readonly candidate: Candidate }[], width: number): readonly Candidate[] {
  const all = new Uint8Array(looked.length * width)
  return looked.map(({ candidate: { found, compared } }, at) => {
    all.set(compared.levels, at * width)
    return { found, compared: { levels: all.subarray(at * width, (at + 1) * width), repeated: compared.repeated } }
  })
}

function keepBest(looked: { readonly candidate: Candidate; readonly score: number }[]): void {
  looked.sort((a, b) => b.score - a.score || (a.candidate.found.id < b.candidate.found.id ? -1 : 1))
  looked.length = Math.min(looked.length, KEPT)
}

function nearOf(
  tables: TracingTables,
  cases: readonly TracedRecord[],
  {
    comparedAll = COMPARED_ALL,
    index,
  }: { readonly comparedAll?: number | undefined; readonly index?: NearIndex | undefined },
): (request: TracedRecord) => Iterable<TracedRecord> {
  if (index) {
    const compared = new Set(cases)
    return (request) => index.near(request).filter((record) => compared.has(record))
  }
  if (cases.length * tables.requests.length <= comparedAll) return () => cases
  const made = createNearIndex(tables)
  for (const record of cases) made.put(record)
  return (request) => made.near(request)
}
