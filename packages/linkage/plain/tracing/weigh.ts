import { powerOfTwo } from '@gloact/kernel'
import type { TracingComparison } from './comparisons.ts'
import { termsOf, weightsOf, type Compared, type RequestChances, type TracingModel } from './scorer.ts'
import type { TracedRecord } from './tables.ts'

/**
 * The cases that are kept for a request, side by side: an object of its own for each of a million pairs would be most of what they take.
 */
export interface Candidates {
  readonly found: readonly TracedRecord[]
  /** The levels of all of them, one after another. */
  readonly levels: Uint8Array
  /** Of each case, the same for all that repeat the same. */
  readonly repeated: readonly Compared['repeated'][]
}

/** How the case at one place stands to the request. */
export function comparedAt({ found, levels, repeated }: Candidates, place: number): Compared {
  const width = levels.length / found.length
  return { levels: levels.subarray(place * width, (place + 1) * width), repeated: repeated[place]! }
}

/** What agrees by chance because two children are of one region, beyond what was counted for the request: in bits, to subtract. */
interface RegionExcess {
  /** Of all that a pair agrees in, for each candidate. */
  readonly all: Float64Array
  /** Of what brothers and sisters have in common. */
  readonly family: Float64Array
}

/** A request with the cases that are worth a look. */
export interface Shortlist {
  readonly request: TracedRecord
  readonly chances: RequestChances
  readonly candidates: Candidates
  /** In the order of `candidates`; nothing is subtracted where it is left out. */
  readonly excess?: RegionExcess
}

/** What brothers and sisters add to a case, in bits. */
export type SiblingWeight = (model: TracingModel, request: TracedRecord, found: TracedRecord) => number

/** Figures of each candidate, in the order of the shortlist. */
export interface WeighedShortlist {
  readonly shortlist: Shortlist
  /** The sum of all weights, in bits. */
  readonly scores: Float64Array
  /** That the child is the one who is sought, against all other cases, brothers and sisters, and nobody. */
  readonly probabilities: Float64Array
  /** That none of the cases is the child. */
  readonly nobody: number
  /** That the child is not there, and a brother or sister is. */
  readonly sibling: number
}

let scratch = new Float64Array(0)

/** The sum of a pair’s weights, and of those that brothers and sisters have in common. */
export function sumOf(
  compared: Compared,
  weights: readonly Float64Array[],
  comparisons: readonly TracingComparison[],
): { readonly all: number; readonly family: number } {
  if (scratch.length !== comparisons.length) scratch = new Float64Array(comparisons.length)
  termsOf(compared, weights, scratch)
  let all = 0
  let family = 0
  for (let at = 0; at < scratch.length; at++) {
    all += scratch[at]!
    if (!comparisons[at]!.ofChild) family += scratch[at]!
  }
  return { all, family }
}

/**
 * Weighs a request’s cases against each other: the child is one of them, or a brother or sister is and the child is not,
 * or nobody is. Each case is as likely as another before it is compared.
 */
export function weighShortlist(
  shortlist: Shortlist,
  model: TracingModel,
  comparisons: readonly TracingComparison[],
  siblingWeight: SiblingWeight,
): WeighedShortlist {
  const { request, chances, candidates, excess } = shortlist
  const weights = weightsOf(chances, model)
  const { share, siblingShare } = model
  const absent = 1 - share - siblingShare
  let total = absent
  let sibling = 0
  const { found } = candidates
  const scores = new Float64Array(found.length)
  const probabilities = new Float64Array(found.length)
  for (let at = 0; at < found.length; at++) {
    const { all, family } = sumOf(comparedAt(candidates, at), weights, comparisons)
    const score = all + siblingWeight(model, request, found[at]!)
    const mass = (share / chances.among) * powerOfTwo(score - (excess?.all[at] ?? 0))
    const siblingMass = (siblingShare / chances.among) * powerOfTwo(family - (excess?.family[at] ?? 0))
    total += mass + siblingMass
    sibling += siblingMass
    scores[at] = score
    probabilities[at] = mass
  }
  for (let at = 0; at < found.length; at++) probabilities[at]! /= total
  return { shortlist, scores, probabilities, nobody: absent / total, sibling: sibling / total }
}

/** The places of the candidates, the most probable first; of equals the one that scores more, then the lesser id. */
export function ranked({ shortlist, scores, probabilities }: WeighedShortlist): readonly number[] {
  const { found } = shortlist.candidates
  return Array.from(found.keys()).toSorted(
    (a, b) =>
      probabilities[b]! - probabilities[a]! || scores[b]! - scores[a]! || (found[a]!.id < found[b]!.id ? -1 : 1),
  )
}
