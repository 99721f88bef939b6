import { logarithm2, powerOfTwo } from '@gloact/kernel'
import { MISSING } from '../fields/field.ts'
import type { TracingComparison } from './comparisons.ts'
import type { SiblingWeight } from './weigh.ts'
import { weightsOf, type RequestChances, type TracingModel } from './scorer.ts'
import type { TracedFamilies } from './prepared.ts'
import type { TracedRecord } from './tables.ts'

/** How often a brother or sister who is sought as well travelled with the child, where anybody did. */
const TOGETHER = 0.6
const MOST_SOUGHT = 5

/**
 * What brothers and sisters add: where the child is the one who is sought, the other children whom the inquirer seeks
 * are likely among those who travelled with it. What they share as a family is counted with the child already, so that
 * of each only name, sex, birth and age count. 0 where nobody travelled with the child, no other is sought, or they are
 * not alike: a brother or sister may be elsewhere.
 */
export function createSiblingWeight(
  families: TracedFamilies,
  cases: readonly TracedRecord[],
  comparisons: readonly TracingComparison[],
  chances: ReadonlyMap<TracedRecord, RequestChances>,
): SiblingWeight {
  const compared = new Set(cases)
  /** A family is kept with what is held; here it is those of it who are compared now. */
  const among =
    (of: TracedFamilies['cases'], isCompared: (record: TracedRecord) => boolean) =>
    (record: TracedRecord): readonly TracedRecord[] => {
      const all = of.of(record)
      return all.every(isCompared) ? all : all.filter(isCompared)
    }
  const sought = among(families.requests, (request) => chances.has(request))
  const travelled = among(families.cases, (child) => compared.has(child))
  const ofChild = comparisons.flatMap(({ ofChild: own }, at) => (own ? [at] : []))
  let known: TracingModel | undefined
  let weights = new Map<TracedRecord, readonly Float64Array[]>()
  return (model, request, found) => {
    const others = sought(request)
    if (others.length === 0) return 0
    const companions = travelled(found)
    if (companions.length === 0) return 0
    if (model !== known) {
      known = model
      weights = new Map()
    }
    let sum = 0
    for (const other of others.slice(0, MOST_SOUGHT)) {
      let own = weights.get(other)
      if (own === undefined) weights.set(other, (own = weightsOf(chances.get(other)!, model)))
      let likelihood = 0
      for (const companion of companions) {
        let weight = 0
        for (const at of ofChild) {
          const level = comparisons[at]!.level(other, companion)
          if (level !== MISSING) weight += own[at]![level]!
        }
        likelihood += powerOfTwo(weight)
      }
      sum += Math.max(0, logarithm2(1 - TOGETHER + (TOGETHER * likelihood) / companions.length))
    }
    return sum
  }
}
