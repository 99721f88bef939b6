import { compareTokens, LIKELY_SAME_NAME, nameKeys } from '@gloact/names'
import { valueOf } from '@gloact/kernel'
import { answersOfForm } from '../../domain/file/answers.ts'
import type { FileState } from '../../domain/file/file-state.ts'

/** People and firms who had part in it, as the forms of a file name them. */
const NAMED = /^perpetrators\/[^/]+\/(?:known_as|perpetrator_organisation)$/

export const namedIn = (state: FileState): readonly string[] =>
  Object.entries(answersOfForm(state.fields, 'situation')).flatMap(([path, answer]) => {
    const said = NAMED.test(path) ? valueOf(answer) : undefined
    return typeof said === 'string' ? [said] : []
  })

/** By whom something is given: the names of its staff, and those of the agency, the site and the service. */
export interface GivenBy {
  readonly staff: readonly string[]
  readonly called: readonly string[]
}

const plain = (words: string): string => words.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()

/** Whether one of these is named there: likely the same person, in any script, or a firm in the same words. Which one is told to nobody. */
export const isNamedAmong = (named: readonly string[], { staff, called }: GivenBy): boolean =>
  named.some((name) => {
    if (name.trim() === '') return false
    const keys = nameKeys(name)
    return (
      called.some((each) => plain(each) === plain(name)) ||
      staff.some((each) => compareTokens(keys, nameKeys(each)).score >= LIKELY_SAME_NAME)
    )
  })
