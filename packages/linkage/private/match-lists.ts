import { canonicalJson, ok, randomSource, type Result } from '@gloact/kernel'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { ENCODING_VERSION } from './agreement.ts'
import type { BitRows } from './bit-rows.ts'
import { probabilitiesOf } from './calibrate.ts'
import { findCandidates, floorOf, MOST_CANDIDATES, type CandidatePairs, type Join } from './candidates.ts'
import { clusterLists, tableOfClusters, type ProbablePairs } from './cluster-lists.ts'
import type { PlantedRecord } from './encodings.ts'
import { scoreFields } from './field-scores.ts'
import { problem, type LinkageProblem } from './linkage-schema.ts'
import { correctForMissed, LEAST_PLANTED, MOST_LISTS_MEASURED, type CorrectedTables } from './missed-links.ts'
import { divide, plantedPeople } from './planted-cases.ts'
import type { FilterSlot } from './profile-encoders.ts'

export interface MatchOptions {
  readonly join: Join
  /**
   * Without it the data decide. With it: the least Dice coefficient of a pair that is linked (record-level encodings), or
   * the least probability (field-level ones).
   */
  readonly threshold?: number | undefined
  /** Of each list the records of invented people whom all parties entered: they are not counted, and tell how many links are missed. */
  readonly planted?: readonly (readonly PlantedRecord[])[] | undefined
  readonly signal?: { readonly aborted: boolean } | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** What leaves the linkage unit: how many persons are on which lists. Nothing of it says who. */
export interface ListMatches {
  /** Persons by the lists they are on: element `m` counts those on exactly the lists whose bits are set in `m`. */
  readonly counts: Uint32Array
  /** Twenty such tables drawn from the posterior of the linkage, so that an estimate can carry its uncertainty. */
  readonly draws: readonly Uint32Array[]
  readonly recordsPerList: readonly number[]
  /** The sum of the pairs’ probabilities. */
  readonly expectedPairs: number
  /** The least similarity that was looked at. */
  readonly floor: number
  /** The counts before they were corrected, and what planted people say; undefined where too few were planted. */
  readonly missed: Pick<CorrectedTables, 'links' | 'linkedCounts'> | undefined
  /** SHA-256, in hexadecimal, of how pairs were weighed: the same lists give the same one. */
  readonly modelHash: string
}

const POSTERIOR_TABLES = 20
/** One for all: the unit’s numbers have to come again, and hide nothing. */
const SEED = 1
const MOST_LISTS = 12
/** Fewest records of a list from which a threshold can be learned. */
const LEAST_RECORDS = 50
/** Pairs less likely than this are left out: alone they would make nobody, and there are many. */
const LEAST_PROBABILITY = 0.1
/**
 * What a pair that was left out or not found counts as beside others of a cluster. Records of one person that have few
 * fields in common are often not found, so it says little against.
 */
const UNSEEN = 0.3
/** The weight of a pair that is linked without regard to its probability. */
const LINKED = 0.501
/** So many pairs of a list’s record are looked at, related or not, and no more than such a share of all. */
const LOOKED_AT = { record: { each: 20, share: 0.001 }, field: { each: 80, share: 0.01 } }

/** Filters are copied for the threads; each thread holds two tiles of them in two forms, and itself. */
const COPIES = 2
const THREAD_ROWS = 4 * 65_536
const THREAD_BYTES = 40 * 2 ** 20
/** Bytes of a pair while the pairs are found and weighed: measured with 4,608 bits in nine parts, rounded up. */
const PAIR_BYTES = 200

/** What a linkage takes, reckoned before it begins. */
export interface MatchSize {
  /** Pairs of encodings that are compared. */
  readonly compared: number
  /** Memory beside the encodings themselves. */
  readonly bytes: number
}

/** Reckons what `matchLists` will take on so many threads. */
export function sizeOfMatch(
  lists: readonly BitRows[],
  slots: readonly FilterSlot[],
  { threads, threshold }: { readonly threads: number; readonly threshold?: number | undefined },
): MatchSize {
  const records = lists.reduce((sum, { total }) => sum + total, 0)
  const compared = records ** 2 / 2
  const found = threshold !== undefined && slots.length === 1 ? records : compared * shareOf(lists, slots)
  const [largest = 0, second = 0] = lists.map(({ bytes }) => bytes.length).toSorted((x, y) => y - x)
  const width = lists[0]?.width ?? 0
  const tiles = Math.min(THREAD_ROWS, 4 * records) * width
  const joining = COPIES * (largest + second) + threads * (THREAD_BYTES + tiles)
  return { compared, bytes: joining + PAIR_BYTES * Math.min(found, MOST_CANDIDATES) }
}

/** The share of all pairs that is looked at. */
function shareOf(lists: readonly BitRows[], slots: readonly FilterSlot[]): number {
  const { each, share } = slots.length > 1 ? LOOKED_AT.field : LOOKED_AT.record
  return Math.min(share, each / Math.min(...lists.map(({ total }) => total)))
}

/**
 * Counts on which lists how many persons are, from encodings alone, each list holding a person once: candidates by the
 * all-pairs join, probabilities calibrated on pairs within lists, constrained clusters. The same lists give the same counts
 * whatever the number of threads.
 */
export async function matchLists(
  lists: readonly BitRows[],
  slots: readonly FilterSlot[],
  { join, threshold, planted = [], signal, onProgress }: MatchOptions,
): Promise<Result<ListMatches, LinkageProblem>> {
  if (lists.length > MOST_LISTS) return problem('encodings_mixed', `At most ${MOST_LISTS} lists are linked at a time.`)
  const smallest = Math.min(...lists.map(({ total }) => total))
  const byField = slots.length > 1
  if (smallest < LEAST_RECORDS && (threshold === undefined || byField)) {
    const message = `A list has ${smallest} records; from fewer than ${LEAST_RECORDS} no threshold can be learned.`
    return problem('list_too_small', byField ? message : `${message} Name one: --threshold 0.8.`)
  }
  const least = !byField && threshold !== undefined ? threshold : undefined
  const { pairs, probabilities } = await weighPairs(lists, slots, { join, least, signal, onProgress })
  const listOf = Uint8Array.from(lists.flatMap(({ total }, list) => Array.from({ length: total }, () => list)))
  const kept = keep(pairs, probabilities, least === undefined ? Math.max(LEAST_PROBABILITY, threshold ?? 0) : 0)
  const decided = least === undefined ? kept.probability : kept.probability.map((own) => Math.max(own, LINKED))
  const starts = lists.map((_, list) => lists.slice(0, list).reduce((sum, { total }) => sum + total, 0))
  const notCounted = new Set(planted.flatMap((records, list) => records.map(({ row }) => starts[list]! + row)))
  const clustersOf = (own: ProbablePairs) => clusterLists({ listOf, pairs: own, unseen: UNSEEN })
  const tableOf = (clusters: Uint32Array): Uint32Array =>
    tableOfClusters(clusters, listOf, lists.length, (record) => !notCounted.has(record))
  const drawn = clustersOf(kept)
  const draws = Array.from({ length: POSTERIOR_TABLES }, (_, table) =>
    tableOf(drawn(randomSource(SEED, table + 1).unit)),
  )
  const counts = tableOf(clustersOf({ ...kept, probability: decided })())
  const recordsPerList = lists.map(({ total }, list) => total - (planted[list]?.length ?? 0))
  const people = plantedPeople(planted, starts)
  const isMeasured = people.length >= LEAST_PLANTED && lists.length <= MOST_LISTS_MEASURED
  const corrected = isMeasured
    ? correctForMissed(
        {
          counts,
          draws,
          recordsPerList,
          cases: divide(people, {
            listOf,
            pairs: { ...kept, probability: kept.probability.map(() => LINKED) },
            unseen: UNSEEN,
          }),
        },
        SEED,
      )
    : undefined
  return ok({
    counts: corrected?.counts ?? counts,
    draws: corrected?.draws ?? draws,
    recordsPerList,
    expectedPairs: kept.probability.reduce((sum, probability) => sum + probability, 0),
    floor: pairs.floor,
    missed: corrected,
    modelHash: hashOf({ version: ENCODING_VERSION, slots, threshold: threshold ?? null, floor: pairs.floor }, kept),
  })
}

/** A digest of the settings and of every pair’s probability. */
function hashOf(settings: object, { first, second, probability }: ProbablePairs): string {
  const hash = sha256.create().update(utf8ToBytes(canonicalJson(settings)))
  for (const { buffer, byteOffset, byteLength } of [first, second, probability]) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  }
  return bytesToHex(hash.digest())
}

/**
 * The pairs that are looked at, and of each the score and the probability that it is one person’s (0 for a pair within a
 * list). Without a least similarity the data decide on it.
 */
export async function weighPairs(
  lists: readonly BitRows[],
  slots: readonly FilterSlot[],
  { least, ...search }: Omit<MatchOptions, 'threshold'> & { readonly least?: number | undefined },
) {
  const choose = randomSource(SEED).below
  const byField = slots.length > 1
  const floor = least ?? floorOf(lists, shareOf(lists, slots), choose)
  const pairs = await findCandidates(lists, { ...search, floor })
  const scores = byField ? scoreFields({ lists, slots, pairs, choose }) : pairs.similarity
  return { pairs, scores, probabilities: probabilitiesOf(scores, pairs.isWithin, pairs.ratio) }
}

function keep({ first, second, isWithin }: CandidatePairs, probabilities: Float64Array, least: number) {
  const kept: number[] = []
  for (let pair = 0; pair < first.length; pair++) {
    if (isWithin[pair] === 0 && probabilities[pair]! >= least) kept.push(pair)
  }
  return {
    first: Uint32Array.from(kept, (pair) => first[pair]!),
    second: Uint32Array.from(kept, (pair) => second[pair]!),
    probability: Float64Array.from(kept, (pair) => probabilities[pair]!),
  }
}
