import type { EstimationInput } from '../input/read-input.ts'
import { levelIn } from './level-in.ts'

/** So few levels tell nobody apart, however few the people are. */
const FEW_LEVELS = 2

/** What may tell who somebody is: `objectionTo` a column that is put into categories, `suspicionOf` one that is in numbers. */
export interface Objections {
  readonly objectionTo: (name: string, people: ReadonlyMap<string, number>) => string | undefined
  readonly suspicionOf: (name: string, people: ReadonlyMap<string, number>) => string | undefined
  /** Said of a column that has a level of its own for nearly everybody. */
  readonly ownValues: string
}

/** Why a column cannot be a stratum, whose levels are printed, by the levels that the people on the lists have. */
export function objectionToStrata(
  { strata, histories, observed }: EstimationInput,
  { objectionTo, suspicionOf, ownValues }: Objections,
): { readonly name: string; readonly objection: string } | undefined {
  if (!strata) return undefined
  const { covariates, levels, counts, trend } = strata
  const size = 2 ** histories.lists.length
  for (const [at, name] of covariates.entries()) {
    const own = levels[at]!
    const people = new Map<string, number>()
    for (const [cell, count] of counts.entries()) {
      const level = own[levelIn(levels, Math.floor(cell / size), at)]!
      people.set(level, (people.get(level) ?? 0) + count)
    }
    const isOwn = own.length > FEW_LEVELS && own.length > observed / 2
    // Whole numbers are what a trend has.
    const found = name === trend ? suspicionOf(name, people) : objectionTo(name, people)
    const objection = found ?? (isOwn ? ownValues : undefined)
    if (objection !== undefined) return { name, objection }
  }
  return undefined
}
