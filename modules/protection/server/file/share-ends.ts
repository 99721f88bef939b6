import { startOfDay } from '@gloact/calendar'
import { addDays, asInstant, asPlainDate, ok, unwrap, type Instant, type PlainDate } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { FileRules } from '../../domain/file/file-rules.ts'

/** When the last day on which consent covers a share ends in the country. */
export const endOfShare = (validUntil: PlainDate, timeZone: string): Instant =>
  asInstant(startOfDay(addDays(validUntil, 1), timeZone))

/** Sets the end of shares that an earlier version recorded without one. Opens no file. Run at every start; does nothing the second time. */
export async function countShareEnds({
  db,
  rules,
}: {
  readonly db: Database
  readonly rules: Pick<FileRules, 'country' | 'calendar'>
}): Promise<void> {
  unwrap(
    await inScope(db, systemScope(rules.country), async (trx) => {
      const { rows } = await sql<{ day: string }>`select distinct valid_until as day from protection.file_share
        where ended_at is null and ends_at is null and valid_until is not null`.execute(trx)
      const days = rows.map(({ day }) => asPlainDate(day))
      const ends = days.map((day) => endOfShare(day, rules.calendar.timeZone))
      await sql`update protection.file_share share set ends_at = counted.ends_at
        from unnest(${days}::date[], ${ends}::timestamptz[]) as counted (day, ends_at)
        where share.valid_until = counted.day and share.ended_at is null and share.ends_at is null`.execute(trx)
      return ok(undefined)
    }),
  )
}
