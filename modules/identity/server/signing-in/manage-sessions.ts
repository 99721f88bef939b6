import { randomBytes } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { findSession } from '../session/authenticate.ts'
import { checkPassword } from './check-password.ts'
import { ownScope, scopeOf, type Caller, type IdentityContext, type SignedIn } from '../session/context.ts'
import { tables } from '../tables.ts'

type Done = Result<{ done: true }, Failure>

/** Opens an idle session again with the password of its account, under a new token: the one that lay idle opens nothing. */
export async function unlockSession(
  context: IdentityContext,
  caller: Caller,
  input: { readonly password: string },
): Promise<Done> {
  const found = await findSession(context, caller.headers, { seen: true })
  if (found.state === 'none') return err(failure('identity.sign_in_failed'))
  const { principal, email, sessionId } = found.signedIn
  const checked = await checkPassword(context, caller, { staffId: principal.userId, email, sessionId }, input.password)
  if (!checked.ok) {
    return checked.error.code === 'identity.password_wrong' ? err(failure('identity.sign_in_failed')) : checked
  }
  await renewToken(context, caller, sessionId)
  return ok({ done: true })
}

/** Gives a session a new token, and this browser its cookie; with the old one nothing opens from now on. */
export async function renewToken(context: IdentityContext, caller: Caller, sessionId: string): Promise<void> {
  const token = randomBytes(24).toString('base64url')
  await tables(context.db)
    .updateTable('session')
    .set({ token, last_seen_at: context.clock.now() })
    .where('id', '=', sessionId)
    .execute()
  const { headers } = await context.engine.api.giveSession({
    body: { token },
    headers: caller.headers,
    returnHeaders: true,
  })
  caller.setCookies(headers)
}

/** Locks this session now, as if it had been left idle. */
export async function lockSession(context: IdentityContext, signedIn: SignedIn): Promise<Done> {
  await tables(context.db)
    .updateTable('session')
    .set({ last_seen_at: new Date(0).toISOString() })
    .where('id', '=', signedIn.sessionId)
    .execute()
  return ok({ done: true })
}

/**
 * Ends the session of this browser. Without one there is nothing to end, and the answer is the same. Where the browser clears
 * what it keeps, the key of its drafts goes with it: it is no device that keeps drafts any more.
 */
export async function signOut(
  context: IdentityContext,
  caller: Caller,
  browser: { readonly cleared: boolean },
): Promise<Result<{ signedOut: true }, Failure>> {
  const { token } = await context.engine.api.readSessionToken({ headers: caller.headers })
  if (token !== null) {
    await inScope(context.db, ownScope(context), async (trx) => {
      const ended = await tables(trx)
        .deleteFrom('session')
        .where('token', '=', token)
        .returning(['id', 'staff_id'])
        .executeTakeFirst()
      if (ended && browser.cleared) {
        await tables(trx)
          .deleteFrom('device')
          .where('session_id', '=', ended.id)
          .where('forgotten_at', 'is', null)
          .execute()
      }
      if (ended) {
        await recordAudit(trx, {
          action: 'session.ended',
          object: { kind: 'identity.session', id: ended.id },
          actorId: ended.staff_id,
        })
      }
      return ok(undefined)
    })
  }
  const { headers } = await context.engine.api.signOut({ headers: caller.headers, returnHeaders: true })
  caller.setCookies(headers)
  return ok({ signedOut: true })
}

export async function revokeSession(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Done> {
  return inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
    const ended = await endSessions(trx, { staffId: signedIn.principal.userId, only: input.id })
    return ended === 0 ? err(failure('http.not_found')) : ok({ done: true as const })
  })
}

export async function revokeOtherSessions(
  context: IdentityContext,
  signedIn: SignedIn,
): Promise<Result<{ ended: number }, Failure>> {
  return inScope(context.db, scopeOf(signedIn.principal), async (trx) =>
    ok({ ended: await endSessions(trx, { staffId: signedIn.principal.userId, except: signedIn.sessionId }) }),
  )
}

/** Ends sessions of an account and records each. The next request with one of them is refused. */
export async function endSessions(
  trx: Database,
  which: { readonly staffId: string; readonly only?: string; readonly except?: string },
): Promise<number> {
  let query = tables(trx).deleteFrom('session').where('staff_id', '=', which.staffId)
  if (which.only !== undefined) query = query.where('id', '=', which.only)
  if (which.except !== undefined) query = query.where('id', '!=', which.except)
  const ended = await query.returning('id').execute()
  await recordAudit(
    trx,
    ...ended.map((session) => ({
      action: 'session.revoked' as const,
      object: { kind: 'identity.session', id: session.id },
    })),
  )
  return ended.length
}
