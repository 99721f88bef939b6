import type { ScopedTransaction } from '@gloact/postgres'
import { tables } from './file-tables.ts'

/** Whether tags may be put on a file of this agency: on its list or the country's, and still offered. */
export async function mayTag(trx: ScopedTransaction, agencyId: string, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true
  const rows = await tables(trx)
    .selectFrom('protection.tag')
    .select('id')
    .where('id', 'in', [...ids])
    .where('active', '=', true)
    .where((eb) => eb.or([eb('agency_id', 'is', null), eb('agency_id', '=', agencyId)]))
    .execute()
  return new Set(rows.map((row) => row.id)).size === new Set(ids).size
}
