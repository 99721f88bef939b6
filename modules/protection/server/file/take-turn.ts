import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { FileFailure } from '../../domain/failures.ts'
import { PACE_SPANS, SECONDS_OF, type Paced, type PaceSpan } from '../../domain/file/pace.ts'
import type { ProtectionContext } from './context.ts'

/**
 * Counts one more search, list taken out or number tried, and refuses it where somebody has been faster than the country's pace
 * allows. Counted in the database, by its clock and in a transaction of its own: over all servers, and whatever becomes of what
 * is asked. The first that is refused in a span is recorded, and the data-protection officer has it among their tasks.
 */
export async function takeTurn(
  context: ProtectionContext,
  principal: Principal,
  kind: Paced,
): Promise<Result<null, FileFailure>> {
  const limits = context.rules.pace[kind]
  const spans = PACE_SPANS.flatMap((span) => {
    const limit = limits[span]
    return limit === undefined ? [] : [{ span, limit }]
  })
  const counted = await inScope<FileFailure | null, FileFailure>(context.db, principalScope(principal), async (trx) => {
    let refused: FileFailure | null = null
    for (const { span, limit } of spans) {
      const { times, left } = await countOne(trx, principal.userId, kind, span)
      if (times <= limit) continue
      if (times === limit + 1) await recordAudit(trx, { action: 'use.slowed', detail: { kind, span, limit } })
      // The span that lasts longest says when it is worth while to come again.
      refused = {
        code: kind === 'export' ? 'protection.exported_too_often' : 'protection.searched_too_often',
        params: { seconds: left, minutes: Math.ceil(left / 60) },
      }
    }
    return ok(refused)
  })
  if (!counted.ok) return counted
  return counted.value === null ? ok(null) : err(counted.value)
}

async function countOne(
  trx: Parameters<Parameters<typeof inScope>[2]>[0],
  userId: string,
  kind: Paced,
  span: PaceSpan,
): Promise<{ readonly times: number; readonly left: number }> {
  const { rows } = await sql<{ times: number; left: number }>`
    insert into protection.pace as pace (user_id, kind, span, starts, times)
    values (${userId}, ${kind}, ${span}, date_trunc(${span}, now()), 1)
    on conflict (user_id, kind, span) do update set
      times = case when excluded.starts > pace.starts then 1 else least(pace.times, 1000000) + 1 end,
      -- The person who waited in the queue since the span before counts in the one that runs.
      starts = greatest(pace.starts, excluded.starts)
    returning times,
      greatest(1, ceil(extract(epoch from starts + make_interval(secs => ${SECONDS_OF[span]}) - now())))::int as left`.execute(
    trx,
  )
  return rows[0]!
}
