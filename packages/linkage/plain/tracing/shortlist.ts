import { nameSkeletons, romanise } from '@gloact/names'
import type { TracingComparison } from './comparisons.ts'
import { expectedModel, sumOf, type Candidate, type Shortlist } from './estimate.ts'
import { compareRecords, weightsOf, type RequestChances } from './scorer.ts'
import type { TracedRecord, TracingTables } from './tables.ts'

/** Up to so many pairs every request is held against every case; of more, against those that have something in common. */
const COMPARED_ALL = 30_000_000
/** So many cases a request are kept. */
const KEPT = 100
/** What more than this share of all cases have brings together with something else alone. */
const MOST_SHARED = 0.01
/** Letters that most slips leave as they are. */
const BEGINNING = 2

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
  },
): Promise<readonly Shortlist[]> {
  const model = expectedModel(comparisons)
  const near =
    cases.length * tables.requests.length > (options.comparedAll ?? COMPARED_ALL)
      ? indexCases(tables, cases)
      : () => cases
  const shortlists: Shortlist[] = []
  for (const [at, request] of tables.requests.entries()) {
    await options.pause(at)
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

/**
 * Finds the cases that have with a request something in common that is rare (the sound of a name, how it begins, a place, a
 * date of birth), or two things that are common.
 */
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
  const index = new Map<string, number[]>()
  cases.forEach((record, at) => {
    for (const key of keysOf(record)) {
      const held = index.get(key)
      if (held) held.push(at)
      else index.set(key, [at])
    }
  })
  const most = cases.length * MOST_SHARED
  const met = new Uint8Array(cases.length)
  return (request) => {
    met.fill(0)
    for (const key of keysOf(request)) {
      const held = index.get(key) ?? []
      const counts = held.length > most ? 1 : 2
      for (const at of held) met[at] = Math.min(2, met[at]! + counts)
    }
    return cases.filter((_, at) => met[at] === 2)
  }
}
