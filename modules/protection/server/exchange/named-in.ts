import { compareTokens, LIKELY_SAME_NAME, nameKeys } from '@gloact/names'
import { valueOf } from '@gloact/kernel'
import { answersOfForm } from '../../domain/file/answers.ts'
import type { FileState } from '../../domain/file/file-state.ts'

/** Somebody who had part in it, and how they are reached, as far as a form of the file says. */
export interface NamedContacts {
  readonly name?: string
  readonly phone?: string
  readonly address?: string
  readonly paper?: string
}

/** People who had part in it, by row: `perpetrators/ROW/known_as`. */
const OF_ROW = /^perpetrators\/([^/]+)\/(\w+)$/
const CONTACTS: Readonly<Record<string, keyof NamedContacts>> = {
  known_as: 'name',
  perpetrator_phone: 'phone',
  perpetrator_address: 'address',
  perpetrator_document: 'paper',
}
const FIRM = 'perpetrator_organisation'

/** Whom the file names as having had part in it, each with how they are reached, and the firms they act for. */
export function contactsNamedIn(state: FileState): readonly NamedContacts[] {
  const people = new Map<string, Record<string, string>>()
  const firms: NamedContacts[] = []
  for (const [path, answer] of Object.entries(answersOfForm(state.fields, 'situation'))) {
    const [, row, field] = OF_ROW.exec(path) ?? []
    const said = valueOf(answer)
    if (row === undefined || field === undefined || typeof said !== 'string') continue
    const kind = CONTACTS[field]
    if (field === FIRM) firms.push({ name: said })
    else if (kind) people.set(row, { ...people.get(row), [kind]: said })
  }
  return [...people.values(), ...firms]
}

/** The names alone. */
export const namedIn = (state: FileState): readonly string[] =>
  contactsNamedIn(state).flatMap(({ name }) => (name === undefined ? [] : [name]))

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
