import { listsOf, modelOf, order, pairsOf, type Model } from './model.ts'

/** The most models that are enumerated; beyond, search. */
export const MOST_MODELS = 100_000

export interface EnumerateOptions {
  /** The highest order of a term; all but the interaction of all lists where it is not given. */
  readonly maximumOrder?: number
}

/**
 * Every hierarchical model with all main effects and without the interaction of all lists: 8, 113 and 6,893 of them for 3,
 * 4 and 5 lists; with `maximumOrder` 2 all sets of pairs, 32,768 for 6 lists. Throws a RangeError where there are more than
 * `MOST_MODELS`.
 */
export function enumerateModels(lists: number, { maximumOrder = lists - 1 }: EnumerateOptions = {}): Model[] {
  const highest = Math.min(maximumOrder, lists - 1)
  const models: Model[] = []
  const extend = (terms: readonly number[], last: readonly number[], next: number): void => {
    const open = next > highest ? [] : candidatesAbove(lists, last, next)
    if (open.length > 20) throw new RangeError(`there are more than ${MOST_MODELS} models to enumerate`)
    for (let choice = 0; choice < 2 ** open.length; choice++) {
      const taken = open.filter((_, at) => ((choice >> at) & 1) === 1)
      const all = [...terms, ...taken]
      if (taken.length > 0) {
        extend(all, taken, next + 1)
        continue
      }
      models.push(modelOf(lists, all))
      if (models.length > MOST_MODELS) throw new RangeError(`there are more than ${MOST_MODELS} models to enumerate`)
    }
  }
  extend(
    [],
    Array.from({ length: lists }, (_, list) => 1 << list),
    2,
  )
  return models
}

/** The terms of an order all of whose parts, one order lower, are among the terms given. */
function candidatesAbove(lists: number, lower: readonly number[], next: number): number[] {
  if (next === 2) return pairsOf(lists)
  const known = new Set(lower)
  const found = new Set<number>()
  for (const term of lower) {
    for (let list = 0; list < lists; list++) {
      const enlarged = term | (1 << list)
      if (enlarged === term || found.has(enlarged)) continue
      if (listsOf(enlarged).every((part) => known.has(enlarged ^ (1 << part)))) found.add(enlarged)
    }
  }
  return [...found].toSorted((a, b) => a - b)
}

/** The hierarchical models that differ from this one by a single term, up to an order, never below main effects. */
export function neighboursOf(model: Model, lists: number, maximumOrder = lists - 1): Model[] {
  const has = new Set(model)
  const full = 2 ** lists - 1
  const neighbours: Model[] = []
  for (let term = 1; term < full; term++) {
    const size = order(term)
    if (size < 2 || size > maximumOrder) continue
    if (has.has(term)) {
      const greatest = !model.some((other) => other !== term && (other & term) === term)
      if (greatest) neighbours.push(model.filter((other) => other !== term))
    } else if (listsOf(term).every((part) => has.has(term ^ (1 << part)))) {
      neighbours.push([...model, term].toSorted((a, b) => a - b))
    }
  }
  return neighbours
}
