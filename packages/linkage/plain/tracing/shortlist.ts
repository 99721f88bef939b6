import { nameSkeletons } from '@gloact/names'
import type { TracingComparison } from './comparisons.ts'
import { expectedModel, sumOf, type Candidate, type Shortlist } from './estimate.ts'
import { compareRecords, weightsOf, type RequestChances } from './scorer.ts'
import type { TracedRecord, TracingTables } from './tables.ts'

/** Up to so many cases every request is held against every case; of more, against those that share a part of a key. */
const COMPARED_ALL = 20_000
/** So many cases a request are kept. */
const KEPT = 100
/** A part that more than this share of all cases have brings nobody together. */
const MOST_SHARED = 0.05

/**
 * For each request the cases that are worth a look, by the weights that are expected before anything is learned.
 *
 * @param pause awaited after each request
 */
export async function shortlistCases(
  tables: TracingTables,
  cases: readonly TracedRecord[],
  comparisons: readonly TracingComparison[],
  chances: ReadonlyMap<TracedRecord, RequestChances>,
  pause: (done: number) => Promise<void>,
): Promise<readonly Shortlist[]> {
  const model = expectedModel(comparisons)
  const near = cases.length > COMPARED_ALL ? indexCases(tables, cases) : () => cases
  const shortlists: Shortlist[] = []
  for (const [at, request] of tables.requests.entries()) {
    await pause(at)
    const own = chances.get(request)!
    const weights = weightsOf(own, model)
    const looked: { readonly candidate: Candidate; readonly score: number }[] = []
    let least = Number.NEGATIVE_INFINITY
    for (const found of near(request)) {
      const compared = compareRecords(comparisons, request, found)
      const score = sumOf(compared, weights, comparisons).all
      if (score < least) continue
      looked.push({ candidate: { found, compared }, score })
      if (looked.length < 4 * KEPT) continue
      keepBest(looked)
      least = looked.at(-1)!.score
    }
    keepBest(looked)
    shortlists.push({ request, chances: own, candidates: looked.map(({ candidate }) => candidate) })
  }
  return shortlists
}

function keepBest(looked: { readonly candidate: Candidate; readonly score: number }[]): void {
  looked.sort((a, b) => b.score - a.score || (a.candidate.found.id < b.candidate.found.id ? -1 : 1))
  looked.length = Math.min(looked.length, KEPT)
}

/** Finds the cases that share the sound of a name, or a date of birth, with a request. */
function indexCases(
  { names }: TracingTables,
  cases: readonly TracedRecord[],
): (request: TracedRecord) => Iterable<TracedRecord> {
  const sounds = new Map<number, readonly string[]>()
  const soundsOf = (code: number): readonly string[] => {
    let known = sounds.get(code)
    if (known === undefined) sounds.set(code, (known = nameSkeletons(names.dictionary.values[code]!)))
    return known
  }
  const keysOf = (record: TracedRecord): ReadonlySet<string> =>
    new Set([
      ...[...record.given, ...record.family].flatMap((code) => soundsOf(code).map((sound) => `c${sound}`)),
      ...[...record.father, ...record.mother, ...record.relative].flatMap((code) =>
        soundsOf(code).map((sound) => `r${sound}`),
      ),
      ...(record.birth < 0 ? [] : [`b${record.birth}`]),
    ])
  const index = new Map<string, number[]>()
  cases.forEach((record, at) => {
    for (const key of keysOf(record)) {
      const held = index.get(key)
      if (held) held.push(at)
      else index.set(key, [at])
    }
  })
  const most = cases.length * MOST_SHARED
  return (request) => {
    const near = new Set<number>()
    const common: (readonly number[])[] = []
    for (const key of keysOf(request)) {
      const held = index.get(key) ?? []
      if (held.length > most) common.push(held)
      else for (const at of held) near.add(at)
    }
    // Where nothing rarer brings anybody together, what is common has to.
    if (near.size === 0) for (const held of common) for (const at of held) near.add(at)
    return [...near].toSorted((a, b) => a - b).map((at) => cases[at]!)
  }
}
