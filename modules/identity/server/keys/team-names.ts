import type { Json } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { tables } from '../tables.ts'

/** What seals words that belong to no person; the vault's key of words, given where the platform is composed. */
export interface WordKey {
  seal(place: string, value: Json): Uint8Array
  unseal(place: string, sealed: Uint8Array): unknown
}

const placeOf = (id: string): string => `identity.team.sealed_name:${id}`

/** The name of a team as its row holds it. */
export const sealTeamName = (key: WordKey, id: string, name: string): { name: null; sealed_name: Uint8Array } => ({
  name: null,
  sealed_name: key.seal(placeOf(id), name),
})

/** What its agency calls it; as it lies open in a row that no start has sealed yet. */
export const teamName = (
  key: WordKey,
  row: { readonly id: string; readonly name: string | null; readonly sealed_name: Uint8Array | null },
): string => row.name ?? String(row.sealed_name && key.unseal(placeOf(row.id), row.sealed_name))

/** Whether another team of the agency has this name; large and small letters are one. */
export async function teamNameTaken(
  trx: Database,
  key: WordKey,
  agencyId: string,
  wanted: { readonly id: string; readonly name: string },
): Promise<boolean> {
  const fold = (text: string): string => text.toLocaleLowerCase()
  const rows = await tables(trx)
    .selectFrom('team')
    .select(['id', 'name', 'sealed_name'])
    .where('agency_id', '=', agencyId)
    .where('id', '<>', wanted.id)
    .execute()
  return rows.some((row) => fold(teamName(key, row)) === fold(wanted.name))
}

/** Seals the names of teams that lie open from before they were sealed; at every start. Each by itself, and only while it is open. */
export async function sealTeamNames(db: Database, key: WordKey): Promise<void> {
  const open = await tables(db).selectFrom('team').select(['id', 'name']).where('name', 'is not', null).execute()
  for (const { id, name } of open)
    await tables(db)
      .updateTable('team')
      .set(sealTeamName(key, id, name ?? ''))
      .where('id', '=', id)
      .where('name', '=', name)
      .execute()
}

/** What agencies call these teams, by id; those that are not there are left out. */
export async function namesOfTeams(
  context: { readonly db: Database; readonly wordKey: () => Promise<WordKey> },
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(ids.flatMap((id) => id ?? []))]
  if (asked.length === 0) return new Map()
  const key = await context.wordKey()
  const rows = await tables(context.db)
    .selectFrom('team')
    .select(['id', 'name', 'sealed_name'])
    .where('id', 'in', asked)
    .execute()
  return new Map(rows.map((row) => [row.id, teamName(key, row)]))
}
