import { newId } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { AuditAction } from './actions.ts'
import { recordAudit } from './record-audit.ts'
import { tables } from './tables.ts'

/** For how long a reading stands for those that repeat it. */
export const READING_MINUTES = 10

/**
 * Records that somebody read something. The first reading is an entry of the log like any other; those of the same
 * person, action and object within the ten minutes after it are counted beside it (`audit.read_again`), since a page that
 * is open asks for the same file after every answer that it saves. For readings without a purpose alone: what is opened
 * with a purpose is recorded each time (`recordAudit`).
 */
export async function recordReading(
  trx: Database,
  { action, object }: { readonly action: AuditAction; readonly object: { readonly kind: string; readonly id: string } },
): Promise<void> {
  const counted = await tables(trx)
    .updateTable('audit.read_again')
    .set((eb) => ({ times: eb('times', '+', 1), last_at: sql<string>`now()` }))
    .where('entry_id', '=', (eb) =>
      eb
        .selectFrom('audit.read_again as running')
        .select('running.entry_id')
        .where('running.actor_id', '=', sql<string>`app.user_id()`)
        .where('running.object_id', '=', object.id)
        .where('running.action', '=', action)
        .where('running.since', '>', sql<string>`now() - make_interval(mins => ${READING_MINUTES})`)
        .orderBy('running.since', 'desc')
        .limit(1),
    )
    .executeTakeFirst()
  if (counted.numUpdatedRows > 0n) return
  const id = newId<'AuditEntry'>()
  await recordAudit(trx, { id, action, object })
  await tables(trx).insertInto('audit.read_again').values({ entry_id: id, action, object_id: object.id }).execute()
}
