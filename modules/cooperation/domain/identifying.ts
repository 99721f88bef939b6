/*
 * Who somebody is, in words that are to cross a border. A form without a place for a name is filled in by people who write one all the
 * same. What is found here is shown to the officer with the words; it is written to no log.
 */

export const IDENTIFYING = ['own_name', 'own_birth_date', 'own_number', 'birth_date', 'named'] as const
export type IdentifyingKind = (typeof IDENTIFYING)[number]

/** Of the person in the file: these never go, whoever approves. */
export const OWN: readonly IdentifyingKind[] = ['own_name', 'own_birth_date', 'own_number']

export interface Passage {
  readonly field: string
  readonly kind: IdentifyingKind
  readonly words: string
}

/** A name as the file has it: its parts in order, other names and aliases as names of their own. */
export interface KnownPerson {
  readonly names: readonly { readonly given: string; readonly family: string }[]
  readonly birthDates: readonly string[]
  /** Of documents, telephones and the file. */
  readonly numbers: readonly string[]
}

export const NOBODY_KNOWN: KnownPerson = { names: [], birthDates: [], numbers: [] }
