import { detailsOf, type AuditAction } from '@gloact/audit'
import { canonicalJson } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Register } from '../register.ts'
import { COLUMNS, hashOf, versionsOf } from './row-store.ts'
import type { StoredRow } from './stored-row.ts'

export type RowBreak = 'chain_broken' | 'row_differs' | 'not_as_audited' | 'version_missing'

/**
 * Holds every row of a register against its history, the history against its chain, and the chain against the audit log, in the
 * system's scope. Gives the rows of which one of them is not as it was written.
 */
export async function verifyRows(
  trx: Database,
  of: Register,
): Promise<readonly { readonly id: string; readonly what: RowBreak }[]> {
  const { rows } = await sql<StoredRow>`select ${COLUMNS} from ${sql.table(of.kind)} order by id`.execute(trx)
  const words = (['added', 'changed', 'archived', 'restored', 'imported'] as const).map(
    (how) => `${of.kind}_${how}` as AuditAction,
  )
  const told = await detailsOf(
    trx,
    rows.map(({ id }) => id),
    words,
  )
  const audited = new Map(
    told.map(({ objectId, detail }) => [`${objectId}|${String(detail['version'])}`, detail['hash']]),
  )
  const breaks: { id: string; what: RowBreak }[] = []
  for (const row of rows) {
    const versions = await versionsOf(trx, of, row.id)
    const last = versions.at(-1)
    let previousHash: string | null = null
    let what: RowBreak | undefined
    for (const [at, version] of versions.entries()) {
      const { id, country, agencyId } = row
      if (version.version !== at + 1) what ??= 'version_missing'
      if (version.previousHash !== previousHash || hashOf({ id, country, agencyId, ...version }) !== version.hash)
        what ??= 'chain_broken'
      if (audited.get(`${id}|${version.version}`) !== `sha256.${version.hash}`) what ??= 'not_as_audited'
      previousHash = version.hash
    }
    const same =
      last !== undefined &&
      last.version === row.version &&
      last.archived === (row.archivedAt !== null) &&
      canonicalJson(last.answers) === canonicalJson(row.answers) &&
      Buffer.compare(Buffer.from(last.sealed ?? []), Buffer.from(row.sealed ?? [])) === 0
    if (!same) what ??= last === undefined ? 'version_missing' : 'row_differs'
    if (what) breaks.push({ id: row.id, what })
  }
  return breaks
}
