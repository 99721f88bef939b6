import { levelIn, type EstimationInput } from '@gloact/estimation'
import { identifyingColumn, objectionToValues, suspicionOf, SUSPICIONS } from '../disclosure/propose-codes.ts'
import type { Problem } from '@gloact/command'

/** So few levels tell nobody apart, however few the people are. */
const FEW_LEVELS = 2

/** Whether a column may tell who somebody is, by its heading and by values of it with how many rows hold each. */
export const isSuspected = (name: string, values: ReadonlyMap<string, number>): boolean =>
  objectionToValues(name, values) !== undefined

/**
 * Why columns cannot be strata, whose levels are printed: what a table may not be published by. By their headings alone, before a
 * cell of them is read.
 */
export const objectionToHeadings = (names: readonly string[]): Problem | undefined =>
  firstObjection(names, (name) => objectionToValues(name, new Map()))

/** The same by the levels that the people on the lists have. */
export function objectionToStrata({ strata, histories, observed }: EstimationInput): Problem | undefined {
  if (!strata) return undefined
  const { covariates, levels, counts, trend } = strata
  const size = 2 ** histories.lists.length
  return firstObjection(covariates, (name, at) => {
    const own = levels[at]!
    const people = new Map<string, number>()
    for (const [cell, count] of counts.entries()) {
      const level = own[levelIn(levels, Math.floor(cell / size), at)]!
      people.set(level, (people.get(level) ?? 0) + count)
    }
    const isOwn = own.length > FEW_LEVELS && own.length > observed / 2
    // Whole numbers are what a trend has.
    const objection = name === trend ? suspicionOf(name, people) : objectionToValues(name, people)
    return objection ?? (isOwn ? SUSPICIONS.own_values : undefined)
  })
}

function firstObjection(
  names: readonly string[],
  objectionOf: (name: string, at: number) => string | undefined,
): Problem | undefined {
  for (const [at, name] of names.entries()) {
    const objection = objectionOf(name, at)
    if (objection !== undefined) return identifyingColumn(name, objection)
  }
  return undefined
}
