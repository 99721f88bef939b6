import { MISSING } from '../fields/field.ts'
import { normalise } from '../chance.ts'
import type { TracingComparison } from './comparisons.ts'
import { inGroups, type TracingModel } from './scorer.ts'
import { shareChildren } from './share-children.ts'
import { comparedAt, weighShortlist, type Shortlist, type SiblingWeight } from './weigh.ts'

/** What is expected before anything is seen, as so many requests that have a case. */
const EXPECTED = 20
const EXPECTED_SHARES = { share: 0.6, siblingShare: 0.05 } as const
/** Errors come together and fields repeat one another, so the sum of weights is surer than it may be. */
const DISCOUNT = 0.97
const STEPS = 4
const NEGLIGIBLE = 0.001

/** The model before anything is learned. */
export const expectedModel = (comparisons: readonly TracingComparison[]): TracingModel => ({
  fields: comparisons.map(({ name, levels, expected, neverAgainst, groups }) => ({
    name,
    levels,
    m: expected,
    ...(neverAgainst && { neverAgainst }),
    ...(groups && { groups }),
  })),
  ...EXPECTED_SHARES,
  discount: DISCOUNT,
})

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
 * steps of expectation and maximisation with chance held fixed, drawn towards what is expected. A child is sought once, as a rule: without
 * that, what chance brings to several requests is taken for so many children who are there.
 *
 * @param cases how many children there are
 * @param pause awaited after each step
 */
export async function estimateTracing(
  shortlists: readonly Shortlist[],
  comparisons: readonly TracingComparison[],
  siblingWeight: SiblingWeight,
  cases: number,
  pause: (step: number, steps: number) => Promise<void>,
): Promise<TracingModel> {
  let model = expectedModel(comparisons)
  for (let step = 0; step < STEPS; step++) {
    await pause(step, STEPS)
    const seen = comparisons.map(({ expected }) => expected.map((share) => share * EXPECTED))
    let found = EXPECTED_SHARES.share * EXPECTED
    let siblings = EXPECTED_SHARES.siblingShare * EXPECTED
    const current = model
    const weighed = shortlists.map((shortlist) => weighShortlist(shortlist, current, comparisons, siblingWeight))
    for (const { sibling, shortlist, probabilities } of shareChildren(weighed, cases)) {
      siblings += sibling
      for (const [place, probability] of probabilities.entries()) {
        found += probability
        if (probability < NEGLIGIBLE) continue
        const { levels, repeated } = comparedAt(shortlist.candidates, place)
        levels.forEach((level, at) => {
          if (level !== MISSING && !repeated.some(([one]) => one === at)) seen[at]![level]! += probability
        })
      }
    }
    const requests = shortlists.length + EXPECTED
    const share = Math.min(0.95, Math.max(0.01, found / requests))
    model = {
      ...model,
      fields: model.fields.map((field, at) => ({
        ...field,
        m: inGroups(field, (from, to) => normalise(seen[at]!.slice(from, to))),
      })),
      share,
      siblingShare: Math.min((1 - share) / 2, Math.max(0.005, siblings / requests)),
    }
  }
  return model
}
