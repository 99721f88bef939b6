import { systemClock } from '@gloact/kernel'
import { librarian, type LawStore } from '@gloact/legislation/store'
import { SYSTEM_ACTOR } from '@gloact/protection/server'
import type { DirectoryAgency } from '@gloact/identity/server'
import type { FileWork } from './compose.ts'

/** The library of an agency, for a command that has opened the instance. */
export const lawStore = ({ db, country }: FileWork, agency: DirectoryAgency): LawStore => ({
  db,
  clock: systemClock,
  who: librarian(SYSTEM_ACTOR, agency, country.code),
})

export const isDay = (text: string): boolean => /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text)
