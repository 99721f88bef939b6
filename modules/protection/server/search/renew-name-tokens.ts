import { ok, unwrap } from '@gloact/kernel'
import { nameKeys } from '@gloact/names'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import { namesToFind } from '../../domain/file/derive-row.ts'
import { lockFile, NOBODY, saveTokens } from '../file/file-store.ts'

/**
 * After the rules for names have changed: makes the search tokens of these files again from their names, a file at a time,
 * under the lock of a write to it. Interrupted at any moment, it goes on with what is still outdated.
 *
 * @returns how many files have new tokens. One whose key is gone has none.
 */
export async function renewNameTokens(
  { db, vault, country }: { readonly db: Database; readonly vault: Vault; readonly country: string },
  outdated: ReadonlySet<string>,
): Promise<number> {
  let renewed = 0
  // Those of now: the index, which looks again meanwhile, takes ids out and puts them in.
  const now = Array.from(outdated)
  for (const fileId of now) {
    renewed += unwrap(
      await inScope(db, systemScope(country), async (trx) => {
        const loaded = await lockFile(trx, vault, fileId, NOBODY)
        if (!loaded.ok) return ok(0)
        const { row, state, key } = loaded.value
        await saveTokens(
          trx,
          { id: row.id, personId: row.person_id },
          namesToFind(state).map((name) => nameKeys(name)),
          key,
        )
        return ok(1)
      }),
    )
  }
  return renewed
}
