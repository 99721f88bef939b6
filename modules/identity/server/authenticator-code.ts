import { sql } from 'kysely'
import type { IdentityContext } from './context.ts'

/** A code holds for its half minute and the ones beside it. */
const WINDOW_SECONDS = 120

/** Also as it was kept under a former secret: renewing that opens no code a second time. */
const everHash = (context: IdentityContext, staffId: string, code: string) =>
  sql.join(context.digests.everOfCode(staffId, code))

/**
 * Remembers the code that was just found right, in one statement. False where it had been accepted before: a code that
 * somebody looked at over a shoulder opens nothing (RFC 6238 §5.2).
 */
export async function acceptCodeOnce(context: IdentityContext, staffId: string, code: string): Promise<boolean> {
  const hash = context.digests.ofCode(staffId, code)
  const now = context.clock.now()
  const { rows } = await sql`
    update identity.authenticator set last_code_hash = ${hash}, last_code_at = ${now}
    where staff_id = ${staffId} and (last_code_hash is null or last_code_hash not in (${everHash(context, staffId, code)})
      or last_code_at < ${now}::timestamptz - make_interval(secs => ${WINDOW_SECONDS}::int))
    returning id`.execute(context.db)
  return rows.length > 0
}

/** Whether a code was accepted before; asked first, so that the sign-in which waits is not used up by it. */
export async function wasAccepted(context: IdentityContext, staffId: string, code: string): Promise<boolean> {
  const { rows } = await sql`
    select from identity.authenticator
    where staff_id = ${staffId} and last_code_hash in (${everHash(context, staffId, code)})
      and last_code_at >= ${context.clock.now()}::timestamptz - make_interval(secs => ${WINDOW_SECONDS}::int)`.execute(
    context.db,
  )
  return rows.length > 0
}
