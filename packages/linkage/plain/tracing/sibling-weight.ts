import { logarithm2, powerOfTwo } from '@gloact/kernel'
import { MISSING } from '../fields/field.ts'
import type { TracingComparison } from './comparisons.ts'
import type { SiblingWeight } from './weigh.ts'
import { weightsOf, type RequestChances, type TracingModel } from './scorer.ts'
import { soughtTogether, travelledTogether } from './siblings.ts'
import type { TracedRecord, TracingTables } from './tables.ts'

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
  tables: TracingTables,
  cases: readonly TracedRecord[],
  comparisons: readonly TracingComparison[],
  chances: ReadonlyMap<TracedRecord, RequestChances>,
): SiblingWeight {
  const sought = soughtTogether(tables)
  const compared = new Set(cases)
  const travelled = new Map(
    [...travelledTogether(tables)].map(([child, others]) => [child, others.filter((other) => compared.has(other))]),
  )
  const ofChild = comparisons.flatMap(({ ofChild: own }, at) => (own ? [at] : []))
  let known: TracingModel | undefined
  let weights = new Map<TracedRecord, readonly Float64Array[]>()
  return (model, request, found) => {
    const others = sought.get(request)
    const companions = travelled.get(found)
    if (others === undefined || companions === undefined || companions.length === 0) return 0
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
