import { randomBytes } from 'node:crypto'
import type { Database } from '@gloact/postgres'
import { KNOWN_DEVICE_SECONDS } from '../../domain/sessions.ts'
import { inSeconds, type Caller, type IdentityContext } from '../session/context.ts'
import { giveCookie, readCookie } from '../session/cookies.ts'
import { hashToken } from '../keys/digests.ts'
import { tables } from '../tables.ts'

/**
 * A browser in which an account has signed in in full is known to that account from then on ("device cookies", OWASP):
 * failed tries there are counted apart, so that anyone who guesses elsewhere keeps nobody out who works here. The cookie is of
 * chance, opens nothing, and holds for every account that signs in in that browser.
 */
const COOKIE = 'device'

/** The hash of this browser's cookie, where the account that has this address is known in it. */
export async function knownDeviceOf(
  context: IdentityContext,
  caller: Caller,
  email: string,
): Promise<Uint8Array | undefined> {
  const token = readCookie(context, caller, COOKIE)
  if (token === undefined) return undefined
  const row = await tables(context.db)
    .selectFrom('known_device')
    .innerJoin('staff', 'staff.id', 'known_device.staff_id')
    .select('token_hash')
    .where('token_hash', '=', hashToken(token))
    .where('staff.email', '=', email.trim().toLowerCase())
    .where('known_device.last_seen_at', '>', inSeconds(context, -KNOWN_DEVICE_SECONDS))
    .executeTakeFirst()
  return row?.token_hash
}

/** Remembers that the account has just signed in in this browser. Gives the hash of its cookie. */
export async function rememberDevice(
  trx: Database,
  context: IdentityContext,
  caller: Caller,
  staffId: string,
): Promise<Uint8Array> {
  const brought = readCookie(context, caller, COOKIE)
  // A cookie that this server never gave is not taken over: somebody may have planted it.
  const given =
    brought !== undefined &&
    (await tables(trx)
      .selectFrom('known_device')
      .select('staff_id')
      .where('token_hash', '=', hashToken(brought))
      .executeTakeFirst())
  const token = brought !== undefined && given ? brought : randomBytes(24).toString('base64url')
  const now = context.clock.now()
  await tables(trx)
    .insertInto('known_device')
    .values({ token_hash: hashToken(token), staff_id: staffId, first_seen_at: now, last_seen_at: now })
    .onConflict((conflict) => conflict.columns(['token_hash', 'staff_id']).doUpdateSet({ last_seen_at: now }))
    .execute()
  giveCookie(context, caller, { name: COOKIE, value: token, seconds: KNOWN_DEVICE_SECONDS })
  return hashToken(token)
}

/** The browser of a session as a digest that is of use for one purpose; null where the session was opened in none. */
export async function deviceMark(
  context: Pick<IdentityContext, 'db' | 'digests'>,
  sessionId: string,
  purpose: string,
): Promise<string | null> {
  const session = await tables(context.db)
    .selectFrom('session')
    .select('device_hash')
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return session?.device_hash ? context.digests.markOfDevice(purpose, session.device_hash) : null
}

/** No browser is known to the account any more: one of them is lost, or the account was reset. */
export async function forgetKnownDevices(trx: Database, staffId: string): Promise<void> {
  await tables(trx).deleteFrom('known_device').where('staff_id', '=', staffId).execute()
}
