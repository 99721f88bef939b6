import { powerOfTwo } from '@gloact/kernel'
import { MISSING } from '../fields/field.ts'
import { normalise } from '../chance.ts'
import type { TracingComparison } from './comparisons.ts'
import { termsOf, weightsOf, type Compared, type RequestChances, type TracingModel } from './scorer.ts'
import type { TracedRecord } from './tables.ts'

/** A case that is kept for a request. */
export interface Candidate {
  readonly found: TracedRecord
  readonly compared: Compared
}

/** A request with the cases that are worth a look. */
export interface Shortlist {
  readonly request: TracedRecord
  readonly chances: RequestChances
  readonly candidates: readonly Candidate[]
}

/** What brothers and sisters add to a case, in bits. */
export type SiblingWeight = (model: TracingModel, request: TracedRecord, found: TracedRecord) => number

export interface WeighedCandidate {
  readonly candidate: Candidate
  /** The sum of all weights, in bits. */
  readonly score: number
  /** That the child is the one who is sought, against all other cases, brothers and sisters, and nobody. */
  readonly probability: number
  /** Odds against nobody, as a share of all that may be, before they are brought to sum to 1: the child, or a sibling. */
  readonly mass: number
  readonly siblingMass: number
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

/** What is expected before anything is seen, as so many requests that have a case. */
const EXPECTED = 20
const EXPECTED_SHARES = { share: 0.6, siblingShare: 0.05 } as const
/** Errors come together and fields repeat one another, so the sum of weights is surer than it may be. */
const DISCOUNT = 0.9
const STEPS = 4
const NEGLIGIBLE = 0.001

/** The model before anything is learned. */
export const expectedModel = (comparisons: readonly TracingComparison[]): TracingModel => ({
  fields: comparisons.map(({ name, levels, expected, neverAgainst }) => ({
    name,
    levels,
    m: expected,
    ...(neverAgainst && { neverAgainst }),
  })),
  ...EXPECTED_SHARES,
  discount: DISCOUNT,
})

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
  const { request, chances, candidates } = shortlist
  const weights = weightsOf(chances, model)
  const { share, siblingShare } = model
  const absent = 1 - share - siblingShare
  let total = absent
  let sibling = 0
  const weighed = candidates.map((candidate) => {
    const { all, family } = sumOf(candidate.compared, weights, comparisons)
    const score = all + siblingWeight(model, request, candidate.found)
    const mass = (share / chances.among) * powerOfTwo(score)
    const siblingMass = (siblingShare / chances.among) * powerOfTwo(family)
    total += mass + siblingMass
    sibling += siblingMass
    return { candidate, score, mass, siblingMass }
  })
  const ordered = weighed
    .map((one) => ({ ...one, probability: one.mass / total }))
    .toSorted((a, b) => b.score - a.score || (a.candidate.found.id < b.candidate.found.id ? -1 : 1))
  return { shortlist, candidates: ordered, nobody: absent / total, sibling: sibling / total }
}

/** What was learned before, for what is compared now; of what was not compared then, what is expected. */
export function modelFor(comparisons: readonly TracingComparison[], learned: TracingModel): TracingModel {
  const known = new Map(learned.fields.map((field) => [field.name, field]))
  return {
    ...learned,
    fields: expectedModel(comparisons).fields.map((field) => {
      const before = known.get(field.name)
      return before?.m.length === field.m.length ? { ...field, m: before.m } : field
    }),
  }
}

/**
 * Learns without labels how often each level is met where the child is the one who is sought, and how many are: a few
 * steps of expectation and maximisation with chance held fixed, drawn towards what is expected.
 *
 * @param pause awaited after each step
 */
export async function estimateTracing(
  shortlists: readonly Shortlist[],
  comparisons: readonly TracingComparison[],
  siblingWeight: SiblingWeight,
  pause: (step: number, steps: number) => Promise<void>,
): Promise<TracingModel> {
  let model = expectedModel(comparisons)
  for (let step = 0; step < STEPS; step++) {
    await pause(step, STEPS)
    const seen = comparisons.map(({ expected }) => expected.map((share) => share * EXPECTED))
    let found = EXPECTED_SHARES.share * EXPECTED
    let siblings = EXPECTED_SHARES.siblingShare * EXPECTED
    for (const shortlist of shortlists) {
      const weighed = weighShortlist(shortlist, model, comparisons, siblingWeight)
      siblings += weighed.sibling
      for (const { candidate, probability } of weighed.candidates) {
        found += probability
        if (probability < NEGLIGIBLE) continue
        const { levels, repeated } = candidate.compared
        levels.forEach((level, at) => {
          if (level !== MISSING && !repeated.some(([one]) => one === at)) seen[at]![level]! += probability
        })
      }
    }
    const requests = shortlists.length + EXPECTED
    const share = Math.min(0.95, Math.max(0.01, found / requests))
    model = {
      ...model,
      fields: model.fields.map((field, at) => ({ ...field, m: normalise(seen[at]!) })),
      share,
      siblingShare: Math.min((1 - share) / 2, Math.max(0.005, siblings / requests)),
    }
  }
  return model
}
