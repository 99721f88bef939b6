import { ok, unwrap } from '@gloact/kernel'
import { inScope, systemScope, type Database, type ScopedTransaction } from '@gloact/postgres'
import { tokenVersion, type Vault } from '@gloact/vault'
import { sql } from 'kysely'
import { bytes, openSource, PURPOSE } from './import-rows.ts'

export interface TokensRenewed {
  readonly renewed: number
  /** Rows that were imported before tokens could be renewed: when the old key goes, their source is no longer recognised. */
  readonly left: number
}

const BATCH = 200

/**
 * After a renewal of the key-encryption key: makes the tokens of imported rows again under the current version. In batches
 * that commit one by one; interrupted at any moment, it goes on where it was. `versions` of tokens say what still needs an
 * old key.
 */
export async function renewImportTokens(
  db: Database,
  vault: Vault,
  progress?: (renewed: number) => void,
): Promise<TokensRenewed> {
  const current = tokenVersion(vault.token(PURPOSE, ''))
  let renewed = 0
  let left = 0
  let after = 0
  for (;;) {
    const batch = unwrap(
      await inScope(db, systemScope(''), async (trx) => ok(await renewBatch(trx, vault, current, after))),
    )
    renewed += batch.renewed
    left += batch.left
    progress?.(renewed)
    if (batch.last === null) return { renewed, left }
    after = batch.last
  }
}

async function renewBatch(trx: ScopedTransaction, vault: Vault, current: number, after: number) {
  const { rows } = await sql<{ id: number; person_id: string; sealed_source: Uint8Array | null }>`
    select imported.id, file.person_id, imported.sealed_source
    from protection.import_row imported join protection.case_file file on file.id = imported.file_id
    where imported.id > ${after}
      and substring(imported.identity_token from 1 for 4) <> decode(lpad(to_hex(${current}::integer), 8, '0'), 'hex')
    order by imported.id limit ${BATCH} for update of imported`.execute(trx)
  const keys = await vault.personKeys(
    trx,
    rows.map((row) => row.person_id),
  )
  let renewed = 0
  for (const { id, person_id, sealed_source } of rows) {
    const key = keys.get(person_id)
    if (!key || !sealed_source) continue
    const source = openSource(key, sealed_source)
    const [identity, place, content] = bytes(
      [source.identity, source.place, source.content].map((text) => vault.token(PURPOSE, text)),
    )
    await sql`update protection.import_row set identity_token = ${identity}::bytea, place_token = ${place}::bytea,
      content_token = ${content}::bytea where id = ${id}`.execute(trx)
    renewed += 1
  }
  return { renewed, left: rows.length - renewed, last: rows.length < BATCH ? null : rows.at(-1)!.id }
}

/** How many imported rows are recognised by a version of the key alone. */
export async function importTokensUnder(db: Database, version: number): Promise<number> {
  return unwrap(
    await inScope(db, systemScope(''), async (trx) => {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from protection.import_row
        where substring(identity_token from 1 for 4) = decode(lpad(to_hex(${version}::integer), 8, '0'), 'hex')`.execute(
        trx,
      )
      return ok(rows[0]!.count)
    }),
  )
}
