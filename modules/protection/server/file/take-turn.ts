import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { FileFailure } from '../../domain/failures.ts'
import { PACE_SPANS, type Paced, type PaceSpan } from '../../domain/file/pace.ts'
import type { ProtectionContext } from './context.ts'

/**
 * Counts one more search, list exported or number tried, and refuses it where somebody has been faster than the country's pace
 * allows. Counted in the database, by its clock and in a transaction of its own: over all servers, and whatever becomes of what
 * is asked. The first that is refused in a span is recorded, and the data-protection officer has it among their tasks. `by`: how many it is
 * at once, as of the names in a list; what is refused of them is not counted, so that a smaller list may follow.
 */
export async function takeTurn(
  context: ProtectionContext,
  principal: Principal,
  kind: Paced,
  by = 1,
): Promise<Result<null, FileFailure>> {
  const limits = context.rules.pace[kind]
  const spans = PACE_SPANS.flatMap((span) => {
    const limit = limits[span]
    return limit === undefined ? [] : [{ span, limit }]
  })
  const turn = await inScope<FileFailure | null, FileFailure>(context.db, principalScope(principal), async (trx) => {
    const counted = await countOne(
      trx,
      principal.userId,
      kind,
      spans.map(({ span }) => span),
      by,
    )
    let refused: FileFailure | null = null
    for (const { span, limit } of spans) {
      const { times, left } = counted.get(span)!
      if (times <= limit) continue
      if (times - by <= limit) await recordAudit(trx, { action: 'use.slowed', detail: { kind, span, limit } })
      // The span that lasts longest says when it is worth while to come again.
      refused = {
        code: REFUSED[kind],
        params: { seconds: left, minutes: Math.ceil(left / 60), ...(kind === 'names' && { left: limit - times + by }) },
      }
    }
    if (refused && by > 1) await countOne(trx, principal.userId, kind, [...counted.keys()], -by)
    return ok(refused)
  })
  if (!turn.ok) return turn
  return turn.value === null ? ok(null) : err(turn.value)
}

const REFUSED = {
  search: 'protection.searched_too_often',
  number: 'protection.searched_too_often',
  export: 'protection.exported_too_often',
  names: 'protection.names_exported_too_many',
} as const satisfies Readonly<Record<Paced, FileFailure['code']>>

interface Counted {
  readonly span: PaceSpan
  readonly times: number
  /** Seconds until the span is over. */
  readonly left: number
}

/** Counts one more in each span, all in one statement. */
async function countOne(
  trx: ScopedTransaction,
  userId: string,
  kind: Paced,
  spans: readonly PaceSpan[],
  by: number,
): Promise<ReadonlyMap<PaceSpan, Counted>> {
  const { rows } = await sql<Counted>`
    insert into protection.pace as pace (user_id, kind, span, starts, times)
    select ${userId}::uuid, ${kind}::text, span, date_trunc(span, now()), ${by}::int from unnest(${spans}::text[]) as span
    on conflict (user_id, kind, span) do update set
      times = case when excluded.starts > pace.starts then ${by}::int else least(pace.times, 1000000) + ${by}::int end,
      -- The person who waited in the queue since the span before counts in the one that runs.
      starts = greatest(pace.starts, excluded.starts)
    returning span, times,
      greatest(1, ceil(extract(epoch from starts + ('1 ' || span)::interval - now())))::int as left`.execute(trx)
  return new Map(rows.map((row) => [row.span, row]))
}
