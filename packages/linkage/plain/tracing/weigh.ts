import { powerOfTwo } from '@gloact/kernel'
import type { TracingComparison } from './comparisons.ts'
import { termsOf, weightsOf, type Compared, type RequestChances, type TracingModel } from './scorer.ts'
import type { TracedRecord } from './tables.ts'

/** A case that is kept for a request. */
export interface Candidate {
  readonly found: TracedRecord
  readonly compared: Compared
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
  readonly candidates: readonly Candidate[]
  /** In the order of `candidates`; nothing is subtracted where it is left out. */
  readonly excess?: RegionExcess
}

/** What brothers and sisters add to a case, in bits. */
export type SiblingWeight = (model: TracingModel, request: TracedRecord, found: TracedRecord) => number

export interface WeighedCandidate {
  readonly candidate: Candidate
  /** The sum of all weights, in bits. */
  readonly score: number
  /** That the child is the one who is sought, against all other cases, brothers and sisters, and nobody. */
  readonly probability: number
}

export interface WeighedShortlist {
  readonly shortlist: Shortlist
  /** The best first; of equals the lesser id. */
  readonly candidates: readonly WeighedCandidate[]
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
  const scores = new Float64Array(candidates.length)
  const masses = new Float64Array(candidates.length)
  for (const [at, candidate] of candidates.entries()) {
    const { all, family } = sumOf(candidate.compared, weights, comparisons)
    const score = all + siblingWeight(model, request, candidate.found)
    const mass = (share / chances.among) * powerOfTwo(score - (excess?.all[at] ?? 0))
    const siblingMass = (siblingShare / chances.among) * powerOfTwo(family - (excess?.family[at] ?? 0))
    total += mass + siblingMass
    sibling += siblingMass
    scores[at] = score
    masses[at] = mass
  }
  const ordered = candidates
    .map((candidate, at) => ({ candidate, score: scores[at]!, probability: masses[at]! / total }))
    .toSorted(
      (a, b) =>
        b.probability - a.probability || b.score - a.score || (a.candidate.found.id < b.candidate.found.id ? -1 : 1),
    )
  return { shortlist, candidates: ordered, nobody: absent / total, sibling: sibling / total }
}
