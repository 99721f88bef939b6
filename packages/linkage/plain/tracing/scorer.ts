import { logarithm2 } from '@gloact/kernel'
import { MISSING } from '../fields/field.ts'
import { normalise } from '../chance.ts'
import type { TracingComparison } from './comparisons.ts'
import type { Regions } from './regions.ts'
import type { TracedRecord, TracingTables } from './tables.ts'

/** What is known of one comparison, over all requests. */
export interface TracingFieldModel {
  readonly name: string
  readonly levels: readonly string[]
  /** That it differs weighs nothing. */
  readonly neverAgainst?: boolean
  /** As in `TracingComparison`. */
  readonly groups?: readonly number[]
  /** Probability of each level where the child is the one who is sought; each group sums to 1. */
  readonly m: readonly number[]
}

export interface TracingModel {
  readonly fields: readonly TracingFieldModel[]
  /** The share of requests whose child is among the cases. */
  readonly share: number
  /** The share of requests where a brother or sister of the child is among the cases, and the child is not. */
  readonly siblingShare: number
  /** By how much all evidence together is taken for less than the sum of each; 1 where fields are independent. */
  readonly discount: number
}

/** How often levels are met by chance for one request: among cases of its region. */
export interface RequestChances {
  /** For each comparison the probability of each level; undefined where no case could be compared by it. */
  readonly u: readonly (readonly number[] | undefined)[]
  /** How many cases are of the region, and might be anybody's. */
  readonly among: number
}

/** A request's own figures are drawn towards those of its region, as if so many more cases had been seen. */
const DRAWN = 12
/** Chance is counted among so many cases at most. */
const MOST_SAMPLED = 2000

/**
 * Counts, for each request, how many cases of its region reach each level: a common name agrees with many, a rare one
 * with few. A request without a nationality is held against everybody: were its region told by its names, a name that is
 * missing would move other weights. Drawn towards the average of the region's requests, for figures from few cases say little.
 *
 * @param pause awaited after each request
 */
export async function countChances(
  tables: TracingTables,
  comparisons: readonly TracingComparison[],
  regions: Regions,
  pause: (done: number) => Promise<void>,
): Promise<ReadonlyMap<TracedRecord, RequestChances>> {
  const everybody = { cases: thinned(tables.cases), size: tables.cases.length }
  const held = casesByRegion(tables, regions)
  const casesOf = (region: number) => (region < 0 ? undefined : held.get(region)) ?? everybody

  const counted = new Map<TracedRecord, readonly Float64Array[]>()
  const sums = new Map<number, readonly Float64Array[]>()
  const known = new Map<string, Float64Array>()
  for (const [at, request] of tables.requests.entries()) {
    await pause(at)
    const region = regions.ofNationality(request.nationality)
    const { cases } = casesOf(region)
    const counts = comparisons.map((comparison, field) => {
      const key = comparison.said && `${region} ${field} ${comparison.said(request)}`
      const before = key === undefined ? undefined : known.get(key)
      if (before) return before
      const levels = countLevels(comparison, request, cases)
      if (key !== undefined) known.set(key, levels)
      return levels
    })
    counted.set(request, counts)
    const sum = sums.get(region) ?? comparisons.map(({ levels }) => new Float64Array(levels.length))
    counts.forEach((levels, field) => levels.forEach((count, level) => (sum[field]![level]! += count)))
    sums.set(region, sum)
  }
  const averages = new Map(
    [...sums].map(([region, fields]) => [
      region,
      fields.map((counts, field) =>
        inGroups(comparisons[field]!, (from, to) => normalise(Array.from(counts.slice(from, to), (n) => n + 0.5))),
      ),
    ]),
  )
  const chances = new Map<TracedRecord, RequestChances>()
  for (const [request, counts] of counted) {
    const region = regions.ofNationality(request.nationality)
    const average = averages.get(region)!
    const u = counts.map((levels, field) => {
      const met = levels.reduce((sum, count) => sum + count, 0)
      if (met === 0) return undefined
      return drawnTowards(comparisons[field]!, levels, average[field]!)
    })
    chances.set(request, { u, among: casesOf(region).size })
  }
  return chances
}

/** Cases of one region: all, or so many of them that chance can be counted, and how many there are. */
interface HeldCases {
  readonly cases: readonly TracedRecord[]
  readonly size: number
}

/** The cases of each region; under −1 those of which nothing tells it. */
export function casesByRegion(
  tables: TracingTables,
  regions: Regions,
  most = MOST_SAMPLED,
): ReadonlyMap<number, HeldCases> {
  const members = new Map<number, TracedRecord[]>()
  for (const record of tables.cases) append(members, regions.of(record), record)
  return new Map([...members].map(([region, cases]) => [region, { cases: thinned(cases, most), size: cases.length }]))
}

/** The shares of what was counted, drawn towards the average. */
export const drawnTowards = (
  comparison: TracingComparison,
  counts: Float64Array,
  average: readonly number[],
): readonly number[] =>
  inGroups(comparison, (from, to) =>
    normalise(Array.from(counts.slice(from, to), (count, level) => count + DRAWN * average[from + level]!)),
  )

/** Works out the figures of each group of levels by itself. */
export function inGroups(
  { groups = [0], levels }: Pick<TracingFieldModel, 'groups' | 'levels'>,
  of: (from: number, to: number) => readonly number[],
): readonly number[] {
  return groups.flatMap((from, at) => of(from, groups[at + 1] ?? levels.length))
}

export function countLevels(
  comparison: TracingComparison,
  request: TracedRecord,
  cases: readonly TracedRecord[],
): Float64Array {
  const counts = new Float64Array(comparison.levels.length)
  for (const record of cases) {
    const level = comparison.level(request, record)
    if (level !== MISSING) counts[level]!++
  }
  return counts
}

function append<Key, Value>(into: Map<Key, Value[]>, key: Key, value: Value): void {
  const held = into.get(key)
  if (held) held.push(value)
  else into.set(key, [value])
}

/** So many of the records at most, evenly from all. */
const thinned = (records: readonly TracedRecord[], most = MOST_SAMPLED): readonly TracedRecord[] =>
  records.length <= most
    ? records
    : Array.from({ length: most }, (_, at) => records[Math.floor((at * records.length) / most)]!)

/**
 * The weights of one request's levels, in bits; levels that would weigh less than a worse one are taken together with
 * it, so that agreeing more never weighs less.
 */
export function weightsOf({ u }: RequestChances, { fields, discount }: TracingModel): readonly Float64Array[] {
  return fields.map(({ m, neverAgainst = false, groups = ONE_GROUP }, field) => {
    const weights = new Float64Array(m.length)
    const chance = u[field]
    if (chance === undefined) return weights
    let [pools, least] = [0, 0]
    for (let level = 0; level < m.length; level++) {
      if (groups.includes(level)) least = pools + 1
      pooled.m[pools] = m[level]!
      pooled.u[pools] = chance[level]!
      pooled.levels[pools++] = 1
      for (let lower = pools - 1; pools > least; lower = pools - 1) {
        const upper = lower - 1
        if (pooled.m[upper]! * pooled.u[lower]! >= pooled.m[lower]! * pooled.u[upper]!) break
        pooled.m[upper]! += pooled.m[lower]!
        pooled.u[upper]! += pooled.u[lower]!
        pooled.levels[upper]! += pooled.levels[lower]!
        pools = lower
      }
    }
    let level = 0
    for (let pool = 0; pool < pools; pool++) {
      const told = discount * logarithm2(pooled.m[pool]! / pooled.u[pool]!)
      const weight = neverAgainst ? Math.max(0, told) : told
      for (let turn = 0; turn < pooled.levels[pool]!; turn++) weights[level++] = weight
    }
    return weights
  })
}

const ONE_GROUP: readonly number[] = [0]
/** More than any comparison has. */
const MOST_LEVELS = 64
/** Levels that are taken together, of one comparison at a time: taken again for the next, since every request has its own weights. */
const pooled = {
  m: new Float64Array(MOST_LEVELS),
  u: new Float64Array(MOST_LEVELS),
  levels: new Uint8Array(MOST_LEVELS),
}

/** How one case stands to one request. */
export interface Compared {
  /** Of each comparison; `MISSING` where one side says nothing. */
  readonly levels: Uint8Array
  /** Two comparisons each that say the same thing, of which the one that weighs more counts. */
  readonly repeated: readonly (readonly [number, number])[]
}

const NOTHING_TWICE: (readonly [number, number])[] = []

/** @param levels where the levels are written: taken again for the next pair by a caller who keeps few */
export function compareRecords(
  comparisons: readonly TracingComparison[],
  request: TracedRecord,
  found: TracedRecord,
  levels = new Uint8Array(comparisons.length),
): Compared {
  let repeated: (readonly [number, number])[] = NOTHING_TWICE
  for (let at = 0; at < comparisons.length; at++) {
    const comparison = comparisons[at]!
    const level = comparison.level(request, found)
    levels[at] = level
    if (comparison.repeats === undefined || level === MISSING) continue
    const name = comparison.repeats(request, found)
    const other = name === undefined ? -1 : comparisons.findIndex((one) => one.name === name)
    if (other >= 0) repeated = [...repeated, [at, other]]
  }
  return { levels, repeated }
}

/** The weight of each comparison, in bits; 0 where something is missing, or another comparison says the same thing. */
export function termsOf({ levels, repeated }: Compared, weights: readonly Float64Array[], into: Float64Array): void {
  for (let at = 0; at < levels.length; at++) {
    const level = levels[at]!
    into[at] = level === MISSING ? 0 : weights[at]![level]!
  }
  for (const [one, two] of repeated) into[into[one]! > into[two]! ? two : one] = 0
}
