import { ok, unwrap, type Instant } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { warnAtOf } from '../../domain/file/derive-row.ts'
import type { FileRules } from '../../domain/file/file-rules.ts'
import { tables } from '../file/file-tables.ts'
import { warningsDigest } from '../file/warnings-digest.ts'

const AT_A_TIME = 2000

/**
 * Counts again from when on clocks are due soon, where that was counted by other rules than the country has now, or as an
 * earlier version counted. Opens no file: when a clock ends stands in clear. At every start; finds nothing the second time.
 *
 * @returns how many clocks were counted again.
 */
export async function renewWarnings({
  db,
  rules,
}: {
  readonly db: Database
  readonly rules: Pick<FileRules, 'country' | 'deadlines' | 'calendar'>
}): Promise<number> {
  const digest = warningsDigest(rules)
  for (let renewed = 0; ;) {
    const found = unwrap(
      await inScope(db, systemScope(rules.country), async (trx) => {
        // What is being written now is counted by anyone who writes it.
        const rows = await tables(trx)
          .selectFrom('protection.deadline')
          .innerJoin('protection.case_file', 'protection.case_file.id', 'protection.deadline.file_id')
          .select(['file_id', 'kind', 'path', 'due_at'])
          .where('protection.case_file.country', '=', rules.country)
          .where(sql<boolean>`warned_by is distinct from ${digest}`)
          .limit(AT_A_TIME)
          .modifyEnd(sql`for update of case_file, deadline skip locked`)
          .execute()
        const warnings = rows.map(({ kind, path, due_at: dueAt }) =>
          warnAtOf({ kind, path, dueAt: dueAt as Instant }, rules),
        )
        await sql`update protection.deadline
          set warn_at = counted.warn_at, warned_by = ${digest}
          from unnest(${rows.map((row) => row.file_id)}::uuid[], ${rows.map((row) => row.kind)}::text[],
            ${warnings}::timestamptz[]) as counted (file_id, kind, warn_at)
          where deadline.file_id = counted.file_id and deadline.kind = counted.kind`.execute(trx)
        await sql`update protection.case_file set clocks = protection.clocks_of(id)
          where id = any (${rows.map((row) => row.file_id)}::uuid[])`.execute(trx)
        return ok(rows.length)
      }),
    )
    if (found === 0) return renewed
    renewed += found
  }
}
