import { logarithm2, powerOfTwo } from '@gloact/kernel'
import type { TracingComparison } from './comparisons.ts'
import { expectedModel } from './estimate.ts'
import type { Regions } from './regions.ts'
import { casesByRegion, countLevels, drawnTowards, termsOf, weightsOf, type RequestChances } from './scorer.ts'
import type { TracedRecord, TracingTables } from './tables.ts'
import { comparedAt, type Shortlist } from './weigh.ts'

/** Odds against nobody under which a case of another region, or of none, is not looked at. */
const LEAST_ODDS = 1 / 100
/** Chance in other regions is counted among so many cases of each at most. */
const MOST_SAMPLED = 500
/** Levels of nationality up to this one are of one region. */
const SAME_REGION = 1

/**
 * Names and places of one region agree together: where a request says no nationality, or a wrong one, each name that agrees says again that
 * the two are of one region, and the sum counts it as often as there are names. Chance is counted here as a mixture: how likely all the
 * levels of a pair are together among the cases of each region, by how many cases are of it. Where request and case say one nationality
 * there is nothing to take off.
 *
 * @param pause awaited after each request
 */
export async function takeRegionsOff(
  tables: TracingTables,
  comparisons: readonly TracingComparison[],
  regions: Regions,
  shortlists: readonly Shortlist[],
  pause: (done: number) => Promise<void>,
): Promise<readonly Shortlist[]> {
  const held = casesByRegion(tables, regions, MOST_SAMPLED)
  if (held.size < 2) return shortlists
  const model = expectedModel(comparisons)
  const nationality = comparisons.findIndex(({ name }) => name === 'nationality')
  const averages = averagesOf(shortlists, comparisons, regions)
  const known = new Map<string, Float64Array>()
  // Where no request is of a region, what was counted for this one stands in for the average.
  const chanceIn = (
    request: TracedRecord,
    { u }: RequestChances,
    region: number,
    cases: readonly TracedRecord[],
  ): RequestChances['u'] =>
    comparisons.map((comparison, field) => {
      const average = averages.get(region)?.[field] ?? u[field]
      if (average === undefined) return undefined
      const key = comparison.said && `${region} ${field} ${comparison.said(request)}`
      let counts = key === undefined ? undefined : known.get(key)
      if (counts === undefined) {
        counts = countLevels(comparison, request, cases)
        if (key !== undefined) known.set(key, counts)
      }
      return drawnTowards(comparison, counts, average)
    })

  const terms = new Float64Array(comparisons.length)
  const taken: Shortlist[] = []
  for (const [at, shortlist] of shortlists.entries()) {
    await pause(at)
    const { request, chances, candidates } = shortlist
    const home = regions.ofNationality(request.nationality)
    const weights = weightsOf(chances, model)
    let excess: { all: Float64Array; family: Float64Array } | undefined
    let inRegions: readonly (readonly [share: number, weights: readonly Float64Array[]])[] | undefined
    for (let place = 0; place < candidates.found.length; place++) {
      const compared = comparedAt(candidates, place)
      if (home >= 0 && nationality >= 0 && compared.levels[nationality]! <= SAME_REGION) continue
      termsOf(compared, weights, terms)
      if (powerOfTwo(terms.reduce((sum, term) => sum + term, 0)) / chances.among < LEAST_ODDS) continue
      inRegions ??= [...held].map(([region, { cases, size }]) => [
        size / chances.among,
        region === home ? weights : weightsOf({ u: chanceIn(request, chances, region, cases), among: size }, model),
      ])
      excess ??= {
        all: new Float64Array(candidates.found.length),
        family: new Float64Array(candidates.found.length),
      }
      let [all, family] = [0, 0]
      for (const [share, own] of inRegions) {
        let [ofAll, ofFamily] = [0, 0]
        for (let field = 0; field < terms.length; field++) {
          if (terms[field] === 0) continue
          const level = compared.levels[field]!
          const more = weights[field]![level]! - own[field]![level]!
          ofAll += more
          if (!comparisons[field]!.ofChild) ofFamily += more
        }
        all += share * powerOfTwo(ofAll)
        family += share * powerOfTwo(ofFamily)
      }
      excess.all[place] = logarithm2(all)
      excess.family[place] = logarithm2(family)
    }
    taken.push(excess === undefined ? shortlist : { ...shortlist, excess })
  }
  return taken
}

/** How often each level is met by chance in a region, on the average of its own requests. */
function averagesOf(
  shortlists: readonly Shortlist[],
  comparisons: readonly TracingComparison[],
  regions: Regions,
): ReadonlyMap<number, readonly (readonly number[] | undefined)[]> {
  const sums = new Map<number, { readonly sum: Float64Array[]; readonly counted: Float64Array }>()
  for (const { request, chances } of shortlists) {
    const region = regions.ofNationality(request.nationality)
    const into = sums.get(region) ?? {
      sum: comparisons.map(({ levels }) => new Float64Array(levels.length)),
      counted: new Float64Array(comparisons.length),
    }
    sums.set(region, into)
    chances.u.forEach((levels, field) => {
      if (levels === undefined) return
      into.counted[field]!++
      levels.forEach((share, level) => (into.sum[field]![level]! += share))
    })
  }
  return new Map(
    [...sums].map(([region, { sum, counted }]) => [
      region,
      sum.map((levels, field) =>
        counted[field] === 0 ? undefined : Array.from(levels, (share) => share / counted[field]!),
      ),
    ]),
  )
}
