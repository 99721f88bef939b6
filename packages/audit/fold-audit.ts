import { asInstant, type Instant, type PlainDate } from '@gloact/kernel'
import { readInScope, systemScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { AuditAction } from './actions.ts'
import { tables } from './tables.ts'

/** When each account last did something, for a transaction that may read the audit. */
export async function lastByActor(trx: Database, action: AuditAction): Promise<ReadonlyMap<string, Instant>> {
  const { rows } = await sql<{ actor_id: string; at: string }>`
    select actor_id, max(at) as at from audit.entry
    where action = ${action} and actor_id is not null group by actor_id`.execute(trx)
  return new Map(rows.map((row) => [row.actor_id, asInstant(row.at)]))
}

/** What one of the staff opened on one day. */
export interface OpeningsOfDay {
  readonly staffId: string
  readonly day: PlainDate
  readonly opened: number
  /** Of how many files or persons. */
  readonly files: number
  readonly purposes: readonly { readonly purpose: string; readonly count: number }[]
}

/** Entries of some actions from a day on, folded by who and by the day in the country's time zone; latest first. */
export async function openingsByDay(
  trx: Database,
  which: { readonly actions: readonly AuditAction[]; readonly from: PlainDate; readonly timeZone: string },
): Promise<readonly OpeningsOfDay[]> {
  const { rows } = await sql<{
    actor_id: string
    day: PlainDate
    opened: number
    files: number
    purposes: Readonly<Record<string, number>>
  }>`
    with opened as (
      select actor_id, object_id, coalesce(purpose, 'none') as purpose, (at at time zone ${which.timeZone})::date as day
      from audit.entry
      where action = any (${[...which.actions]}::text[]) and actor_id is not null
        and at >= (${which.from}::date::timestamp at time zone ${which.timeZone})
    ), by_purpose as (
      select actor_id, day, purpose, count(*) as opened from opened group by actor_id, day, purpose
    )
    select opened.actor_id, opened.day, count(*) as opened, count(distinct opened.object_id) as files,
      (select jsonb_object_agg(by_purpose.purpose, by_purpose.opened) from by_purpose
        where by_purpose.actor_id = opened.actor_id and by_purpose.day = opened.day) as purposes
    from opened group by opened.actor_id, opened.day
    order by opened.day desc, count(*) desc, opened.actor_id`.execute(trx)
  return rows.map((row) => ({
    staffId: row.actor_id,
    day: row.day,
    opened: row.opened,
    files: row.files,
    purposes: Object.entries(row.purposes)
      .map(([purpose, count]) => ({ purpose, count }))
      .toSorted((a, b) => b.count - a.count || a.purpose.localeCompare(b.purpose)),
  }))
}

/** How many blocks there are. */
export async function countBlocks(db: Database): Promise<number> {
  return readInScope(db, systemScope(''), async (trx) => {
    const { n } = await tables(trx)
      .selectFrom('audit.block')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return n
  })
}
