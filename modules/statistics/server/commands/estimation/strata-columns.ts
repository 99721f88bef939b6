import { objectionToValues, SUSPICIONS, suspicionOf } from '@gloact/disclosure'
import { objectionToStrata, type EstimationInput } from '@gloact/estimation'
import { identifyingColumn } from '../disclosure/identifying-column.ts'
import type { Problem } from '@gloact/command'

/** Whether a column may tell who somebody is, by its heading and by values of it with how many rows hold each. */
export const isSuspected = (name: string, values: ReadonlyMap<string, number>): boolean =>
  objectionToValues(name, values) !== undefined

/**
 * Why columns cannot be strata, whose levels are printed: what a table may not be published by. By their headings alone, before a
 * cell of them is read.
 */
export function objectionToHeadings(names: readonly string[]): Problem | undefined {
  for (const name of names) {
    const objection = objectionToValues(name, new Map())
    if (objection !== undefined) return identifyingColumn(name, objection)
  }
  return undefined
}

/** The same by the levels that the people on the lists have. */
export function objectionToLevels(input: EstimationInput): Problem | undefined {
  const found = objectionToStrata(input, {
    objectionTo: objectionToValues,
    suspicionOf,
    ownValues: SUSPICIONS.own_values,
  })
  return found && identifyingColumn(found.name, found.objection)
}
