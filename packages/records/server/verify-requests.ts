import { detailsOf, firstWithoutRow } from '@gloact/audit'
import { readSnapshot, systemScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { witnessIn } from './chain-witness.ts'
import { headOfRow, tables, toStoredAction } from './request-tables.ts'
import type { RequestsOf } from './requests-of.ts'
import { breakOfLog, type LogBreak } from './verify-log.ts'

export interface RequestsVerified {
  readonly requests: number
  readonly steps: number
  /** The first request whose log is not what its hashes, or the audit log, say. */
  readonly broken?: { readonly requestId: string; readonly break: LogBreak }
}

const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Reads the log of every request and holds it against its row and the audit log. Needs no key: hashes cover the stored bytes. */
export async function verifyRequests(
  of: Pick<RequestsOf, 'kind' | 'schema' | 'audited' | 'db'>,
  db: Database = of.db,
): Promise<RequestsVerified> {
  let seen: RequestsVerified = { requests: 0, steps: 0 }
  let after = FIRST
  for (;;) {
    const batch = await readSnapshot(db, systemScope(''), async (trx) => {
      const rows = await tables(trx, of.schema)
        .selectFrom('request')
        .select(['id', 'sequence', 'head_hash'])
        .where('kind', '=', of.kind.kind)
        .where('id', '>', after)
        .orderBy('id')
        .limit(BATCH)
        .execute()
      const ids = rows.map(({ id }) => id)
      const log = await tables(trx, of.schema)
        .selectFrom('request_step')
        .selectAll()
        .where(sql<boolean>`request_id = any (${ids}::uuid[])`)
        .orderBy('request_id')
        .orderBy('sequence')
        .execute()
      const told = Map.groupBy(await detailsOf(trx, ids, [of.audited]), ({ objectId }) => objectId)
      const steps = Map.groupBy(log, ({ request_id: id }) => id)
      return rows.map((row) => ({
        row,
        log: (steps.get(row.id) ?? []).map((step) => toStoredAction(of.kind.kind, step)),
        witness: witnessIn(told.get(row.id) ?? []),
      }))
    })
    for (const { row, log, witness } of batch) {
      const found = breakOfLog(log, headOfRow(row), witness)
      if (found) return { ...seen, broken: { requestId: row.id, break: found } }
      seen = { requests: seen.requests + 1, steps: seen.steps + log.length }
    }
    if (batch.length < BATCH) break
    after = batch.at(-1)!.row.id
  }
  const gone = await readSnapshot(db, systemScope(''), (trx) =>
    firstWithoutRow(trx, of.kind.kind, [of.audited], `${of.schema}.request`),
  )
  return gone === undefined ? seen : { ...seen, broken: { requestId: gone, break: { brokenAt: 1, reason: 'gone' } } }
}
