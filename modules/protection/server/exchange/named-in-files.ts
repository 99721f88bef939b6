import type { ScopedTransaction } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import { sql } from 'kysely'
import { openState } from '../file/file-store.ts'
import { tables } from '../file/file-tables.ts'
import { contactsNamedIn, type NamedContacts } from './named-in.ts'

interface Held {
  readonly version: string
  readonly people: readonly NamedContacts[]
}

/** How many files are opened at a time: their sealed states are in memory together. */
const AT_ONCE = 200

/**
 * Whom the files name as having had part in what happened, how they are reached, and the firms they act for: of all files but one. In the system's scope, opened
 * in the memory of the server alone, what changed only, and told to nobody. Anyone named in a file that was erased is not in it any more.
 */
export function namedInFiles({ vault }: { readonly vault: Vault }) {
  const held = new Map<string, Held>()
  return async (trx: ScopedTransaction, butFile: string | null): Promise<readonly NamedContacts[]> => {
    const rows = await tables(trx)
      .selectFrom('protection.case_file')
      .select(['id', sql<string>`xmin::text`.as('version')])
      // What this very transaction writes may be rolled back: it is not kept.
      .where(sql<boolean>`id is distinct from ${butFile}::uuid`)
      .execute()
    const there = new Set(rows.map(({ id }) => id))
    for (const id of held.keys()) if (!there.has(id) && id !== butFile) held.delete(id)
    const changed = rows.filter(({ id, version }) => held.get(id)?.version !== version).map(({ id }) => id)
    for (let from = 0; from < changed.length; from += AT_ONCE) {
      const files = await tables(trx)
        .selectFrom('protection.case_file')
        .select(['id', 'person_id', 'sealed_state', sql<string>`xmin::text`.as('version')])
        .where(sql<boolean>`id = any (${changed.slice(from, from + AT_ONCE)}::uuid[])`)
        .execute()
      const keys = await vault.personKeys(
        trx,
        files.map((file) => file.person_id),
      )
      for (const { id, person_id: personId, sealed_state: sealed, version } of files) {
        const key = keys.get(personId)
        held.set(id, { version, people: key ? contactsNamedIn(openState(key, id, sealed)) : [] })
      }
    }
    return [...held].flatMap(([id, { people }]) => (id === butFile ? [] : people))
  }
}
