import { newId } from '@gloact/kernel'
import { sendAlong, type Database } from '@gloact/postgres'
import { CompiledQuery } from 'kysely'
import type { AuditAction } from './actions.ts'

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
  minutes: number = READING_MINUTES,
): Promise<void> {
  const id = newId<'AuditEntry'>()
  const { kind, id: objectId } = object
  await sendAlong(trx, CompiledQuery.raw(COUNT_OR_RECORD, [id, action, kind, objectId, minutes]))
}

/** One statement: a reading that repeats another is counted, any other becomes an entry, and is counted from then on. */
const COUNT_OR_RECORD = `
  with counted as (
    update audit.read_again set times = times + 1, last_at = now()
    where entry_id = (
      select running.entry_id from audit.read_again running
      where running.actor_id = app.user_id() and running.object_id = $4::uuid and running.action = $2::text
        and running.since > now() - make_interval(mins => $5::integer)
      order by running.since desc
      limit 1
    )
    returning entry_id
  ), entered as (
    insert into audit.entry (id, action, object_kind, object_id)
    select $1::uuid, $2::text, $3::text, $4::uuid where not exists (select from counted)
  )
  insert into audit.read_again (entry_id, action, object_id)
  select $1::uuid, $2::text, $4::uuid where not exists (select from counted)`
