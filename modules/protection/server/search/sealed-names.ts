import { ok, unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import type { ProtectionContext } from '../file/context.ts'
import { tables } from '../file/file-tables.ts'

/** Seals what people call their lists and tags. Ask for it before a transaction begins. */
export const nameKeyOf = ({
  vault,
  db,
  rules,
}: Pick<ProtectionContext, 'vault' | 'db' | 'rules'>): Promise<PersonKey> => vault.wordKey(db, rules.country)

const viewPlace = (id: string): string => `protection.saved_view.sealed_name:${id}`
const tagPlace = (id: string): string => `protection.tag.sealed_names:${id}`

export const sealViewName = (key: PersonKey, id: string, name: string): Uint8Array => key.seal(viewPlace(id), name)

/** The name of a list; as it lies open in a row that no start has sealed yet. */
export const viewName = (
  key: PersonKey,
  row: { readonly id: string; readonly name: string | null; readonly sealed_name: Uint8Array | null },
): string => row.name ?? String(row.sealed_name && key.unseal(viewPlace(row.id), row.sealed_name))

type TagNames = Readonly<Record<string, string>>

export const sealTagNames = (key: PersonKey, id: string, names: TagNames): Uint8Array =>
  key.seal(tagPlace(id), { ...names })

export const tagNames = (
  key: PersonKey,
  row: { readonly id: string; readonly names: TagNames | null; readonly sealed_names: Uint8Array | null },
): TagNames => row.names ?? ((row.sealed_names ? key.unseal(tagPlace(row.id), row.sealed_names) : {}) as TagNames)

/**
 * Seals the names of lists and tags that lie open from before they were sealed; at every start, where there are none it finds none.
 * Old versions of the rows go when PostgreSQL vacuums them, and out of backups as those expire.
 */
export async function sealNames(context: Pick<ProtectionContext, 'vault' | 'db' | 'rules'>): Promise<void> {
  const key = await nameKeyOf(context)
  const sealed = await inScope(context.db, systemScope(context.rules.country), async (trx) => {
    const views = await tables(trx)
      .selectFrom('protection.saved_view')
      .select(['id', 'name'])
      .where('name', 'is not', null)
      .execute()
    for (const { id, name } of views)
      await tables(trx)
        .updateTable('protection.saved_view')
        .set({ name: null, sealed_name: sealViewName(key, id, name ?? '') })
        .where('id', '=', id)
        .where('name', 'is not', null)
        .execute()
    const tags = await tables(trx)
      .selectFrom('protection.tag')
      .select(['id', 'names'])
      .where('names', 'is not', null)
      .execute()
    for (const { id, names } of tags)
      await tables(trx)
        .updateTable('protection.tag')
        .set({ names: null, sealed_names: sealTagNames(key, id, names ?? {}) })
        .where('id', '=', id)
        .where('names', 'is not', null)
        .execute()
    return ok(null)
  })
  unwrap(sealed)
}
