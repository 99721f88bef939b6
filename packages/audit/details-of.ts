import type { Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { AuditAction } from './actions.ts'

/** What an entry says of its object beside what was done. */
export interface ToldOf {
  readonly objectId: string
  readonly sequence: number
  readonly action: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** What entries of some actions say of these objects, in the order in which they were recorded; every one of them. */
export async function detailsOf(
  trx: Database,
  objectIds: readonly string[],
  actions: readonly AuditAction[],
): Promise<readonly ToldOf[]> {
  const { rows } = await sql<{
    object_id: string
    sequence: number
    action: string
    detail: Readonly<Record<string, unknown>>
  }>`
    select object_id, sequence, action, detail from audit.entry
    where object_id = any (${[...objectIds]}::uuid[]) and action = any (${[...actions]}::text[])
    order by object_id, sequence`.execute(trx)
  return rows.map((row) => ({
    objectId: row.object_id,
    sequence: row.sequence,
    action: row.action,
    detail: row.detail,
  }))
}

/** The objects of a kind that entries of some actions are about and that `table` no longer holds. */
export async function withoutRow(
  trx: Database,
  kind: string,
  actions: readonly AuditAction[],
  table: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ object_id: string }>`
    select distinct entry.object_id from audit.entry as entry
    where entry.object_kind = ${kind} and entry.action = any (${[...actions]}::text[])
      and not exists (select from ${sql.table(table)} as held where held.id = entry.object_id)
    order by entry.object_id`.execute(trx)
  return rows.map(({ object_id }) => object_id)
}
