import { sql } from 'kysely'
import { inSeconds, type IdentityContext } from '../session/context.ts'
import { tables } from '../tables.ts'

/** A code holds for its half minute and the ones beside it. */
export const CODE_WINDOW_SECONDS = 120

/**
 * Remembers the code that was just found right. False where it had been accepted before: a code that somebody looked at
 * over a shoulder opens nothing (RFC 6238 §5.2). Of two requests with the same code one alone is told true.
 */
export async function acceptCodeOnce(context: IdentityContext, staffId: string, code: string): Promise<boolean> {
  if (await wasAccepted(context, staffId, code)) return false
  const now = context.clock.now()
  const { rows } = await sql`
    insert into identity.accepted_code (staff_id, code_hash, accepted_at)
    values (${staffId}, ${context.digests.ofCode(staffId, code)}, ${now})
    on conflict (staff_id, code_hash) do update set accepted_at = excluded.accepted_at
      where accepted_code.accepted_at < ${windowStart(context)}
    returning staff_id`.execute(context.db)
  return rows.length > 0
}

/** Whether a code was accepted before; asked first, so that the sign-in which waits is not used up by it. */
export async function wasAccepted(context: IdentityContext, staffId: string, code: string): Promise<boolean> {
  const found = await tables(context.db)
    .selectFrom('accepted_code')
    .select('staff_id')
    .where('staff_id', '=', staffId)
    // Also as it was kept under a former secret: renewing that opens no code a second time.
    .where('code_hash', 'in', context.digests.everOfCode(staffId, code))
    .where('accepted_at', '>=', windowStart(context))
    .executeTakeFirst()
  return found !== undefined
}

const windowStart = (context: IdentityContext) => inSeconds(context, -CODE_WINDOW_SECONDS)
