import type { TracingComparison } from './comparisons.ts'
import { expectedModel } from './estimate.ts'
import { createNearIndex, type NearIndex } from './near-index.ts'
import { compareRecords, weightsOf, type Compared, type RequestChances } from './scorer.ts'
import type { TracedRecord, TracingTables } from './tables.ts'
import { sumOf, type Candidates, type Shortlist } from './weigh.ts'

/** Up to so many pairs every request is held against every case; of more, against those that have something in common. */
const COMPARED_ALL = 30_000_000
/** So many cases a request are kept. */
const KEPT = 50
/** From so many on the best are kept, and what is worse than the last of them is passed over. */
const LOOKED_AT = 2 * KEPT

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
  const same = new Map<string, Compared['repeated']>()
  const shortlists: Shortlist[] = []
  for (const [at, request] of tables.requests.entries()) {
    await options.pause(at)
    const own = chances.get(request)!
    const weights = weightsOf(own, model)
    const looked: Looked[] = []
    let least = Number.NEGATIVE_INFINITY
    for (const found of near(request)) {
      const compared = compareRecords(comparisons, request, found, levels)
      const score = sumOf(compared, weights, comparisons).all
      if (score < least) continue
      looked.push({ found, levels: levels.slice(), repeated: compared.repeated, score })
      if (looked.length < LOOKED_AT) continue
      keepBest(looked)
      least = looked.at(-1)!.score
    }
    keepBest(looked)
    shortlists.push({ request, chances: own, candidates: packed(looked, comparisons.length, same) })
  }
  return shortlists
}

/** A case as it is looked at: few of them are there at a time. */
interface Looked extends Compared {
  readonly found: TracedRecord
  readonly score: number
}

/** @param same what is repeated, as it was met before: there are few such, and a million pairs */
function packed(looked: readonly Looked[], width: number, same: Map<string, Compared['repeated']>): Candidates {
  const levels = new Uint8Array(looked.length * width)
  looked.forEach((one, at) => levels.set(one.levels, at * width))
  return {
    found: looked.map(({ found }) => found),
    levels,
    repeated: looked.map(({ repeated }) => {
      const key = repeated.join(' ')
      const met = same.get(key) ?? repeated
      same.set(key, met)
      return met
    }),
  }
}

function keepBest(looked: Looked[]): void {
  looked.sort((a, b) => b.score - a.score || (a.found.id < b.found.id ? -1 : 1))
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
